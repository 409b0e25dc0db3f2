import { isPairTerm } from '../../../domain/recall/analysis/analysed-text.ts';
import { candidateBytes } from '../../../domain/recall/candidates/candidate-bytes.ts';
import { wordKey } from '../../../domain/recall/candidates/word-key.ts';
import { bucketOf } from '../../../domain/tenancy/visibility-bucket.ts';
import type { RecallEntry } from '../../../ports/stores/memories/recall-index.ts';
import { labelFields } from './memory-document.ts';

/**
 * What is searched; what is ranked, in a column, since a document that has to be unpacked and read whole costs ten times
 * as much; and the entry as it was given. The vector is there twice: in its own field, only to be searched. */
export interface RecallDocument {
  readonly organisation: string;
  readonly memory: string;
  readonly entry: string;
  readonly [searched: string]: unknown;
}

/** How an entry without an embedding is kept: no model has an empty name. */
const NOT_EMBEDDED = '';

type KeptEntry = Omit<RecallEntry, 'vector'> & { readonly vector: { model: string; values: string } | null };

export function recallDocument(entry: RecallEntry, writtenAt: number): RecallDocument {
  const { organisation, memory, kind, category, startedAt, services, fingerprints, templates, analyser, length } =
    entry;
  const { vector } = entry;
  const says = vector !== null && vector.values.some((value) => value !== 0);
  return {
    ...{ organisation, memory, kind, category, startedAt, services, fingerprints, templates, analyser, length },
    ...{ bucket: bucketOf(entry), model: vector?.model ?? NOT_EMBEDDED, writtenAt, ...labelFields(entry.labels) },
    words: entry.terms.flatMap(([term]) => (isPairTerm(term) ? [] : wordTerm(wordKey(term)))),
    ...candidateField(entry),
    concepts: entry.concepts.map(([concept]) => concept),
    ...(says ? { [vectorField(vector.values.length)]: [...vector.values] } : {}),
    entry: JSON.stringify(kept(entry)),
  };
}

export function entryOf({ entry }: RecallDocument): RecallEntry {
  const { vector, ...rest } = JSON.parse(entry) as KeptEntry;
  return { ...rest, vector: vector === null ? null : { model: vector.model, values: bytesOf(vector.values) } };
}

/** Words are searched and counted by number (domain/recall/candidates). */
export function wordTerm(key: number): string {
  return key.toString(36);
}

export function keyOfWordTerm(term: string): number {
  return Number.parseInt(term, 36);
}

/** Lucene takes 32,766 bytes in a column; what is longer is ranked from its entry. */
const MOST_COLUMN_BYTES = 32_000;

function candidateField(entry: RecallEntry): { candidate?: string } {
  const bytes = candidateBytes(entry);
  return bytes.length > MOST_COLUMN_BYTES ? {} : { candidate: Buffer.from(bytes.buffer).toString('base64') };
}

/** Vectors of different lengths cannot share a field. */
export function vectorField(dimensions: number): string {
  return `vector${dimensions}`;
}

function kept({ vector, ...rest }: RecallEntry): KeptEntry {
  const { model, values } = vector ?? { model: '', values: new Int8Array() };
  const packed = Buffer.from(values.buffer, values.byteOffset, values.length).toString('base64');
  return { ...rest, vector: vector === null ? null : { model, values: packed } };
}

function bytesOf(packed: string): Int8Array {
  return new Int8Array(Buffer.from(packed, 'base64'));
}
