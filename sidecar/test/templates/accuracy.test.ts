import { templateId } from '../../src/domain/templates/learning/template-id.ts';
import { keepSequence } from '../../src/domain/templates/learning/token-sequence.ts';
import { MessageScanner } from '../../src/domain/templates/reading/message-scanner.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import { generateLines } from './generate-lines.ts';
import { mineLines } from './mine-lines.ts';
import type { Program } from './program.ts';
import { FRESH, TUNED, UNTOUCHED } from './programs.ts';
import { scoreGrouping } from './score-grouping.ts';

function meanScore(programs: readonly Program[], seed: number): { ga: number; fga: number } {
  const scores = programs.map((program) => {
    const { lines, assignments } = generateLines(program, { seed });
    return scoreGrouping(assignments, mineLines(lines).ids);
  });
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return { ga: mean(scores.map(({ ga }) => ga)), fga: mean(scores.map(({ fga }) => fga)) };
}

function shareOfSame(one: readonly string[], other: readonly string[]): number {
  return one.filter((id, index) => id === other[index]).length / one.length;
}

/** The lines in another order, and how to put what was found back into the first one. */
function shuffled<Item>(
  items: readonly Item[],
  seed: number
): { items: Item[]; back: <T>(found: readonly T[]) => T[] } {
  const random = new SeededRandom(seed);
  const order = items.map((item, index) => ({ item, index, key: random.next() })).sort((a, b) => a.key - b.key);
  return {
    items: order.map(({ item }) => item),
    back: <T>(found: readonly T[]) => {
      const restored: T[] = [];
      order.forEach(({ index }, place) => {
        const one = found[place];
        if (one !== undefined) {
          restored[index] = one;
        }
      });
      return restored;
    },
  };
}

describe('the templates of logs whose truth is known', () => {
  it('on the sets that thresholds were settled on', () => {
    const scores = [1, 2, 3].map((seed) => meanScore(TUNED, seed));
    for (const { ga, fga } of scores) {
      expect(ga).toBeGreaterThanOrEqual(0.95);
      expect(fga).toBeGreaterThanOrEqual(0.9);
    }
    expect(scores.reduce((sum, { fga }) => sum + fga, 0) / scores.length).toBeGreaterThanOrEqual(0.92);
  });

  it.each([
    ['six further ones', UNTOUCHED, 0.85, 0.6],
    ['four more', FRESH, 0.8, 0.6],
  ])('on %s, looked at since', (_name, programs, leastGa, leastFga) => {
    const { ga, fga } = meanScore(programs, 1);
    expect(ga).toBeGreaterThanOrEqual(leastGa);
    expect(fga).toBeGreaterThanOrEqual(leastFga);
  });

  it('are the same, with the same ids, whatever the order of the lines', () => {
    const shares = TUNED.map((program) => {
      const { lines } = generateLines(program);
      const { items, back } = shuffled(lines, 5);
      return shareOfSame(mineLines(lines).ids, back(mineLines(items).ids));
    });
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeGreaterThanOrEqual(0.99);
  });

  it('are the same, with the same ids, when a new process goes on in the middle', () => {
    const shares = TUNED.map((program) => {
      const { lines } = generateLines(program);
      return shareOfSame(mineLines(lines).ids, mineLines(lines, { restartAt: 1000 }).ids);
    });
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeGreaterThanOrEqual(0.99);
  });

  it('are read from their text as what they are: so they are restored', () => {
    const scanner = new MessageScanner();
    for (const program of [...TUNED, ...UNTOUCHED, ...FRESH]) {
      for (const { id, text } of mineLines(generateLines(program).lines).kept.records.values()) {
        scanner.scan(text);
        expect({ text, id: templateId(keepSequence(scanner, text).tokens) }).toEqual({ text, id });
      }
    }
  });
});

describe('the score', () => {
  it('is that of the published guidelines: a group counts when it has exactly its lines', () => {
    expect(scoreGrouping([1, 1, 2, 2, 3], ['a', 'a', 'b', 'b', 'c'])).toEqual({ ga: 1, fga: 1 });
    expect(scoreGrouping([1, 1, 2, 2], ['a', 'a', 'b', 'c'])).toEqual({ ga: 0.5, fga: 0.4 });
    expect(scoreGrouping([1, 1], ['a', 'b'])).toEqual({ ga: 0, fga: 0 });
  });
});
