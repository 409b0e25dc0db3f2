import { startSidecar, type Person, type RunningSidecar } from '../../support/processes/running-sidecar.ts';

jest.setTimeout(60_000);

/** Two projects share the database; a third does not. */
const [CART, SEARCH, ADS]: [Person, Person, Person] = [
  { login: 'carla', role: 'Editor', teams: [1] },
  { login: 'sam', role: 'Editor', teams: [2] },
  { login: 'al', role: 'Editor', teams: [3] },
];
const sharing = [{ name: 'database', teams: ['1', '2'], services: ['postgres-*'] }];
const KEPT = 'Quokka failovers of the primary take eight minutes; the pool must be drained by hand';

let running: RunningSidecar;
beforeAll(async () => {
  running = await startSidecar({ configuration: { memory: { sharing } } });
});
afterAll(() => running.stop());

const post = (person: Person, path: string, body: unknown) => running.ask(person, { method: 'POST', path, body });

async function found(person: Person): Promise<{ listed: number; matches: { differs: { sentence: string }[] }[] }> {
  const listed = (await running.ask(person, { path: '/v1/memories?text=quokka' })).body.items.length;
  const { matches } = (await post(person, '/v1/recall', { text: 'quokka failover of the primary' })).body;
  return { listed, matches };
}

it('shows a project what another one keeps about the services that they share, as theirs, and no other', async () => {
  const note = { text: KEPT, visibility: 'team' };
  expect((await post(CART, '/v1/memories', { ...note, service: 'postgres-main' })).status).toBe(200);
  expect((await post(CART, '/v1/memories', { ...note, service: 'cart' })).status).toBe(200);

  const [own, shared, others] = [await found(CART), await found(SEARCH), await found(ADS)];
  expect([own.listed, shared.listed, others.listed]).toEqual([2, 1, 0]);
  expect([own.matches.length, shared.matches.length, others.matches.length]).toEqual([2, 1, 0]);
  const labels = ({ matches }: typeof own) => matches.flatMap(({ differs }) => differs.map(({ sentence }) => sentence));
  expect(labels(shared)).toContain('of another project: team 1, which shares database with yours');
  expect(labels(own).filter((sentence) => sentence.includes('another project'))).toEqual([]);
});
