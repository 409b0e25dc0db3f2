import type { MemoryRecord } from '../../domain/memory/memory-record.ts';
import { isClientNote } from '../../usecases/clients/client-notes.ts';
import type { NoteFilter } from '../../usecases/clients/find-notes.ts';

export const DOOR = 'hindsight';
/** The team's own memory, incidents above all: a bank that clients recall from, and never write to. */
export const OWN_BANK = 'incident-memory';

const METADATA = 'metadata.';

/** What Hindsight keeps with a unit of memory. */
export interface Unit {
  readonly bank: string;
  readonly document: string | null;
  readonly context: string | null;
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, string>>;
}

export function labelsOf({ bank, document, context, tags, metadata }: Unit): Record<string, string> {
  return {
    bank,
    ...(document === null ? {} : { document }),
    ...(context === null || context === '' ? {} : { context }),
    ...(tags.length === 0 ? {} : { tags: JSON.stringify(tags) }),
    ...Object.fromEntries(Object.entries(metadata).map(([key, value]) => [`${METADATA}${key}`, value])),
  };
}

export function unitOf({ labels, id }: Pick<MemoryRecord, 'labels' | 'id'>): Unit {
  return {
    bank: labels['bank'] ?? OWN_BANK,
    document: labels['document'] ?? id,
    context: labels['context'] ?? null,
    tags: tagsIn(labels['tags']),
    metadata: Object.fromEntries(
      Object.entries(labels)
        .filter(([key]) => key.startsWith(METADATA))
        .map(([key, value]) => [key.slice(METADATA.length), value])
    ),
  };
}

/** All of a bank, of which more may be asked. */
export function inBank(bank: string, also: (record: MemoryRecord) => boolean = () => true): NoteFilter {
  return bank === OWN_BANK
    ? { alternatives: [[]], fits: (record) => !isClientNote(record) && also(record) }
    : {
        alternatives: [
          [
            { key: 'client', value: DOOR },
            { key: 'bank', value: bank },
          ],
        ],
        fits: (record) => isClientNote(record) && record.labels['bank'] === bank && also(record),
      };
}

function tagsIn(label: string | undefined): string[] {
  try {
    const tags: unknown = JSON.parse(label ?? '[]');
    return Array.isArray(tags) ? tags.map(String) : [];
  } catch {
    return [];
  }
}
