import { bucketOf } from '../../../domain/tenancy/visibility-bucket.ts';
import type { RecallEntry } from '../../../ports/stores/memories/recall-index.ts';
import { labelFields } from './memory-document.ts';

/** What is searched, and the entry as it was given. The vector is there twice: in its own field, only to be searched. */
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
    terms: entry.terms.map(([term]) => term),
    concepts: entry.concepts.map(([concept]) => concept),
    ...(says ? { [vectorField(vector.values.length)]: [...vector.values] } : {}),
    entry: JSON.stringify(kept(entry)),
  };
}

export function entryOf({ entry }: RecallDocument): RecallEntry {
  const { vector, ...rest } = JSON.parse(entry) as KeptEntry;
  return { ...rest, vector: vector === null ? null : { model: vector.model, values: bytesOf(vector.values) } };
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
