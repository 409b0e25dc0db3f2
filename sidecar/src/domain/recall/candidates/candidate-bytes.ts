import type { RecallCandidate } from '../ranking/recall-query.ts';
import { packWords } from './packed-words.ts';

/** What of an entry is ranked (ports/stores/memories/recall-index.ts: RecallEntry). */
export type Ranked = Omit<RecallCandidate, 'words'> & { readonly terms: Parameters<typeof packWords>[0] };

/** Stored: another layout has another number, and a reader that finds one it does not know reads the entry instead. */
const LAYOUT = 1;
const HEAD_BYTES = 16;
const NO_VECTOR = 0xffff_ffff;
/** Numbers of eight bytes are read at multiples of eight, also where candidates lie behind each other. */
const ALIGNED = 8;
const SPACE = 0x20;

/**
 * A candidate as bytes: head, keys of words and of pairs (8 bytes each), counts of both (2), vector, and the rest as
 * JSON. What is compared most often is read where it lies.
 */
export function candidateBytes(ranked: Ranked): Uint8Array<ArrayBuffer> {
  const { memory, services, errorType, fingerprints, templates, length, identifiers, concepts, vector } = ranked;
  const { keys, counts, pairKeys, pairCounts } = packWords(ranked.terms);
  const rest = [memory, services, errorType, fingerprints, templates, length, identifiers, concepts, vector?.model];
  const text = new TextEncoder().encode(JSON.stringify(rest));
  const values = vector?.values ?? new Int8Array();
  const numbers = HEAD_BYTES + (keys.length + pairKeys.length) * 8;
  const vectorFrom = numbers + (counts.length + pairCounts.length) * 2;
  const end = vectorFrom + values.length + text.length;
  const bytes = new Uint8Array(Math.ceil(end / ALIGNED) * ALIGNED).fill(SPACE, end);
  new Uint32Array(bytes.buffer, 0, 4).set([LAYOUT, keys.length, pairKeys.length, vector?.values.length ?? NO_VECTOR]);
  new Float64Array(bytes.buffer, HEAD_BYTES, keys.length).set(keys);
  new Float64Array(bytes.buffer, HEAD_BYTES + keys.length * 8, pairKeys.length).set(pairKeys);
  new Uint16Array(bytes.buffer, numbers, counts.length).set(counts);
  new Uint16Array(bytes.buffer, numbers + counts.length * 2, pairCounts.length).set(pairCounts);
  new Int8Array(bytes.buffer, vectorFrom, values.length).set(values);
  bytes.set(text, vectorFrom + values.length);
  return bytes;
}

type Rest = [
  memory: string,
  services: string[],
  errorType: string | null,
  fingerprints: string[],
  templates: string[],
  length: number,
  identifiers: string[],
  concepts: [string, string][],
  model: string | null,
];

const decoder = new TextDecoder();

/** Null where the layout is another one. The answer lies on the bytes, which must not be written on. */
export function readCandidate(given: Uint8Array): RecallCandidate | null {
  const bytes = given.byteOffset % ALIGNED === 0 ? given : new Uint8Array(given);
  const { buffer, byteOffset: from } = bytes;
  const head = new Uint32Array(buffer, from, 4);
  if (head[0] !== LAYOUT) {
    return null;
  }
  const [words, pairs, dimensions] = [head[1] ?? 0, head[2] ?? 0, head[3] ?? 0];
  const numbers = HEAD_BYTES + (words + pairs) * 8;
  const vectorFrom = numbers + (words + pairs) * 2;
  const vectorLength = dimensions === NO_VECTOR ? 0 : dimensions;
  const text = decoder.decode(bytes.subarray(vectorFrom + vectorLength));
  const [memory, services, errorType, fingerprints, templates, length, identifiers, concepts, model] = JSON.parse(
    text
  ) as Rest;
  const values = new Int8Array(buffer, from + vectorFrom, vectorLength);
  return {
    ...{ memory, services, errorType, fingerprints, templates, length, identifiers, concepts },
    vector: dimensions === NO_VECTOR || model === null ? null : { model, values },
    words: {
      keys: new Float64Array(buffer, from + HEAD_BYTES, words),
      pairKeys: new Float64Array(buffer, from + HEAD_BYTES + words * 8, pairs),
      counts: new Uint16Array(buffer, from + numbers, words),
      pairCounts: new Uint16Array(buffer, from + numbers + words * 2, pairs),
    },
  };
}

/** Straight from an entry, where no bytes are kept. */
export function candidateOf({ terms, ...ranked }: Ranked): RecallCandidate {
  const { memory, services, errorType, fingerprints, templates, length, identifiers, concepts, vector } = ranked;
  return {
    ...{ memory, services, errorType, fingerprints, templates, length, identifiers, concepts, vector },
    words: packWords(terms),
  };
}
