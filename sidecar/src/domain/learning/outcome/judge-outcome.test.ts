import fc from 'fast-check';
import { judgeOutcome, standingOutcome, type AppliedFix } from './judge-outcome.ts';
import { JUDGING_WINDOW_MS, OVERLAP_BEFORE_MS, RELAPSE_MS } from './judging-window.ts';
import { logBeta } from '../posterior/log-gamma.ts';
import { rateRatio } from './rate-ratio.ts';
import { RecoveryCurve, type PastIncident } from './recovery-curve.ts';

const MINUTE = 60_000;
const BEGAN = Date.UTC(2026, 10, 21, 12);
const APPLIED = BEGAN + 20 * MINUTE;
const WINDOW = JUDGING_WINDOW_MS.restart;
const LONG_AFTER = APPLIED + 30 * RELAPSE_MS;

const lasted = (...minutes: number[]): PastIncident[] =>
  minutes.map((ms) => ({ recoveredMs: ms * MINUTE, lastSeenMs: ms * MINUTE, applied: [] }));
/** Such trouble takes one to ten hours without anybody's help. */
const SLOW = RecoveryCurve.without('restart', lasted(60, 120, 180, 240, 300, 360, 420, 480, 540, 600));

function judged(given: Partial<AppliedFix> = {}, now = LONG_AFTER) {
  return judgeOutcome(
    {
      ...{ kind: 'restart', appliedAt: APPLIED, startedAt: BEGAN, stoppedAt: null, provedAt: null, relapsedAt: null },
      before: { errors: 400, ms: 20 * MINUTE },
      after: { errors: 290, ms: WINDOW },
      ...{ disturbances: [], withoutFix: SLOW },
      ...given,
    },
    now
  );
}

const RECOVERED = { stoppedAt: APPLIED + 4 * MINUTE, provedAt: APPLIED + 9 * MINUTE, after: { errors: 3, ms: WINDOW } };

describe('what became of a fix', () => {
  test('cured: it recovered in its time, as it hardly does without, and stayed so for seven days', () => {
    const { outcome, sentence, numbers, again } = judged(RECOVERED);
    expect({ outcome, again }).toEqual({ outcome: 'cured', again: null });
    expect(numbers).toMatchObject({ recoveredAfterMs: 4 * MINUTE, unaided: { share: 0 }, comparedWith: 10 });
    expect(sentence).toMatch(
      /^It recovered; errors stopped 4 min after it; without it 0 % \(.+\) recover in that time/
    );
  });

  test('within the seven days the same is said, and looked at again at their end', () => {
    const { outcome, again } = judged(RECOVERED, APPLIED + RELAPSE_MS);
    expect({ outcome, again }).toEqual({ outcome: 'cured', again: RECOVERED.stoppedAt + RELAPSE_MS });
  });

  test.each([
    ['temporary', RELAPSE_MS],
    ['cured', RELAPSE_MS + 1],
  ])('%s where it came back %d ms after it recovered', (wanted, afterMs) => {
    expect(judged({ ...RECOVERED, relapsedAt: RECOVERED.stoppedAt + afterMs }).outcome).toBe(wanted);
  });

  test('mitigated: errors stopped, and recovery was never proved', () => {
    expect(judged({ ...RECOVERED, provedAt: null })).toMatchObject({
      outcome: 'mitigated',
      sentence: expect.stringMatching(/^Errors stopped, recovery is unproven/) as string,
    });
  });

  test('mitigated: certainly no more than half of the errors are left', () => {
    expect(judged({ after: { errors: 60, ms: WINDOW } })).toMatchObject({
      outcome: 'mitigated',
      sentence:
        'Errors became fewer, and did not stop; a restart is given 15 min; 0.2 times as many errors a minute as before (99 %: 0.1 to 0.3).',
    });
  });

  test('no effect: its time is over and errors go on as before', () => {
    expect(judged()).toMatchObject({
      outcome: 'no-effect',
      sentence: expect.stringMatching(
        /^It did not recover in time; a restart is given 15 min; 1\.0 times as many/
      ) as string,
    });
  });

  test('what recovers after its time was not cured by it', () => {
    expect(judged({ stoppedAt: APPLIED + WINDOW + 1, provedAt: APPLIED + WINDOW + 1 }).outcome).toBe('no-effect');
  });

  test('got worse after: errors are certainly half as frequent again; never that it made them so', () => {
    const { outcome, sentence, numbers } = judged({ after: { errors: 900, ms: WINDOW } });
    expect(outcome).toBe('got-worse-after');
    expect(sentence).toMatch(/^Errors became more frequent; .*3\.0 times as many errors a minute as before/);
    expect(sentence).not.toMatch(/made|because of|caused/);
    expect(numbers.errors?.low).toBeGreaterThan(2);
  });

  test('a few more errors are no worsening, and few errors prove none', () => {
    expect(judged({ after: { errors: 360, ms: WINDOW } }).outcome).toBe('no-effect');
    expect(judged({ before: { errors: 2, ms: 20 * MINUTE }, after: { errors: 4, ms: WINDOW } }).outcome).toBe(
      'no-effect'
    );
  });

  test.each([
    ['a change', { kind: 'change', at: APPLIED + 2 * MINUTE, words: 'deploy of payment 2.15' }],
    ['another attempt', { kind: 'attempt', at: APPLIED - OVERLAP_BEFORE_MS, words: 'scaling by ada' }],
    ['traffic that was drained', { kind: 'traffic-drained', at: APPLIED + MINUTE, words: 'traffic drained from eu' }],
  ] as const)('unattributed: %s in the same time, for better or worse', (_, disturbance) => {
    for (const seen of [RECOVERED, { after: { errors: 900, ms: WINDOW } }, {}]) {
      const { outcome, sentence } = judged({ ...seen, disturbances: [disturbance] });
      expect(outcome).toBe('unattributed');
      expect(sentence).toContain(disturbance.words);
    }
  });

  test.each([APPLIED - OVERLAP_BEFORE_MS - 1, RECOVERED.stoppedAt + 1])(
    'what happened at %d explains nothing',
    (at) => {
      const disturbances = [{ kind: 'change' as const, at, words: 'deploy' }];
      expect(judged({ ...RECOVERED, disturbances }).outcome).toBe('cured');
    }
  );

  test('unattributed: such trouble ends as quickly without it', () => {
    const withoutFix = RecoveryCurve.without('restart', lasted(21, 22, 22, 23, 23, 24, 40, 90));
    const { outcome, sentence, numbers } = judged({ ...RECOVERED, withoutFix });
    expect(outcome).toBe('unattributed');
    expect(numbers.unaided?.share).toBeCloseTo(0.75);
    expect(sentence).toMatch(/recovers as quickly without it.*without it 75 % \(\d+ % to \d+ %\).*going by 8 others/);
  });

  test('where hardly any such trouble was seen, it is cured and says that nobody knows how it ends without', () => {
    const { outcome, sentence, numbers } = judged({
      ...RECOVERED,
      withoutFix: RecoveryCurve.without('restart', lasted(21, 22)),
    });
    expect({ outcome, unaided: numbers.unaided }).toEqual({ outcome: 'cured', unaided: null });
    expect(sentence).toContain('not known well enough (2 seen)');
  });

  test('unattributed: errors had stopped before, or nobody knows when it was applied', () => {
    expect(judged({ ...RECOVERED, stoppedAt: APPLIED - MINUTE })).toMatchObject({
      outcome: 'unattributed',
      again: null,
    });
    expect(judged({ ...RECOVERED, appliedAt: null }).outcome).toBe('unattributed');
  });

  test('nothing is said before its time is over, unless it recovers', () => {
    const now = APPLIED + 5 * MINUTE;
    expect(judged({}, now)).toMatchObject({ outcome: null, again: APPLIED + WINDOW });
    expect(judged(RECOVERED, now).outcome).toBe('cured');
  });

  test('a person’s word stands, and what telemetry said is kept', () => {
    const telemetry = judged(RECOVERED);
    expect(standingOutcome(telemetry, null)).toMatchObject({ outcome: 'cured', knownFrom: 'telemetry' });
    const corrected = standingOutcome(telemetry, { outcome: 'no-effect', by: 'ada', note: 'the batch had ended' });
    expect(corrected).toMatchObject({ outcome: 'no-effect', knownFrom: 'person', telemetry });
    expect(corrected.sentence).toMatch(/^ada says so: the batch had ended\. Telemetry: It recovered/);
    expect(standingOutcome(judged({}, APPLIED), null).knownFrom).toBeNull();
  });
});

describe('how trouble ends without a fix', () => {
  test('is the curve of the textbook: remission of leukaemia under 6-MP', () => {
    // Freireich and others 1963, as in Cox and Oakes 1984: 21 patients, 12 censored; S(10) = .753, S(23) = .448.
    const ended = [6, 6, 6, 7, 10, 13, 16, 22, 23];
    const lost = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
    const curve = RecoveryCurve.without('none', [
      ...ended.map((ms) => ({ recoveredMs: ms, lastSeenMs: ms, applied: [] })),
      ...lost.map((ms) => ({ recoveredMs: null, lastSeenMs: ms, applied: [] })),
    ]);
    expect(curve.recoversBetween(0, 10)?.share).toBeCloseTo(1 - 0.7529, 4);
    const late = curve.recoversBetween(0, 23);
    expect(late?.share).toBeCloseTo(1 - 0.4482, 4);
    // Unwell at 23, by log(-log): .188 to .680.
    expect([late?.low, late?.high].map((bound) => bound?.toFixed(2))).toEqual(['0.32', '0.81']);
    expect(curve.recoversBetween(10, 23)?.share).toBeCloseTo(1 - 0.4482 / 0.7529, 3);
  });

  test('an incident with the fix tells only that it lasted until then', () => {
    const helped = (ms: number): PastIncident => ({
      recoveredMs: ms,
      lastSeenMs: ms,
      applied: [{ fix: 'restart', afterMs: ms - 1 }],
    });
    const curve = RecoveryCurve.without('restart', [...lasted(10, 20), helped(5 * MINUTE), helped(6 * MINUTE)]);
    expect([curve.recovered, curve.incidents]).toEqual([2, 4]);
    expect(curve.recoversBetween(0, 9 * MINUTE)?.share).toBe(0);
    expect(RecoveryCurve.without('rollback', [helped(5 * MINUTE)]).recoversBetween(0, 9 * MINUTE)?.share).toBe(1);
  });

  test('of trouble that lasts longer than any before, nothing is known', () => {
    expect(RecoveryCurve.without('x', lasted(1, 2, 3)).recoversBetween(5 * MINUTE, 9 * MINUTE)).toBeNull();
    expect(RecoveryCurve.without('x', []).recoversBetween(0, MINUTE)).toBeNull();
  });

  test('a share grows with time and lies in its interval, whatever the history', () => {
    const incident = fc.record({
      recoveredMs: fc.option(fc.integer({ min: 1, max: 500 })),
      lastSeenMs: fc.integer({ min: 1, max: 500 }),
      applied: fc.array(fc.record({ fix: fc.constantFrom('a', 'b'), afterMs: fc.integer({ min: 0, max: 500 }) })),
    });
    fc.assert(
      fc.property(fc.array(incident, { maxLength: 30 }), fc.nat(200), fc.nat(200), (history, from, more) => {
        const curve = RecoveryCurve.without('a', history);
        const [soon, late] = [curve.recoversBetween(from, from + more), curve.recoversBetween(from, from + more + 50)];
        for (const expected of [soon, late]) {
          if (expected !== null) {
            expect(expected.low).toBeLessThanOrEqual(expected.share + 1e-12);
            expect(expected.high).toBeGreaterThanOrEqual(expected.share - 1e-12);
          }
        }
        expect(late?.share ?? 1).toBeGreaterThanOrEqual((soon?.share ?? 0) - 1e-12);
      })
    );
  });
});

test('a ratio of rates has exact bounds', () => {
  expect(rateRatio({ errors: 0, ms: 1 }, { errors: 0, ms: 1 })).toBeNull();
  expect(rateRatio({ errors: 5, ms: 0 }, { errors: 5, ms: 1 })).toBeNull();
  expect(rateRatio({ errors: 5, ms: 1 }, { errors: 0, ms: 1 })).toMatchObject({ ratio: 0, low: 0 });
  const ratio = rateRatio({ errors: 10, ms: 1000 }, { errors: 40, ms: 2000 });
  expect(ratio?.ratio).toBeCloseTo(2);
  // Clopper and Pearson: at the lower bound 40 or more of 50 have one chance in a hundred, at the upper 40 or fewer.
  const shareOf = (rate = 0) => (2 * rate) / (1 + 2 * rate);
  const exactly = (k: number, p: number) =>
    Math.exp(k * Math.log(p) + (50 - k) * Math.log(1 - p) - logBeta(k + 1, 51 - k) - Math.log(51));
  const sum = (from: number, to: number, p: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => exactly(from + index, p)).reduce((a, b) => a + b, 0);
  // Counted per 1000 before and per 2000 after, so equal rates are odds of two.
  expect(sum(40, 50, shareOf(ratio?.low))).toBeCloseTo(0.01, 3);
  expect(sum(0, 40, shareOf(ratio?.high))).toBeCloseTo(0.01, 3);
  expect(rateRatio({ errors: 1e6, ms: 1 }, { errors: 2e6, ms: 1 })?.low).toBeGreaterThan(1.9);
});
