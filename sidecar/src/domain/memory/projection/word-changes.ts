import type { Described, PlacedMemoryEvent } from '../memory-events.ts';
import type { MemoryRecord } from '../memory-record.ts';
import type { MemoryChanges } from './memory-change.ts';

export const MAX_RECURRENCES = 100;

/** What it says: told by the product when the incident ends, corrected and confirmed by people. */
export const WORD_CHANGES: MemoryChanges<'corrected' | 'ended' | 'confirmed' | 'recurred'> = {
  corrected: (record, { payload: { changes }, actor }) => ({
    ...changes,
    ...(changes.visibility === 'private' ? { owner: record.owner ?? actor.name } : {}),
  }),
  ended: (record, { payload }, earlier) => {
    const { endedAt, provenance, expiresAt, ...described } = payload;
    return {
      ...withoutCorrected(described, earlier),
      endedAt,
      expiresAt,
      // A person's word stays a person's word.
      provenance: record.provenance === 'confirmed' ? 'confirmed' : provenance,
    };
  },
  confirmed: () => ({ provenance: 'confirmed' }),
  recurred: (record, { payload: { at, incident } }) => ({
    recurrences: [...record.recurrences, { at, incident }].slice(-MAX_RECURRENCES),
  }),
};

function withoutCorrected(described: Partial<Described>, earlier: readonly PlacedMemoryEvent[]): Partial<MemoryRecord> {
  const corrected = new Set(
    earlier.flatMap((event) =>
      event.type === 'corrected' && event.actor.kind === 'person' ? Object.keys(event.payload.changes) : []
    )
  );
  return Object.fromEntries(Object.entries(described).filter(([key]) => !corrected.has(key)));
}
