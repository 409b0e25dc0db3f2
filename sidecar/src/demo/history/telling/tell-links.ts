import type { CauseDefinition } from '../catalogue/signature-definition.ts';
import type { PastAttempt, PastLink } from '../past-incident.ts';
import type { PlannedIncident } from '../planning/plan-history.ts';
import { fixId } from './attempts/fix-odds.ts';
import type { SignatureMemory } from './attempts/signature-memory.ts';

export interface LinksOf {
  readonly incident: { readonly id: string; readonly attempts: readonly PastAttempt[] };
  readonly planned: PlannedIncident;
  /** As it was before this incident, but for the fixes that cured in it. */
  readonly memory: SignatureMemory;
  readonly cause: CauseDefinition;
  readonly parent: string | null;
}

export function tellLinks({ incident, planned, memory, cause, parent }: LinksOf): PastLink[] {
  const links: PastLink[] = [];
  const before = memory.lastOfCause.get(cause.id);
  if (before !== undefined) {
    const words = memory.relapsedAs === incident.id ? 'came back within seven days' : '';
    links.push({ kind: 'recurrence-of', incident: before, fix: null, words });
  }
  if (parent !== null) {
    links.push({ kind: 'caused-by', incident: parent, fix: null, words: '' });
  }
  for (const { fix, outcome } of incident.attempts) {
    const cured = memory.cured.get(fix.id);
    if (outcome === 'got-worse-after' && cured !== undefined && cured.incident !== incident.id) {
      links.push({
        kind: 'contradicts',
        incident: cured.incident,
        fix: fix.id,
        words: `${fix.words}: cured it then, made it worse now`,
      });
    }
    const replaced = outcome === 'cured' ? replacedBy(planned, fix.id) : null;
    const old = replaced === null ? undefined : memory.cured.get(replaced);
    if (old !== undefined && old.incident !== incident.id) {
      links.push({
        kind: 'supersedes',
        incident: old.incident,
        fix: fix.id,
        words: `${fix.words}, in place of what helped then`,
      });
    }
  }
  return links;
}

/** The fix that this one replaced since its target had changed. */
function replacedBy({ signature, cause }: PlannedIncident, id: string): string | null {
  const replaced = cause.fixes.find(
    ({ act: { stale } }) => stale !== undefined && `${signature.id}/${stale.replacedBy}` === id
  );
  return replaced === undefined ? null : fixId(signature, replaced);
}
