import type { PlacedMemory, PlacedMemoryEvent } from '../memory-events.ts';
import type { MemoryLink, MemoryRecord } from '../memory-record.ts';
import type { MemoryChanges } from './memory-change.ts';

const MAX_LINKS = 100;

/** Whether it holds, is kept, is doubtful, and what it belongs to. */
export const KEEPING_CHANGES: MemoryChanges<
  | 'linked'
  | 'unlinked'
  | 'staled'
  | 'revalidated'
  | 'retired'
  | 'restored'
  | 'held'
  | 'released'
  | 'flagged'
  | 'unflagged'
  | 'feedback-given'
  | 'undone'
  | 'forgotten'
> = {
  linked: (record, { payload, at }) => ({
    links: [...withoutLink(record, payload), { ...linkOf(payload), at }].slice(-MAX_LINKS),
  }),
  unlinked: (record, { payload }) => ({ links: withoutLink(record, payload) }),
  // The first reason stays: since then it did not hold.
  staled: (record, { payload, at }) => ({ stale: record.stale ?? { since: at, reason: payload.reason } }),
  revalidated: () => ({ stale: null }),
  retired: () => ({}),
  restored: () => ({}),
  held: () => ({ legalHold: true }),
  released: () => ({ legalHold: false }),
  flagged: (record, { payload: { flag } }) => ({ flags: [...record.flags.filter((one) => one !== flag), flag] }),
  unflagged: (record, { payload: { flag } }) => ({ flags: record.flags.filter((one) => one !== flag) }),
  'feedback-given': (_, event, earlier) => ratings(event, earlier),
  undone: () => ({}),
  forgotten: () => ({}),
};

function linkOf({ kind, memory, reason }: PlacedMemory<'linked'>['payload']): Omit<MemoryLink, 'at'> {
  return { kind, memory, reason };
}

function withoutLink(
  { links }: MemoryRecord,
  { kind, memory }: { kind: MemoryLink['kind']; memory: string }
): MemoryLink[] {
  return links.filter((link) => link.kind !== kind || link.memory !== memory);
}

/** Each person has one vote, the last: whoever says it a hundred times says it once. */
function ratings(
  event: PlacedMemory<'feedback-given'>,
  earlier: readonly PlacedMemoryEvent[]
): Pick<MemoryRecord, 'helped' | 'misled'> {
  const votes = new Map<string, boolean>();
  for (const told of [...earlier, event]) {
    if (told.type === 'feedback-given') {
      votes.set(`${told.actor.kind} ${told.actor.name}`, told.payload.helped);
    }
  }
  const helped = [...votes.values()].filter(Boolean).length;
  return { helped, misled: votes.size - helped };
}
