import type { Database } from 'better-sqlite3';
import { vectorsIn } from '../../../domain/recall/meaning/quantised-vector.ts';
import type { CandidateFilter, CandidateQuery } from '../../../ports/stores/memories/recall-index.ts';
import { statementCache } from '../operations/query.ts';
import type { Reader } from '../operations/visible-to.ts';
import { BestRows } from './best-rows.ts';
import { FIELDS, labelTerm, wordTerm, type Field } from './fields.ts';
import { PostingReads } from './posting-reads.ts';
import { RoomCache } from './room-cache.ts';
import type { RoomRows } from './room-rows.ts';
import { ScoreSheet } from './score-sheet.ts';
import { visibleRooms, type VisibleRoom } from './visible-rooms.ts';

export interface EntryWithVector {
  /** JSON (recall-writes.ts). */
  readonly entry: string;
  readonly model: string;
  readonly vector: Uint8Array | null;
}

/** As the port has it, but words by what they are posted under (fields.ts). */
export type WordedQuery = Omit<CandidateQuery, 'terms'> & {
  readonly words: readonly { readonly term: string; readonly weight: number }[];
};

/** Candidates behind each other, and where each ends; entries of before there were such bytes apart. */
export interface FoundCandidates {
  readonly bytes: Uint8Array;
  readonly ends: readonly number[];
  readonly older: readonly EntryWithVector[];
}

export interface CountsOfWords {
  readonly documents: number;
  readonly length: number;
  readonly words: Uint32Array;
  readonly concepts: readonly number[];
}

interface Asked {
  readonly visible: VisibleRoom;
  readonly rows: RoomRows;
  readonly isAllowed: (row: number) => boolean;
  readonly limit: number;
}

const EVERY_ROW = () => true;

export function recallReads(database: Database) {
  const visibleRoom = visibleRooms(database);
  const postings = new PostingReads(database);
  const cache = new RoomCache(database);
  const sheet = new ScoreSheet();
  const cached = statementCache(database);
  const rowOfMemory = database
    .prepare<[number, string], number>('SELECT number FROM recall_entries WHERE room = ? AND memory = ?')
    .pluck();
  const bytesOf = database.prepare<[number], Buffer>('SELECT bytes FROM recall_candidates WHERE number = ?').pluck();
  const entryOf = database.prepare<[number], EntryWithVector>(
    'SELECT entry, model, vector FROM recall_entries WHERE number = ?'
  );

  const bestByPostings = (
    { visible, rows, isAllowed, limit }: Asked,
    field: Field,
    wanted: readonly { readonly term: string; readonly weight: number }[]
  ): number[] => {
    for (const { term, weight } of wanted) {
      postings.eachEntry(visible, { field, term }, (row) => sheet.add(row, weight));
    }
    const best = new BestRows(limit);
    sheet.takeAll((row, score) => {
      if (score >= best.floor && isAllowed(row)) {
        best.offer(row, score, rows.startedAt(row));
      }
    });
    return best.rows();
  };

  const nearest = ({ visible, rows, isAllowed, limit }: Asked, vector: CandidateQuery['vector']): number[] =>
    vectorsIn(vector).flatMap((one) => {
      const best = new BestRows(limit);
      rows.nearest(one, { buckets: visible.ids, isAllowed, best });
      return best.rows();
    });

  /** Rows that the filter lets through. Each condition is a set of postings; they are met together. */
  const allowedBy = (visible: VisibleRoom, rows: RoomRows, filter: CandidateFilter): ((row: number) => boolean) => {
    const { kinds, categories, services, labels = [], from, to, without = [] } = filter;
    const conditions: { field: Field; terms: readonly string[] }[] = [
      ...(kinds === undefined ? [] : [{ field: FIELDS.kind, terms: kinds }]),
      ...(categories === undefined ? [] : [{ field: FIELDS.category, terms: categories }]),
      ...(services === undefined ? [] : [{ field: FIELDS.service, terms: services }]),
      ...labels.map(({ key, value }) =>
        value === null
          ? { field: FIELDS.labelKey, terms: [key] }
          : { field: FIELDS.label, terms: [labelTerm(key, value)] }
      ),
    ];
    const sets = conditions.map(({ field, terms }) => {
      const met = new Set<number>();
      terms.forEach((term) => postings.eachEntry(visible, { field, term }, (row) => met.add(row)));
      return met;
    });
    const excluded = new Set(without.flatMap((memory) => rowOfMemory.get(visible.room, memory) ?? []));
    const isInTime = (row: number) => {
      const startedAt = rows.startedAt(row);
      return startedAt >= (from ?? -Infinity) && startedAt <= (to ?? Infinity);
    };
    const hasTime = from !== undefined || to !== undefined;
    return sets.length === 0 && excluded.size === 0 && !hasTime
      ? EVERY_ROW
      : (row) => sets.every((met) => met.has(row)) && !excluded.has(row) && (!hasTime || isInTime(row));
  };

  return {
    recallCandidates({ reader, query }: { reader: Reader; query: WordedQuery }): FoundCandidates {
      const visible = visibleRoom(reader);
      if (visible === null || visible.documents === 0) {
        return { bytes: new Uint8Array(), ends: [], older: [] };
      }
      const rows = cache.of(visible);
      const isAllowed = allowedBy(visible, rows, query.filter);
      const asked = { visible, rows, isAllowed, limit: query.limit };
      const alike = (terms: readonly string[]) => [...new Set(terms)].map((term) => ({ term, weight: 1 }));
      const concepts = query.concepts.map(({ concept, weight }) => ({ term: concept, weight }));
      const found = new Set([
        ...bestByPostings(asked, FIELDS.word, query.words),
        ...bestByPostings(asked, FIELDS.concept, concepts),
        ...nearest(asked, query.vector),
        ...bestByPostings(asked, FIELDS.fingerprint, alike(query.fingerprints)),
        ...bestByPostings(asked, FIELDS.template, alike(query.templates)),
        ...bestByPostings(asked, FIELDS.service, alike(query.services)),
      ]);
      const kept: Buffer[] = [];
      const older: EntryWithVector[] = [];
      for (const row of found) {
        const bytes = bytesOf.get(row);
        const entry = bytes === undefined ? entryOf.get(row) : undefined;
        kept.push(...(bytes === undefined ? [] : [bytes]));
        older.push(...(entry === undefined ? [] : [entry]));
      }
      return { ...behindEachOther(kept), older };
    },

    recallStatistics(asked: { reader: Reader; words: Float64Array; concepts: readonly string[] }): CountsOfWords {
      const visible = visibleRoom(asked.reader);
      const { words, concepts } = asked;
      if (visible === null) {
        return { documents: 0, length: 0, words: new Uint32Array(words.length), concepts: concepts.map(() => 0) };
      }
      return {
        ...{ documents: visible.documents, length: visible.length },
        words: cache.wordCounts(visible, words, (unknown) =>
          postings.documents(visible, FIELDS.word, unknown.map(wordTerm))
        ),
        concepts: postings.documents(visible, FIELDS.concept, concepts),
      };
    },

    readEntries({ reader, memories }: { reader: Reader; memories: readonly string[] }): EntryWithVector[] {
      const visible = visibleRoom(reader);
      return visible === null
        ? []
        : [...new Set(memories)].flatMap((memory) => {
            const found = cached(
              'SELECT bucket, entry, model, vector FROM recall_entries WHERE room = ? AND memory = ?'
            ).get(visible.room, memory) as (EntryWithVector & { bucket: number }) | undefined;
            return found !== undefined && visible.ids.has(found.bucket) ? found : [];
          });
    },

    outdatedEntries(asked: { reader: Reader; analyser: string; model: string; limit: number }): string[] {
      const visible = visibleRoom(asked.reader);
      if (visible === null) {
        return [];
      }
      const { analyser, model, limit } = asked;
      return cached(
        `SELECT memory FROM recall_entries WHERE room = ? AND NOT (analyser = ? AND model = ?)
           AND bucket IN (SELECT value FROM json_each(?)) LIMIT ?`
      )
        .pluck()
        .all(visible.room, analyser, model, JSON.stringify([...visible.ids]), limit) as string[];
    },
  };
}

function behindEachOther(parts: readonly Uint8Array[]): { bytes: Uint8Array; ends: number[] } {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let from = 0;
  const ends = parts.map((part) => {
    bytes.set(part, from);
    from += part.length;
    return from;
  });
  return { bytes, ends };
}
