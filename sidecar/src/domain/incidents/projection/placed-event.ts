import type { Actor, IncidentEventType } from '@incident-memory/contract';
import type { NewEvent } from '../event-payloads.ts';
import type { IncidentRecord } from '../incident-record.ts';

/** An event in its place: what the projection reads. */
export type PlacedEvent = NewEvent & {
  readonly organisation: string;
  readonly stream: string;
  readonly sequence: number;
  readonly at: number;
  readonly actor: Actor;
};

export type Placed<Type extends IncidentEventType> = Extract<PlacedEvent, { type: Type }>;

/** What one kind of event changes in a record; state, version and time of change are told by the event itself. */
export type Changes<Types extends IncidentEventType> = {
  readonly [Type in Types]: (record: IncidentRecord, event: Placed<Type>) => Partial<IncidentRecord>;
};
