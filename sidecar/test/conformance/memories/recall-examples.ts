import { exampleMemory } from '../../support/example-memory.ts';
import type { MemoryRecord } from '../../../src/domain/memory/memory-record.ts';
import { wordKey } from '../../../src/domain/recall/candidates/word-key.ts';
import type { Scope } from '../../../src/domain/tenancy/scope.ts';
import type { CandidateQuery, RecallEntry, RecallVector } from '../../../src/ports/stores/memories/recall-index.ts';
import { NOON } from '../examples.ts';

export function memoryOf({ organisation }: Scope, given: Partial<MemoryRecord> & { id: string }): MemoryRecord {
  return exampleMemory({ title: '', startedAt: NOON, updatedAt: NOON, ...given, organisation });
}

export const MODEL = 'table:test';

/** Points along the first axis, turned towards the second by some degrees. */
export function vectorAt(degrees: number, model = MODEL): RecallVector {
  const angle = (degrees / 180) * Math.PI;
  return { model, values: Int8Array.from([100 * Math.cos(angle), 100 * Math.sin(angle), 0, 0, 0].map(Math.round)) };
}

/** Each term once, unless `terms` is given. */
export function entryOf(
  { organisation }: Scope,
  { words = '', ...given }: Partial<RecallEntry> & { memory: string; words?: string }
): RecallEntry {
  const terms = words.split(' ').flatMap((word): [string, number][] => (word === '' ? [] : [[word, 1]]));
  const entry: RecallEntry = {
    ...{ organisation, team: null, visibility: 'organisation', owner: null },
    ...{ version: 1, kind: 'incident', category: 'incidents', labels: {}, provenance: 'confirmed', startedAt: NOON },
    ...{ services: [], errorType: null, fingerprints: [], templates: [], analyser: '1', terms, identifiers: [] },
    ...{ concepts: [], vector: null, length: 0 },
    ...given,
  };
  return { ...entry, length: given.length ?? entry.terms.reduce((sum, [, count]) => sum + count, 0) };
}

export function queryOf(given: Partial<CandidateQuery> = {}): CandidateQuery {
  return {
    ...{ terms: [], concepts: [], vector: null, fingerprints: [], templates: [], services: [], filter: {}, limit: 100 },
    ...given,
  };
}

/** As counts are asked for. */
export function keysOf(words: string): Float64Array {
  return Float64Array.from(words.split(' '), wordKey);
}

/** All of the same weight. */
export function termsOf(words: string): CandidateQuery['terms'] {
  return words.split(' ').map((term) => ({ term, weight: 1 }));
}
