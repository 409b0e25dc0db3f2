import { SeededRandom } from '../../../../test/support/seeded-random.ts';
import type { LearnedAttempt } from '../../../domain/learning/attempt.ts';
import { outcomeConfidence } from '../../../domain/learning/confidence/outcome-confidence.ts';
import { replayOutcomes } from './replay-outcomes.ts';

const DAY_MS = 86_400_000;

function attempts(count: number, worksAt: (place: number) => number): LearnedAttempt[] {
  const random = new SeededRandom(3);
  return Array.from({ length: count }, (_, place) => ({
    ...{ signature: 'pool', fix: 'restart', family: 'restart', at: place * DAY_MS, context: {}, version: null },
    ...{ cause: null, provenance: 'confirmed', isVerified: true },
    outcome: random.next() < worksAt(place) ? 'cured' : 'no-effect',
  }));
}

it('compares the second half only, and says each before its outcome is read', () => {
  const compared = replayOutcomes(attempts(100, () => 0.8));
  expect(compared).toHaveLength(50);
  const [first] = compared;
  expect(first?.probability).toBeCloseTo(first?.frozen ?? 0, 1);
});

it('a memory that goes on learning is better than a frozen one where a fix stops to work', () => {
  const told = outcomeConfidence(replayOutcomes(attempts(200, (place) => (place < 100 ? 0.9 : 0.1))));
  expect(told?.lift?.interval[0]).toBeGreaterThan(0);
  const same = outcomeConfidence(replayOutcomes(attempts(200, () => 0.8)));
  expect(Math.abs(same?.lift?.share ?? 1)).toBeLessThan(0.2);
});

it('what was turned down or not attributed is no outcome', () => {
  expect(replayOutcomes(attempts(60, () => 0.5).map((one) => ({ ...one, outcome: 'unattributed' })))).toEqual([]);
});
