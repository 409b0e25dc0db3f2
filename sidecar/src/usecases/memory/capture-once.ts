import type { Actor } from '@incident-memory/contract';
import { idOfRequest } from '../../domain/ids/id-of-request.ts';
import type { MemoryPayloads } from '../../domain/memory/memory-events.ts';
import type { MemoryRecord } from '../../domain/memory/memory-record.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { MemoryLedger } from './memory-ledger.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** So often may the same be kept, taken away and kept again within a day; beyond that a repetition is a new memory. */
const MOST_TURNS = 20;

interface Wanted {
  /** Names the request; without one every call is a new memory. */
  readonly once: string | undefined;
  /** Made only where it is written: making it may take a while. */
  readonly captured: () => Promise<MemoryPayloads['captured']>;
  readonly actor: Actor;
}

/**
 * Begins a memory for a request that may come again because its answer was lost: within a day the repetition finds what
 * the first one wrote, and is answered with it. What was taken away or rewritten since is not what is asked for any more,
 * and is begun anew.
 */
export async function captureOnce(
  { ledger, ids, clock }: { ledger: MemoryLedger; ids: Pick<Ids, 'next'>; clock: Pick<Clock, 'now'> },
  scope: Scope,
  { once, captured, actor }: Wanted
): Promise<MemoryRecord> {
  const now = clock.now();
  for (const at of once === undefined ? [] : [now - DAY_MS, now]) {
    for (let turn = 0; turn < MOST_TURNS; turn += 1) {
      const id = idOfRequest('mem', { name: `${scope.organisation} ${once} ${turn}`, at });
      const standing = await ledger.read(scope, id);
      if (standing !== null && (await isAsItWas(ledger, scope, standing))) {
        return standing;
      }
      if (standing === null && at < now) {
        break;
      }
      const written = standing === null ? await ledger.capture(scope, { id, captured: await captured(), actor }) : null;
      if (written !== null) {
        return written;
      }
    }
  }
  const written = await ledger.capture(scope, { id: ids.next('mem'), captured: await captured(), actor });
  if (written === null) {
    throw new Error('a new memory cannot have been forgotten');
  }
  return written;
}

async function isAsItWas(ledger: MemoryLedger, scope: Scope, { id, state }: MemoryRecord): Promise<boolean> {
  const history = (await ledger.history(scope, id)) ?? [];
  return state === 'active' && !history.some(({ type }) => type === 'corrected');
}
