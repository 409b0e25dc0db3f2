import { groupsOut, nestedOverGrid, oneOut, randomFolds, worth } from './cross-validate.ts';
import type { Tally } from './score-alarms.ts';

/** Of ten events; the rest of the alarms is wrong. */
function tally(found: number, alarms: number): Tally {
  const counts = { right: found, found, rightAt: found, foundAt: found };
  return { ...counts, events: 10, alarms, alarmedSeconds: 0, seconds: 100 * 86_400 };
}

const good = tally(10, 10);
const bad = tally(2, 10);

test('what judges a series was chosen without it', () => {
  const flattersTheFirst = [good, bad, bad];
  const fairElsewhere = [bad, good, good];
  const { tallies, chosen } = nestedOverGrid([flattersTheFirst, fairElsewhere], oneOut([1, 2, 3]));
  expect(chosen[0]).toBe(1);
  expect(tallies[0]).toBe(bad);
});

test('a grid of luck alone is seen through: the best in sample is no better than any aside', () => {
  const rows = Array.from({ length: 12 }, (_, row) =>
    Array.from({ length: 12 }, (_cell, place) => (place === row ? good : bad))
  );
  const { tallies } = nestedOverGrid(rows, oneOut(rows));
  expect(tallies.every((one) => one === bad)).toBe(true);
});

test('every series is aside once', () => {
  const series = ['a/1', 'b/1', 'a/2', 'c/1', 'b/2'].map((id) => ({ group: id.slice(0, 1) }));
  for (const folds of [oneOut(series), groupsOut(series), randomFolds(5, 2, 7)]) {
    expect(folds.flat().sort()).toEqual([0, 1, 2, 3, 4]);
  }
  expect(groupsOut(series)).toEqual([[0, 2], [1, 4], [3]]);
});

test('more alarms than were promised cost more than they find', () => {
  expect(worth([tally(10, 40)])).toBeLessThan(worth([tally(8, 10)]));
});
