import { completeRecord, type IncidentRecord } from '../../../domain/incidents/incident-record.ts';

/** What is searched, and the record as it was given: its own fields need no mapping, however many they become. */
export interface IncidentDocument {
  readonly organisation: string;
  readonly record: string;
}

export function documentOf(given: IncidentRecord): IncidentDocument {
  const record = completeRecord(given);
  const { organisation, id, number, version, state, severity, startedAt, updatedAt, closedAt } = record;
  const { team, visibility, owner, kind, outage } = record;
  return {
    ...{ organisation, id, number, version, state, severity, startedAt, updatedAt, closedAt },
    ...{ team, visibility, owner, kind, outage, acknowledged: record.acknowledged !== null },
    ...{ services: record.services.map(({ service }) => service), record: JSON.stringify(record) },
  };
}

export function recordOf(document: IncidentDocument): IncidentRecord {
  return completeRecord(JSON.parse(document.record));
}
