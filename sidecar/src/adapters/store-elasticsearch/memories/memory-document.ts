import { wordsOfMemory } from '../../../domain/memory/listed-words.ts';
import { marksOf } from '../../../domain/memory/memory-marks.ts';
import type { MemoryRecord } from '../../../domain/memory/memory-record.ts';

/** What is searched, and the record as it was given: its own fields need no mapping, however many they become. */
export interface MemoryDocument {
  readonly organisation: string;
  readonly record: string;
}

export function memoryDocument(record: MemoryRecord): MemoryDocument {
  const { organisation, id, version, kind, state, category, provenance, startedAt, updatedAt } = record;
  const { team, visibility, owner, services } = record;
  return {
    ...{ organisation, id, version, kind, state, category, provenance, startedAt, updatedAt },
    ...{ team, visibility, owner, services, stale: record.stale !== null, ...labelFields(record.labels) },
    ...(record.legalHold || record.expiresAt === null ? {} : { expiresAt: record.expiresAt }),
    ...{ marks: marksOf(record), words: wordsOfMemory(record), record: JSON.stringify(record) },
  };
}

export function memoryOf(document: MemoryDocument): MemoryRecord {
  return JSON.parse(document.record) as MemoryRecord;
}

export function labelFields(labels: Readonly<Record<string, string>>): { labelKeys: string[]; labels: string[] } {
  const entries = Object.entries(labels);
  return {
    labelKeys: entries.map(([key]) => key),
    labels: entries.map(([key, value]) => JSON.stringify([key, value])),
  };
}
