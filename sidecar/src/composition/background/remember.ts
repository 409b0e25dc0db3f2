import type { OrganisationId } from '../../domain/tenancy/scope.ts';
import type { MemoryParts } from '../build-memory.ts';

/** What was closed a moment ago is remembered when the next one begins. */
export const REMEMBER_EVERY_MS = 2_000;
/** What a store shows late is still seen. */
const OVERLAP_MS = 10_000;
/** After a start: what was closed while nobody ran. */
const LOOKS_BACK_MS = 24 * 60 * 60 * 1000;

type Remembering = Pick<MemoryParts, 'isEnabled' | 'capture' | 'ledger' | 'tell'>;

/** Incidents that changed since the last time are remembered. */
export function rememberIncidents(
  { isEnabled, capture }: Remembering,
  organisations: readonly OrganisationId[]
): (tick: { now: number }) => Promise<void> {
  const lookedAt = new Map<OrganisationId, number>();
  return async ({ now }) => {
    for (const organisation of isEnabled ? organisations : []) {
      await capture.run(organisation, (lookedAt.get(organisation) ?? now - LOOKS_BACK_MS) - OVERLAP_MS);
      lookedAt.set(organisation, now);
    }
  };
}

/** What a crash left between an event and what follows from it: records, index entries, lines of timelines. */
export async function repairMemories(
  { ledger, tell }: Remembering,
  organisation: OrganisationId,
  since: number
): Promise<void> {
  await ledger.repair(organisation, since);
  for (const record of await ledger.changedSince(organisation, since)) {
    if (record.incident !== null) {
      await tell.incidentOf(record);
    }
  }
}
