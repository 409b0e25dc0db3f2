import { RELAPSE_MS } from '../../../domain/learning/outcome/judging-window.ts';
import { lastThatHelped, relapse } from '../../../domain/memory/capture/recurrence-events.ts';
import { mayBeOneCause } from '../../../domain/memory/capture/same-cause.ts';
import { isSameSignature } from '../../../domain/memory/capture/same-signature.ts';
import type { MemoryRecord } from '../../../domain/memory/memory-record.ts';
import { systemScope } from '../../../domain/tenancy/scope.ts';
import type { Stores } from '../../../ports/stores/stores.ts';
import { SYSTEM_ACTOR } from '../memory-actor.ts';
import type { MemoryLedger } from '../memory-ledger.ts';

interface Dependencies {
  readonly ledger: MemoryLedger;
  readonly stores: Pick<Stores, 'memories'>;
}

/** An incident rarely goes on for longer; the one before is found by when it began. */
const LONGEST_INCIDENT_MS = 14 * 24 * 60 * 60 * 1000;
/** Newest first: of one service rarely more begin within these weeks. */
const MOST_LOOKED_AT = 50;

/**
 * A fix after which the same trouble was back within a week did not last, also where that is a memory of its own by then
 * (incident-memory.ts counts what is back within a day on the old one): the last fix of the one before is judged so.
 * Another cause of the same symptom says nothing about it.
 */
export async function judgeRelapse({ ledger, stores }: Dependencies, own: MemoryRecord): Promise<void> {
  const scope = systemScope(own.organisation);
  const { records } = await stores.memories.list(scope, {
    kind: 'incident',
    states: ['active'],
    services: own.service === null ? [] : [own.service],
    from: own.startedAt - RELAPSE_MS - LONGEST_INCIDENT_MS,
    to: own.startedAt,
    sort: '-startedAt',
    limit: MOST_LOOKED_AT,
  });
  const earlier = records.find((one) => isSameTrouble(one, own));
  const relapsed = earlier === undefined ? null : lastThatHelped(earlier.attempts, own.startedAt);
  if (earlier !== undefined && relapsed !== null && relapsed.outcome !== null) {
    await ledger.record(scope, earlier.id, {
      once: `relapsed as ${own.id}`,
      actor: SYSTEM_ACTOR,
      events: [relapse(relapsed, own.startedAt)],
    });
  }
}

function isSameTrouble(earlier: MemoryRecord, own: MemoryRecord): boolean {
  return (
    earlier.id !== own.id &&
    earlier.visibility === own.visibility &&
    earlier.team === own.team &&
    earlier.owner === own.owner &&
    isSameSignature(earlier, own) &&
    mayBeOneCause(earlier.cause, own.cause)
  );
}
