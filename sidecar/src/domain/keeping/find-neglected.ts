import type { MemoryRecord } from '../memory/memory-record.ts';
import { finding, namesOf, type AuditFinding } from './audit-finding.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Yearly failures exist; what was neither changed nor confirmed for longer is worth a look. */
const OLD_MS = 540 * DAY_MS;
/** An outcome that is not known by then is not going to be known by itself: relapses are watched for seven days. */
const UNJUDGED_MS = 8 * DAY_MS;
/** So long what came from outside may wait for somebody to confirm it. */
const UNCONFIRMED_MS = 30 * DAY_MS;
/** Incidents are closed within days; a memory that is still forming then lost its incident. */
const FORMING_MS = 14 * DAY_MS;

/** What holds no more, what nobody verified, and what belongs to nothing. */
export function findNeglected(memories: readonly MemoryRecord[], now: number): AuditFinding[] {
  const ids = new Set(memories.map(({ id }) => id));
  const active = memories.filter(({ state }) => state === 'active');
  const stale = active.filter((memory) => isStale(memory, now));
  const unjudged = active.filter(({ attempts }) =>
    attempts.some(({ state, outcome, appliedAt }) => {
      return state === 'done' && outcome === null && now - (appliedAt ?? now) > UNJUDGED_MS;
    })
  );
  const unconfirmed = active.filter(({ provenance, createdAt }) => {
    return (provenance === 'inferred' || provenance === 'imported') && now - createdAt > UNCONFIRMED_MS;
  });
  const orphans = memories.filter((memory) => isOrphan(memory, { ids, now }));
  return [
    ...about('stale', stale, {
      sentence: `${namesOf(stale)}: what they tell may not hold any more.`,
      recommendation: 'Say that it still holds, correct it, or retire it.',
    }),
    ...about('unverified', unjudged, {
      sentence: `Of fixes in ${namesOf(unjudged)} nobody knows whether they worked.`,
      recommendation: 'Say what became of them while somebody remembers; without an outcome they teach nothing.',
    }),
    ...about('unverified', unconfirmed, {
      sentence: `${namesOf(unconfirmed)} came from outside and were not confirmed for 30 days.`,
      recommendation: 'Confirm what is right; until then it is shown as unverified and recommends nothing.',
    }),
    ...about('orphan', orphans, {
      sentence: `${namesOf(orphans)} wait for an incident that does not end, or point to a memory that is gone.`,
      recommendation: 'Close the incident with its notes, take the link back, or retire the memory.',
    }),
  ];
}

function about(
  kind: AuditFinding['kind'],
  memories: readonly MemoryRecord[],
  told: Pick<AuditFinding, 'sentence' | 'recommendation'>
): AuditFinding[] {
  return memories.length === 0 ? [] : [finding(kind, memories, told)];
}

function isStale({ stale, validUntil, updatedAt, kind }: MemoryRecord, now: number): boolean {
  const isOver = validUntil !== null && validUntil < now;
  return stale !== null || isOver || (kind === 'note' && now - updatedAt > OLD_MS);
}

function isOrphan(
  { state, links, updatedAt }: MemoryRecord,
  { ids, now }: { ids: ReadonlySet<string>; now: number }
): boolean {
  return (state === 'forming' && now - updatedAt > FORMING_MS) || links.some(({ memory }) => !ids.has(memory));
}
