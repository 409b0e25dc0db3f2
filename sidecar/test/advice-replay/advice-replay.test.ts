import { replayPast, type Team } from './replay-past.ts';
import { scoreAdvice, tallied, type Scored } from './score-advice.ts';

/**
 * What memory would have said in a simulated past, incident by incident. `npm run advice` looks at more of them.
 * The seed is of this test alone: nothing was tuned on it.
 */
const SEED = 31_415;
const COUNT = 110;
/** Of those whose cause memory had met before: silence is no way to be right. */
const LEAST_RIGHT = 0.4;

const told = ({ replayed: { past }, wrongWithoutCheck }: Scored): string =>
  `INC-${past.number}: ${wrongWithoutCheck.map(({ fix, sentence }) => `${fix.words} (${sentence})`).join('; ')}`;

describe.each<Team>(['noted', 'closed'])('a team whose incidents are %s', (team) => {
  let scored: Scored[];
  beforeAll(async () => {
    const { history, replayed } = await replayPast({ seed: SEED, count: COUNT, team });
    scored = scoreAdvice(history, replayed);
  }, 60_000);

  it('is never told the fix of a look-alike that it has met without the check that tells them apart', () => {
    const wrong = scored.filter(
      ({ kind, wrongWithoutCheck }) => kind === 'both causes' && wrongWithoutCheck.length > 0
    );
    expect(wrong.map(told)).toEqual([]);
  });

  it('is recommended nothing for what never happened before', () => {
    expect(scored.filter(({ kind, top }) => kind === 'first time' && top !== 'none').map(told)).toEqual([]);
  });

  it('is told a right fix first often enough', () => {
    const { 'both causes': both, 'this cause only': own } = tallied(scored);
    const asked = [both, own].flatMap((tops) => Object.values(tops)).reduce((sum, count) => sum + count, 0);
    expect(asked).toBeGreaterThan(30);
    expect((both.right + own.right) / asked).toBeGreaterThanOrEqual(LEAST_RIGHT);
  });
});
