import { isSameFix } from '../capture/same-fix.ts';
import type { MemoryRecord } from '../memory-record.ts';
import { timeOf, type FixTried } from './fixes-of-memories.ts';
import type { Situation } from './situation.ts';

export interface WhyNotNow {
  readonly why: string;
  /** It is not even mentioned: the reader said so a moment ago. */
  readonly isRefusedHere: boolean;
  readonly isStale: boolean;
}

/** So often refused since it last helped, it is not suggested any more. */
const REFUSED_TIMES = 2;

/** What stands against recommending a fix with a good record now; null where nothing does. */
export function whyNotNow({ refused, at }: Situation, { fix, tried }: FixTried): WhyNotNow | null {
  if (refused.some((one) => isSameFix(one, fix))) {
    return { why: 'it was refused in this incident', isRefusedHere: true, isStale: false };
  }
  const helped = tried.filter(({ attempt }) => attempt.outcome === 'cured' || attempt.outcome === 'mitigated');
  const lastHelped = Math.max(0, ...helped.map(({ attempt }) => timeOf(attempt)));
  const refusals = tried.filter(({ attempt }) => attempt.state === 'rejected' && timeOf(attempt) > lastHelped);
  if (refusals.length >= REFUSED_TIMES) {
    const reason = refusals[0]?.attempt.reason ?? '';
    return {
      why: `refused ${refusals.length} times since it last helped: ${reason}`,
      isRefusedHere: false,
      isStale: false,
    };
  }
  const stale = helped.find(({ record }) => record.stale !== null)?.record.stale;
  return helped.some(({ record }) => isValid(record, at))
    ? null
    : { why: `it may not hold any more: ${stale?.reason ?? 'its time is over'}`, isRefusedHere: false, isStale: true };
}

function isValid({ stale, validUntil }: MemoryRecord, at: number): boolean {
  return stale === null && (validUntil === null || validUntil > at);
}
