import { durationInWords } from '../../incidents/plain-words.ts';
import { impactSentence } from '../../incidents/sentences/impact-sentence.ts';
import type { Occurrence } from '../../occurrences/occurrence.ts';
import type { IncidentFacts } from './incident-facts.ts';

const MAX_CHANGES = 5;
const MAX_MESSAGES = 3;
const MAX_STEPS = 5;

/** What the evidence said, in a few sentences with their numbers: logs and counts go, this stays. */
export function evidenceOfIncident({ incident, templates, changes }: IncidentFacts): string[] {
  const before = changes.filter(({ at }) => at <= incident.startedAt);
  return [
    impactSentence(incident, incident.closedAt ?? incident.updatedAt),
    ...before.slice(-MAX_CHANGES).map((change) => changeSentence(change, incident.startedAt)),
    ...(before.length === 0 ? ['No change of its services is known from the hour before'] : []),
    ...templates
      .filter(({ errors }) => errors > 0)
      .slice(0, MAX_MESSAGES)
      .map(({ service, text, errors }) => `${service} said ${errors} times: ${text}`),
    ...(incident.spread?.steps ?? [])
      .filter(({ evidence }) => evidence !== '')
      .slice(0, MAX_STEPS)
      .map(({ service, evidence }) => `${service}: ${evidence}`),
    ...(incident.recovery?.checks ?? []).map(({ sentence }) => `At its end: ${sentence}`),
  ];
}

function changeSentence({ kind, service, title, before, after, at }: Occurrence, startedAt: number): string {
  const from = before === null && after === null ? '' : ` (${before ?? '?'} → ${after ?? '?'})`;
  return `${durationInWords(startedAt - at)} before: ${kind} of ${service ?? 'everything'}: ${title}${from}`;
}
