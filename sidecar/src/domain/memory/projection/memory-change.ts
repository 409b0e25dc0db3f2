import type { MemoryEventType } from '@incident-memory/contract';
import type { PlacedMemory, PlacedMemoryEvent } from '../memory-events.ts';
import type { MemoryRecord } from '../memory-record.ts';

/** What one kind of event changes in a record, given what was said before; the state is told by the life cycle. */
export type MemoryChanges<Types extends MemoryEventType> = {
  readonly [Type in Types]: (
    record: MemoryRecord,
    event: PlacedMemory<Type>,
    earlier: readonly PlacedMemoryEvent[]
  ) => Partial<MemoryRecord>;
};
