import { MetricAccumulator, type PlacedPoint } from '../../../src/domain/metrics/metric-accumulator.ts';
import { redact } from '../../../src/domain/redaction/redact.ts';

export interface PointsBench {
  /** CPU microseconds a point of six labels, in the best round: a total of a known series becomes an increase. */
  readonly countedUs: number;
  /** The least that this can cost, in the same run: its name and labels joined and looked up in a map. */
  readonly lookedUpUs: number;
}

const SERVICES = 20;
const SERIES_A_SERVICE = 250;
const ROUNDS = 25;
const START = Date.UTC(2026, 10, 21, 12);
const STEP_MS = 10_000;

/** What a metric point costs between being read and being stored. */
export function benchPoints(): PointsBench {
  const metrics = new MetricAccumulator({ redact });
  const seen = new Map<string, number>();
  const rounds = Array.from({ length: ROUNDS }, (_, round) => {
    const points = pointsOf(round);
    return {
      counted: microseconds(points, () => metrics.add(points)),
      lookedUp: microseconds(points, () => points.forEach((point) => lookUp(seen, point))),
    };
  });
  return {
    countedUs: Math.min(...rounds.map(({ counted }) => counted)),
    lookedUpUs: Math.min(...rounds.map(({ lookedUp }) => lookedUp)),
  };
}

/** Through JSON, so that no two points share a string: so they come from the wire. */
function pointsOf(round: number): PlacedPoint[] {
  const points = Array.from({ length: SERVICES * SERIES_A_SERVICE }, (_, index): PlacedPoint => {
    const value = (round + 1) * index;
    return {
      service: `service-${index % SERVICES}`,
      stream: 'Jx0hVbmYkq1rT5sa',
      metric: 'http.server.requests',
      unit: '{request}',
      kind: 'cumulative',
      at: START + round * STEP_MS,
      startedAt: START,
      labels: [
        ['cloud.region', 'eu-west-1'],
        ['http.request.method', 'GET'],
        ['http.response.status_code', String(200 + (Math.floor(index / SERVICES) % 5))],
        ['http.route', `/orders/items/${Math.floor(index / SERVICES / 5)}`],
        ['network.protocol.version', '1.1'],
        ['url.scheme', 'https'],
      ],
      count: 1,
      sum: value,
      min: value,
      max: value,
    };
  });
  return JSON.parse(JSON.stringify(points)) as PlacedPoint[];
}

function lookUp(seen: Map<string, number>, { service, metric, labels }: PlacedPoint): void {
  const key = [service, metric, ...labels.flat()].join();
  seen.set(key, (seen.get(key) ?? 0) + 1);
}

function microseconds(points: readonly PlacedPoint[], work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / points.length;
}
