import type { Context } from '@incident-memory/contract';
import type { Occurrence } from '../../occurrences/occurrence.ts';
import { CHANGES_BEFORE_MS } from './incident-facts.ts';

const LIVE: ReadonlySet<Occurrence['stage']> = new Set(['started', 'completed', 'failed', 'rolled-back']);

/** On what a fix's success may depend, as far as it is known without asking anybody. */
export function contextOfIncident(
  { service, startedAt }: { readonly service: string | null; readonly startedAt: number },
  changes: readonly Occurrence[]
): Context {
  const deploys = changes.filter(
    (change) => change.kind === 'deploy' && LIVE.has(change.stage) && change.at <= startedAt
  );
  const ownVersion = deploys.findLast((change) => change.service === service)?.after ?? null;
  const recent = deploys.some(({ at }) => at >= startedAt - CHANGES_BEFORE_MS);
  return { 'after-deploy': recent ? 'yes' : 'no', ...(ownVersion === null ? {} : { version: ownVersion }) };
}
