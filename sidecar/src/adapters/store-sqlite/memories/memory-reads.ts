import type { Database } from 'better-sqlite3';
import type { MemoryTally } from '../../../ports/stores/memories/memory-store.ts';
import { statementCache } from '../operations/query.ts';
import { visibleTo, type Reader } from '../operations/visible-to.ts';

export interface MemorySearch {
  readonly reader: Reader;
  readonly kind: string | undefined;
  readonly states: readonly string[] | undefined;
  readonly categories: readonly string[] | undefined;
  readonly services: readonly string[] | undefined;
  readonly provenances: readonly string[] | undefined;
  readonly labels: readonly { readonly key: string; readonly value: string | null }[];
  readonly marks: readonly string[] | undefined;
  /** Beginnings of words. */
  readonly words: readonly string[];
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly expiredBefore: number | undefined;
  readonly sort: 'started_at' | 'updated_at';
  readonly newestFirst: boolean;
  readonly behind: readonly [number, string] | null;
  readonly rows: number;
}

export function memoryReads(database: Database) {
  const cached = statementCache(database);

  return {
    /** Records as JSON, by id. */
    memoriesById({ reader, ids }: { reader: Reader; ids: readonly string[] }): { id: string; record: string }[] {
      const where = visibleTo(reader).addListIfGiven('id IN (SELECT value FROM json_each(?))', ids);
      return cached(`SELECT id, record FROM memories WHERE ${where}`).all(...where.values) as {
        id: string;
        record: string;
      }[];
    },

    listMemories(search: MemorySearch): string[] {
      const { reader, sort, newestFirst, behind } = search;
      const { organisation } = reader;
      const where = visibleTo(reader)
        .addIfGiven('kind = ?', search.kind)
        .addListIfGiven('state IN (SELECT value FROM json_each(?))', search.states)
        // The plus keeps SQLite on the index that gives the order.
        .addListIfGiven('+category IN (SELECT value FROM json_each(?))', search.categories)
        .addListIfGiven('provenance IN (SELECT value FROM json_each(?))', search.provenances)
        .addIfGiven(sort === 'started_at' ? 'started_at >= ?' : '+started_at >= ?', search.from)
        .addIfGiven(sort === 'started_at' ? 'started_at <= ?' : '+started_at <= ?', search.to)
        .addIfGiven('expires_at < ?', search.expiredBefore);
      if (search.services !== undefined) {
        const ofServices = 'organisation = ? AND service IN (SELECT value FROM json_each(?))';
        const services = JSON.stringify(search.services);
        where.add(`id IN (SELECT memory FROM memory_services WHERE ${ofServices})`, organisation, services);
      }
      if (search.marks !== undefined) {
        const ofMarks = 'organisation = ? AND mark IN (SELECT value FROM json_each(?))';
        where.add(
          `id IN (SELECT memory FROM memory_marks WHERE ${ofMarks})`,
          organisation,
          JSON.stringify(search.marks)
        );
      }
      for (const { key, value } of search.labels) {
        const ofLabel = value === null ? 'organisation = ? AND key = ?' : 'organisation = ? AND key = ? AND value = ?';
        const values = [organisation, key, ...(value === null ? [] : [value])];
        where.add(`id IN (SELECT memory FROM memory_labels WHERE ${ofLabel})`, ...values);
      }
      search.words.forEach((word) => where.add('instr(words, ?) > 0', ` ${word}`));
      if (behind !== null) {
        where.add(`(${sort}, id) ${newestFirst ? '<' : '>'} (?, ?)`, ...behind);
      }
      const order = newestFirst ? 'DESC' : 'ASC';
      return cached(`SELECT record FROM memories WHERE ${where} ORDER BY ${sort} ${order}, id ${order} LIMIT ?`)
        .pluck()
        .all(...where.values, search.rows) as string[];
    },

    tallyMemories({ reader }: { reader: Reader }): MemoryTally[] {
      const where = visibleTo(reader);
      const rows = cached(
        `SELECT category, provenance, state, is_stale AS stale, count(*) AS memories FROM memories
         WHERE ${where} GROUP BY category, provenance, state, is_stale`
      ).all(...where.values) as (Omit<MemoryTally, 'stale'> & { stale: number })[];
      return rows.map((row) => ({ ...row, stale: row.stale !== 0 }));
    },
  };
}
