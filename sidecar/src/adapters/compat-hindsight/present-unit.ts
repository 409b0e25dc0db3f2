import type { MemoryRecord } from '../../domain/memory/memory-record.ts';
import { isClientNote } from '../../usecases/clients/client-notes.ts';
import { PROVENANCE_WORDS, tellMemory } from '../../usecases/clients/tell-memory.ts';
import type { Recalled } from '../../usecases/memory/recall/recall-memories.ts';
import { unitOf } from './bank-labels.ts';

const PREFIX = 'mem_';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Hindsight's ids are bare UUIDs; ours is taken too, since people copy it from the pages. */
export function memoryIdOf(given: string): string {
  return UUID.test(given) ? `${PREFIX}${given}` : given;
}

export function unitId(memory: string): string {
  return memory.startsWith(PREFIX) ? memory.slice(PREFIX.length) : memory;
}

export type FactType = 'world' | 'experience' | 'observation';

/** What clients told is of the world; what the team lived through is experience. */
export function factTypeOf(record: MemoryRecord): FactType {
  return isClientNote(record) ? 'world' : 'experience';
}

/** A memory as a fact that Hindsight's clients read. How far it may be believed stands in its metadata. */
export function presentFact(
  record: MemoryRecord,
  verdicts: Recalled | null = null
): Record<string, unknown> & { text: string } {
  const { document, context, tags, metadata } = unitOf(record);
  return {
    id: unitId(record.id),
    text: isClientNote(record) ? record.text : tellMemory(record, verdicts),
    type: factTypeOf(record),
    entities: null,
    context,
    occurred_start: iso(record.startedAt),
    occurred_end: record.endedAt === null ? null : iso(record.endedAt),
    mentioned_at: iso(record.createdAt),
    document_id: document === null ? null : unitId(document),
    metadata: {
      ...metadata,
      provenance: PROVENANCE_WORDS[record.provenance],
      ...(record.flags.length === 0 ? {} : { flags: record.flags.join(', ') }),
    },
    chunk_id: null,
    tags: [...tags],
  };
}

/** As lists of units show it: other names for the same. */
export function presentUnit(record: MemoryRecord): Record<string, unknown> {
  const fact = presentFact(record);
  return { ...fact, date: iso(record.startedAt), fact_type: fact['type'], entities: '', state: 'valid' };
}

export function iso(at: number): string {
  return new Date(at).toISOString();
}
