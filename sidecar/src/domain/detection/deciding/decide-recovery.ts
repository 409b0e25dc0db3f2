import type { IncidentRecord } from '../../incidents/incident-record.ts';
import type { Decision } from '../decisions.ts';
import { convalescentOf, judgeRecovery, saysOtherwise } from '../recovery/judge-recovery.ts';
import type { Situation } from '../judging/situation.ts';

/** A judgement that changes its mind is told no more often than this: traffic at the edge of its band does so. */
const JUDGED_AGAIN_AFTER_MS = 60_000;

/** Whether what stopped has recovered, while a person is awaited: judged once, and again where it changes. */
export function decideRecovery(situation: Situation, record: IncidentRecord): Decision | null {
  const { outlook, now } = situation;
  if (record.state !== 'awaiting-confirmation' || outlook.alarms === null) {
    return null;
  }
  if (record.recovery !== null && now - record.recovery.at < JUDGED_AGAIN_AFTER_MS) {
    return null;
  }
  const alarms = record.alarms.map((alarm) => ({ ...alarm, endedAt: alarm.endedAt ?? situation.endOf(alarm) }));
  const convalescent = convalescentOf({ ...record, alarms }, (service) => outlook.healthOf(service));
  const proof = judgeRecovery(convalescent, now);
  return saysOtherwise(proof, record.recovery) ? { kind: 'judge-recovery', incident: record.id, proof } : null;
}
