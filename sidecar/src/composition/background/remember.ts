import { systemScope, type OrganisationId } from '../../domain/tenancy/scope.ts';
import type { Stores } from '../../ports/stores/stores.ts';
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

type Remembering = Pick<MemoryParts, 'isEnabled' | 'capture' | 'changes' | 'outcomes' | 'ledger' | 'tell' | 'reader'>;

/** Incidents that changed since the last time are remembered, and what changed is told to the memories it touches. */
export function rememberIncidents(
  { isEnabled, capture, changes }: Remembering,
  organisations: readonly OrganisationId[]
): (tick: { now: number }) => Promise<void> {
  const lookedAt = new Map<OrganisationId, number>();
  return async ({ now }) => {
    for (const organisation of isEnabled ? organisations : []) {
      const since = lookedAt.get(organisation) ?? now - LOOKS_BACK_MS;
      try {
        await capture.run(organisation, since - OVERLAP_MS);
      } finally {
        await changes.run(organisation, { from: since - CHANGES_OVERLAP_MS, to: now });
      }
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

/** Often enough for 100,000 memories in a few hours, rarely enough to be felt by nobody. */
export const READ_ANEW_EVERY_MS = 10_000;
/** So many at once are made anew in a moment; meanwhile the old entries are found. */
const READ_ANEW_AT_ONCE = 100;

/** Another analysis, other concepts or another model of meaning: what was read by the one before is read anew, a little at a time. */
export async function readAnew(
  { ledger, reader }: Remembering,
  stores: Pick<Stores, 'recall'>,
  organisation: OrganisationId
): Promise<void> {
  const outdated = await stores.recall.outdated(systemScope(organisation), {
    analyser: reader.analyser,
    model: reader.embeddings.key,
    limit: READ_ANEW_AT_ONCE,
  });
  // While the model does not answer, nothing would become better.
  if (outdated.length > 0 && (await reader.answers())) {
    await ledger.indexAnew(organisation, outdated);
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
