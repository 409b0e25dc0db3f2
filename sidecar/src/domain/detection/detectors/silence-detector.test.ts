import {
  BUCKET,
  BUCKETS_A_DAY,
  dayAndWeek,
  NoisyCounts,
  SERIES_START,
  watch,
} from '../../../../test/support/detection/noisy-series.ts';
import { describeSilence, SilenceDetector, type SilenceState } from './silence-detector.ts';

function taught(days: number, { seed = 1, mean = 40, office = false } = {}) {
  const detector = new SilenceDetector();
  const noise = new NoisyCounts(seed);
  const isOpen = (at: number) =>
    new Date(at).getUTCHours() >= 7 && new Date(at).getUTCHours() < 19 && new Date(at).getUTCDay() % 6 !== 0;
  const usual = (at: number) => noise.next(office ? (isOpen(at) ? mean : mean / 400) : mean * dayAndWeek(at));
  const alarms = watch(detector, { buckets: days * BUCKETS_A_DAY, reading: usual });
  return { detector, usual, alarms, now: days * BUCKETS_A_DAY };
}

describe('a service that says nothing', () => {
  it.each([0.05, 40])('is no news over a month of its usual noise at %d in ten seconds', (mean) => {
    expect(taught(30, { mean, seed: 5 }).alarms.length).toBeLessThanOrEqual(1);
  });

  it('is no news in the nights and weekends of an office', () => {
    const { alarms } = taught(21, { mean: 20, office: true });
    expect(alarms.length).toBeLessThanOrEqual(1);
  });

  it('is missed within half a minute or so where it is busy', () => {
    const { detector, usual, now } = taught(2);
    const alarms = watch(detector, {
      from: now,
      buckets: 60,
      reading: (at, bucket) => (bucket < now + 10 ? usual(at) : 0),
    });
    expect(alarms).toHaveLength(1);
    expect(alarms[0]?.bucket).toBeLessThanOrEqual(now + 10 + 4);
    expect(alarms[0]?.startedAt).toBe(SERIES_START + (now + 10) * BUCKET);
    expect(detector.silent).toBe(true);
  });

  it('is missed after hours where it hardly speaks, and not before', () => {
    const { detector, now } = taught(10, { mean: 0.1 });
    const alarms = watch(detector, { from: now, buckets: BUCKETS_A_DAY, reading: () => 0 });
    expect(alarms).toHaveLength(1);
    const minutes = ((alarms[0]?.bucket ?? 0) - now) / 6;
    expect(minutes).toBeGreaterThan(20);
    expect(minutes).toBeLessThan(12 * 60);
  });

  it('is not judged while nobody knows', () => {
    const { detector, now } = taught(2);
    expect(watch<number | null>(detector, { from: now, buckets: 360, reading: () => null })).toEqual([]);
  });

  it('has lost its traffic where a fifth is left', () => {
    const { detector, usual, now } = taught(3);
    const alarms = watch(detector, { from: now, buckets: 60, reading: (at) => Math.round(usual(at) / 5) });
    expect(alarms).toHaveLength(1);
    expect(alarms[0]?.bucket).toBeLessThanOrEqual(now + 30);
    expect(detector.silent).toBe(false);
  });

  it('is switched off after six hours, and missed again once it has come back and gone', () => {
    const { detector, usual, now } = taught(2);
    const off = watch(detector, { from: now, buckets: 12 * 360, reading: () => 0 });
    expect(off).toHaveLength(1);
    expect(off[0]?.endedBucket).toBeLessThanOrEqual(now + 6 * 360 + 6);
    const back = now + 12 * 360;
    const alarms = watch(detector, {
      from: back,
      buckets: BUCKETS_A_DAY + 60,
      reading: (at, bucket) => (bucket < back + BUCKETS_A_DAY ? usual(at) : 0),
    });
    expect(alarms.length).toBe(1);
  });

  it('ends with the traffic that comes back', () => {
    const { detector, usual, now } = taught(2);
    const alarms = watch(detector, {
      from: now,
      buckets: 180,
      reading: (at, bucket) => (bucket < now + 60 ? 0 : usual(at)),
    });
    expect(alarms).toHaveLength(1);
    expect(alarms[0]?.endedBucket).toBeLessThanOrEqual(now + 60 + 12);
  });

  it('goes on after a restart as if there had been none', () => {
    const { detector, usual, now } = taught(2);
    const restored = SilenceDetector.restore(JSON.parse(JSON.stringify(detector.save())) as SilenceState);
    for (let bucket = now; bucket < now + 60; bucket += 1) {
      const at = SERIES_START + bucket * BUCKET;
      const count = bucket > now + 20 ? 0 : usual(at);
      expect(restored.step(at, count, { teach: true }).phase).toBe(detector.step(at, count, { teach: true }).phase);
    }
  });

  it('is said in a sentence', () => {
    const explanation = { seconds: 40, seen: 0, usual: 360, low: 310, high: 420, silent: true };
    expect(describeSilence(explanation, 'requests').sentence).toBe(
      'no requests for 40 s; usual at this hour 310 to 420'
    );
  });
});
