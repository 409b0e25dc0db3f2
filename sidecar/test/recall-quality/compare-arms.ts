/**
 * node sidecar/test/recall-quality/compare-arms.ts INPUT TRUTH: the order of recall on one input of `evaluate recall`
 * (with the truth that belongs to it), arm by arm and beside the published ways of others, each against the product's
 * own with a paired bootstrap interval. Nothing is abstained here.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { openEmbeddingTable } from '../../src/adapters/embedding-table/embedding-table.ts';
import { seededRandom } from '../../src/demo/seeded-random.ts';
import { termOfConcept } from '../../src/domain/recall/analysis/analysed-text.ts';
import { ConceptArm } from '../../src/domain/recall/arms/concept-arm.ts';
import { WordArm } from '../../src/domain/recall/arms/word-arm.ts';
import { packWords } from '../../src/domain/recall/candidates/packed-words.ts';
import { wordKey } from '../../src/domain/recall/candidates/word-key.ts';
import { similarity } from '../../src/domain/recall/meaning/quantised-vector.ts';
import { fuseArms, type ArmScores } from '../../src/domain/recall/ranking/fuse-arms.ts';
import { DEFAULT_RECALL_SETTINGS } from '../../src/domain/recall/ranking/recall-settings.ts';
import { PRODUCT_CONCEPTS } from '../../src/domain/recall/thesaurus/product-thesaurus.ts';
import { Thesaurus } from '../../src/domain/recall/thesaurus/thesaurus.ts';
import { TextReader, textOfMemory, type RecallText } from '../../src/usecases/recall/recall-text.ts';

const RESAMPLES = 2000;
/** As published for reciprocal rank fusion (Cormack, Clarke, Buettcher, 2009). */
const RANK_CONSTANT = 60;
/** A usual threshold of cosine where vectors alone decide. */
const VECTOR_THRESHOLD = 0.3;

type Way = (arms: readonly ArmScores[]) => number[];
const WAYS: Readonly<Record<string, Way>> = {
  product: (arms) => fuseArms(arms, DEFAULT_RECALL_SETTINGS),
  BM25: (arms) => arms.map(({ bm25 }) => bm25),
  'TF-IDF cosine': (arms) => arms.map(({ cosine }) => cosine),
  'pairs of words': (arms) => arms.map(({ pairs }) => pairs),
  'thesaurus alone': (arms) => arms.map(({ concepts }) => concepts),
  'vectors alone': (arms) => arms.map(({ meaning }) => meaning),
  'vectors with threshold (mem0)': (arms) => arms.map(({ meaning }) => (meaning >= VECTOR_THRESHOLD ? meaning : -1)),
  'rank fusion of words and vectors (Hindsight)': (arms) =>
    rankFusion([arms.map(({ bm25 }) => bm25), arms.map(({ meaning }) => meaning)]),
  'rank fusion of all arms': (arms) =>
    rankFusion([
      arms.map(({ bm25 }) => bm25),
      arms.map(({ cosine }) => cosine),
      arms.map(({ concepts }) => concepts),
      arms.map(({ meaning }) => meaning),
    ]),
};

function rankFusion(arms: readonly (readonly number[])[]): number[] {
  const fused = (arms[0] ?? []).map(() => 0);
  for (const scores of arms) {
    const order = scores.map((score, index) => ({ score, index })).sort((one, other) => other.score - one.score);
    order.forEach(({ score, index }, place) => {
      if (score > 0) {
        fused[index] = (fused[index] ?? 0) + 1 / (RANK_CONSTANT + place + 1);
      }
    });
  }
  return fused;
}

const Texts = z.array(z.object({ id: z.string(), title: z.string().default(''), text: z.string() }));
const Input = z.object({ memories: Texts, queries: Texts });
const Truth = z.object({
  sets: z.record(z.string(), z.object({ queries: z.record(z.string(), z.object({ gold: z.array(z.string()) })) })),
});

const [inputFile = '', truthFile = ''] = process.argv.slice(2);
const { memories, queries } = Input.parse(JSON.parse(readFileSync(inputFile, 'utf8')));
const [truth] = Object.values(Truth.parse(JSON.parse(readFileSync(truthFile, 'utf8'))).sets);
const thesaurus = new Thesaurus(PRODUCT_CONCEPTS);
const reader = new TextReader({ thesaurus, embeddings: openEmbeddingTable() });
const remembered = await reader.read(memories.map(textOfMemory));
const frequencies = new Map<string, number>();
for (const { terms, concepts } of remembered) {
  for (const term of [...terms.map(([term]) => term), ...concepts.map(([concept]) => termOfConcept(concept))]) {
    frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  }
}
const byKey = new Map([...frequencies].map(([term, frequency]) => [wordKey(term), frequency]));
const packed = remembered.map((memory) => ({ ...memory, words: packWords(memory.terms) }));
const lexicon = {
  documents: remembered.length,
  meanLength: remembered.reduce((sum, { length }) => sum + length, 0) / remembered.length,
  frequencyOf: (term: string) => frequencies.get(term) ?? 0,
  frequencyOfKey: (key: number) => byKey.get(key) ?? 0,
};

function armsOf(query: RecallText): ArmScores[] {
  const words = new WordArm(query, lexicon, DEFAULT_RECALL_SETTINGS.bm25);
  const concepts = new ConceptArm(query.concepts, lexicon, thesaurus);
  return packed.map((memory) => ({
    ...words.scoreOf(memory),
    concepts: concepts.scoreOf(memory.concepts).score,
    meaning: similarity(query.vector, memory.vector),
  }));
}

const ranks = new Map<string, number[]>(Object.keys(WAYS).map((name) => [name, []]));
for (const [index, read] of (await reader.read(queries.map(({ text }) => text))).entries()) {
  const gold = truth?.queries[queries[index]?.id ?? '']?.gold ?? [];
  if (gold.length === 0) {
    continue;
  }
  const arms = armsOf(read);
  for (const [name, way] of Object.entries(WAYS)) {
    const scores = way(arms);
    const best = Math.max(...scores.filter((_, memory) => gold.includes(memories[memory]?.id ?? '')));
    // Of equals, the right one is the last.
    const before = scores.filter((score, memory) => score >= best && !gold.includes(memories[memory]?.id ?? '')).length;
    ranks.get(name)?.push(before + 1);
  }
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const measures: ReadonlyArray<(rank: number) => number> = [
  (rank) => (rank === 1 ? 1 : 0),
  (rank) => (rank <= 5 ? 1 : 0),
  (rank) => 1 / rank,
];
const told = (value: number) => value.toFixed(3);
const lines = ['| way | R@1 | R@5 | MRR | MRR against the product, 95 % |', '|---|---|---|---|---|'];
for (const [name, own] of ranks) {
  const values = measures.map((measure) => told(mean(own.map(measure))));
  lines.push(`| ${name} | ${values.join(' | ')} | ${name === 'product' ? '' : difference(own)} |`);
}
process.stdout.write(`${lines.join('\n')}\n`);

/** Of reciprocal ranks, query by query: the same queries are drawn for both. */
function difference(own: readonly number[]): string {
  const product = ranks.get('product') ?? [];
  const differences = own.map((rank, query) => 1 / rank - 1 / (product[query] ?? 1));
  const random = seededRandom(1);
  const drawn = Array.from({ length: RESAMPLES }, () =>
    mean(differences.map(() => differences[Math.floor(random() * differences.length)] ?? 0))
  ).sort((one, other) => one - other);
  const at = (share: number) => told(drawn[Math.floor(share * RESAMPLES)] ?? 0);
  return `${told(mean(differences))} [${at(0.025)}, ${at(0.975)}]`;
}
