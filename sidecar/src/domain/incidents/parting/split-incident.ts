import type { IncidentKind } from '@incident-memory/contract';
import { fail, succeed, type Result } from '../../result.ts';
import type { EventPayloads } from '../event-payloads.ts';
import type { AffectedService, IncidentRecord, JoinedAlarm, JoinedAlert } from '../incident-record.ts';
import { roundedCount } from '../plain-words.ts';
import { firstSign } from './first-sign.ts';

/** What a person names: services with all that belongs to them, or alarms. */
export interface SplitWish {
  readonly services: readonly string[];
  readonly alarms: readonly string[];
}

export interface Part {
  readonly services: readonly AffectedService[];
  readonly alarms: readonly JoinedAlarm[];
  readonly alerts: readonly JoinedAlert[];
}

/** What leaves, or in half a sentence why it cannot. A service goes with the last of its alarms, and they with it. */
export function planSplit(record: IncidentRecord, { services, alarms }: SplitWish): Result<Part, string> {
  const unknownService = services.find((name) => !record.services.some(({ service }) => service === name));
  if (unknownService !== undefined) {
    return fail(`the service "${unknownService}" is not in this incident`);
  }
  const unknownAlarm = alarms.find((wanted) => !record.alarms.some(({ id }) => id === wanted));
  if (unknownAlarm !== undefined) {
    return fail(`the alarm ${unknownAlarm} is not in this incident`);
  }
  if (services.length === 0 && alarms.length === 0) {
    return fail('no service and no alarm is named');
  }
  const leaving = new Set(services);
  for (const { service } of record.alarms.filter(({ id }) => alarms.includes(id))) {
    const stays = record.alarms.filter((other) => other.service === service && !alarms.includes(other.id));
    if (stays.length > 0 && !services.includes(service)) {
      return fail(
        `${service} is in this incident by other alarms too (${stays.map(({ id }) => id).join(', ')}), and a service is in one incident at a time`
      );
    }
    leaving.add(service);
  }
  const part = partOf(record, leaving);
  return part.services.length === record.services.length
    ? fail('nothing would be left of this incident')
    : succeed(part);
}

/** The services with all that belongs to them, as the incident has it. */
export function partOf(record: IncidentRecord, names: ReadonlySet<string>): Part {
  return {
    services: record.services.filter(({ service }) => names.has(service)),
    alarms: record.alarms.filter(({ service }) => names.has(service)),
    alerts: record.alerts.filter(({ service }) => service !== undefined && names.has(service)),
  };
}

/**
 * How the new incident begins. It follows from the incident as it was before the split and from the event that split
 * it, so that whoever finds the new one missing writes the same.
 */
export function openingOfSplit(
  before: IncidentRecord,
  { services, to, reason }: EventPayloads['split-off']
): EventPayloads['opened'] {
  const part = partOf(before, new Set(services));
  return {
    number: to.number,
    kind: kindOf(part),
    severity: before.severity,
    ...part,
    rule: ruleOf(before, { ...part, reason }),
    startedAt: firstSign(part),
    team: before.team,
    visibility: before.visibility,
    owner: before.owner,
    outage: before.outage && (!before.alarms.some(({ hurts }) => hurts) || part.alarms.some(({ hurts }) => hurts)),
    splitFrom: { id: before.id, number: before.number },
  };
}

function kindOf({ alarms, alerts, services }: Part): IncidentKind {
  if (alarms.length > 0) {
    return 'detected';
  }
  return alerts.length > 0 && services.every(({ peakErrors }) => peakErrors === 0) ? 'alert' : 'error-burst';
}

function ruleOf(
  before: IncidentRecord,
  { alarms, services, reason }: Part & { reason: string }
): IncidentRecord['rule'] {
  const [alarm] = alarms;
  if (alarm !== undefined) {
    return { name: alarm.detector, sentence: alarm.sentence, thresholdErrors: null, windowSeconds: null };
  }
  const seen = services.map(({ service, peakErrors }) => `${service} ${roundedCount(peakErrors)} errors`).join(', ');
  return { ...before.rule, sentence: `split from INC-${before.number} with ${seen}: ${reason}` };
}
