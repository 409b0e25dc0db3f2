import { recallTextOf } from '../../../domain/memory/recall-text.ts';
import type { MemoryRecord } from '../../../domain/memory/memory-record.ts';
import type { RecallEntry } from '../../../ports/stores/memories/recall-index.ts';
import { textOfMemory, type TextReader } from '../../recall/recall-text.ts';

/** What recall searches of memories; null of those that nobody shall find: still forming, retired, merged. */
export function recallEntries(
  reader: TextReader
): (records: readonly MemoryRecord[]) => Promise<(RecallEntry | null)[]> {
  return async (records) => {
    const found = records.filter(({ state }) => state === 'active');
    const texts = await reader.read(found.map((record) => textOfMemory(recallTextOf(record))));
    const entries = new Map(
      found.map((record, index) => {
        const text = texts[index];
        return [record.id, text === undefined ? null : entryOf(record, text)] as const;
      })
    );
    return records.map(({ id }) => entries.get(id) ?? null);
  };
}

function entryOf(record: MemoryRecord, text: Awaited<ReturnType<TextReader['read']>>[number]): RecallEntry {
  const { organisation, team, visibility, owner, kind, category, labels, provenance, startedAt, services } = record;
  const { errorType, fingerprints, templates } = record.signature;
  return {
    ...{ organisation, team, visibility, owner, kind, category, labels, provenance, startedAt, services },
    ...{ memory: record.id, version: record.version, errorType, fingerprints },
    templates: templates.map(({ id }) => id),
    ...text,
  };
}
