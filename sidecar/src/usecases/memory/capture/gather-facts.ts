import type { IncidentRecord } from '../../../domain/incidents/incident-record.ts';
import { CHANGES_BEFORE_MS, type IncidentFacts } from '../../../domain/memory/capture/incident-facts.ts';
import { systemScope } from '../../../domain/tenancy/scope.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Stores } from '../../../ports/stores/stores.ts';

interface Dependencies {
  readonly stores: Pick<Stores, 'events' | 'logs' | 'templates' | 'occurrences'>;
  readonly clock: Pick<Clock, 'now'>;
}

const MAX_LINES = 500;
const MAX_TEMPLATES = 50;
const MAX_CHANGES = 100;
/** Of a long incident its beginning tells what it is. */
const LONGEST_LOOK_MS = 60 * 60_000;
/** Lines of the first errors come a moment before what they are counted for. */
const BEFORE_MS = 2 * 60_000;
const AFTER_MS = 60_000;
const MAX_NOTES = 20;

/** What the stores know about an incident, bounded: what is remembered is made from it. */
export async function gatherFacts({ stores, clock }: Dependencies, incident: IncidentRecord): Promise<IncidentFacts> {
  const scope = systemScope(incident.organisation);
  const services = incident.services.map(({ service }) => service);
  const end = incident.quietSince ?? incident.closedAt ?? clock.now();
  const seen = {
    services,
    from: incident.startedAt - BEFORE_MS,
    to: Math.min(end, incident.startedAt + LONGEST_LOOK_MS) + AFTER_MS,
  };
  const [{ lines }, templates, { occurrences }, events] = await Promise.all([
    stores.logs.search(scope, { ...seen, levels: ['error', 'fatal'], limit: MAX_LINES }),
    stores.templates.summaries(scope, { ...seen, limit: MAX_TEMPLATES }),
    stores.occurrences.list(scope, {
      services,
      kinds: ['deploy', 'configuration', 'scaling', 'feature-flag'],
      from: incident.startedAt - CHANGES_BEFORE_MS,
      to: end,
      limit: MAX_CHANGES,
    }),
    stores.events.read(scope, incident.id),
  ]);
  const notes = events
    .filter(({ type }) => type === 'noted')
    .map(({ payload }) => String(payload?.['text'] ?? ''))
    .filter((text) => text !== '')
    .slice(-MAX_NOTES);
  return {
    incident,
    errorLines: lines,
    templates: templates.filter(({ errors }) => errors > 0),
    changes: [...occurrences].sort((a, b) => a.at - b.at),
    notes,
    closedBy: events.findLast(({ type }) => type === 'confirmed')?.actor.name ?? null,
  };
}
