import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { DATABASE_FILE } from '../data-folder.ts';
import { readOperations } from '../operations/read-operations.ts';
import { refusalSentence } from '../operations/refusal.ts';
import { perform, problemOf, type Call, type FromThread, type Outcome, type ToThread } from './thread-protocol.ts';

/** A thread that reads, with a connection that cannot write: it sees what was committed, and never holds up the writer. */
export interface ReaderData {
  readonly dataFolder: string;
}

const port = parentPort;
if (port === null) {
  throw new Error('a reader runs on a thread of its own');
}
const tell = (message: FromThread) => port.postMessage(message);

const { dataFolder } = workerData as ReaderData;
try {
  serve(new SqliteDatabase(join(dataFolder, DATABASE_FILE), { readonly: true }));
  tell({ kind: 'ready' });
} catch (error) {
  tell({ kind: 'refused', sentence: refusalSentence(dataFolder, error) });
}

function serve(database: Database): void {
  const operations = readOperations(database);
  const outcomeOf = (call: Call): Outcome => {
    try {
      return { id: call.id, ok: true, value: perform(operations, call) };
    } catch (error) {
      return { id: call.id, ok: false, problem: problemOf(error) };
    }
  };
  port?.on('message', (message: ToThread) => {
    if (message.kind === 'close') {
      database.close();
      port?.close();
      return;
    }
    // One by one: a quick answer does not wait for a slow one behind it.
    message.calls.forEach((call) => tell({ kind: 'outcomes', outcomes: [outcomeOf(call)] }));
  });
}
