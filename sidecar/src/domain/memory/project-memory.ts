import type { Memory, MemoryEventType } from '@incident-memory/contract';
import { nextMemoryState, stepOf } from './life-cycle.ts';
import type { PlacedMemoryEvent } from './memory-events.ts';
import type { MemoryRecord } from './memory-record.ts';
import { ATTEMPT_CHANGES } from './projection/attempt-changes.ts';
import { capturedRecord } from './projection/captured-record.ts';
import { KEEPING_CHANGES } from './projection/keeping-changes.ts';
import type { MemoryChanges } from './projection/memory-change.ts';
import { WORD_CHANGES } from './projection/word-changes.ts';

const CHANGES: MemoryChanges<Exclude<MemoryEventType, 'captured'>> = {
  ...WORD_CHANGES,
  ...ATTEMPT_CHANGES,
  ...KEEPING_CHANGES,
};

/**
 * The record that the events of one stream add up to; null where it was forgotten, or never captured. An event that was
 * undone is left out, and so is what only made sense after it: undoing never makes a stream unreadable. Streams are
 * short, so they are added up as a whole each time: what was undone may stand anywhere.
 */
export function projectMemory(events: readonly PlacedMemoryEvent[]): MemoryRecord | null {
  const first = events[0];
  const last = events.at(-1);
  if (first?.type !== 'captured' || last === undefined || events.some(({ type }) => type === 'forgotten')) {
    return null;
  }
  const left = undoneSequences(events);
  const kept: PlacedMemoryEvent[] = [first];
  let record = capturedRecord(first);
  for (const event of events.slice(1)) {
    if (!left.has(event.sequence)) {
      record = applied(record, event, kept);
      kept.push(event);
    }
  }
  return {
    ...record,
    version: last.sequence,
    updatedAt: events.reduce((latest, { at }) => Math.max(latest, at), record.createdAt),
  };
}

/** Sequences that a later event undid, where that one was not undone itself. */
export function undoneSequences(
  events: readonly Pick<PlacedMemoryEvent, 'type' | 'sequence' | 'payload'>[]
): Set<number> {
  const undone = new Set<number>();
  for (const { type, sequence, payload } of [...events].reverse()) {
    if (type === 'undone' && !undone.has(sequence) && 'sequence' in payload) {
      undone.add(payload.sequence);
    }
  }
  return undone;
}

function applied(record: MemoryRecord, event: PlacedMemoryEvent, earlier: readonly PlacedMemoryEvent[]): MemoryRecord {
  const state = nextMemoryState(record.state, stepOf(event), stateInUse(earlier));
  if (state === null || event.type === 'captured') {
    return record;
  }
  const change = CHANGES[event.type] as (
    record: MemoryRecord,
    event: PlacedMemoryEvent,
    earlier: readonly PlacedMemoryEvent[]
  ) => Partial<MemoryRecord>;
  return { ...record, ...change(record, event, earlier), state };
}

/** What it would be were it not retired or merged. */
export function stateInUse(events: readonly PlacedMemoryEvent[]): Memory['state'] {
  const isOver = events.some((event) => event.type === 'ended' || isCapturedActive(event));
  return isOver ? 'active' : 'forming';
}

function isCapturedActive(event: PlacedMemoryEvent): boolean {
  return event.type === 'captured' && event.payload.state === 'active';
}
