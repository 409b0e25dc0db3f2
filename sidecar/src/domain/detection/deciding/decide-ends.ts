import type { IncidentRecord } from '../../incidents/incident-record.ts';
import type { Decision } from '../decisions.ts';
import type { Situation } from '../judging/situation.ts';

/** Alarms of the incident that have ended since it was last told of them. */
export function decideEnds(situation: Situation, record: IncidentRecord): Decision | null {
  const ended = record.alarms.flatMap((alarm) => {
    const endedAt = alarm.endedAt === null ? situation.endOf(alarm) : null;
    return endedAt === null ? [] : [{ id: alarm.id, endedAt }];
  });
  return ended.length === 0 ? null : { kind: 'end-alarms', incident: record.id, alarms: ended };
}
