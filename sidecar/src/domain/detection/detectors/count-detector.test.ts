import fc from 'fast-check';
import {
  BUCKET,
  BUCKETS_A_DAY,
  dayAndWeek,
  NoisyCounts,
  SERIES_START,
  watch,
} from '../../../../test/support/detection/noisy-series.ts';
import { CountDetector, describeCount, type CountState } from './count-detector.ts';

const MINUTE = 6;

/** A detector that has seen so many days of errors in clumps of three, twelve an hour at noon. */
function taught(days: number, { seed = 1, mean = 0.3 } = {}) {
  const detector = new CountDetector();
  const noise = new NoisyCounts(seed, { clump: 3 });
  const usual = (at: number) => noise.next(mean * dayAndWeek(at));
  const alarms = watch(detector, { buckets: days * BUCKETS_A_DAY, reading: usual });
  return { detector, usual, alarms, now: days * BUCKETS_A_DAY };
}

describe('counts of errors', () => {
  it.each([0.3, 60])('stay quiet over a month of clumped noise at %d in ten seconds', (mean) => {
    const { alarms } = taught(30, { mean, seed: 7 });
    expect(alarms.length).toBeLessThanOrEqual(1);
  });

  it('raise an abrupt failure within two buckets, and say when it began', () => {
    const { detector, usual, now } = taught(3);
    const alarms = watch(detector, {
      from: now,
      buckets: 30,
      reading: (at, bucket) => usual(at) + (bucket - now >= 10 ? 25 : 0),
    });
    expect(alarms).toHaveLength(1);
    expect(alarms[0]?.bucket).toBeLessThanOrEqual(now + 11);
    expect(alarms[0]?.startedAt).toBe(SERIES_START + (now + 10) * BUCKET);
  });

  it('raise what is beyond any noise in the first bucket', () => {
    const { detector, usual, now } = taught(3);
    const alarms = watch(detector, {
      from: now,
      buckets: 30,
      reading: (at, bucket) => usual(at) + (bucket - now >= 10 ? 400 : 0),
    });
    expect(alarms[0]?.bucket).toBe(now + 10);
  });

  it('raise nothing for a single bucket', () => {
    const { detector, usual, now } = taught(3);
    const alarms = watch(detector, {
      from: now,
      buckets: 60,
      reading: (at, bucket) => usual(at) + (bucket - now === 10 ? 40 : 0),
    });
    expect(alarms).toEqual([]);
  });

  it('see a thin failure over half an hour that no minute shows', () => {
    const { detector, usual, now } = taught(14);
    const alarms = watch(detector, {
      from: now,
      buckets: 40 * MINUTE,
      reading: (at, bucket) => usual(at) + (bucket % 2 === 0 ? 2 : 1),
    });
    expect(alarms).toHaveLength(1);
  });

  it('say something of three errors in a service that had two in a week, and page nobody', () => {
    const detector = new CountDetector();
    watch(detector, {
      buckets: 7 * BUCKETS_A_DAY,
      reading: (_, bucket) => (bucket === 20_000 || bucket === 45_000 ? 1 : 0),
    });
    const now = 7 * BUCKETS_A_DAY;
    const scores = [1, 1, 1].map((count, index) => {
      return detector.step(SERIES_START + (now + index) * BUCKET, count, { teach: true });
    });
    expect(scores.at(-1)?.score).toBeGreaterThan(0.1);
    expect(scores.map(({ phase }) => phase)).toEqual(['normal', 'normal', 'normal']);
  });

  it('are honest while learning, and raise what could be no usual even then', () => {
    const detector = new CountDetector();
    const noise = new NoisyCounts(3);
    const first = detector.step(SERIES_START, 1, { teach: true });
    expect(first).toMatchObject({ phase: 'learning', usual: null, low: null, high: null });
    const alarms = watch(detector, {
      from: 1,
      buckets: 90,
      reading: (_, bucket) => noise.next(1) + (bucket > 80 ? 300 : 0),
    });
    expect(alarms).toHaveLength(1);
    expect(alarms[0]?.bucket).toBeLessThanOrEqual(82);
  });

  it('follow the day from the second one on', () => {
    const { detector, now } = taught(2, { mean: 30 });
    const night = detector.step(SERIES_START + (now + 2 * 360) * BUCKET, null, { teach: true }).usual ?? 0;
    const noon = detector.step(SERIES_START + (now + 14 * 360) * BUCKET, null, { teach: true }).usual ?? 0;
    expect(noon / night).toBeGreaterThan(1.6);
  });

  it('end what stands for ever, take it for the usual, and raise the next thing above it', () => {
    const { detector, usual, now } = taught(2);
    const lasting = watch(detector, { from: now, buckets: 12 * 360, reading: (at) => usual(at) + 40 });
    expect(lasting).toHaveLength(1);
    expect(lasting[0]?.endedBucket).toBeLessThanOrEqual(now + 4 * 360 + MINUTE);
    const later = now + 12 * 360;
    const worse = watch(detector, {
      from: later,
      buckets: 60,
      reading: (at, bucket) => usual(at) + (bucket > later + 9 ? 400 : 40),
    });
    expect(worse.map(({ bucket }) => bucket - later)).toEqual([expect.any(Number)]);
  });

  it('are not taught by the outage they see', () => {
    const { detector, usual, now } = taught(3);
    const at = SERIES_START + now * BUCKET;
    const before = detector.step(at, usual(at), { teach: true }).usual ?? 0;
    watch(detector, { from: now + 1, buckets: 60 * MINUTE, reading: (time) => usual(time) + 50 });
    const after = detector.step(at + 3_610_000, null, { teach: true }).usual ?? 0;
    expect(after).toBeLessThan(before * 2 + 0.5);
  });

  it('learn nothing from what they are told not to learn from', () => {
    const { detector, now } = taught(0.5);
    const before = detector.step(SERIES_START + now * BUCKET, 0, { teach: true }).usual;
    for (let bucket = 1; bucket < 60; bucket += 1) {
      detector.step(SERIES_START + (now + bucket) * BUCKET, 5, { teach: false });
    }
    const after = detector.step(SERIES_START + (now + 1) * BUCKET, null, { teach: true }).usual;
    expect(after).toBeCloseTo(before ?? Number.NaN, 2);
  });

  it('are explained by the load: a nightly run brings more of both, an outage more errors alone', () => {
    const detector = new CountDetector();
    const noise = new NoisyCounts(5, { clump: 2 });
    const step = (bucket: number, { count, others }: { count: number; others: number }) =>
      detector.step(SERIES_START + bucket * BUCKET, count, { teach: true, others }).phase;
    const phasesOf = (from: number, times: { errors: number; lines: number }) =>
      Array.from({ length: 60 }, (_, index) =>
        step(from + index, { count: noise.next(0.2 * times.errors), others: Math.round(20 * times.lines) })
      );
    phasesOf(0, { errors: 1, lines: 1 });
    for (let bucket = 60; bucket < BUCKETS_A_DAY; bucket += 60) {
      phasesOf(bucket, { errors: 1, lines: 1 });
    }
    expect(phasesOf(BUCKETS_A_DAY, { errors: 50, lines: 50 })).not.toContain('raised');
    expect(phasesOf(BUCKETS_A_DAY + 60, { errors: 200, lines: 50 })).toContain('raised');
  });

  it('go on after a restart as if there had been none, at any time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 2000 }), (seed, stop) => {
        const noise = new NoisyCounts(seed, { clump: 2 });
        const detector = new CountDetector();
        watch(detector, { buckets: stop, reading: () => noise.next(0.5) });
        const restored = CountDetector.restore(JSON.parse(JSON.stringify(detector.save())) as CountState);
        const counts = Array.from({ length: 40 }, (_, index) => noise.next(index > 20 ? 40 : 0.5));
        const phases = (of: CountDetector) =>
          counts.map((count, index) => of.step(SERIES_START + (stop + index) * BUCKET, count, { teach: true }).phase);
        expect(phases(restored)).toEqual(phases(detector));
      }),
      { numRuns: 10 }
    );
  });

  it('give numbers and phases in order for any counts at all', () => {
    const counts = fc.array(fc.option(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 1e9 }))), {
      maxLength: 400,
    });
    fc.assert(
      fc.property(counts, (values) => {
        const detector = new CountDetector();
        let standing = false;
        values.forEach((count, index) => {
          const judged = detector.step(SERIES_START + index * BUCKET, count, { teach: true });
          expect(Number.isFinite(judged.score)).toBe(true);
          expect(judged.score).toBeGreaterThanOrEqual(0);
          const raises = judged.phase === 'raised' || judged.phase === 'standing';
          expect(judged.phase === 'standing' || judged.phase === 'ended').toBe(standing);
          expect(judged.startedAt !== null).toBe(raises);
          standing = raises;
          const { numbers } = describeCount(detector.explain(), 'errors');
          expect(
            Object.values(numbers).every(
              (value) => value === null || typeof value === 'string' || Number.isFinite(value)
            )
          ).toBe(true);
        });
      }),
      { numRuns: 60 }
    );
  });

  it('are said in a sentence', () => {
    const explanation = { seconds: 10, seen: 118, usual: 1.2, low: 0, high: 5.6, growing: false };
    expect(describeCount(explanation, 'errors')).toEqual({
      sentence: '118 errors in 10 s; usual at this hour 0 to 6',
      numbers: { seen: 118, usual: 1.2, low: 0, high: 5.6, unit: 'errors in 10 s' },
    });
  });
});
