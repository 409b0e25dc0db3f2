import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import SqliteDatabase from 'better-sqlite3';
import { DATABASE_FILE } from './data-folder.ts';
import { readOperations } from './read-operations.ts';
import { perform, problemOf } from './thread-protocol.ts';
import type { Call, FromThread, Outcome, ToThread } from './thread-protocol.ts';

/** A thread that reads, with a connection that cannot write: it sees what was committed, and never holds up the writer. */
export interface ReaderData {
  readonly dataFolder: string;
}

const port = parentPort;
if (port === null) {
  throw new Error('a reader runs on a thread of its own');
}
const tell = (message: FromThread) => port.postMessage(message);

try {
  const { dataFolder } = workerData as ReaderData;
  const database = new SqliteDatabase(join(dataFolder, DATABASE_FILE), { readonly: true });
  const operations = readOperations(database);
  port.on('message', (message: ToThread) => {
    if (message.kind === 'close') {
      database.close();
      port.close();
      return;
    }
    for (const call of message.calls) {
      tell({ kind: 'outcomes', outcomes: [outcomeOf(call)] });
    }
  });
  tell({ kind: 'ready' });

  function outcomeOf(call: Call): Outcome {
    try {
      return { id: call.id, ok: true, value: perform(operations, call) };
    } catch (error) {
      return { id: call.id, ok: false, problem: problemOf(error) };
    }
  }
} catch (error) {
  tell({ kind: 'refused', sentence: problemOf(error).message });
}
