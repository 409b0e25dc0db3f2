import type { IncidentRecord } from '../../domain/incidents/incident-record.ts';
import { impactSentence } from '../../domain/incidents/sentences/impact-sentence.ts';
import { incidentTitle } from '../../domain/incidents/sentences/incident-title.ts';

/** An incident in one line, for programs and answers that know text alone. */
export function incidentLine(record: IncidentRecord, now: number): string {
  const { number, severity, state, startedAt } = record;
  const since = new Date(startedAt).toISOString();
  return `INC-${number}: ${incidentTitle(record)} (${severity}, ${state}, since ${since}). ${impactSentence(record, now)}`;
}
