import type { Database } from 'better-sqlite3';
import { STREAM_PREFIXES, type StreamKind } from '../../../domain/events/stream-kinds.ts';
import type { WhichStreams } from '../../../ports/stores/event-store.ts';
import { forgetting } from './forgetting.ts';
import { Conditions, statementCache } from './query.ts';

export interface EventRow {
  readonly stream: string;
  readonly sequence: number;
  readonly type: string;
  readonly at: number;
  readonly actor: string;
  readonly payloadDigest: string;
  readonly chainDigest: string;
  readonly payload: string | null;
  readonly salt: string | null;
}

export function eventWrites(database: Database) {
  const head = database
    .prepare<
      [string, string],
      number
    >('SELECT coalesce(max(sequence), 0) FROM events WHERE organisation = ? AND stream = ?')
    .pluck();
  const insertEvent = database.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const insertPayload = database.prepare('INSERT INTO event_payloads VALUES (?, ?, ?, ?, ?)');
  const deletePayloads = database.prepare<[string, string, number]>(
    'DELETE FROM event_payloads WHERE organisation = ? AND stream = ? AND sequence <= ?'
  );

  return {
    /** False where a sequence is taken or would leave a gap; then nothing is written. */
    appendEvents({ organisation, events }: { organisation: string; events: readonly EventRow[] }): boolean {
      const heads = new Map<string, number>();
      for (const { stream, sequence } of events) {
        const last = heads.get(stream) ?? head.get(organisation, stream) ?? 0;
        if (sequence !== last + 1) {
          return false;
        }
        heads.set(stream, sequence);
      }
      for (const row of events) {
        const { stream, sequence, payload, salt } = row;
        insertEvent.run(
          organisation,
          stream,
          sequence,
          row.type,
          row.at,
          row.actor,
          row.payloadDigest,
          row.chainDigest
        );
        if (payload !== null && salt !== null) {
          insertPayload.run(organisation, stream, sequence, payload, salt);
        }
      }
      return true;
    },

    /** What is forgotten is overwritten in the file too, not only marked as free. */
    forgetPayloads(which: { organisation: string; stream: string; upToSequence: number }): number {
      const { organisation, stream, upToSequence } = which;
      return forgetting(database, () => deletePayloads.run(organisation, stream, upToSequence).changes);
    },
  };
}

const EVENT_COLUMNS = `e.stream, e.sequence, e.type, e.at, e.actor, e.payload_digest AS payloadDigest,
  e.chain_digest AS chainDigest, p.payload, p.salt
  FROM events e LEFT JOIN event_payloads p USING (organisation, stream, sequence)`;

/** As the index of events by kind and time has it (schema/0006-streams.ts). */
const KIND = 'substr(stream, 1, 4)';

export interface EventSearch {
  readonly organisation: string;
  readonly of: StreamKind;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly types?: readonly string[] | undefined;
  readonly streams?: readonly string[] | undefined;
  readonly by?: readonly string[] | undefined;
  readonly who?: string | undefined;
  readonly behind: readonly [number, string, number] | null;
  readonly rows: number;
}

export function eventReads(database: Database) {
  const cached = statementCache(database);
  const headsOf = database.prepare<[string, string], { stream: string; head: number }>(
    `SELECT stream, max(sequence) AS head FROM events
     WHERE organisation = ? AND stream IN (SELECT value FROM json_each(?)) GROUP BY stream`
  );
  const headsSince = database.prepare<[string, string, string, number], { stream: string; head: number }>(
    `SELECT stream, max(sequence) AS head FROM events
     WHERE organisation = ?
       AND stream IN (SELECT stream FROM events WHERE organisation = ? AND ${KIND} = ? AND at >= ?)
     GROUP BY stream`
  );

  return {
    readEvents({ organisation, stream }: { organisation: string; stream: string }): EventRow[] {
      return cached(`SELECT ${EVENT_COLUMNS} WHERE e.organisation = ? AND e.stream = ? ORDER BY e.sequence`).all(
        organisation,
        stream
      ) as EventRow[];
    },

    searchEvents(search: EventSearch): EventRow[] {
      const where = new Conditions()
        .add('e.organisation = ?', search.organisation)
        .add('substr(e.stream, 1, 4) = ?', STREAM_PREFIXES[search.of])
        .addIfGiven('e.at >= ?', search.from)
        .addIfGiven('e.at <= ?', search.to)
        .addListIfGiven('e.type IN (SELECT value FROM json_each(?))', search.types)
        .addListIfGiven('e.stream IN (SELECT value FROM json_each(?))', search.streams)
        .addListIfGiven("json_extract(e.actor, '$.kind') IN (SELECT value FROM json_each(?))", search.by)
        .addIfGiven("json_extract(e.actor, '$.name') = ?", search.who);
      if (search.behind !== null) {
        where.add('(e.at, e.stream, e.sequence) < (?, ?, ?)', ...search.behind);
      }
      return cached(
        `SELECT ${EVENT_COLUMNS} WHERE ${where} ORDER BY e.at DESC, e.stream DESC, e.sequence DESC LIMIT ?`
      ).all(...where.values, search.rows) as EventRow[];
    },

    eventHeads(which: { organisation: string } & WhichStreams) {
      const { organisation } = which;
      const rows =
        'streams' in which
          ? headsOf.all(organisation, JSON.stringify(which.streams))
          : headsSince.all(organisation, organisation, STREAM_PREFIXES[which.of], which.since);
      return rows.map(({ stream, head }): [string, number] => [stream, head]);
    },
  };
}
