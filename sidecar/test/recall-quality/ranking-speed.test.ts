import { analyseText } from '../../src/domain/recall/analysis/analyse-text.ts';
import { candidateOf } from '../../src/domain/recall/candidates/candidate-bytes.ts';
import { KeyTable } from '../../src/domain/recall/candidates/key-table.ts';
import { lexiconOf } from '../../src/domain/recall/lexicon/lexicon.ts';
import { rankCandidates } from '../../src/domain/recall/ranking/rank-candidates.ts';
import { NO_STRUCTURE } from '../../src/domain/recall/ranking/recall-query.ts';
import { DEFAULT_RECALL_SETTINGS } from '../../src/domain/recall/ranking/recall-settings.ts';
import { PRODUCT_CONCEPTS } from '../../src/domain/recall/thesaurus/product-thesaurus.ts';
import { Thesaurus } from '../../src/domain/recall/thesaurus/thesaurus.ts';
import { allMemories } from './sets/memories/all-memories.ts';

const thesaurus = new Thesaurus(PRODUCT_CONCEPTS);
const texts = allMemories.map(({ title, text }) => analyseText(`${title}. ${text}`, thesaurus.finder));
const candidates = allMemories.map(({ id }, index) => {
  const { terms = [], ...text } = texts[index] ?? analyseText('', thesaurus.finder);
  return candidateOf({ ...NO_STRUCTURE, ...text, terms, memory: id, vector: null });
});

function milliseconds(run: () => void): number {
  const began = performance.now();
  run();
  return performance.now() - began;
}

const quickest = (run: () => void) => Math.min(...Array.from({ length: 9 }, () => milliseconds(run)));

describe('the cost of ranking', () => {
  it('stays near that of reading the candidates once, however long the question is', () => {
    const words = allMemories
      .map(({ text }) => text)
      .join(' ')
      .split(' ');
    const ask = (count: number) => () =>
      rankCandidates(
        {
          ...NO_STRUCTURE,
          text: analyseText(words.slice(0, count).join(' '), thesaurus.finder),
          vector: null,
          neighbours: [],
        },
        candidates,
        {
          lexicon: lexiconOf(new KeyTable(), { documents: 200, length: 20_000, words: [], concepts: new Map() }),
          thesaurus,
          settings: DEFAULT_RECALL_SETTINGS,
        }
      );
    // What no ranking can do without: each term of each candidate, written out and read back.
    const bare = quickest(() => JSON.parse(JSON.stringify(texts.map(({ terms }) => terms))));
    expect(quickest(ask(6))).toBeLessThan(6 * bare);
    expect(quickest(ask(60))).toBeLessThan(8 * bare);
  });

  it('is bounded for texts of any size', () => {
    const tail = (size: number) => Array.from({ length: size }, (_, index) => `word${index}`).join(' ');
    const analysed = analyseText(tail(100_000), thesaurus.finder);
    expect(analysed.terms.length).toBeLessThanOrEqual(3000);
    const long = quickest(() => analyseText('disk full '.repeat(1_000_000), thesaurus.finder));
    const short = quickest(() => analyseText('disk full '.repeat(6000), thesaurus.finder));
    expect(long).toBeLessThan(4 * short + 5);
  });
});
