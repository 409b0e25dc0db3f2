import { systemScope } from '../../../src/domain/tenancy/scope.ts';
import { startSidecar, type RunningSidecar } from '../../support/processes/running-sidecar.ts';
import { until } from '../../support/until.ts';

const OURS = systemScope('main:1');
const SLICES = 64;

let first: RunningSidecar;
let second: RunningSidecar | null = null;

beforeEach(async () => {
  first = await startSidecar();
});
afterEach(async () => {
  await second?.stop();
  second = null;
});

interface Saved {
  version: number;
  services: Array<Record<string, unknown> & { service: string }>;
}

/** What a sidecar wrote at its end, by the key of its slice. */
async function learnt(): Promise<Map<string, Saved>> {
  await first.sendLines(
    ['payment', '__proto__', 'constructor'].flatMap((service) => [
      { service, level: 'INFO' as const, message: 'order 7 is paid' },
      { service, message: 'bank refused order 7' },
    ])
  );
  await until('three services', async () => {
    const { body } = await first.ask({}, { path: '/v1/services' });
    return body.items.length >= 3;
  });
  // Who judged nothing has nothing to keep.
  await until('a check', () => first.stores.settings.read(OURS, 'detection.evaluated-to'));
  await first.stop();
  const found = new Map<string, Saved>();
  for (let slice = 0; slice < SLICES; slice += 1) {
    const key = `detectors.state.${slice}`;
    const value = (await first.stores.settings.read(OURS, key)) as Saved | null;
    if (value !== null) {
      found.set(key, value);
    }
  }
  return found;
}

const forgotten = (log: readonly string[]) => log.filter((line) => line.includes('is learnt anew'));

describe('what detectors learnt, read at a start', () => {
  it('is taken as it was saved, whatever services are called', async () => {
    const slices = await learnt();
    const names = [...slices.values()].flatMap(({ services }) => services.map(({ service }) => service));
    expect(names.sort()).toEqual(['__proto__', 'constructor', 'payment']);
    second = await startSidecar({ stores: first.stores });
    expect(forgotten(second.log)).toEqual([]);
  });

  it.each([
    ['nothing of it is there', () => ({})],
    ['a field is missing', ({ detectors: _, ...rest }: Record<string, unknown>) => rest],
    ['a field is of another build', (saved: Record<string, unknown>) => ({ ...saved, moods: [1, 2] })],
    ['a list is a word', (saved: Record<string, unknown>) => ({ ...saved, lines: { closedTo: 1, sources: 'all' } })],
    ['numbers are not there', (saved: Record<string, unknown>) => ({ ...saved, failing: [] })],
  ])('is learnt anew where %s, and said so', async (_name, spoil) => {
    for (const [key, { version, services }] of await learnt()) {
      const spoilt = services.map((saved) => ({ ...spoil(saved), service: saved.service }));
      await first.stores.settings.write(OURS, key, { version, services: spoilt });
    }
    second = await startSidecar({ stores: first.stores });
    expect(forgotten(second.log)).toHaveLength(1);
    expect(JSON.parse(forgotten(second.log)[0] ?? '')).toMatchObject({ organisation: 'main:1', count: 3 });
    expect(await second.sendLines([{ service: 'payment' }])).toMatchObject({ status: 200 });
  });

  it.each([
    ['a word'],
    [7],
    [[]],
    [{ version: 1 }],
    [{ version: 1, services: 'all' }],
    [{ version: 1, services: [null, 7] }],
  ])('is left alone where a slice is %j', async (value) => {
    await first.stop();
    await first.stores.settings.write(OURS, 'detectors.state.0', value);
    second = await startSidecar({ stores: first.stores });
    expect((await second.ask({}, { path: '/v1/services' })).status).toBe(200);
  });
});
