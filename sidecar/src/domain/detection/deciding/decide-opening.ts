import type { FiredRule } from '@incident-memory/contract';
import type { Alarm } from '../alarms/alarm.ts';
import type { Opening } from '../decisions.ts';
import type { Trouble } from '../grouping/trouble.ts';
import { burstRule } from '../judging/describe-rule.ts';
import { describeSpread } from './describe-spread.ts';
import { mayOpen } from './fixed-rules.ts';
import { judgeSeverity } from '../judging/judge-severity.ts';
import { affectedByTrouble, byFirstError, joinedAlarm, type Situation } from '../judging/situation.ts';

/** What ended before an incident was opened for it is worth one only if it lasted. */
const LEAST_DURATION_MS = 60_000;
/** An alarm that old and in no incident was judged by somebody, or hurt nobody for all that time. */
export const OLDEST_OPENING_MS = 24 * 3_600_000;
/** The contract's limit. */
export const MAX_ALARMS = 100;

/**
 * The incident that a group of unwell services becomes of which none is in one: where users are hurt or a fixed rule
 * says so. What hurts nobody stays a finding while it stands alone; here it is evidence.
 */
export function decideOpening(situation: Situation, group: readonly Trouble[]): Opening | null {
  const bursts = group.filter(({ assessment }) => assessment !== null && mayOpen(situation, assessment));
  const alarms = group.flatMap((trouble) => trouble.alarms);
  const hurting = alarms.filter((alarm) => opensByItself(situation, alarm));
  if (bursts.length === 0 && hurting.length === 0) {
    return null;
  }
  const services = group.map((trouble) => affectedByTrouble(trouble, situation)).sort(byFirstError);
  const spread = describeSpread(situation, { services, isWidespread: false, known: null, since: 0 });
  const incidentKind = spread?.kind ?? (bursts.length > 0 ? 'error-burst' : 'detected');
  const { settings, outlook } = situation;
  return {
    incidentKind,
    services,
    rule: ruleOf(situation, bursts, hurting),
    severity: judgeSeverity({
      ...{ kind: incidentKind, services, alarms, settings },
      healthOf: (service) => outlook.healthOf(service),
    }),
    startedAt: services[0]?.firstErrorAt ?? situation.now,
    alarms: alarms.slice(0, MAX_ALARMS).map(joinedAlarm),
    spread,
    outage: hurting.length > 0,
  };
}

/** It hurts users, and it is news: not over in a moment, and not left alone for a day. */
function opensByItself({ now }: Situation, { hurts, startedAt, at, endedAt }: Alarm): boolean {
  const lasted = (endedAt ?? Number.POSITIVE_INFINITY) - startedAt;
  return hurts && lasted >= LEAST_DURATION_MS && now - at < OLDEST_OPENING_MS;
}

function ruleOf(situation: Situation, bursts: readonly Trouble[], hurting: readonly Alarm[]): FiredRule {
  const [burst] = [...bursts].sort((a, b) => a.onset - b.onset);
  if (burst !== undefined) {
    return burstRule(affectedByTrouble(burst, situation), situation.settings);
  }
  const worst = hurting.reduce((most, alarm) => (alarm.score > most.score ? alarm : most));
  return { name: worst.detector, sentence: worst.sentence, thresholdErrors: null, windowSeconds: null };
}
