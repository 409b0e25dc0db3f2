import { openMemoryStores } from '../../store-memory/open-memory-stores.ts';
import { binsOf, quantile } from '../../../domain/traffic/latency-sketch.ts';
import { systemScope } from '../../../domain/tenancy/scope.ts';
import { emptyBatch } from '../../../ports/stores/signals/signal-store.ts';
import { trafficRoutes } from './traffic-routes.ts';

const AT = Date.UTC(2026, 10, 21, 12);
const scope = systemScope('main:1');
const SERVICES = 150;

it('steps are read of the busiest services alone', async () => {
  const stores = openMemoryStores();
  const operations = Array.from({ length: SERVICES }, (_, index) => ({
    ...{ service: `service-${index}`, operation: '', at: AT, requests: index + 1, errors: 0 },
    ...{ latency: [200, index + 1], slowestMs: 1, slowestTrace: null },
  }));
  await stores.signals.append(scope, { ...emptyBatch('bat_1'), operations });
  const read = jest.spyOn(stores.traffic, 'operations');
  const answer = await trafficRoutes(stores).readTraffic({
    ...{ reader: { scope }, query: { from: AT, to: AT + 60_000, stepSeconds: 10 } },
  } as never);
  expect(answer).toMatchObject({ series: { length: 100 } });
  expect(answer).not.toMatchObject({
    series: expect.arrayContaining([expect.objectContaining({ service: 'service-49' })]),
  });
  expect(answer).toMatchObject({
    series: expect.arrayContaining([expect.objectContaining({ service: 'service-50' })]),
  });
  const inSteps = read.mock.calls.filter(([, { stepMs }]) => stepMs !== null);
  expect(inSteps.map(([, { services }]) => services?.length)).toEqual([100]);
});

it('nothing is told to be slower than the slowest', async () => {
  const stores = openMemoryStores();
  const latency = binsOf([120]);
  expect(quantile(latency, 0.5)).toBeGreaterThan(120);
  const counts = { requests: 1, errors: 0, latency, slowestMs: 120, slowestTrace: null };
  const operations = [{ service: 'shop', operation: '', at: AT, ...counts }];
  await stores.signals.append(scope, { ...emptyBatch('bat_1'), operations });
  const routes = trafficRoutes(stores);
  const query = { from: AT, to: AT + 10_000, stepSeconds: 10 };
  const told = { p50: 120, p95: 120, p99: 120 };
  expect(await routes.listOperations({ reader: { scope }, query: { ...query, limit: 10 } } as never)).toMatchObject({
    items: [{ ...told, slowestMs: 120 }],
  });
  expect(await routes.readTraffic({ reader: { scope }, query } as never)).toMatchObject({
    series: [{ p50: [120], p95: [120], p99: [120] }],
  });
});
