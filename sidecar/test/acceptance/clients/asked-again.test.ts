import { HindsightClient } from '@vectorize-io/hindsight-client';
import { CLIENT_CREDENTIALS, CLIENT_TOKEN } from '../../support/clients/client-tokens.ts';
import { send, startSidecar, type Answer, type RunningSidecar } from '../../support/processes/running-sidecar.ts';

jest.setTimeout(60_000);

/** Who got no answer asks again; what the first request wrote before it died is not written twice. */
let running: RunningSidecar;
let client: HindsightClient;

beforeAll(async () => {
  running = await startSidecar({ configuration: { machineCredentials: CLIENT_CREDENTIALS } });
  client = new HindsightClient({ baseUrl: `${running.intake}/compat/hindsight`, apiKey: CLIENT_TOKEN });
});
afterAll(() => running.stop());

const add = (content: string): Promise<Answer> =>
  send(`${running.intake}/compat/mem0/v3/memories/add/`, {
    headers: { authorization: `Token ${CLIENT_TOKEN}` },
    body: { messages: [{ role: 'user', content }], user_id: 'alice' },
  });

/** The next event of this type dies with its process. */
function dyingAt(type: string): () => void {
  const { events } = running.stores;
  const append = events.append.bind(events);
  events.append = (scope, given) =>
    given.some((event) => event.type === type)
      ? Promise.reject(new Error('the process died here'))
      : append(scope, given);
  return () => {
    events.append = append;
  };
}

const OLD = 'The cache of the cart is warmed by hand after each deploy, before the sale begins';
const NEW = 'The cache of the cart is warmed by a job after each deploy, before the sale begins';

const textsOf = async (bank: string): Promise<string[]> =>
  (await client.listMemories(bank)).items.map(({ text }) => String(text)).sort();

it('keeps a note of a person once, though its answer was lost before it was kept', async () => {
  const { idempotency } = running.stores;
  const remember = idempotency.remember.bind(idempotency);
  idempotency.remember = () => Promise.reject(new Error('the process died here'));
  const ask = () =>
    running.ask(
      { login: 'eva', role: 'Editor' },
      { method: 'POST', path: '/v1/memories', body: { text: OLD }, headers: { 'idempotency-key': 'key-1' } }
    );
  const [first, second] = [await ask(), await ask()];
  idempotency.remember = remember;
  expect([first.status, second.status]).toEqual([200, 200]);
  expect(second.body.id).toBe(first.body.id);
});

it('keeps what a client of mem0 tells again once, until it was taken away', async () => {
  const first = (await add('Carts are kept for a day')).body.results[0];
  const again = (await add('Carts are kept for a day')).body.results[0];
  expect(again.id).toBe(first.id);
  await send(`${running.intake}/compat/mem0/v1/memories/${first.id}/`, {
    method: 'DELETE',
    headers: { authorization: `Token ${CLIENT_TOKEN}` },
  });
  expect((await add('Carts are kept for a day')).body.results[0].id).not.toBe(first.id);
});

it('replaces a document of Hindsight without losing it to a refusal or a crash, and without doubting the new one', async () => {
  const put = (content: string) => client.retain('ops', content, { documentId: 'cache', updateMode: 'replace' });
  await put(OLD);
  await expect(put('  ')).rejects.toThrow();
  expect(await textsOf('ops')).toEqual([OLD]);

  const revive = dyingAt('retired');
  await expect(put(NEW)).rejects.toThrow();
  revive();
  expect(await textsOf('ops')).toEqual([NEW, OLD].sort());
  await put(NEW);
  expect(await textsOf('ops')).toEqual([NEW]);
  const { body } = await running.ask({ role: 'Admin' }, { path: '/v1/memories?label=document:cache&state=active' });
  expect(body.items).toMatchObject([{ text: NEW, flags: [] }]);
});
