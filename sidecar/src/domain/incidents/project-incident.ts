import type { IncidentEventType } from '@incident-memory/contract';
import type { IncidentRecord } from './incident-record.ts';
import { nextState } from './life-cycle.ts';
import { CLOSING_CHANGES } from './projection/closing-changes.ts';
import { EVIDENCE_CHANGES } from './projection/evidence-changes.ts';
import { openedRecord } from './projection/opened-record.ts';
import { PARTING_CHANGES } from './projection/parting-changes.ts';
import { PEOPLE_CHANGES } from './projection/people-changes.ts';
import type { Changes, PlacedEvent } from './projection/placed-event.ts';

export type { PlacedEvent };

const CHANGES: Changes<Exclude<IncidentEventType, 'opened'>> = {
  ...EVIDENCE_CHANGES,
  ...PEOPLE_CHANGES,
  ...CLOSING_CHANGES,
  ...PARTING_CHANGES,
};

/** Adds one event to what is known. Throws on an event that the life cycle refuses: the writer checked before. */
export function applyEvent(record: IncidentRecord | null, event: PlacedEvent): IncidentRecord {
  const state = nextState(record?.state ?? null, event.type);
  if (state === null) {
    throw new Error(
      `event ${event.stream}/${event.sequence} "${event.type}" cannot follow state ${record?.state ?? 'none'}`
    );
  }
  if (event.type === 'opened') {
    return openedRecord(event);
  }
  if (record === null) {
    throw new Error(`stream ${event.stream} does not begin with "opened"`);
  }
  const change = CHANGES[event.type] as (record: IncidentRecord, event: PlacedEvent) => Partial<IncidentRecord>;
  return {
    ...record,
    ...change(record, event),
    state,
    version: event.sequence,
    updatedAt: Math.max(record.updatedAt, event.at),
  };
}

/** The record that the events of one stream add up to, starting from an earlier record where there is one. */
export function projectIncident(
  events: readonly PlacedEvent[],
  from: IncidentRecord | null = null
): IncidentRecord | null {
  return events.reduce<IncidentRecord | null>(
    (record, event) => (record !== null && event.sequence <= record.version ? record : applyEvent(record, event)),
    from
  );
}
