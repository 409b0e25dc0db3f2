import type { MatchReasons } from '../ranking/rank-candidates.ts';
import { judgeRepeat } from './judge-repeat.ts';

const nothing: MatchReasons = {
  words: 0,
  coverage: 0,
  concepts: 0,
  meaning: 0,
  structure: 0,
  sharedWords: [],
  sharedConcepts: [],
  identifiers: [],
  matches: [],
  differs: [],
};

describe('whether an incident is a repeat', () => {
  it.each([
    ['new', nothing],
    ['new', { ...nothing, meaning: 1 }],
    ['review', { ...nothing, words: 0.3, coverage: 0.4, concepts: 0.4 }],
    ['recurrence', { ...nothing, words: 0.6, coverage: 0.6, concepts: 0.7 }],
    ['recurrence', { ...nothing, structure: 0.8 }],
    ['new', { ...nothing, structure: 0.12 }],
  ])('is %s for %j', (verdict, reasons) => {
    expect(judgeRepeat(reasons).verdict).toBe(verdict);
  });

  it('scores between nothing and all', () => {
    expect(judgeRepeat(nothing).score).toBe(0);
    expect(judgeRepeat({ ...nothing, words: 1, coverage: 1, concepts: 1, structure: 1 }).score).toBe(1);
  });
});
