import type { CauseDefinition, FixDefinition, SignatureDefinition } from '../../catalogue/signature-definition.ts';
import type { PastContext } from '../../past-incident.ts';
import type { HistorySpan } from '../../planning/history-options.ts';

/** The same act has the same id under every cause of its signature. */
export function fixId(signature: SignatureDefinition, { act }: FixDefinition): string {
  return `${signature.id}/${act.id}`;
}

/** When the fix's target changed; null where it never does. */
export function changedAt({ act: { stale } }: FixDefinition, { from, to }: HistorySpan): number | null {
  return stale === undefined ? null : Math.round(from + stale.after * (to - from));
}

export function isStale(fix: FixDefinition, at: number, span: HistorySpan): boolean {
  const changed = changedAt(fix, span);
  return changed !== null && at >= changed;
}

/** Not to be had before what it replaces went stale. */
export function isToCome(cause: CauseDefinition, fix: FixDefinition, of: { at: number; span: HistorySpan }): boolean {
  const replaced = cause.fixes.find((other) => other.act.stale?.replacedBy === fix.act.id);
  return replaced !== undefined && !isStale(replaced, of.at, of.span);
}

/** The true probability that it cures in this context at this time. */
export function oddsOf(fix: FixDefinition, context: PastContext, of: { at: number; span: HistorySpan }): number {
  if (isStale(fix, of.at, of.span)) {
    return 0;
  }
  const fitting = fix.when?.find(({ context: wanted }) =>
    Object.entries(wanted).every(([key, value]) => context[key] === value)
  );
  return fitting?.cures ?? fix.cures;
}

/** Best first, as one would try them who knows everything but the context. */
export function bestFirst(cause: CauseDefinition): FixDefinition[] {
  const value = (fix: FixDefinition) => (fix.act.stale === undefined ? fix.cures : fix.cures - 1);
  return [...cause.fixes].sort((one, other) => value(other) - value(one));
}
