import type { Memory, MemoryEventType } from '@incident-memory/contract';
import { ATTEMPT_LIFE_CYCLE, isUndoable, nextMemoryState, stepOf } from './life-cycle.ts';
import type { NewMemoryEvent, PlacedMemoryEvent } from './memory-events.ts';
import type { MemoryRecord } from './memory-record.ts';
import { stateInUse, undoneSequences } from './project-memory.ts';

/** Why an event may not be written: nothing was changed. */
export type MemoryRefusal =
  | { readonly kind: 'refused'; readonly event: MemoryEventType; readonly state: Memory['state'] }
  | { readonly kind: 'attempt-unknown' }
  | { readonly kind: 'attempt-refused'; readonly event: MemoryEventType; readonly state: string }
  | { readonly kind: 'not-undoable'; readonly problem: string };

/** What stands against writing this event behind the others; null where nothing does. */
export function memoryRefusal(
  record: MemoryRecord,
  event: NewMemoryEvent,
  history: readonly PlacedMemoryEvent[]
): MemoryRefusal | null {
  const left = undoneSequences(history);
  const inUse = stateInUse(history.filter(({ sequence }) => !left.has(sequence)));
  if (nextMemoryState(record.state, stepOf(event), inUse) === null) {
    return { kind: 'refused', event: event.type, state: record.state };
  }
  switch (event.type) {
    case 'attempt-done':
    case 'attempt-withdrawn':
    case 'outcome-judged': {
      const attempt = record.attempts.find(({ id }) => id === event.payload.attempt);
      if (attempt === undefined) {
        return { kind: 'attempt-unknown' };
      }
      return ATTEMPT_LIFE_CYCLE[attempt.state][event.type] === undefined
        ? { kind: 'attempt-refused', event: event.type, state: attempt.state }
        : null;
    }
    case 'undone':
      return undoRefusal(event.payload.sequence, history);
    default:
      return null;
  }
}

function undoRefusal(sequence: number, history: readonly PlacedMemoryEvent[]): MemoryRefusal | null {
  const wanted = history.find((event) => event.sequence === sequence);
  if (wanted === undefined) {
    return { kind: 'not-undoable', problem: 'it has no such event' };
  }
  if (undoneSequences(history).has(sequence)) {
    return { kind: 'not-undoable', problem: 'it was taken back before' };
  }
  return isUndoable(wanted.type) ? null : { kind: 'not-undoable', problem: `"${wanted.type}" cannot be taken back` };
}
