import {
  BUCKET,
  BUCKETS_A_DAY,
  dayAndWeek,
  NoisyCounts,
  SERIES_START,
  watch,
} from '../../../../test/support/detection/noisy-series.ts';
import { SeededRandom } from '../../../../test/support/seeded-random.ts';
import { describeLatency, LatencyDetector, type LatencyReading, type LatencyState } from './latency-detector.ts';

/** The 95th percentile of log-normal latencies: of a few drawn one by one, of many as it is spread around its own. */
function service({ seed = 1, requests = 60, median = 80, sigma = 0.6 } = {}) {
  const noise = new NoisyCounts(seed);
  const random = new SeededRandom(seed + 1);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return (at: number, times = 1): LatencyReading | null => {
    const count = noise.next(requests * dayAndWeek(at));
    if (count === 0) {
      return null;
    }
    const drawn = count > 20 ? [1.645 + (2.1 * normal()) / Math.sqrt(count)] : Array.from({ length: count }, normal);
    const quantile = drawn.sort((a, b) => a - b)[Math.ceil(0.95 * drawn.length) - 1] ?? 0;
    return { milliseconds: median * times * Math.exp(sigma * quantile), requests: count };
  };
}

function taught(days: number, options = {}) {
  const detector = new LatencyDetector();
  const reading = service(options);
  const alarms = watch(detector, { buckets: days * BUCKETS_A_DAY, reading: (at) => reading(at) });
  return { detector, reading, alarms, now: days * BUCKETS_A_DAY };
}

describe('slow requests', () => {
  it.each([1, 8, 60])('are no news over five days of usual ones, %d in ten seconds', (requests) => {
    expect(taught(5, { requests }).alarms).toEqual([]);
  });

  it.each([
    [2.5, 12],
    [5, 4],
  ])('are raised soon where they take %d times as long', (times, within) => {
    const { detector, reading, now } = taught(4);
    const alarms = watch(detector, {
      from: now,
      buckets: 60,
      reading: (at, bucket) => reading(at, bucket >= now + 10 ? times : 1),
    });
    expect(alarms).toHaveLength(1);
    expect(alarms[0]?.bucket).toBeLessThanOrEqual(now + 10 + within);
  });

  it('are left alone for a pause of twenty seconds', () => {
    const { detector, reading, now } = taught(4);
    expect(
      watch(detector, {
        from: now,
        buckets: 60,
        reading: (at, bucket) => reading(at, bucket >= now + 10 && bucket < now + 12 ? 8 : 1),
      })
    ).toEqual([]);
  });

  it('are raised within half an hour where a request comes now and then', () => {
    const { detector, reading, now } = taught(4, { requests: 2 });
    const alarms = watch(detector, { from: now, buckets: 180, reading: (at) => reading(at, 4) });
    expect(alarms).toHaveLength(1);
  });

  it('are seen where they creep', () => {
    const { detector, reading, now } = taught(4);
    const alarms = watch(detector, {
      from: now,
      buckets: 4 * 360,
      reading: (at, bucket) => reading(at, 1 + (bucket - now) / 720),
    });
    expect(alarms.length).toBeGreaterThan(0);
  });

  it('end where they stay: that is how fast the service now is', () => {
    const { detector, reading, now } = taught(4);
    const alarms = watch(detector, { from: now, buckets: 12 * 360, reading: (at) => reading(at, 4) });
    expect(alarms).toHaveLength(1);
    expect(alarms[0]?.endedBucket).toBeLessThanOrEqual(now + 4 * 360 + 12);
  });

  it('end soon after they are fast again', () => {
    const { detector, reading, now } = taught(4);
    const alarms = watch(detector, {
      from: now,
      buckets: 180,
      reading: (at, bucket) => reading(at, bucket < now + 60 ? 4 : 1),
    });
    expect(alarms).toHaveLength(1);
    expect(alarms[0]?.endedBucket).toBeLessThanOrEqual(now + 60 + 30);
  });

  it('go on after a restart as if there had been none', () => {
    const { detector, reading, now } = taught(2);
    const restored = LatencyDetector.restore(JSON.parse(JSON.stringify(detector.save())) as LatencyState);
    for (let bucket = now; bucket < now + 60; bucket += 1) {
      const at = SERIES_START + bucket * BUCKET;
      const told = reading(at, bucket > now + 20 ? 4 : 1);
      expect(restored.step(at, told, { teach: true }).phase).toBe(detector.step(at, told, { teach: true }).phase);
    }
  });

  it('are said in a sentence', () => {
    const explanation = { seconds: 10, seen: 840, usual: 200, low: 150, high: 270, requests: 120, growing: false };
    expect(describeLatency(explanation).sentence).toBe(
      '95 % of 120 requests in 10 s took up to 840 ms, 4.2 times the usual 200 ms (150 to 270)'
    );
  });
});
