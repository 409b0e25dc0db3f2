import type { IncidentRecord } from '../../incidents/incident-record.ts';
import type { Decision } from '../decisions.ts';
import { isNotableChange } from '../grouping/spread-changed.ts';
import { describeSpread } from './describe-spread.ts';
import { judgeSeverity, worst } from '../judging/judge-severity.ts';
import { beganAt, recentMs, type Situation } from '../judging/situation.ts';

/** How an open incident spread, where that is news. Looked at again while it lasts: late news may show the cause. */
export function decideSpread(situation: Situation, record: IncidentRecord): Decision | null {
  if (record.state !== 'open' || record.services.length < 2) {
    return null;
  }
  const isWidespread = record.kind === 'widespread' || record.rule.name === 'widespread-errors';
  const since = beganAt(record) - recentMs(situation);
  // What was found of an earlier time of the incident says nothing of this one.
  const known = record.spread?.steps.every(({ at }) => at >= since) === true ? record.spread : null;
  const spread = describeSpread(situation, { services: record.services, isWidespread, known, since });
  if (spread === null || (record.kind === spread.kind && !isNotableChange(known, spread))) {
    return null;
  }
  const { settings, outlook } = situation;
  const judged = judgeSeverity({
    ...{ kind: spread.kind, services: record.services, settings },
    alarms: record.services.flatMap(({ service }) => situation.troubles.get(service)?.alarms ?? []),
    healthOf: (service) => outlook.healthOf(service),
  });
  return { kind: 'spread', incident: record.id, spread, severity: worst([record.severity, judged]) };
}
