import { setTimeout as pause } from 'node:timers/promises';
import { StoreUnavailable } from '../../ports/stores/store-failure.ts';
import type { Connection } from './connection.ts';
import type { Room } from './index-definitions.ts';

/** What to do with what is there (null: nothing); `keep` ends without a write. */
export type Decision<Document, Outcome> =
  | { readonly outcome: Outcome; readonly action: 'write'; readonly document: Document }
  | { readonly outcome: Outcome; readonly action: 'remove' }
  | { readonly outcome: Outcome; readonly action: 'keep' };

/** `visible`: a person waits for this write and then looks at a list, so it waits for the refresh. */
interface Place {
  readonly room: Room;
  readonly id: string;
  readonly visible?: boolean;
}

/** Each failed try means that another writer got on, so this ends early even in a crowd. */
const MOST_TRIES = 100;
const LONGEST_PAUSE_MS = 20;

/**
 * Reads, decides, and writes only if nothing changed in between; else once more. All coordination between several
 * sidecars rests on this: no lock is ever held, so none is left behind by a crash.
 */
export async function compareAndSet<Document, Outcome>(
  connection: Connection,
  at: Place,
  decide: (there: Document | null) => Decision<Document, Outcome>
): Promise<Outcome> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const found = await connection.get<Document>(at.room, at.id);
    const decision = decide(found?.document ?? null);
    if (await carryOut(connection, at, { decision, version: found?.version ?? null })) {
      return decision.outcome;
    }
    await pause(Math.random() * LONGEST_PAUSE_MS);
  }
  throw new StoreUnavailable(`too many writers at once for one document of ${connection.alias(at.room)}`);
}

async function carryOut<Document>(
  connection: Connection,
  { room, id, visible = false }: Place,
  { decision, version }: { decision: Decision<Document, unknown>; version: Version | null }
): Promise<boolean> {
  if (decision.action === 'keep') {
    return true;
  }
  if (decision.action === 'remove') {
    return version === null || connection.remove(room, id, version);
  }
  return version === null
    ? connection.create(room, id, decision.document)
    : connection.replace(room, id, { document: decision.document, version, visible });
}

interface Version {
  readonly if_seq_no: number;
  readonly if_primary_term: number;
}
