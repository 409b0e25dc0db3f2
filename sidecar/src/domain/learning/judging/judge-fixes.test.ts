import fc from 'fast-check';
import type { LearnedAttempt, Present } from '../attempt.ts';
import { LearningPool } from '../pool/learning-pool.ts';
import { failedOf, workedOf } from '../record/outcome-counts.ts';
import { judgeFixes, type JudgedFix } from './judge-fixes.ts';

const NOON = Date.UTC(2026, 10, 21, 12);
const DAY = 86_400_000;
const HERE: Present = { at: NOON, context: {}, version: null, cause: null };

function tried(outcome: LearnedAttempt['outcome'], given: Partial<LearnedAttempt> = {}): LearnedAttempt {
  return {
    ...{
      signature: 'pool exhausted',
      fix: 'restart',
      outcome,
      at: NOON - DAY,
      context: {},
      version: null,
      cause: null,
    },
    ...{ provenance: 'confirmed', isVerified: true },
    ...given,
  };
}

const many = (count: number, outcome: LearnedAttempt['outcome'], given: Partial<LearnedAttempt> = {}) =>
  Array.from({ length: count }, () => tried(outcome, given));

function judged(attempts: readonly LearnedAttempt[], present: Partial<Present> = {}): JudgedFix {
  const pool = new LearningPool();
  attempts.forEach((attempt) => pool.add(attempt));
  const about = { signature: 'pool exhausted', pool, present: { ...HERE, ...present }, fixes: ['restart'] };
  const [fix] = judgeFixes(attempts, about);
  if (fix === undefined) {
    throw new Error('nothing was judged');
  }
  return fix;
}

describe('what a person is told about a fix', () => {
  test('one cure is recommended with its count, one failure is not to be tried', () => {
    expect(judged([tried('cured')])).toMatchObject({
      ...{ verdict: 'recommended', state: 'insufficient' },
      reason: 'worked 1 of 1, last on 2026-11-20',
    });
    expect(judged([tried('got-worse-after')])).toMatchObject({
      verdict: 'do-not-try',
      reason: 'worked 0 of 1: got worse after once, last on 2026-11-20',
    });
  });

  test('one coincidence does not ban what worked twenty times', () => {
    const { verdict, state, counts, reason, probability } = judged([...many(20, 'cured'), tried('got-worse-after')]);
    expect({ verdict, state }).toEqual({ verdict: 'recommended', state: 'established' });
    expect([counts.cured, counts.gotWorseAfter]).toEqual([20, 1]);
    expect(reason).toContain('worked 20 of 21 (got worse after once)');
    expect(probability?.low).toBeGreaterThan(0.6);
  });

  test('nor does it where it happened in a context of its own', () => {
    const attempts = [
      ...many(20, 'cured', { context: { region: 'us' } }),
      tried('no-effect', { context: { region: 'eu' } }),
    ];
    expect(judged(attempts, { context: { region: 'eu' } }).verdict).not.toBe('do-not-try');
    expect(judged(attempts, { context: { region: 'us' } }).verdict).toBe('recommended');
  });

  test('a mixed record is contested, with both counts', () => {
    const { verdict, state, reason } = judged([...many(3, 'cured'), ...many(2, 'no-effect'), tried('temporary')]);
    expect({ verdict, state }).toEqual({ verdict: 'contested', state: 'contested' });
    expect(reason).toContain('worked 3 of 6 (no effect twice, came back within a week once)');
  });

  test('what failed seven times of eight is not to be tried, though it worked once', () => {
    expect(judged([tried('mitigated'), ...many(7, 'no-effect')])).toMatchObject({ verdict: 'do-not-try' });
  });

  test('nobody tested what a fix does: it got worse after, and nothing more is said', () => {
    const { reason } = judged(many(3, 'got-worse-after'));
    expect(reason).toContain('got worse after 3 times');
    expect(reason).not.toMatch(/made|caused/);
  });

  test('without any attempt it is untested, and has no rate', () => {
    expect(judged([])).toMatchObject({
      ...{ verdict: 'untested', state: 'insufficient', probability: null, lastAt: null },
      reason: 'no outcome that counts here',
    });
  });
});

describe('what counts', () => {
  test.each<[string, Partial<LearnedAttempt>]>([
    ['an import', { provenance: 'imported', isVerified: true }],
    ['what a model inferred', { provenance: 'inferred', isVerified: true }],
    ['what was observed and not verified', { provenance: 'observed', isVerified: false }],
  ])('%s recommends nothing, bans nothing and gives no rate, but is told', (_, given) => {
    const claims = [...many(30, 'cured', given), ...many(30, 'got-worse-after', { ...given, at: NOON - DAY / 2 })];
    const alone = judged(claims);
    expect(alone).toMatchObject({ verdict: 'untested', probability: null, expected: judged([]).expected });
    expect(alone.reason).toContain(`last time (${given.provenance}, unverified, 2026-11-21): got worse after`);
    const own = many(3, 'cured');
    expect(judged([...own, ...claims])).toMatchObject({ verdict: 'recommended', expected: judged(own).expected });
  });

  test('refused, modified and unattributed are kept and move nothing', () => {
    const own = many(3, 'cured');
    const more = [...many(4, 'rejected'), ...many(2, 'modified'), tried('unattributed')];
    const { expected, counts, reason } = judged([...own, ...more]);
    expect(expected).toBe(judged(own).expected);
    expect(counts).toMatchObject({ cured: 3, rejected: 4, modified: 2, unattributed: 1 });
    expect(reason).toContain('once not clear, something else happened too; refused 4 times');
  });

  test('a fix of another signature says nothing of this one', () => {
    const other = many(9, 'cured', { signature: 'disk full' });
    expect(judged([tried('no-effect'), ...other])).toMatchObject({ verdict: 'do-not-try', counts: { cured: 0 } });
  });
});

describe('where it holds', () => {
  const eu = { context: { region: 'eu' } };
  const us = { context: { region: 'us' } };

  test('a bad record in one context is told elsewhere with its context, and bans nothing there', () => {
    const attempts = many(3, 'got-worse-after', eu);
    expect(judged(attempts, eu).verdict).toBe('do-not-try');
    const elsewhere = judged(attempts, us);
    expect(elsewhere.verdict).toBe('untested');
    expect(elsewhere.reason).toContain('with region eu 0 of 3 (got worse after 3 times)');
  });

  test('two contexts, two records', () => {
    const attempts = [...many(4, 'no-effect', eu), ...many(4, 'cured', us)];
    expect(judged(attempts, eu)).toMatchObject({ verdict: 'do-not-try', holdsIn: eu.context });
    expect(judged(attempts, us)).toMatchObject({ verdict: 'recommended', holdsIn: us.context });
    expect(judged(attempts, us).reason).toContain('with region eu 0 of 4');
    expect(judged(attempts)).toMatchObject({ verdict: 'contested', dependsOn: ['region'] });
  });

  test.each([
    [2, 4, 0],
    [2, 20, 0],
    [2, 15, 6],
    [3, 30, 15],
  ])(
    'what failed %d times here is not to be tried, though elsewhere it worked %d times and failed %d',
    (here, worked, failed) => {
      const attempts = [...many(here, 'no-effect', eu), ...many(worked, 'cured', us), ...many(failed, 'no-effect', us)];
      expect(judged(attempts, eu).verdict).toBe('do-not-try');
    }
  );

  test.each([
    ['worked 4 times without a difference', many(4, 'cured', us), 'recommended'],
    ['worked once', many(1, 'cured', us), 'contested'],
    ['worked 20 times in another context', many(20, 'cured', us), 'contested'],
    ['worked 4 times for another cause', many(4, 'cured', { ...us, cause: 'leak' }), 'do-not-try'],
  ])('what failed once here and elsewhere %s', (_, elsewhere, verdict) => {
    const here = { ...eu, cause: 'traffic' };
    const others = elsewhere.map((one) => ({ ...one, cause: one.cause ?? 'traffic' }));
    expect(judged([tried('no-effect', here), ...others], here).verdict).toBe(verdict);
  });

  test('a corner of a good record that is bad by chance is contested, not banned', () => {
    const pairs = ['a', 'b', 'c', 'd'].flatMap((load) => ['x', 'y', 'z'].map((zone) => ({ context: { load, zone } })));
    const good = pairs.flatMap((where, index) =>
      index === 0
        ? many(2, 'no-effect', where)
        : [...many(2, 'cured', where), ...many(index % 3 === 1 ? 1 : 0, 'no-effect', where)]
    );
    const { verdict, reason } = judged(good, { context: { load: 'a', zone: 'x' } });
    expect(verdict).toBe('contested');
    expect(reason).toMatch(/worked 22 of 28.*in this very situation 0 of 2/);
  });

  test('a key that is different each time and makes no difference is set aside', () => {
    const pods = ['a', 'b', 'c', 'd'].map((pod) => tried('no-effect', { context: { pod } }));
    expect(judged(pods, { context: { pod: 'e' } }).verdict).toBe('do-not-try');
  });

  test('contexts of which none matters are one record', () => {
    const attempts = [eu, us].flatMap((where) => [...many(6, 'cured', where), ...many(1, 'no-effect', where)]);
    const { probability, holdsIn } = judged(attempts, eu);
    expect(holdsIn).toEqual({});
    expect(probability?.value).toBeCloseTo(judged(attempts, us).probability?.value ?? 0, 1);
  });

  test('one symptom, two causes: the fix of the one is never recommended for the other, nor while the cause is unknown', () => {
    const attempts = [...many(5, 'cured', { cause: 'leak' }), ...many(3, 'no-effect', { cause: 'traffic' })];
    expect(judged(attempts, { cause: 'leak' }).verdict).toBe('recommended');
    expect(judged(attempts, { cause: 'traffic' }).verdict).toBe('do-not-try');
    expect(judged(attempts, { cause: 'network' }).verdict).toBe('untested');
    const unknown = judged(attempts);
    expect(unknown).toMatchObject({ verdict: 'contested', dependsOn: ['cause'] });
    expect(unknown.reason).toContain('depends on the cause, not known');
  });
});

describe('time and versions', () => {
  test('what worked until a version and failed since is not to be tried', () => {
    const attempts = [
      ...many(20, 'cured', { version: '1', at: NOON - 90 * DAY }),
      ...many(3, 'no-effect', { version: '2', at: NOON - DAY }),
    ];
    const { verdict, probability, reason } = judged(attempts, { version: '2' });
    expect(verdict).toBe('do-not-try');
    expect(probability?.value).toBeLessThan(0.45);
    expect(reason).toContain('in this very situation 0 of 3');
  });

  test('a new version alone makes it stale, less certain, and no less recommended', () => {
    const attempts = many(12, 'cured', { version: '1' });
    const [before, after] = [judged(attempts, { version: '1' }), judged(attempts, { version: '2' })];
    expect([before.state, after.state]).toEqual(['established', 'stale']);
    expect(after.verdict).toBe('recommended');
    expect(after.probability?.low).toBeLessThan(before.probability?.low ?? 0);
    expect(after.reason).toContain('not tried since version 2');
  });

  test('a version that comes back brings its record back', () => {
    const attempts = [
      ...many(8, 'cured', { version: '1', at: NOON - 9 * DAY }),
      ...many(8, 'no-effect', { version: '2', at: NOON - 5 * DAY }),
    ];
    expect(judged(attempts, { version: '1' }).verdict).toBe('recommended');
    expect(judged(attempts, { version: '2' }).verdict).toBe('do-not-try');
  });

  test('where nobody knows the present version, the last one is taken for it', () => {
    const attempts = [...many(6, 'cured', { version: '1', at: NOON - 9 * DAY }), ...many(4, 'cured', { version: '2' })];
    expect(judged(attempts).expected).toBe(judged(attempts, { version: '2' }).expected);
    expect(judged(attempts).state).toBe('established');
  });

  test('what nobody tried for more than 400 days is stale, and weighs less than what is new', () => {
    const old = judged(many(10, 'cured', { at: NOON - 401 * DAY }));
    expect(old.state).toBe('stale');
    expect(old.probability?.low).toBeLessThan(judged(many(10, 'cured')).probability?.low ?? 0);
  });
});

describe('the order in which they would be tried', () => {
  test('better first, of equals the better known one, what is not to be tried last', () => {
    const attempts = [
      ...many(9, 'cured', { fix: 'rollback' }),
      ...many(2, 'cured', { fix: 'scale-out' }),
      ...[...many(4, 'cured'), ...many(4, 'no-effect')],
      ...many(2, 'got-worse-after', { fix: 'clear-cache' }),
    ];
    const pool = new LearningPool();
    attempts.forEach((attempt) => pool.add(attempt));
    const order = judgeFixes(attempts, { signature: 'pool exhausted', pool, present: HERE });
    expect(order.map(({ fix }) => fix)).toEqual(['rollback', 'scale-out', 'restart', 'clear-cache']);
  });
});

describe('whatever the record is', () => {
  const anyOf = <Value>(...values: Value[]) => fc.constantFrom(...values);
  const attempt = fc.record({
    outcome: anyOf<LearnedAttempt['outcome']>(
      ...(['cured', 'mitigated', 'temporary', 'no-effect', 'got-worse-after'] as const),
      ...(['unattributed', 'rejected', 'modified'] as const)
    ),
    context: fc.dictionary(anyOf('region', 'load', '__proto__'), anyOf('a', 'b', 'c'), { maxKeys: 3 }),
    version: anyOf(null, '1', '2', '3'),
    cause: anyOf(null, 'leak', 'traffic'),
    provenance: anyOf<LearnedAttempt['provenance']>('confirmed', 'observed', 'inferred', 'imported'),
    isVerified: fc.boolean(),
    at: fc.integer({ min: NOON - 900 * DAY, max: NOON }),
  });
  const attempts = fc
    .array(attempt, { maxLength: 25 })
    .map((given) => given.map((one): LearnedAttempt => ({ ...tried(one.outcome), ...one })));
  const present = fc.record({
    context: fc.dictionary(anyOf('region', 'load'), anyOf('a', 'b', 'c')),
    version: anyOf(null, '1', '3', '4'),
    cause: anyOf(null, 'leak', 'traffic'),
  });
  const counts = ({ provenance, isVerified }: LearnedAttempt): boolean =>
    provenance === 'confirmed' || (provenance === 'observed' && isVerified);

  test('what failed twice in this very situation and never worked in it is never recommended, and not to be tried', () => {
    fc.assert(
      fc.property(attempts, present, fc.integer({ min: 2, max: 4 }), (past, now, failures) => {
        const situation = { ...now, provenance: 'confirmed' as const };
        const same = ({ context, version, cause }: LearnedAttempt): boolean =>
          Object.keys(context).every((key) => !Object.hasOwn(now.context, key) || now.context[key] === context[key]) &&
          [version ?? now.version, cause ?? now.cause].join() === [now.version ?? version, now.cause ?? cause].join();
        const others = past.filter((one) => !same(one));
        const { verdict, counts: told, expected } = judged([...others, ...many(failures, 'no-effect', situation)], now);
        // A corner of a good record that all evidence together takes for chance is contested.
        const isCorner = expected >= 0.5 && workedOf(told) >= 2 * failedOf(told);
        expect(verdict).toBe(isCorner ? 'contested' : 'do-not-try');
      })
    );
  });

  test('nothing is recommended or banned without an outcome that counts, and nothing worked is never recommended', () => {
    fc.assert(
      fc.property(attempts, present, (past, now) => {
        const { verdict, counts: told, probability } = judged(past, now);
        const known = workedOf(told) + failedOf(told);
        expect(known).toBeLessThanOrEqual(past.filter(counts).length);
        expect(verdict === 'untested').toBe(known === 0);
        expect(probability === null).toBe(known === 0);
        expect(verdict === 'recommended' && workedOf(told) === 0).toBe(false);
        expect(verdict === 'do-not-try' && failedOf(told) === 0).toBe(false);
      })
    );
  });

  test('claims change no number and no verdict', () => {
    fc.assert(
      fc.property(attempts, present, (past, now) => {
        const [all, proved] = [judged(past, now), judged(past.filter(counts), now)];
        expect([all.verdict, all.state, all.expected]).toEqual([proved.verdict, proved.state, proved.expected]);
      })
    );
  });

  test('numbers are chances, the interval holds its value, and one more cure here makes nothing worse', () => {
    fc.assert(
      fc.property(attempts, present, (past, now) => {
        const { expected, rankBound, probability } = judged(past, now);
        expect(expected).toBeGreaterThan(0);
        expect(expected).toBeLessThan(1);
        expect(rankBound).toBeGreaterThanOrEqual(0);
        if (probability !== null) {
          expect(probability.low).toBeLessThanOrEqual(probability.value);
          expect(probability.high).toBeGreaterThanOrEqual(probability.value);
        }
        expect(judged([...past, tried('cured', { ...now, at: NOON })], now).expected).toBeGreaterThan(expected - 1e-9);
      })
    );
  });
});
