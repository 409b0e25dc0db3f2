import { systemScope } from '../../src/domain/tenancy/scope.ts';
import { openMemoryStores } from '../../src/adapters/store-memory/open-memory-stores.ts';
import { startSidecar } from '../support/processes/running-sidecar.ts';
import { until } from '../support/until.ts';

it('of two sidecars over one store the second watches as soon as the first has stopped in order', async () => {
  // Shared as a cluster is: with the lease, and still there when one of them closes it.
  const stores = { ...openMemoryStores(), kind: 'elasticsearch' as const, close: () => Promise.resolve() };
  const first = await startSidecar({ stores });
  const burst = Array.from({ length: 120 }, () => ({ service: 'payment' }));
  const incidents = async (asked: typeof first) => (await asked.ask({}, { path: '/v1/incidents' })).body.items;
  expect((await first.sendLines(burst)).status).toBe(200);
  await until('the incident', async () => (await incidents(first)).length > 0);
  const second = await startSidecar({ stores });
  await first.stop();
  try {
    const other = burst.map(() => ({ service: 'checkout' }));
    expect((await second.sendLines(other)).status).toBe(200);
    // Half of what a sidecar that dies is waited for.
    await until('the second incident', async () => (await incidents(second)).length === 2, 10_000);
  } finally {
    await second.stop();
  }
}, 60_000);

it('what came in while the lease of a dead sidecar ran out is judged, though it cannot be searched yet', async () => {
  const memory = openMemoryStores();
  // Elasticsearch shows what was written only at its next refresh; here that never comes.
  const statistics = Object.create(memory.statistics) as typeof memory.statistics;
  statistics.counts = () => Promise.resolve([]);
  const stores = { ...memory, kind: 'elasticsearch' as const, statistics };
  const now = Date.now();
  const lease = { name: 'watch', holder: 'dead', now, untilMs: now + 1500 };
  await stores.leases.acquire(systemScope('main:0'), lease);
  const running = await startSidecar({ stores });
  try {
    const burst = Array.from({ length: 120 }, () => ({ service: 'payment' }));
    expect((await running.sendLines(burst)).status).toBe(200);
    await until('the incident', async () => (await running.ask({}, { path: '/v1/incidents' })).body.items.length === 1);
  } finally {
    await running.stop();
  }
}, 60_000);
