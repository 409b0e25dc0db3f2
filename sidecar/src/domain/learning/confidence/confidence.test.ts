import { brierScore, brierSkill, calibrationError, runningShares, type Forecast } from './forecast-score.ts';
import { firstRecall, type ReplayedIncident } from './first-recall.ts';
import { CONFIDENCE_LEAST, outcomeConfidence } from './outcome-confidence.ts';

const incident = (
  id: string,
  startedAt: number,
  signature: string | null,
  ranked: string[] = []
): ReplayedIncident => ({
  ...{ id, startedAt, signature, ranked },
});

describe('how often the right earlier incident was among the first three', () => {
  test('asks only those that had one to be found, and says how they were selected', () => {
    const told = firstRecall([
      incident('a', 1, 'pool'),
      incident('b', 2, 'disk', ['a']),
      incident('c', 3, 'pool', ['b', 'a']),
      incident('d', 4, 'pool', ['b']),
      incident('e', 5, null, ['a']),
    ]);
    expect(told).toMatchObject({ hits: 1, of: 2, share: 0.5 });
    expect(told.interval?.map((bound) => bound.toFixed(2))).toEqual(['0.09', '0.91']);
    expect(told.selected).toContain('2 of 5 incidents');
    expect(told.selected).toContain('2 that were the first of theirs, 1 of which nobody confirmed');
  });

  test('the fourth does not count, nor what came later, nor itself', () => {
    const others = ['w', 'x', 'y'].map((id, index) => incident(id, index, id));
    const past = [...others, incident('a', 5, 'pool')];
    const hits = (ranked: string[]) =>
      firstRecall([...past, incident('b', 9, 'pool', ranked), incident('later', 10, 'pool', ['a'])]).hits - 1;
    expect(hits(['w', 'x', 'a'])).toBe(1);
    expect(hits(['w', 'x', 'y', 'a'])).toBe(0);
    expect(hits(['later', 'b'])).toBe(0);
    expect(hits(['later', 'b', 'unknown', 'w', 'x', 'a'])).toBe(1);
  });

  test('nothing to ask is no share', () => {
    expect(firstRecall([incident('a', 1, 'pool')])).toMatchObject({ of: 0, share: null, interval: null });
  });
});

describe('what came true of what was said', () => {
  const forecasts = (...of: Array<[number, 0 | 1]>): Forecast[] =>
    of.map(([probability, result]) => ({ probability, result }));

  test('squared error and skill', () => {
    expect(brierScore(forecasts([1, 1], [0, 1]))).toBe(0.5);
    expect(brierScore([])).toBeNull();
    expect(runningShares(forecasts([0, 1], [0, 0], [0, 1])).map(({ probability }) => probability)).toEqual([
      0.5, 1, 0.5,
    ]);
    expect(brierSkill(forecasts([1, 1], [0, 0], [1, 1]))).toBe(1);
    expect(brierSkill(runningShares(forecasts([0, 1], [0, 0])))).toBe(0);
  });

  test('who says what comes true has no calibration error, who is always sure and always wrong has all of it', () => {
    const honest = Array.from(
      { length: 100 },
      (_, index): Forecast => ({ probability: 0.5, result: index % 2 === 0 ? 1 : 0 })
    );
    expect(calibrationError(honest)).toBeCloseTo(0);
    expect(calibrationError(honest.map(({ result }) => ({ probability: 1 - result, result })))).toBe(1);
    expect(calibrationError([])).toBeNull();
  });

  const compared = (n: number, living: number, frozen: number) =>
    Array.from({ length: n }, (_, index) => ({
      probability: living,
      frozen,
      result: (index % 4 === 0 ? 0 : 1) as 0 | 1,
    }));

  test('nothing is told below thirty outcomes', () => {
    expect(outcomeConfidence(compared(CONFIDENCE_LEAST - 1, 0.7, 0.5))).toBeNull();
  });

  test('from thirty on, what was said, what came true, and the lift over a frozen memory, each with its interval', () => {
    const told = outcomeConfidence(compared(40, 0.75, 0.25));
    expect(told?.calibration).toMatchObject({ said: 0.75, cameTrue: 0.75, error: null });
    expect(told?.calibration.interval[0]).toBeCloseTo(0.5981, 3);
    expect(told?.lift?.share).toBeCloseTo(1 - 0.1875 / 0.4375);
    expect(told?.lift?.interval[0]).toBeGreaterThan(0);
    expect(outcomeConfidence(compared(40, 0.25, 0.75))?.lift?.interval[1]).toBeLessThan(0);
    // Of ten outcomes in a bin seven or eight came true.
    expect(outcomeConfidence(compared(100, 0.75, 0.25))?.calibration.error).toBeCloseTo(0.05);
  });
});
