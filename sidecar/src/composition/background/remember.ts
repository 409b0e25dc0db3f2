import type { OrganisationId } from '../../domain/tenancy/scope.ts';
import type { MemoryParts } from '../build-memory.ts';

/** What was closed a moment ago is remembered when the next one begins. */
export const REMEMBER_EVERY_MS = 2_000;
/** Fixes are given a quarter of an hour and more. */
export const VERIFY_EVERY_MS = 20_000;
/** What a store shows late is still seen. */
const OVERLAP_MS = 10_000;
/** After a start: what was closed while nobody ran. */
const LOOKS_BACK_MS = 24 * 60 * 60 * 1000;

/** Pipelines tell of a deploy when it is over, and some a while after. */
const CHANGES_OVERLAP_MS = 15 * 60_000;

type Remembering = Pick<MemoryParts, 'isEnabled' | 'capture' | 'changes' | 'outcomes' | 'ledger' | 'tell'>;

/** Incidents that changed since the last time are remembered, and what changed is told to the memories it touches. */
export function rememberIncidents(
  { isEnabled, capture, changes }: Remembering,
  organisations: readonly OrganisationId[]
): (tick: { now: number }) => Promise<void> {
  const lookedAt = new Map<OrganisationId, number>();
  return async ({ now }) => {
    for (const organisation of isEnabled ? organisations : []) {
      const since = lookedAt.get(organisation) ?? now - LOOKS_BACK_MS;
      await capture.run(organisation, since - OVERLAP_MS);
      await changes.run(organisation, { from: since - CHANGES_OVERLAP_MS, to: now });
      lookedAt.set(organisation, now);
    }
  };
}

/** What became of fixes is judged from telemetry. */
export async function verifyOutcomes(
  { isEnabled, outcomes }: Remembering,
  organisations: readonly OrganisationId[]
): Promise<void> {
  for (const organisation of isEnabled ? organisations : []) {
    await outcomes.run(organisation);
  }
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
