import type { RecallBody } from '@incident-memory/contract';
import type { z } from 'zod';
import type { IncidentRecord } from '../../../domain/incidents/incident-record.ts';
import type { Situation } from '../../../domain/memory/answer/situation.ts';
import { memoryIdOf } from '../../../domain/memory/capture/captured-incident.ts';
import { contextOfIncident } from '../../../domain/memory/capture/context-of-incident.ts';
import { signatureOfIncident } from '../../../domain/memory/capture/signature-of-incident.ts';
import type { MemoryRecord } from '../../../domain/memory/memory-record.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { CandidateFilter } from '../../../ports/stores/memories/recall-index.ts';
import type { Stores } from '../../../ports/stores/stores.ts';
import { gatherFacts } from '../capture/gather-facts.ts';

/** What is asked of recall: the situation, and among which memories. */
export interface Asked {
  readonly situation: Situation;
  readonly neighbours: readonly string[];
  readonly filter: CandidateFilter;
  readonly limit: number;
  /** The lists of the answer fit into so many. */
  readonly tokens: number | null;
}

type SituationStores = Pick<Stores, 'events' | 'logs' | 'templates' | 'occurrences' | 'traffic'>;

const INCIDENT_LIMIT = 10;
/** Who called whom around the start. */
const CALLS_AROUND_MS = 30 * 60_000;

/** Words that somebody typed, or what a client knows. */
export function askedInWords(body: z.output<typeof RecallBody>, now: number): Asked {
  const { text, service, errorType, fingerprints, templates, context, categories, labels, from, to } = body;
  return {
    situation: {
      at: now,
      began: null,
      text,
      service: service ?? null,
      services: service === undefined ? [] : [service],
      errorType: errorType ?? null,
      fingerprints,
      templates: templates.map((id) => ({ id, text: '' })),
      context,
      refused: [],
    },
    neighbours: [],
    filter: {
      ...(categories === undefined ? {} : { categories }),
      ...(labels === undefined ? {} : { labels: Object.entries(labels).map(([key, value]) => ({ key, value })) }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    },
    limit: body.limit,
    tokens: body.tokens ?? null,
  };
}

/** What is seen of an incident now; `own` is what is remembered of it so far. */
export async function askedByIncident(
  { stores, clock }: { stores: SituationStores; clock: Pick<Clock, 'now'> },
  scope: Scope,
  { incident, own }: { incident: IncidentRecord; own: MemoryRecord | null }
): Promise<Asked> {
  const services = incident.services.map(({ service }) => service);
  const around = { from: incident.startedAt - CALLS_AROUND_MS, to: incident.startedAt + CALLS_AROUND_MS };
  const [facts, calls] = await Promise.all([
    gatherFacts({ stores, clock }, incident),
    stores.traffic.calls(scope, { services, ...around, stepMs: null }),
  ]);
  const { errorType, fingerprints, templates, symptoms } = signatureOfIncident(facts);
  const neighbours = new Set(calls.flatMap(({ caller, callee }) => [caller, callee]));
  services.forEach((service) => neighbours.delete(service));
  return {
    situation: {
      at: clock.now(),
      began: incident.startedAt,
      text: [errorType ?? '', ...templates.map(({ text }) => text), ...symptoms, ...facts.notes]
        .filter((part) => part !== '')
        .join('\n'),
      service: incident.service,
      services,
      ...{ errorType, fingerprints, templates },
      context: contextOfIncident(incident, facts.changes),
      refused: (own?.attempts ?? []).filter(({ state }) => state === 'rejected').map(({ fix }) => fix),
    },
    neighbours: [...neighbours],
    filter: { without: [memoryIdOf(incident.id)] },
    limit: INCIDENT_LIMIT,
    tokens: null,
  };
}
