import { tuningHalf } from '../halves.ts';
import { allMemories } from '../memories/all-memories.ts';
import type { RecallQuery, RecallQuerySets } from './recall-query.ts';
import { tuningQueries } from './tuning/tuning-queries.ts';
import { untouchedQueries } from './untouched/untouched-queries.ts';

const kinds: readonly (keyof RecallQuerySets)[] = ['long', 'short', 'identifiers', 'unanswerable'];
const everyOf = (kind: keyof RecallQuerySets) => [...tuningQueries[kind], ...untouchedQueries[kind]];
const everyQuery = kinds.flatMap(everyOf);
const told = new Map(allMemories.map(({ id, title, text }) => [id, `${title} ${text}`]));
const wordsOf = (text: string) => text.split(/\s+/).length;
const outside = (queries: readonly RecallQuery[], least: number, most: number) =>
  queries.filter(({ text }) => wordsOf(text) < least || wordsOf(text) > most).map(({ id }) => id);

/** Runs of so many words in a row are taken over from the memory, not told anew. */
const COPIED_WORDS = 5;

function wordRuns(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().split(/[^a-z0-9]+/);
  return new Set(words.slice(COPIED_WORDS - 1).map((_, start) => words.slice(start, start + COPIED_WORDS).join(' ')));
}

/** Whole, not as a part of a longer name: "worker-1" does not stand in "worker-17". */
function standsIn(identifier: string, text: string): boolean {
  const literal = identifier.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return new RegExp(`(?<![A-Za-z0-9_])${literal}(?![A-Za-z0-9_])`, 'i').test(text);
}

describe('queries', () => {
  it('have ids and texts of their own', () => {
    expect(new Set(everyQuery.map(({ id }) => id)).size).toBe(everyQuery.length);
    expect(new Set(everyQuery.map(({ text }) => text.toLowerCase())).size).toBe(everyQuery.length);
  });

  it('are enough in each half', () => {
    for (const half of [tuningQueries, untouchedQueries]) {
      expect(half.long.length).toBeGreaterThanOrEqual(60);
      expect(half.short.length).toBeGreaterThanOrEqual(75);
      expect(half.identifiers.length).toBeGreaterThanOrEqual(100);
      expect(half.unanswerable.length).toBeGreaterThanOrEqual(90);
    }
  });

  it('are as long as their kind says', () => {
    expect(outside(everyOf('long'), 40, 80)).toEqual([]);
    expect(outside(everyOf('short'), 2, 6)).toEqual([]);
    expect(outside(everyOf('identifiers'), 1, 2)).toEqual([]);
    expect(outside(everyOf('unanswerable'), 6, 60)).toEqual([]);
  });

  it('have truths that are remembered, and none where there is no answer', () => {
    const answerable = [...everyOf('long'), ...everyOf('short'), ...everyOf('identifiers')];
    expect(answerable.filter(({ truth }) => truth.length === 0 || truth.some((id) => !told.has(id)))).toEqual([]);
    expect(everyOf('unanswerable').filter(({ truth }) => truth.length > 0)).toEqual([]);
  });

  it('name with an identifier all memories in which it stands, four at most', () => {
    for (const { text, truth } of everyOf('identifiers')) {
      const holders = [...told].flatMap(([id, whole]) => (standsIn(text, whole) ? [id] : []));
      expect({ text, truth: [...truth].sort() }).toEqual({ text, truth: holders.sort() });
      expect(truth.length).toBeLessThanOrEqual(4);
    }
  });

  it('are told anew and not copied', () => {
    const runsOfMemories = new Set([...told.values()].flatMap((text) => [...wordRuns(text)]));
    const copied = [...everyOf('long'), ...everyOf('unanswerable')].filter(({ text }) =>
      [...wordRuns(text)].some((run) => runsOfMemories.has(run))
    );
    expect(copied.map(({ id }) => id)).toEqual([]);
  });

  it('are cut by the seeded order, not by hand', () => {
    const memoriesForTuning = tuningHalf('memories', [...told.keys()]);
    const inTuning = (query: RecallQuery) => tuningQueries.long.includes(query) || tuningQueries.short.includes(query);
    for (const query of [...everyOf('long'), ...everyOf('short')]) {
      expect([query.id, inTuning(query)]).toEqual([query.id, memoriesForTuning.has(query.truth[0] ?? '')]);
    }
    const groups = [
      ...Map.groupBy(everyOf('unanswerable'), ({ id }) => id.split('/')[0] ?? ''),
      ['identifier', everyOf('identifiers')] as const,
    ];
    const alone = new Set([...tuningQueries.unanswerable, ...tuningQueries.identifiers].map(({ text }) => text));
    for (const [group, queries] of groups) {
      const texts = queries.map(({ text }) => text);
      expect(new Set(texts.filter((text) => alone.has(text)))).toEqual(tuningHalf(group, texts));
    }
  });
});
