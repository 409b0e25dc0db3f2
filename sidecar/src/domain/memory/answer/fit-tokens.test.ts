import { fitTokens } from './fit-tokens.ts';

const LISTS = { doNotTry: ['a'.repeat(78)], matches: ['b'.repeat(78), 'c'.repeat(38)], general: ['d'.repeat(38)] };
const ORDER = ['doNotTry', 'matches', 'general'] as const;

it.each([
  [1000, LISTS],
  [40, { ...LISTS, matches: [LISTS.matches[0]], general: [] }],
  [30, { ...LISTS, matches: [LISTS.matches[1]], general: [] }],
  [20, { ...LISTS, matches: [], general: [] }],
  [1, { doNotTry: [], matches: [], general: [] }],
])('of %d tokens the most important is kept, and nothing is cut', (tokens, expected) => {
  expect(fitTokens(LISTS, { order: ORDER, tokens })).toEqual(expected);
});
