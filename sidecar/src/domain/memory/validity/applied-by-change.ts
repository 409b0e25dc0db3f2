import type { Fix } from '@incident-memory/contract';
import type { Occurrence } from '../../occurrences/occurrence.ts';
import type { Attempt, MemoryRecord } from '../memory-record.ts';

const KINDS: Partial<Record<Fix['kind'], readonly Occurrence['kind'][]>> = {
  rollback: ['deploy', 'configuration', 'feature-flag'],
  'code-change': ['deploy'],
  configuration: ['configuration', 'feature-flag'],
  scaling: ['scaling'],
  dependency: ['deploy'],
};

/** Someone says "I'm doing this" and does it: the change itself tells when it took effect. */
const BEFORE_MS = 5 * 60_000;
const LATEST_MS = 4 * 60 * 60_000;

/** The attempt under way that this change carries out; null where it is none of them. */
export function appliedByChange(record: MemoryRecord, change: Occurrence): Attempt | null {
  const isLive = change.stage === 'completed' || change.stage === 'rolled-back';
  if (!isLive || change.service === null) {
    return null;
  }
  return (
    record.attempts.find(
      ({ state, fix, begunAt }) =>
        state === 'doing' &&
        (KINDS[fix.kind] ?? []).includes(change.kind) &&
        isOf(fix, change.service, record) &&
        change.at >= begunAt - BEFORE_MS &&
        change.at <= begunAt + LATEST_MS
    ) ?? null
  );
}

/** Of the service that the fix names, or, where it names none, of one that is in the incident. */
function isOf({ target, words }: Fix, service: string | null, { services }: MemoryRecord): boolean {
  if (service === null) {
    return false;
  }
  const named = services.filter((one) => target === one || words.toLowerCase().includes(one.toLowerCase()));
  return target === service || (named.length === 0 ? services.includes(service) : named.includes(service));
}
