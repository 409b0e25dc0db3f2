import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { systemScope } from '../../../src/domain/tenancy/scope.ts';
import { INTAKE_TOKEN, startSidecar, type RunningSidecar } from '../../support/processes/running-sidecar.ts';

const run = promisify(execFile);
const SENDER = path.resolve(__dirname, '../../support/otlp-node/send-signals.ts');
const scope = systemScope('main:1');

jest.setTimeout(60_000);

let running: RunningSidecar;
beforeAll(async () => {
  running = await startSidecar();
});
afterAll(() => running.stop());

describe.each([
  ['json', 'none'],
  ['json', 'gzip'],
  ['protobuf', 'none'],
  ['protobuf', 'gzip'],
])("OpenTelemetry's own exporters for Node in %s, compression %s", (encoding, compression) => {
  const service = `shop-${encoding}-${compression}`;
  const span = () => ({ services: [service], from: Date.now() - 60_000, to: Date.now() + 60_000 });

  beforeAll(async () => {
    const address = `${running.intake}/intake/otlp`;
    await run(process.execPath, [SENDER, address, INTAKE_TOKEN, service, encoding, compression], { timeout: 50_000 });
  });

  it('send logs that are stored, redacted', async () => {
    const { lines } = await running.stores.logs.search(scope, { ...span(), limit: 10 });
    expect(lines.find(({ errorType }) => errorType === 'LoginError')).toMatchObject({
      level: 'error',
      message: 'login failed, password=[secret:password]',
      stack: 'LoginError\n  at login (auth.js:1:1)',
    });
    expect(JSON.parse(lines.find(({ level }) => level === 'info')?.message ?? '')).toMatchObject({ ok: true });
  });

  it('send spans that are counted, and an exception of the whole request is a line', async () => {
    const operations = await running.stores.traffic.operations(scope, { ...span(), stepMs: null });
    expect(operations.find(({ operation }) => operation === 'POST /login')).toMatchObject({
      requests: 1,
      errors: 1,
      slowestMs: 250,
    });
    const { lines } = await running.stores.logs.search(scope, { ...span(), limit: 10 });
    expect(lines.filter(({ errorType }) => errorType === 'RangeError')).toMatchObject([
      { level: 'error', message: 'no seats left, token=[secret:token]' },
    ]);
  });

  it('send metrics that are counted by series, redacted', async () => {
    const series = await running.stores.metrics.series(scope, { ...span(), stepMs: 600_000, maxSeries: 20 });
    const total = (name: string) => {
      const counts = series.filter(({ metric }) => metric === name);
      return {
        count: counts.reduce((all, { count }) => all + count, 0),
        sum: counts.reduce((all, { sum }) => all + sum, 0),
      };
    };
    // The counter told 5, then 7 in all, then 7 again when it was shut down; its process began while we listened.
    expect(total('orders').sum).toBe(7);
    expect(total('latency')).toEqual({ count: 2, sum: 40 });
    expect(series.find(({ metric }) => metric === 'orders')).toMatchObject({
      kind: 'increase',
      unit: '{order}',
      labels: 'password=[secret:password],plan=basic',
    });
    expect(series.find(({ metric }) => metric === 'seats')).toMatchObject({ kind: 'gauge', last: 42, max: 42 });
  });

  it('send resources that are known as relations', async () => {
    const pod = { kind: 'pod', name: `${service}-0` };
    const relations = await running.stores.occurrences.relations(scope, { of: pod, limit: 10 });
    expect(relations).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ from: { kind: 'service', name: service }, relation: 'runs-in', to: pod }),
        expect.objectContaining({ from: pod, relation: 'runs-on', to: { kind: 'node', name: 'node-1' } }),
      ])
    );
  });
});
