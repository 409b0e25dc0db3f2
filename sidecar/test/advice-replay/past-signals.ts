import type { PastChange, PastIncident } from '../../src/demo/history/past-incident.ts';
import { courseOfPast, openingOfPast } from '../../src/demo/past/incident-of-past.ts';
import { chainBehind, type EventType } from '../../src/domain/events/event-chain.ts';
import { projectIncident, type PlacedEvent } from '../../src/domain/incidents/project-incident.ts';
import type { IncidentRecord } from '../../src/domain/incidents/incident-record.ts';
import { bucketStart } from '../../src/domain/signals/service-counts.ts';
import { emptyBatch } from '../../src/ports/stores/signals/signal-store.ts';
import { ORGANISATION, SCOPE, type ReplayHouse } from './replay-house.ts';

/** Of each error: what is seen often is the trouble, what is seen once is a stray. */
const LINES_OF_ERROR = 6;
const DETECTOR = { kind: 'system', name: 'detection' } as const;

/** What its services wrote by the time at which it was noticed. */
export async function writeSignals({ stores }: ReplayHouse, { id, errors, startedAt }: PastIncident): Promise<void> {
  const lines = errors.flatMap((error, place) =>
    Array.from({ length: LINES_OF_ERROR }, (_, line) => ({
      ...{ id: `${id}_${place}_${line}`, at: startedAt + line * 1000, receivedAt: startedAt + line * 1000 },
      ...{ service: error.service, level: 'error' as const, message: error.message, errorType: error.errorType },
      ...{ stack: error.stack, traceId: null, template: error.template.id, fingerprint: error.fingerprint },
    }))
  );
  await stores.signals.append(SCOPE, {
    ...emptyBatch(`lines ${id}`),
    lines,
    templates: errors.map(({ template }) => ({ ...template, mergedInto: null })),
    templateCounts: errors.map(({ service, template }) => ({
      ...{ service, template: template.id, at: bucketStart(startedAt) },
      ...{ lines: LINES_OF_ERROR, errors: LINES_OF_ERROR },
    })),
  });
}

export function writeChanges({ stores }: ReplayHouse, name: string, changes: readonly PastChange[]): Promise<void> {
  return stores.signals.append(SCOPE, {
    ...emptyBatch(`changes ${name}`),
    occurrences: changes.map(({ kind, at, service, title, before, after, target }, place) => ({
      ...{ id: `occ_${name}_${place}`, source: 'replay', kind, stage: 'completed' as const, at, receivedAt: at },
      ...{ service, title, before, after, actor: null, url: null, details: [['target', target] as const] },
    })),
  });
}

/** It is opened as detection would, without asking whether another one of its services is still open. */
export function openPast(house: ReplayHouse, past: PastIncident): Promise<IncidentRecord> {
  const payload = { ...openingOfPast(past), number: past.number };
  return append(house, past, [{ at: past.detectedAt, actor: DETECTOR, event: { type: 'opened', payload } }]);
}

/** Somebody closes it with the notes that its team wrote. */
export function closePast(house: ReplayHouse, past: PastIncident): Promise<IncidentRecord> {
  const course = courseOfPast(past).map(({ at, by, event }) => ({
    at,
    actor: by === '' ? DETECTOR : ({ kind: 'person', name: by } as const),
    event,
  }));
  return append(house, past, course);
}

interface Told {
  readonly at: number;
  readonly actor: { readonly kind: 'system' | 'person'; readonly name: string };
  readonly event: { readonly type: string; readonly payload: object };
}

async function append({ stores, ids }: ReplayHouse, { id }: PastIncident, told: readonly Told[]) {
  const before = await stores.events.read(SCOPE, id);
  const chained = chainBehind(
    before.at(-1),
    told.map(({ at, actor, event: { type, payload } }) => ({
      ...{ organisation: ORGANISATION, stream: id, type: type as EventType, at, actor, salt: ids.salt() },
      payload: { ...payload },
    }))
  );
  await stores.events.append(SCOPE, chained);
  const record = projectIncident([...before, ...chained] as unknown as PlacedEvent[]);
  if (record === null) {
    throw new Error('an incident of the past cannot be read');
  }
  await stores.incidents.save(SCOPE, record);
  return record;
}
