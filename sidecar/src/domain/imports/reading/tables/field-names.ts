/**
 * What people call the parts of an incident, in the columns of a table and the keys of JSON. Names are compared without
 * case and marks ("Created At", "created_at" and "createdAt" are one); of several columns for one part the first in this
 * list is read. The names are those of the exports of PagerDuty, Jira, ServiceNow, Opsgenie, incident.io and Rootly, and
 * what spreadsheets of our own eyes had.
 */
export const FIELD_NAMES = {
  id: ['id', 'incidentnumber', 'number', 'key', 'issuekey', 'incidentid', 'ticket', 'ticketid', 'tinyid', 'reference'],
  title: [
    'title',
    'summary',
    'shortdescription',
    'name',
    'subject',
    'incident',
    'alert',
    'alertname',
    'message',
    'headline',
  ],
  text: [
    'description',
    'details',
    'body',
    'text',
    'notes',
    'comments',
    'postmortem',
    'whathappened',
    'incidentsummary',
  ],
  service: [
    ...['service', 'servicename', 'services', 'affectedservice', 'affectedservices', 'component', 'components'],
    ...['application', 'app', 'system', 'ci', 'configurationitem', 'businessservice', 'cmdbci'],
  ],
  startedAt: [
    ...['startedat', 'started', 'start', 'starttime', 'begin', 'began', 'openedat', 'opened', 'createdat', 'createdon'],
    ...[
      'created',
      'date',
      'time',
      'timestamp',
      'occurredat',
      'detectedat',
      'reportedat',
      'impactstart',
      'incidentdate',
    ],
  ],
  endedAt: [
    ...[
      'endedat',
      'ended',
      'end',
      'endtime',
      'resolvedat',
      'resolvedon',
      'resolved',
      'closedat',
      'closed',
      'mitigatedat',
    ],
    ...['recoveredat', 'resolutiondate', 'impactend', 'finished'],
  ],
  severity: ['severity', 'priority', 'priorityname', 'urgency', 'sev', 'impactlevel', 'level'],
  cause: ['rootcause', 'cause', 'causes', 'rootcauses', 'reason', 'causedby', 'problem', 'why'],
  resolution: [
    ...[
      'resolution',
      'fix',
      'solution',
      'resolutionnotes',
      'closenotes',
      'howfixed',
      'fixedby',
      'mitigation',
      'remediation',
    ],
    ...['actionstaken', 'workaround', 'recovery', 'resolvereason'],
  ],
  prevention: ['prevention', 'preventivemeasures', 'actionitems', 'followup', 'followups', 'lessonslearned'],
  symptoms: ['symptom', 'symptoms', 'impact', 'customerimpact', 'error', 'errormessage', 'detection', 'trigger'],
  link: ['link', 'url', 'htmlurl', 'permalink', 'weburl', 'href', 'incidenturl', 'postmortemurl', 'issueurl'],
  seconds: ['secondstoresolve', 'durationseconds', 'timetoresolveseconds'],
} as const;
export type FieldName = keyof typeof FIELD_NAMES;

const READ_AS: Readonly<Record<FieldName, string>> = {
  id: 'what names it',
  title: 'title',
  text: 'text',
  service: 'service',
  startedAt: 'began',
  endedAt: 'ended',
  severity: 'severity',
  cause: 'cause',
  resolution: 'what ended it',
  prevention: 'prevention',
  symptoms: 'symptoms',
  link: 'link',
  seconds: 'how long it took, in seconds',
};

export function readAs(field: FieldName): string {
  return READ_AS[field];
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Which of these columns is read as what: each part at most once, each column at most once. */
export function fieldsOf(columns: readonly string[]): Map<FieldName, number> {
  const names = columns.map(plain);
  const found = new Map<FieldName, number>();
  const taken = new Set<number>();
  for (const [field, known] of Object.entries(FIELD_NAMES) as [FieldName, readonly string[]][]) {
    for (const name of known) {
      const place = names.findIndex((one, index) => one === name && !taken.has(index));
      if (place !== -1) {
        found.set(field, place);
        taken.add(place);
        break;
      }
    }
  }
  return found;
}
