import { SERIES_START } from '../../../../test/support/detection/noisy-series.ts';
import { SeededRandom } from '../../../../test/support/seeded-random.ts';
import { describeExhaustion, ExhaustionDetector, type ExhaustionState } from './exhaustion-detector.ts';

const MINUTE = 60_000;
const DAY_MINUTES = 1440;

/** By the minute; alarms as the minute in which they were raised and ended. */
function watch(
  detector: ExhaustionDetector,
  { minutes, from = 0, value }: { minutes: number; from?: number; value: (minute: number) => number }
) {
  const alarms: { raised: number; ended: number | null; sentence: string }[] = [];
  for (let minute = from; minute < from + minutes; minute += 1) {
    const { phase } = detector.step(
      SERIES_START + minute * MINUTE,
      { value: Math.min(100, value(minute)), limit: 100 },
      { teach: true }
    );
    const open = alarms.at(-1);
    if (phase === 'raised') {
      alarms.push({ raised: minute, ended: null, sentence: describeExhaustion(detector.explain(), '%').sentence });
    } else if (phase === 'ended' && open !== undefined) {
      open.ended = minute;
    }
  }
  return alarms;
}

const noise = () => {
  const random = new SeededRandom(3);
  return (deviation: number) => (random.next() + random.next() - 1) * deviation * 2.4;
};

describe('what fills up', () => {
  it('is no news while it breathes with the day, saws, or wanders', () => {
    const jitter = noise();
    const breathing = watch(new ExhaustionDetector(), {
      minutes: 10 * DAY_MINUTES,
      value: (minute) => 55 + 25 * Math.sin((minute / DAY_MINUTES) * 2 * Math.PI) + jitter(1),
    });
    expect(breathing).toEqual([]);
    const sawing = watch(new ExhaustionDetector(), {
      minutes: 10 * DAY_MINUTES,
      value: (minute) => 50 + (minute % 45) * 0.4 + jitter(1),
    });
    expect(sawing).toEqual([]);
    let level = 50;
    const wandering = watch(new ExhaustionDetector(), {
      minutes: 10 * DAY_MINUTES,
      value: () => (level = Math.min(75, Math.max(25, level + jitter(0.5)))),
    });
    expect(wandering.length).toBeLessThanOrEqual(1);
  });

  it('is said hours before it is full', () => {
    const jitter = noise();
    const detector = new ExhaustionDetector();
    watch(detector, { minutes: 3 * DAY_MINUTES, value: () => 40 + jitter(1) });
    const from = 3 * DAY_MINUTES;
    const alarms = watch(detector, { from, minutes: 600, value: (minute) => 40 + (minute - from) * 0.1 + jitter(1) });
    expect(alarms.length).toBeGreaterThan(0);
    const [first] = alarms;
    expect(from + 600 - (first?.raised ?? 0)).toBeGreaterThan(120);
    expect(first?.sentence).toMatch(/^\d+ % of its limit and rising for 2 h; full in \d+ h \(/);
  });

  it('is said days before it is full where it rises by the day', () => {
    const jitter = noise();
    const alarms = watch(new ExhaustionDetector(), {
      minutes: 6 * DAY_MINUTES,
      value: (minute) =>
        30 + (minute / DAY_MINUTES) * 10 + 4 * Math.sin((minute / DAY_MINUTES) * 2 * Math.PI) + jitter(1),
    });
    expect(alarms.length).toBeGreaterThan(0);
    expect(alarms[0]?.raised).toBeLessThan(5.5 * DAY_MINUTES);
  });

  it('begins anew after a restart of what leaks', () => {
    const jitter = noise();
    const detector = new ExhaustionDetector();
    watch(detector, { minutes: 3 * DAY_MINUTES, value: () => 40 + jitter(1) });
    const from = 3 * DAY_MINUTES;
    const alarms = watch(detector, {
      from,
      minutes: 720,
      value: (minute) => 40 + (minute - from < 480 ? (minute - from) * 0.1 : 0) + jitter(1),
    });
    expect(alarms.at(-1)?.ended).not.toBeNull();
    expect(alarms.at(-1)?.ended).toBeLessThanOrEqual(from + 480 + 30);
  });

  it('does not stand for ever where it stays nearly full', () => {
    const detector = new ExhaustionDetector();
    const alarms = watch(detector, { minutes: 12 * DAY_MINUTES, value: (minute) => 60 + Math.min(38, minute / 100) });
    expect(alarms.every(({ raised, ended }) => ended !== null && ended - raised <= 23 * 60 + 5)).toBe(true);
  });

  it('goes on after a restart as if there had been none', () => {
    const detector = new ExhaustionDetector();
    const value = (minute: number) => 40 + minute * 0.08;
    watch(detector, { minutes: 400, value });
    const restored = ExhaustionDetector.restore(JSON.parse(JSON.stringify(detector.save())) as ExhaustionState);
    expect(watch(restored, { from: 400, minutes: 300, value })).toEqual(
      watch(detector, { from: 400, minutes: 300, value })
    );
  });

  it('knows nothing of a value without a limit', () => {
    const judged = new ExhaustionDetector().step(SERIES_START, { value: 3, limit: 0 }, { teach: true });
    expect(judged).toMatchObject({ score: 0, usual: null, high: null, phase: 'learning' });
  });
});
