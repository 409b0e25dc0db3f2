import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { DATABASE_FILE, takeDataFolder } from '../data-folder.ts';
import { GroupCommit } from './group-commit.ts';
import { migrate } from '../schema/migrate.ts';
import { MIGRATIONS } from '../schema/migrations.ts';
import { refusalSentence } from '../operations/refusal.ts';
import { PageGaps } from './page-gaps.ts';
import { Scrubbing } from './scrubbing.ts';
import { perform, type Call, type FromThread, type ToThread } from './thread-protocol.ts';
import { writeOperations } from '../operations/write-operations.ts';
import { SignalNumbers } from '../series/signal-numbers.ts';

/**
 * The one thread that writes. It owns the lock of the data folder and the only writing connection.
 *
 * Calls are gathered for a moment before they are committed together: alone, a caller pays that moment; under load,
 * everybody saves a wait for the disk.
 */
const GATHER_MS = 2;
/** A group that works longer than this is committed as it is, and the rest follows: large batches must not hold up small writes. */
const GROUP_WORK_MS = 20;

export interface WriterData {
  readonly dataFolder: string;
  readonly maxBytes: number | null;
}

const port = parentPort;
if (port === null) {
  throw new Error('the writer runs on a thread of its own');
}
const tell = (message: FromThread) => port.postMessage(message);

const { dataFolder, maxBytes } = workerData as WriterData;
try {
  const lock = takeDataFolder(dataFolder);
  const database = openForWriting(join(dataFolder, DATABASE_FILE), maxBytes);
  serve(database, lock);
  tell({ kind: 'ready' });
} catch (error) {
  tell({ kind: 'refused', sentence: refusalSentence(dataFolder, error) });
}

function openForWriting(file: string, maxBytes: number | null): Database {
  const database = new SqliteDatabase(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  // Freed cells are overwritten where the page is written anyway; forgetting asks for more (event-operations.ts).
  database.pragma('secure_delete = FAST');
  database.pragma('cache_size = -32000');
  if (maxBytes !== null) {
    const pageSize = Number(database.pragma('page_size', { simple: true }));
    database.pragma(`max_page_count = ${Math.max(1, Math.floor(maxBytes / pageSize))}`);
  }
  migrate(database, MIGRATIONS);
  return database;
}

function serve(database: Database, lock: Database): void {
  const numbers = new SignalNumbers(database);
  const operations = writeOperations(database, numbers);
  const groups = new GroupCommit(
    database,
    (call) => perform(operations, call),
    () => numbers.forget()
  );
  const gaps = new PageGaps(database);
  const scrubbing = new Scrubbing({ database, gaps }, (outcomes) => tell({ kind: 'outcomes', outcomes }));
  const queue: Call[] = [];
  let planned = false;

  const commit = (): void => {
    planned = false;
    const started = performance.now();
    tell({ kind: 'outcomes', outcomes: groups.commit(queue, () => performance.now() - started > GROUP_WORK_MS) });
    if (queue.length > 0) {
      planned = true;
      setImmediate(commit);
    }
  };

  port?.on('message', (message: ToThread) => {
    if (message.kind === 'close') {
      database.pragma('optimize');
      database.close();
      gaps.close();
      lock.close();
      port?.close();
      return;
    }
    const isScrub = ({ operation }: Call) => operation === 'scrub' || operation === 'scrubPages';
    scrubbing.ask(message.calls.filter(isScrub));
    queue.push(...message.calls.filter((call) => !isScrub(call)));
    if (!planned && queue.length > 0) {
      planned = true;
      setTimeout(commit, GATHER_MS);
    }
  });
}
