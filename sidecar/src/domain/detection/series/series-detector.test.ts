import fc from 'fast-check';
import { SeededRandom } from '../../../../test/support/seeded-random.ts';
import type { Judgement } from '../detectors/judgement.ts';
import { SeriesDetector, type SeriesIdentity, type SeriesState } from './series-detector.ts';
import { SERIES_DEFAULTS } from './series-settings.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MINUTES: SeriesIdentity = { kind: 'count', stepMs: MINUTE };
const HOURS: SeriesIdentity = { kind: 'count', stepMs: HOUR };
const GAUGE: SeriesIdentity = { kind: 'gauge', stepMs: MINUTE };

function judged(identity: SeriesIdentity, values: readonly number[], detector = new SeriesDetector(identity)) {
  return values.map((value, index) => detector.step(index * identity.stepMs, value));
}

const phases = (judgements: readonly Judgement[]) => judgements.map(({ phase }) => phase);
const raised = (judgements: readonly Judgement[]) => phases(judgements).filter((phase) => phase === 'raised').length;
const alarmed = (judgements: readonly Judgement[]) =>
  phases(judgements).filter((phase) => phase === 'raised' || phase === 'standing').length;

/** Between 20 and 26. */
const steady = (length: number): number[] => Array.from({ length }, (_, index) => 20 + ((index * 5) % 7));
const times = (length: number, value: number): number[] => Array.from({ length }, () => value);

function noisy(mean: number, { length = 3000, seed = 1 } = {}): number[] {
  const random = new SeededRandom(seed);
  return Array.from({ length }, () => random.manyLines(mean));
}

describe('what is found', () => {
  it('a spike: raised once, standing while it lasts, ended once', () => {
    const judgements = judged(MINUTES, [...steady(60), 150, 160, 140, ...steady(3)]);
    expect(phases(judgements).slice(59)).toEqual([
      'normal',
      'raised',
      'standing',
      'standing',
      'ended',
      'normal',
      'normal',
    ]);
    expect(judgements[60]).toMatchObject({ direction: 'above', usual: 23, startedAt: 60 * MINUTE });
    expect(judgements[62]).toMatchObject({ startedAt: 60 * MINUTE });
    expect(judgements[63]?.startedAt).toBeNull();
  });

  it('a slow growth, and where it began before it was an alarm', () => {
    const judgements = judged(MINUTES, [...steady(100), 30, 40, 50, 60, 70, 80]);
    const alarm = judgements.find(({ phase }) => phase === 'raised');
    expect(alarm?.startedAt).toBeGreaterThanOrEqual(101 * MINUTE);
    expect(alarm?.startedAt).toBeLessThan(104 * MINUTE);
  });

  it('a service that is gone, once it has lasted; one lost sample is no drop', () => {
    expect(phases(judged(MINUTES, [...steady(60), 0, ...steady(60), 0, 0, ...steady(9)]))).not.toContain('raised');
    const gone = judged(MINUTES, [...steady(60), 0, 0, 0, 0, ...steady(2)]);
    expect(phases(gone).slice(60)).toEqual(['normal', 'normal', 'raised', 'standing', 'ended', 'normal']);
    expect(gone[62]).toMatchObject({ direction: 'below', startedAt: 60 * MINUTE });
  });

  it('an hour without anything is long enough at once', () => {
    expect(phases(judged(HOURS, [...steady(60), 0, ...steady(2)])).slice(60)).toEqual(['raised', 'ended', 'normal']);
  });

  it.each([7, 31, 400, 20_000])('twenty of twenty spikes of four times %i', (mean) => {
    const found = Array.from({ length: 20 }, (_, index) => {
      const noise = noisy(mean, { length: 200, seed: index + 1 });
      return judged(MINUTES, [...noise, ...times(3, 4 * mean + 4)]).slice(-3);
    });
    expect(found.filter((judgements) => raised(judgements) === 1)).toHaveLength(20);
  });

  it('much of what was mostly nothing, and not the few of it', () => {
    const quiet = noisy(0.1, { length: 2000 });
    expect(raised(judged(MINUTES, quiet))).toBe(0);
    expect(phases(judged(MINUTES, [...quiet.slice(0, 300), 40, 0]))).toContain('raised');
  });

  it('anything at all where a gauge was always zero, once that is known', () => {
    expect(phases(judged(GAUGE, [...times(20, 0), 0.01]))).not.toContain('raised');
    expect(phases(judged(GAUGE, [...times(100, 0), 0.01]))).toContain('raised');
    const knownLevel = [...times(50, 8), ...times(300, 0), 8, 9, 0];
    expect(phases(judged(GAUGE, knownLevel).slice(300))).not.toContain('raised');
  });

  it('gauges below zero in both directions', () => {
    const cold = steady(100).map((value) => value - 60);
    expect(judged(GAUGE, [...cold, 200]).at(-1)).toMatchObject({ phase: 'raised', direction: 'above' });
    expect(judged(GAUGE, [...cold, ...times(3, -400)]).at(-1)).toMatchObject({ phase: 'raised', direction: 'below' });
  });
});

describe('what is not found', () => {
  it.each([0.02, 0.3, 1, 4, 30, 1000])('the noise of counts around %d', (mean) => {
    const seeds = [1, 2, 3, 4];
    const alarms = seeds.map((seed) => raised(judged(MINUTES, noisy(mean, { seed }))));
    expect(alarms.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(1);
  });

  it('the noise of gauges around zero', () => {
    const random = new SeededRandom(9);
    const normal = () => Array.from({ length: 12 }, () => random.next()).reduce((sum, one) => sum + one, -6);
    expect(raised(judged(GAUGE, Array.from({ length: 5000 }, normal)))).toBe(0);
  });

  it.each([
    ['hours', HOURS, 24],
    ['minutes', MINUTES, 1440],
  ])('the way of the day, seen by %s', (_name, identity, day) => {
    const random = new SeededRandom(5);
    const values = Array.from({ length: 7200 }, (_, index) =>
      random.poisson(100 * (1 + 0.8 * Math.sin((2 * Math.PI * index) / day)))
    );
    expect(alarmed(judged(identity, values))).toBe(0);
  });

  it('a rise that is small beside what the series did before', () => {
    const wild = [...steady(100), 2000, ...steady(50)];
    const [alone] = judged(MINUTES, [...steady(151), 70]).slice(-1);
    const [afterwards] = judged(MINUTES, [...wild, 70]).slice(-1);
    expect(alone?.phase).toBe('raised');
    expect(afterwards?.phase).toBe('normal');
    expect(judged(MINUTES, [...wild, 300]).at(-1)?.phase).toBe('raised');
  });

  it('more alarms than the budget of a series, however wild it is, and quiet series pay nothing for it', () => {
    const random = new SeededRandom(3);
    const wild = Array.from({ length: 10_080 }, () => 100 * Math.exp(8 * random.next() ** 12));
    const days = wild.length / 1440;
    const alarms = raised(judged(GAUGE, wild));
    expect(alarms).toBeGreaterThan(days);
    expect(alarms / days).toBeLessThanOrEqual(SERIES_DEFAULTS.budgetAlarms + 4);
    const unbounded = new SeriesDetector(GAUGE, { budgetAlarms: 1e6 });
    expect(raised(judged(GAUGE, wild, unbounded))).toBeGreaterThan(3 * alarms);
  });
});

describe('what is learnt', () => {
  it('nothing of an alarm: the usual stands still, and the next spike is as unusual as the first', () => {
    const judgements = judged(MINUTES, [...steady(100), ...times(50, 200), ...steady(1), 200]);
    const during = judgements.slice(100, 150);
    expect(new Set(during.map(({ usual, high }) => `${usual ?? ''} ${high ?? ''}`)).size).toBe(1);
    expect(judgements.at(-1)?.phase).toBe('raised');
  });

  it('nothing where that was asked', () => {
    const detector = new SeriesDetector(MINUTES);
    judged(MINUTES, steady(100), detector);
    const before = detector.save().values;
    detector.step(100 * MINUTE, 25, false);
    expect(detector.save().values).toEqual(before);
  });

  it('a new level, after a bounded time: no alarm is endless, and the old level is news then', () => {
    const { longestAlarmPoints } = SERIES_DEFAULTS;
    const shifted = steady(500).map((value) => value * 10);
    const judgements = judged(MINUTES, [...steady(200), ...shifted]);
    expect(raised(judgements)).toBe(1);
    expect(alarmed(judgements)).toBe(longestAlarmPoints);
    expect(judgements.at(-1)).toMatchObject({ phase: 'normal', usual: 230 });
    const back = judged(MINUTES, [...steady(200), ...shifted, ...steady(200).map(() => 2)]);
    expect(raised(back)).toBe(2);
    expect(back.at(-1)?.phase).toBe('normal');
  });

  it('a collapse that stays is the new usual too', () => {
    const judgements = judged(MINUTES, [...steady(200), ...times(400, 0)]);
    expect(raised(judgements)).toBe(1);
    expect(judgements.at(-1)).toMatchObject({ phase: 'normal', usual: 0 });
  });

  it('for a while before anything is said', () => {
    const { learningPoints } = SERIES_DEFAULTS;
    const judgements = judged(MINUTES, [5, 5000, 3, ...steady(learningPoints)]);
    expect(new Set(phases(judgements.slice(0, learningPoints)))).toEqual(new Set(['learning']));
    expect(judgements[3]).toMatchObject({ usual: null, low: null, high: null });
    expect(judgements.at(-1)).toMatchObject({ phase: 'normal', usual: expect.any(Number) as number });
  });
});

const anyValue = fc.oneof(
  fc.double(),
  fc.integer({ min: 0, max: 50 }),
  fc.constantFrom(0, -0, NaN, Infinity, -Infinity, Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, 1e-300, 1e9)
);
const anySeries = fc
  .array(fc.record({ value: anyValue, repeat: fc.integer({ min: 1, max: 120 }) }), { maxLength: 12 })
  .map((runs) => runs.flatMap(({ value, repeat }) => times(repeat, value)));
const anyIdentity = fc.record({
  kind: fc.constantFrom('count' as const, 'gauge' as const),
  stepMs: fc.constantFrom(MINUTE, HOUR),
});

function isBand({ usual, low, high, phase }: Judgement): boolean {
  return usual === null || low === null || high === null
    ? phase === 'learning'
    : phase !== 'learning' && [low, usual, high].every(Number.isFinite) && low <= usual && usual <= high;
}

describe('whatever comes', () => {
  it('alarms are raised once, stand, and end once, within their time; numbers are numbers', () => {
    fc.assert(
      fc.property(anyIdentity, anySeries, fc.integer({ min: 2, max: 500 }), (identity, values, untaught) => {
        const detector = new SeriesDetector(identity);
        const broken: unknown[] = [];
        let age = -1;
        values.forEach((value, index) => {
          const judgement = detector.step(index * identity.stepMs, value, index % untaught !== 0);
          const { phase, score, startedAt } = judgement;
          const under = age >= 0;
          age = phase === 'raised' || phase === 'standing' ? age + 1 : -1;
          const promises = {
            score: Number.isFinite(score) && score >= 0 && (phase !== 'raised' || score >= 1),
            band: isBand(judgement),
            onset: (startedAt !== null) === age >= 0,
            order: (phase === 'standing' || phase === 'ended') === under,
            life: age <= SERIES_DEFAULTS.longestAlarmPoints,
          };
          if (Object.values(promises).includes(false)) {
            broken.push({ index, value, judgement, promises });
          }
        });
        expect(broken).toEqual([]);
      }),
      { numRuns: 200 }
    );
  });

  it('a detector that is restored from JSON at any step judges the rest alike', () => {
    fc.assert(
      fc.property(anyIdentity, anySeries, fc.nat({ max: 400 }), (identity, values, cut) => {
        const one = new SeriesDetector(identity);
        judged(identity, values.slice(0, cut), one);
        const state = JSON.parse(JSON.stringify(one.save())) as SeriesState;
        const other = SeriesDetector.restore(identity, state);
        const rest = values.slice(cut);
        expect(judged(identity, rest, other)).toEqual(judged(identity, rest, one));
        expect(other.save()).toEqual(one.save());
      }),
      { numRuns: 60 }
    );
  });

  it('missing values and gaps make an alarm older, and end it', () => {
    const missing = judged(MINUTES, [...steady(60), 200, ...times(100, NaN), ...steady(1)]);
    expect(phases(missing).filter((phase) => phase === 'ended')).toHaveLength(1);
    const detector = new SeriesDetector(MINUTES);
    judged(MINUTES, [...steady(60), 200], detector);
    expect(detector.step(5000 * MINUTE, 200).phase).toBe('ended');
  });
});

describe('what it costs', () => {
  it('no more after a long life than after a short one', () => {
    const detector = new SeriesDetector(MINUTES);
    const values = noisy(200, { length: 4096 });
    let at = 0;
    const run = (points: number): number => {
      const before = performance.now();
      for (let index = 0; index < points; index += 1) {
        at += MINUTE;
        detector.step(at, values[at % values.length] ?? 0);
      }
      return performance.now() - before;
    };
    run(10_000);
    const early = Math.min(run(2000), run(2000), run(2000));
    const size = JSON.stringify(detector.save()).length;
    run(30_000);
    const late = Math.min(run(2000), run(2000), run(2000));
    expect(late).toBeLessThan(4 * early);
    expect(JSON.stringify(detector.save()).length).toBeLessThan(2 * size);
  });
});
