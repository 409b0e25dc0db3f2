import { openMemoryStores } from '../../../src/adapters/store-memory/open-memory-stores.ts';
import { StoreUnavailable } from '../../../src/ports/stores/store-failure.ts';
import type { RecallIndex } from '../../../src/ports/stores/memories/recall-index.ts';
import type { Stores } from '../../../src/ports/stores/stores.ts';
import { errorCode, startSidecar, type RunningSidecar } from '../../support/processes/running-sidecar.ts';
import { until } from '../../support/until.ts';

jest.setTimeout(30_000);

/** Everything else goes on: an incident is opened, acted on and closed, whatever becomes of memory. */
async function everythingElse(running: RunningSidecar): Promise<string> {
  await running.sendLines(Array.from({ length: 120 }, () => ({ service: 'payment' })));
  const incident = await until('an incident', async () => {
    const { body } = await running.ask({}, { path: '/v1/incidents' });
    return body.items[0]?.id as string | undefined;
  });
  const notes = { cause: 'pool', fix: 'restart', fixKind: 'restart' };
  const closed = await running.ask({}, { path: `/v1/incidents/${incident}/confirm`, body: notes });
  expect(closed).toMatchObject({ status: 200, body: { state: 'resolved' } });
  return incident;
}

const recall = (running: RunningSidecar) => running.ask({}, { path: '/v1/recall', body: { text: 'pool exhausted' } });

function withRecall(index: Partial<RecallIndex>): Stores {
  const stores = openMemoryStores();
  const bound = new Proxy(stores.recall, {
    get: (target, key) => {
      const own: unknown = Reflect.get(index, key);
      const value: unknown = own ?? Reflect.get(target, key);
      return typeof value === 'function' && own === undefined ? (value.bind(target) as unknown) : value;
    },
  });
  return { ...stores, recall: bound };
}

it('switched off, nothing is remembered, everything else goes on, and memory says why it is silent', async () => {
  const running = await startSidecar({ configuration: { memory: { enabled: false } } });
  const incident = await everythingElse(running);
  const { status, body } = await recall(running);
  expect({ status, note: body.note, matches: body.matches }).toEqual({
    status: 200,
    note: 'Memory is switched off (memory.enabled)',
    matches: [],
  });
  const note = await running.ask({}, { path: '/v1/memories', body: { text: 'remember me' } });
  expect(errorCode(note)).toBe('IM_MEMORY_OFF');
  const fix = { kind: 'restart', words: 'restart payment' };
  const attempt = await running.ask({}, { path: `/v1/incidents/${incident}/attempts`, body: { fix } });
  expect(errorCode(attempt)).toBe('IM_MEMORY_OFF');
  expect((await running.ask({}, { path: `/v1/incidents/${incident}/memory` })).body).toBeNull();
  expect((await running.ask({}, { path: '/v1/overview' })).status).toBe(200);
  await running.stop();
});

it('slow, it gives an empty answer within its deadline', async () => {
  const never = new Promise<never>(() => undefined);
  const running = await startSidecar({
    configuration: { memory: { deadlineMilliseconds: 20 } },
    stores: withRecall({ candidates: () => never }),
  });
  await everythingElse(running);
  const { status, body } = await recall(running);
  expect(status).toBe(200);
  expect(body.note).toBe('Memory did not answer within 200 ms; ask again');
  expect(body.matches).toEqual([]);
  await running.stop();
});

it('stumbling, it is asked again; broken, it gives an empty answer with a warning', async () => {
  let failures = 1;
  const stores = withRecall({});
  const working = stores.recall.candidates.bind(stores.recall);
  const running = await startSidecar({
    configuration: { memory: { deadlineMilliseconds: 500 } },
    stores: withRecall({
      candidates: (...given) => {
        failures -= 1;
        return failures >= 0 ? Promise.reject(new StoreUnavailable('no answer')) : working(...given);
      },
    }),
  });
  await everythingElse(running);
  expect((await recall(running)).body.note).toBeNull();
  failures = 100;
  const { status, body } = await recall(running);
  expect({ status, note: body.note }).toEqual({
    status: 200,
    note: 'Memory does not answer right now; everything else goes on',
  });
  expect(running.log.join('')).toContain('memory was asked and could not answer');
  const metrics = await (await fetch(`${running.v1}/metrics`)).text();
  expect(metrics).toMatch(/incident_memory_recall_seconds_count\{outcome="failed"\} 1/);
  await running.stop();
});
