import { countOf, quantile } from '../../src/domain/traffic/latency-sketch.ts';
import type { GrafanaTelemetryOptions } from '../../src/adapters/telemetry-grafana/grafana-telemetry-source.ts';
import {
  emptyFrame,
  seriesFrame,
  startFakeGrafana,
  type FakeGrafana,
  type QueryAnswer,
} from '../support/grafana/fake-grafana.ts';
import { grafanaHouse, NOON, SYSTEM, type GrafanaHouse } from '../support/grafana/grafana-sources.ts';

const RANGE = { from: NOON - 120_000, to: NOON - 1_000 };
const SECONDS = 1_000;

let grafana: FakeGrafana;
let house: GrafanaHouse;

beforeEach(async () => {
  grafana = await startFakeGrafana({
    dataSources: ['loki', 'prometheus', 'tempo', 'elasticsearch'].map((type) => ({
      uid: `our-${type}`,
      type,
      name: type,
      jsonData: type === 'elasticsearch' ? { timeField: 'time' } : {},
    })),
  });
  house = grafanaHouse(grafana.url);
});
afterEach(async () => {
  await house.close();
  await grafana.stop();
});

async function poll(
  options: Partial<GrafanaTelemetryOptions> & { uid: string },
  answer: (query: Record<string, unknown>) => QueryAnswer
) {
  grafana.served.answer = answer;
  return house.source(options).poll(SYSTEM, RANGE);
}

function asked() {
  const [request, ...others] = grafana.queries();
  expect(others).toEqual([]);
  return request?.body ?? { from: '', to: '', queries: [] };
}

describe('lines through Loki', () => {
  it('are counted by service and level from one query, in the bucket before the time they are told at', async () => {
    const { counts, withoutService, traffic, metrics } = await poll({ uid: 'our-loki', presets: ['levels'] }, () => ({
      frames: [
        seriesFrame(
          [
            [NOON - 20 * SECONDS, 5],
            [NOON - 10 * SECONDS, 7],
          ],
          { labels: { service_name: 'cart', detected_level: 'info' } }
        ),
        seriesFrame([[NOON - 10 * SECONDS, 2]], { labels: { service_name: 'cart', detected_level: 'error' } }),
        seriesFrame([[NOON - 10 * SECONDS, 1]], { labels: { service_name: 'cart', detected_level: 'CRITICAL' } }),
        seriesFrame([[NOON - 10 * SECONDS, 4]], { labels: { service_name: 'cart', detected_level: 'warn' } }),
        seriesFrame([[NOON - 10 * SECONDS, 3]], { labels: { detected_level: 'error' } }),
      ],
    }));
    expect(counts).toEqual([
      { service: 'cart', at: NOON - 30 * SECONDS, lines: 5, errors: 0, warnings: 0 },
      { service: 'cart', at: NOON - 20 * SECONDS, lines: 14, errors: 3, warnings: 4 },
    ]);
    expect({ withoutService, traffic, metrics }).toEqual({ withoutService: 3, traffic: null, metrics: null });
    const { from, to, queries } = asked();
    // Buckets that are over; a point speaks of the ten seconds before it.
    expect([Number(from), Number(to)]).toEqual([NOON - 110 * SECONDS, NOON - 10 * SECONDS]);
    expect(queries).toEqual([
      expect.objectContaining({
        refId: 'A0',
        datasource: { uid: 'our-loki', type: 'loki' },
        expr: 'sum by (service_name, detected_level) (count_over_time({service_name=~".+"}[10s]))',
        ...{ queryType: 'range', step: '10s' },
      }),
    ]);
  });

  it('are named by the label that is configured', async () => {
    const { counts } = await poll({ uid: 'our-loki', presets: ['level-label'], serviceLabel: 'app' }, () => ({
      frames: [seriesFrame([[NOON - 20 * SECONDS, 1]], { labels: { app: 'cart', level: 'err' } })],
    }));
    expect(counts).toMatchObject([{ service: 'cart', lines: 1, errors: 1 }]);
    expect(asked().queries[0]).toMatchObject({ expr: expect.stringContaining('{app=~".+"}') });
  });
});

describe('traffic through Prometheus', () => {
  const GET = { service_name: 'cart', http_request_method: 'GET', http_route: '/cart' };
  const POST = { service_name: 'cart', http_request_method: 'POST', http_route: '/pay' };
  const at = NOON - 20 * SECONDS;
  const answer = ({ expr }: Record<string, unknown>): QueryAnswer => {
    const query = String(expr);
    const points = (value: number | null): Array<[number, number | null]> => [
      [at, value],
      [at + 10 * SECONDS, null],
    ];
    if (query.includes('_bucket')) {
      const upTo = [
        ['0.1', 1],
        ['0.5', 3],
        ['+Inf', 3],
      ] as const;
      return { frames: upTo.map(([le, rate]) => seriesFrame(points(rate), { labels: { service_name: 'cart', le } })) };
    }
    return query.includes('5..')
      ? { frames: [seriesFrame(points(0.5), { labels: POST })] }
      : { frames: [seriesFrame(points(2), { labels: GET }), seriesFrame(points(1), { labels: POST })] };
  };

  it('becomes requests by operation and as a whole, with latencies from the histogram, in one request', async () => {
    const { traffic, counts } = await poll({ uid: 'our-prometheus', presets: ['http-server'] }, answer);
    const told = traffic?.operations.map(({ operation, requests, errors }) => `${operation}: ${requests}/${errors}`);
    expect(told?.sort()).toEqual([': 30/5', 'GET /cart: 20/0', 'POST /pay: 10/5']);
    const whole = traffic?.operations.find(({ operation }) => operation === '');
    expect(whole).toMatchObject({ service: 'cart', at: at - 10 * SECONDS, slowestMs: 500 });
    expect(countOf(whole?.latency ?? [])).toBe(30);
    // Two thirds lie between 100 and 500 ms: told as the middle of the two.
    expect(quantile(whole?.latency ?? [], 0.5)).toBeCloseTo(Math.sqrt(100 * 500), -1);
    expect(counts).toEqual([]);
    expect(asked().queries.map(({ refId }) => refId)).toEqual(['A0', 'A1', 'A2']);
    // The window follows the scrape interval of the data source only while no interval of ours is sent.
    expect(asked().queries[0]).not.toHaveProperty('interval');
  });

  it('keeps services with few requests, whatever rounding would do to each bucket', async () => {
    const perSecond = 0.03;
    let sum = 0;
    for (let bucket = 0; bucket < 200; bucket += 1) {
      house.clock.jumpTo(NOON + bucket * 10 * SECONDS);
      grafana.served.answer = () => ({
        frames: [seriesFrame([[NOON + bucket * 10 * SECONDS, perSecond]], { labels: GET })],
      });
      const source = house.source({
        uid: 'our-prometheus',
        queries: [{ signal: 'requests', query: 'rate', per: 'second' }],
      });
      const range = { from: NOON + (bucket - 1) * 10 * SECONDS, to: NOON + bucket * 10 * SECONDS };
      const { traffic } = await source.poll(SYSTEM, range);
      sum += traffic?.operations.reduce((all, { requests }) => all + requests, 0) ?? 0;
    }
    expect(Math.abs(sum - 200 * perSecond * 10)).toBeLessThanOrEqual(2);
  });

  it('becomes calls between services', async () => {
    const labels = { client: 'cart', server: 'payment' };
    const { traffic } = await poll({ uid: 'our-prometheus', presets: ['service-graph'] }, ({ expr }) => {
      const query = String(expr);
      const frame = (value: number, more = {}) => seriesFrame([[at, value]], { labels: { ...labels, ...more } });
      if (query.includes('_bucket')) {
        return { frames: [frame(0.5, { le: '0.1' }), frame(1, { le: '+Inf' })] };
      }
      return {
        frames: [frame(query.includes('failed') ? 0.2 : 1), seriesFrame([[at, 9]], { labels: { client: 'cart' } })],
      };
    });
    expect(traffic?.calls).toMatchObject([
      { caller: 'cart', callee: 'payment', origin: 'spans', calls: 10, errors: 2 },
    ]);
    expect(countOf(traffic?.calls[0]?.latency ?? [])).toBe(10);
  });

  it('is asked of the plugins of clouds in the same language', async () => {
    grafana.served.dataSources = [{ uid: 'amp', type: 'grafana-amazonprometheus-datasource', name: 'Amazon' }];
    expect((await poll({ uid: 'amp', presets: ['http-server'] }, answer)).traffic?.operations).toHaveLength(3);
    expect(asked().queries[0]?.datasource).toEqual({ uid: 'amp', type: 'grafana-amazonprometheus-datasource' });
  });

  it('is nothing where there are no series', async () => {
    const { traffic } = await poll({ uid: 'our-prometheus', presets: ['http-server'] }, () => ({
      frames: [emptyFrame()],
    }));
    expect(traffic).toEqual({ operations: [], calls: [] });
  });

  it('brings metrics as they are named in the configuration', async () => {
    const { metrics } = await poll(
      {
        uid: 'our-prometheus',
        queries: [
          { signal: 'metric', query: 'queue_depth', name: 'queue.depth', unit: '{order}', labels: ['queue'] },
          { signal: 'metric', query: 'rate(x[1m])', name: 'orders', per: 'second', kind: 'increase' },
        ],
      },
      ({ expr }) => ({
        frames: [seriesFrame([[at, 4]], { labels: { service_name: 'cart', queue: 'q1', pod: String(expr) } })],
      })
    );
    expect(metrics).toEqual([
      expect.objectContaining({ service: 'cart', metric: 'queue.depth', labels: 'queue=q1', kind: 'gauge', last: 4 }),
      expect.objectContaining({ service: 'cart', metric: 'orders', labels: '', kind: 'increase', sum: 40 }),
    ]);
  });
});

describe('traffic through Tempo', () => {
  it('has its words unquoted, and its bins counted one by one', async () => {
    const at = NOON - 60 * SECONDS;
    const meta = { type: 'timeseries-multi', preferredVisualisationType: 'graph' };
    const frame = (value: number, labels: Record<string, string>) =>
      seriesFrame([[at, value]], { labels, meta, name: 'x' });
    const { traffic } = await poll({ uid: 'our-tempo', presets: ['spans'] }, ({ query }) => {
      const asked = String(query);
      const service = { 'resource.service.name': '"cart"' };
      if (asked.includes('histogram')) {
        return { frames: [frame(6, { ...service, __bucket: '0.128' }), frame(2, { ...service, __bucket: '0.256' })] };
      }
      return { frames: [frame(asked.includes('status = error') ? 1 : 8, service)] };
    });
    expect(traffic?.operations).toMatchObject([
      { service: 'cart', operation: '', at, requests: 8, errors: 1, slowestMs: 256 },
    ]);
    expect(countOf(traffic?.operations[0]?.latency ?? [])).toBe(8);
    expect(asked().queries[0]).toMatchObject({
      queryType: 'traceql',
      metricsQueryType: 'range',
      step: '10s',
      exemplars: 0,
    });
    expect(asked().queries[0]?.query).toContain('by (resource.service.name)');
  });
});

describe('Elasticsearch through Grafana', () => {
  /** As the data source fills the alias in: the names of the terms, then what is measured. */
  const named = (model: Record<string, unknown>, names: Record<string, string>, metric: string) =>
    String(model.alias)
      .replace(/\{\{term ([^}]+)\}\}/g, (_, field: string) => names[field] ?? '')
      .replace('{{metric}}', metric);

  it('tells lines by service, with its own time field', async () => {
    const { counts } = await poll({ uid: 'our-elasticsearch', presets: ['ecs'] }, (model) => {
      const value = String(model.query) === '*' ? 9 : String(model.query).includes('warn') ? 1 : 2;
      return {
        frames: [
          seriesFrame([[NOON - 10 * SECONDS, value]], { name: named(model, { 'service.name': 'cart' }, 'Count') }),
        ],
      };
    });
    expect(counts).toEqual([{ service: 'cart', at: NOON - 10 * SECONDS, lines: 9, errors: 2, warnings: 1 }]);
    const { from, to, queries } = asked();
    expect([Number(from), Number(to)]).toEqual([RANGE.from, RANGE.to - 1]);
    expect(queries[0]).toMatchObject({
      timeField: 'time',
      bucketAggs: [
        { type: 'terms', field: 'service.name' },
        { type: 'date_histogram', field: 'time', settings: { interval: '10s' } },
      ],
    });
  });

  it('tells requests and latencies by operation', async () => {
    const { traffic } = await poll({ uid: 'our-elasticsearch', presets: ['apm'] }, (model) => {
      const { metrics, query } = model as { metrics: Array<{ type: string }>; query: string };
      const isTimed = metrics.some(({ type }) => type === 'percentiles');
      const frame = (value: number, metric: string, names: Record<string, string>) =>
        seriesFrame([[NOON - 10 * SECONDS, value]], { name: named(model, names, metric) });
      if (isTimed) {
        const whole = { 'service.name': 'cart' };
        return { frames: [frame(10, 'Count', whole), frame(20_000, 'p50.0', whole), frame(90_000, 'p100.0', whole)] };
      }
      return {
        frames: [
          frame(query.includes('failure') ? 1 : 10, 'Count', { 'service.name': 'cart', 'transaction.name': 'GET /' }),
        ],
      };
    });
    const told = traffic?.operations.map(({ operation, requests, errors, slowestMs }) => [
      operation,
      requests,
      errors,
      slowestMs,
    ]);
    expect(told?.sort()).toEqual([
      ['', 10, 1, 90],
      ['GET /', 10, 1, 0],
    ]);
    const whole = traffic?.operations.find(({ operation }) => operation === '');
    expect(quantile(whole?.latency ?? [], 0.4)).toBeCloseTo(20, 0);
    expect(quantile(whole?.latency ?? [], 0.9)).toBeCloseTo(90, -1);
  });
});
