import type { DetectorId } from '@incident-memory/contract';
import type { IncidentRecord, JoinedAlarm } from '../incident-record.ts';
import { worstFirst } from './alarm-words.ts';

/** What an alarm of each detector is about, before "in payment". */
const MATTERS: Readonly<Record<DetectorId, string>> = {
  'error-burst': 'error burst',
  'widespread-errors': 'widespread errors',
  'external-alert': 'alert',
  'error-count': 'more errors than usual',
  'failure-ratio': 'failing requests',
  latency: 'slow requests',
  traffic: 'unusual traffic',
  silence: 'silence',
  'new-message': 'a new error message',
  'message-surge': 'a surge of messages',
  metric: 'an unusual metric',
  exhaustion: 'something running out',
};

/** A few words for lists and page titles. What hurts users says so. */
export function incidentTitle(record: IncidentRecord): string {
  const { services, service } = record;
  switch (record.kind) {
    case 'widespread':
      return `Errors in ${services.length} services, first ${service}`;
    case 'error-burst':
      return `Error burst in ${withOthers(record)}`;
    case 'cascade':
      return begun(record, `${cascade(record)}`);
    case 'detected':
      return begun(record, `${matterOf(mostTelling(record.alarms))} in ${withOthers(record)}`);
    case 'alert': {
      const name = record.alerts[0]?.name;
      return name === undefined ? `Alert on ${service}` : `${name} on ${service}`;
    }
  }
}

function cascade({ services, service, spread }: IncidentRecord): string {
  const first = spread?.first ?? service;
  const over = `over ${services.length} services`;
  return spread?.certainty === 'origin' ? `cascade from ${first} ${over}` : `cascade ${over}, first to report ${first}`;
}

/** A service that says nothing has no traffic either: silence is what it is called. */
function mostTelling(alarms: readonly JoinedAlarm[]): JoinedAlarm | undefined {
  const [worst, ...others] = worstFirst(alarms);
  return worst?.detector === 'traffic'
    ? (others.find(({ detector, service }) => detector === 'silence' && service === worst.service) ?? worst)
    : worst;
}

function matterOf(alarm: JoinedAlarm | undefined): string {
  if (alarm === undefined) {
    return 'something unusual';
  }
  const isMetric = alarm.detector === 'metric' || alarm.detector === 'exhaustion';
  if (isMetric && alarm.subject !== '') {
    return alarm.detector === 'metric' ? `unusual ${alarm.subject}` : `${alarm.subject} running out`;
  }
  return MATTERS[alarm.detector];
}

function withOthers({ services, service }: IncidentRecord): string {
  const others = services.length - 1;
  return others > 0 ? `${service} and ${others} more` : service;
}

function begun({ outage }: IncidentRecord, words: string): string {
  return outage ? `Outage: ${words}` : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
