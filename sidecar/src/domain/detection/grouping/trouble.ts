import type { Alarm } from '../alarms/alarm.ts';
import type { Assessment } from '../judging/assess-service.ts';
import { symptomOf, type Symptom } from './symptoms.ts';

/**
 * Grouping: from what is unwell, service by service, to what belongs together and where it came from.
 *
 * Two services that are unwell belong together where something besides the clock says so: calls between them fail or
 * are slow, both wait for a third one, one gets no calls any more from another, or both write the same message that was
 * not there before (related-services.ts). Everything else stays apart, however simultaneous it is, unless so many are
 * unwell at once that chance does not explain it (widespread-chance.ts).
 *
 * Where it came from is read from the direction of failing calls, not from who reported first: callers time out before
 * a slow callee notices that it is slow. Each unwell service blames those it waits for (find-blame.ts); a walk along the
 * blame ends where nobody is blamed any more (find-origin.ts; the idea of walking the call graph towards the cause is
 * that of MonitorRank, Kim, Sumbaly and Shah, SIGMETRICS 2013). "Origin" is said only where spans show the way.
 */
export interface Trouble {
  readonly service: string;
  /** When it is thought to have begun. */
  readonly onset: number;
  readonly noticedAt: number;
  readonly symptoms: ReadonlySet<Symptom>;
  /** Raised errors or a burst. */
  readonly assessment: Assessment | null;
  readonly alarms: readonly Alarm[];
}

/** Every service with raised errors or an alarm. */
export function findTroubles(
  elevated: ReadonlyMap<string, Assessment>,
  alarms: readonly Alarm[]
): ReadonlyMap<string, Trouble> {
  const troubles = new Map<string, Trouble>();
  for (const [service, own] of groupByService(alarms)) {
    troubles.set(service, troubleOf(service, own, elevated.get(service) ?? null));
  }
  for (const [service, assessment] of elevated) {
    if (!troubles.has(service)) {
      troubles.set(service, troubleOf(service, [], assessment));
    }
  }
  return troubles;
}

/** Raised errors, or an alarm that hurts users and stands: what counts, besides what is only odd. */
export function isHit({ assessment, alarms }: Pick<Trouble, 'assessment' | 'alarms'>): boolean {
  return assessment !== null || alarms.some(({ hurts, endedAt }) => hurts && endedAt === null);
}

function troubleOf(service: string, alarms: readonly Alarm[], assessment: Assessment | null): Trouble {
  const symptoms = new Set(alarms.map(symptomOf));
  if (assessment !== null) {
    symptoms.add('failing');
  }
  const { telling, onset } = onsetOf(alarms, assessment);
  // A burst is noticed as it happens.
  const noticedAt = Math.min(assessment?.onset ?? Number.POSITIVE_INFINITY, ...telling.map(({ at }) => at));
  return { service, onset, noticedAt, symptoms, assessment, alarms };
}

/**
 * What tells best when it began: requests and errors that hurt, then messages that do (they come in any order, and are
 * counted by the minute), then the rest: a disk that has been filling for days does not say when requests began to fail.
 */
function onsetOf(
  alarms: readonly Alarm[],
  assessment: Assessment | null
): { telling: readonly Alarm[]; onset: number } {
  const hurting = alarms.filter(({ hurts }) => hurts);
  const sharp = hurting.filter((alarm) => symptomOf(alarm) !== 'message');
  const choices = assessment === null ? [sharp, hurting, alarms] : [sharp];
  const telling = choices.find((some) => some.length > 0) ?? [];
  const starts = telling.map(({ startedAt }) => startedAt);
  return { telling, onset: Math.min(assessment?.onset ?? Number.POSITIVE_INFINITY, ...starts) };
}

function groupByService(alarms: readonly Alarm[]): Map<string, Alarm[]> {
  const grouped = new Map<string, Alarm[]>();
  for (const alarm of alarms) {
    const own = grouped.get(alarm.service);
    if (own === undefined) {
      grouped.set(alarm.service, [alarm]);
    } else {
      own.push(alarm);
    }
  }
  return grouped;
}
