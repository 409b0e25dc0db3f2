import type { Stores } from '../../ports/stores/stores.ts';
import type { ReadOperations } from './operations/read-operations.ts';
import type { ReaderData } from './threads/reader-worker.ts';
import { SqliteMemoryStore } from './memories/sqlite-memory-store.ts';
import { SqliteRecallIndex } from './recall/sqlite-recall-index.ts';
import { SqliteAlarmStore } from './stores/sqlite-alarm-store.ts';
import { SqliteEventStore } from './stores/sqlite-event-store.ts';
import { SqliteIdempotencyStore } from './stores/sqlite-idempotency-store.ts';
import { SqliteIncidentStore } from './stores/sqlite-incident-store.ts';
import { SqliteLeaseStore } from './stores/sqlite-lease-store.ts';
import { SqliteLogStore } from './stores/sqlite-log-store.ts';
import { SqliteMetricStore } from './stores/sqlite-metric-store.ts';
import { SqliteOccurrenceStore } from './stores/sqlite-occurrence-store.ts';
import { SqliteOutboxStore } from './stores/sqlite-outbox-store.ts';
import { SqliteSettingsStore } from './stores/sqlite-settings-store.ts';
import { SqliteSignalStore } from './stores/sqlite-signal-store.ts';
import { SqliteStatisticsStore } from './stores/sqlite-statistics-store.ts';
import { SqliteTemplateStore } from './stores/sqlite-template-store.ts';
import { SqliteTrafficStore } from './stores/sqlite-traffic-store.ts';
import type { SqliteThreads } from './threads/sqlite-threads.ts';
import { StoreThread } from './threads/store-thread.ts';
import type { WriteOperations } from './operations/write-operations.ts';
import type { WriterData } from './threads/writer-worker.ts';

export interface SqliteOptions {
  /** Made where it is missing; owned by one process at a time. */
  readonly dataFolder: string;
  /** The database does not grow beyond this: writes then fail with StoreUnavailable until something expired. */
  readonly maxBytes?: number;
  /** A thread ended by itself: from now on its calls fail. Whoever runs the process should end it. */
  readonly onThreadDeath?: (sentence: string) => void;
}

/**
 * The embedded store: one SQLite file, written by one thread and read by others, so that the main thread never waits
 * for the disk. Throws StoreUnavailable with a sentence for people where the folder is taken, cannot be written, or
 * holds the data of a newer version.
 */
export async function openSqliteStores(options: SqliteOptions): Promise<Stores> {
  const threads = await startThreads(options);
  for (const { died } of Object.values(threads)) {
    void died.then(options.onThreadDeath);
  }
  return storesOver(threads);
}

/** The threads by themselves, for what must reach behind the stores: tests that kill one. */
export async function startThreads({ dataFolder, maxBytes }: SqliteOptions): Promise<SqliteThreads> {
  const writerData: WriterData = { dataFolder, maxBytes: maxBytes ?? null };
  const writer = new StoreThread<WriteOperations>(
    'writer',
    new URL('./threads/writer-worker.ts', import.meta.url),
    writerData
  );
  // The readers open what the writer made.
  await writer.ready();
  const readerEntry = new URL('./threads/reader-worker.ts', import.meta.url);
  const readerData: ReaderData = { dataFolder };
  const reader = new StoreThread<ReadOperations>('reader', readerEntry, readerData);
  const searcher = new StoreThread<ReadOperations>('searcher', readerEntry, readerData);
  const recaller = new StoreThread<ReadOperations>('recaller', readerEntry, readerData);
  try {
    await Promise.all([reader.ready(), searcher.ready(), recaller.ready()]);
  } catch (error) {
    await Promise.all([reader, searcher, recaller, writer].map((thread) => thread.terminate()));
    throw error;
  }
  return { writer, reader, searcher, recaller };
}

export function storesOver(threads: SqliteThreads): Stores {
  return {
    kind: 'sqlite',
    events: new SqliteEventStore(threads),
    incidents: new SqliteIncidentStore(threads),
    signals: new SqliteSignalStore(threads),
    logs: new SqliteLogStore(threads),
    statistics: new SqliteStatisticsStore(threads),
    templates: new SqliteTemplateStore(threads),
    traffic: new SqliteTrafficStore(threads),
    metrics: new SqliteMetricStore(threads),
    occurrences: new SqliteOccurrenceStore(threads),
    alarms: new SqliteAlarmStore(threads),
    memories: new SqliteMemoryStore(threads),
    recall: new SqliteRecallIndex(threads),
    leases: new SqliteLeaseStore(threads),
    settings: new SqliteSettingsStore(threads),
    outbox: new SqliteOutboxStore(threads),
    idempotency: new SqliteIdempotencyStore(threads),

    async check() {
      const started = performance.now();
      const [health] = await Promise.all([
        threads.reader.call('health', null),
        threads.searcher.call('health', null),
        threads.recaller.call('health', null),
        threads.writer.call('beat', null),
      ]);
      const megabytes = (health.bytes / 1_000_000).toFixed(1);
      return { milliseconds: performance.now() - started, detail: `SQLite ${health.version}, ${megabytes} MB` };
    },

    async scrub() {
      await threads.writer.call('scrubPages', null);
    },

    async close() {
      // Readers first: the last connection to close tidies up the write-ahead log, and only the writer may.
      await Promise.all([threads.reader.close(), threads.searcher.close(), threads.recaller.close()]);
      await threads.writer.close();
    },
  };
}
