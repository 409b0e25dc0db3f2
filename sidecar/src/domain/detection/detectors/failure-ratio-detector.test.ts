import {
  BUCKET,
  BUCKETS_A_DAY,
  dayAndWeek,
  NoisyCounts,
  SERIES_START,
  watch,
} from '../../../../test/support/detection/noisy-series.ts';
import { SeededRandom } from '../../../../test/support/seeded-random.ts';
import {
  describeFailureRatio,
  FailureRatioDetector,
  type RatioReading,
  type RatioState,
} from './failure-ratio-detector.ts';

function service({ seed = 1, requests = 100, share = 0.004 } = {}) {
  const noise = new NoisyCounts(seed);
  const random = new SeededRandom(seed + 1);
  return (at: number, failing = share): RatioReading => {
    const count = noise.next(requests * dayAndWeek(at));
    let failures = 0;
    for (let index = 0; index < count; index += 1) {
      failures += random.next() < failing ? 1 : 0;
    }
    return { requests: count, failures };
  };
}

function taught(days: number, options = {}) {
  const detector = new FailureRatioDetector();
  const reading = service(options);
  const alarms = watch(detector, { buckets: days * BUCKETS_A_DAY, reading: (at) => reading(at) });
  return { detector, reading, alarms, now: days * BUCKETS_A_DAY };
}

describe('the share of requests that fail', () => {
  it.each([
    { requests: 100, share: 0.004 },
    { requests: 3, share: 0.01 },
    { requests: 30, share: 0.05 },
  ])('stays quiet over two weeks of %o', (options) => {
    expect(taught(14, options).alarms).toEqual([]);
  });

  it('is raised within two buckets where a third fails', () => {
    const { detector, reading, now } = taught(1);
    const alarms = watch(detector, {
      from: now,
      buckets: 30,
      reading: (at, bucket) => reading(at, bucket >= now + 10 ? 0.33 : 0.004),
    });
    expect(alarms).toHaveLength(1);
    expect(alarms[0]?.bucket).toBeLessThanOrEqual(now + 11);
  });

  it('is raised for five in a hundred of few requests within half an hour', () => {
    const { detector, reading, now } = taught(2, { requests: 20 });
    const alarms = watch(detector, { from: now, buckets: 180, reading: (at) => reading(at, 0.05) });
    expect(alarms.length).toBeGreaterThan(0);
  });

  it('waits for no second bucket where a quarter of few requests fails', () => {
    const { detector, reading, now } = taught(2, { requests: 40 });
    const alarms = watch(detector, {
      from: now,
      buckets: 60,
      reading: (at, bucket) => reading(at, bucket >= now + 30 ? 0.5 : 0.004),
    });
    expect(alarms[0]?.bucket).toBe(now + 30);
  });

  it('waits for a second bucket, however uneasy the half hour before was', () => {
    const { detector, reading, now } = taught(1, { requests: 150 });
    const alarms = watch(detector, {
      from: now,
      buckets: 240,
      // Three times the usual share for half an hour, and then one bucket in which a sixth fails.
      reading: (at, bucket) => reading(at, bucket === now + 200 ? 0.18 : bucket < now + 200 ? 0.012 : 0.004),
    });
    expect(alarms).toEqual([]);
  });

  it('needs a minimum of traffic', () => {
    const { detector, now } = taught(1);
    const alarms = watch(detector, {
      from: now,
      buckets: 360,
      reading: (_, bucket) => ({ requests: bucket % 60 === 0 ? 1 : 0, failures: bucket % 60 === 0 ? 1 : 0 }),
    });
    expect(alarms).toEqual([]);
  });

  it('says how fast the objective is used up where a thin failure lasts', () => {
    const detector = new FailureRatioDetector({ objective: 0.999 });
    const reading = service({ requests: 300, share: 0.0002 });
    watch(detector, { buckets: 4 * BUCKETS_A_DAY, reading: (at) => reading(at) });
    const now = 4 * BUCKETS_A_DAY;
    const alarms = watch(detector, { from: now, buckets: 360 * 6, reading: (at) => reading(at, 0.015) });
    expect(alarms.length).toBeGreaterThan(0);
    expect(describeFailureRatio(detector.explain()).sentence).toMatch(/objective is used up [\d.]+ times as fast/);
  });

  it('leaves a service alone that always fails more than its objective allows', () => {
    expect(taught(7, { requests: 40, share: 0.08 }).alarms).toEqual([]);
  });

  it('ends an alarm that would stand for ever', () => {
    const { detector, reading, now } = taught(1);
    const alarms = watch(detector, { from: now, buckets: 12 * 360, reading: (at) => reading(at, 0.3) });
    expect(alarms).toHaveLength(1);
    expect(alarms[0]?.endedBucket).toBeLessThanOrEqual(now + 4 * 360 + 12);
  });

  it('does not say twice what is over', () => {
    const { detector, reading, now } = taught(1);
    const alarms = watch(detector, {
      from: now,
      buckets: 6 * 360,
      reading: (at, bucket) => reading(at, bucket < now + 120 ? 0.4 : 0.004),
    });
    expect(alarms).toHaveLength(1);
    expect(alarms[0]?.endedBucket).toBeLessThanOrEqual(now + 120 + 18);
  });

  it('takes no little failure for a part of what is over', () => {
    const { detector, reading, now } = taught(1);
    const isAfter = (bucket: number) => bucket >= now + 420 && bucket < now + 438;
    const alarms = watch(detector, {
      from: now,
      buckets: 600,
      reading: (at, bucket) => reading(at, bucket < now + 360 ? 0.4 : isAfter(bucket) ? 0.025 : 0.004),
    });
    expect(alarms).toHaveLength(1);
  });

  it('goes on after a restart as if there had been none', () => {
    const { detector, reading, now } = taught(1);
    const restored = FailureRatioDetector.restore(JSON.parse(JSON.stringify(detector.save())) as RatioState);
    for (let bucket = now; bucket < now + 60; bucket += 1) {
      const at = SERIES_START + bucket * BUCKET;
      const told = reading(at, bucket > now + 20 ? 0.2 : 0.004);
      const one = detector.step(at, told, { teach: true });
      const other = restored.step(at, told, { teach: true });
      expect(other.phase).toBe(one.phase);
      expect(other.score).toBeCloseTo(one.score, 1);
    }
  });

  it('is said in a sentence', () => {
    const explanation = { seconds: 10, failures: 42, requests: 118, usual: 0.003, high: 0.012, burnTimes: null };
    expect(describeFailureRatio(explanation)).toEqual({
      sentence: '42 of 118 requests failed in 10 s (36 %); usual up to 1.2 %',
      numbers: { seen: 35.59, usual: 0.3, low: 0, high: 1.2, unit: '% of requests' },
    });
  });
});
