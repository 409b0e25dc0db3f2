import { openMemoryStores } from '../../src/adapters/store-memory/open-memory-stores.ts';
import { startSidecar } from '../support/running-sidecar.ts';
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
