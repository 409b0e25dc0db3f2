import { createHash } from 'node:crypto';
import type { ChainedEvent } from '../../domain/events/event-chain.ts';
import type { MemoryRecord } from '../../domain/memory/memory-record.ts';
import { isClientNote } from '../../usecases/clients/client-notes.ts';
import { PROVENANCE_WORDS, tellMemory } from '../../usecases/clients/tell-memory.ts';
import type { Recalled } from '../../usecases/memory/recall/recall-memories.ts';
import { entitiesOf, metadataOf, OWN_APP } from './mem0-labels.ts';

const PREFIX = 'mem_';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** mem0's ids are bare UUIDs; ours is taken too, since people copy it from the pages. */
export function memoryIdOf(given: string): string {
  return UUID.test(given) ? `${PREFIX}${given}` : given;
}

export function mem0Id(memory: string): string {
  return memory.startsWith(PREFIX) ? memory.slice(PREFIX.length) : memory;
}

/** A memory as mem0's clients read it, with what they do not know beside it: how far it may be believed. */
export function presentMem0(record: MemoryRecord, verdicts: Recalled | null = null): Record<string, unknown> {
  const isNote = isClientNote(record);
  const { user_id = null, agent_id = null, app_id = null, run_id = null } = isNote ? entitiesOf(record.labels) : {};
  const memory = isNote ? record.text : tellMemory(record, verdicts);
  return {
    id: mem0Id(record.id),
    memory,
    ...{ user_id, agent_id, run_id, session_id: run_id, app_id: isNote ? app_id : OWN_APP },
    hash: createHash('md5').update(memory).digest('hex'),
    metadata: isNote ? metadataOf(record.labels) : { ...record.labels },
    categories: [record.category],
    created_at: iso(record.startedAt),
    updated_at: iso(record.updatedAt),
    expiration_date: record.validUntil === null ? null : dayOf(record.validUntil),
    provenance: PROVENANCE_WORDS[record.provenance],
    flags: [...record.flags],
  };
}

/** What happened to it, oldest first, as mem0 tells histories. */
export function presentMem0History(events: readonly ChainedEvent[]): Record<string, unknown>[] {
  let text: string | null = null;
  let labels: Readonly<Record<string, string>> = {};
  return events.flatMap(({ stream, sequence, type, at, payload }) => {
    const told = payload as { text?: string; labels?: Record<string, string>; changes?: Changes } | null;
    const before = text;
    const kind = EVENTS[type];
    text = told?.text ?? told?.changes?.text ?? text;
    labels = told?.labels ?? told?.changes?.labels ?? labels;
    return kind === undefined
      ? []
      : [
          {
            id: `${mem0Id(stream)}-${sequence}`,
            memory_id: mem0Id(stream),
            input: kind === 'ADD' && text !== null ? [{ role: 'user', content: text }] : [],
            old_memory: kind === 'ADD' ? null : before,
            new_memory: kind === 'DELETE' ? null : text,
            user_id: labels['user_id'] ?? null,
            metadata: metadataOf(labels),
            categories: [],
            event: kind,
            created_at: iso(at),
            updated_at: iso(at),
          },
        ];
  });
}

type Changes = { text?: string; labels?: Record<string, string> };

const EVENTS: Readonly<Partial<Record<ChainedEvent['type'], 'ADD' | 'UPDATE' | 'DELETE'>>> = {
  captured: 'ADD',
  corrected: 'UPDATE',
  retired: 'DELETE',
  restored: 'UPDATE',
};

function iso(at: number): string {
  return new Date(at).toISOString();
}

function dayOf(at: number): string {
  return iso(at).slice(0, 'YYYY-MM-DD'.length);
}
