import { type DataFrame, type ScopedVars } from '@grafana/data';
import { type TemplateSrv } from '@grafana/runtime';
import { type IncidentState, type Severity } from '@incident-memory/contract';
import { callSidecar } from '../shared/api/callSidecar';
import { interpolateNames, MAX_NAMES, type ReplaceVariables } from '../shared/names/interpolateNames';
import { eventAnnotations, incidentAnnotations } from './frames/annotationFrames';
import { eventTable } from './frames/eventFrames';
import { type FrameContext, incidentTable, serviceStates } from './frames/incidentFrames';
import { rateFrames } from './frames/rateFrames';
import { type IncidentMemoryQuery, SEVERITY_LEVELS, STATES } from './query/query';
import { stepSeconds } from './query/stepSeconds';
import { type Collected, readPages } from './readPages';

export interface Asked {
  query: IncidentMemoryQuery;
  purpose: 'panel' | 'annotation';
  context: FrameContext;
  maxDataPoints: number | undefined;
  signal: AbortSignal;
}

/** A query that cannot be answered as it stands; the sentence says what to change. */
export class QueryProblem extends Error {}

/** Variables in a query become plain names. */
export function interpolateQuery(
  query: IncidentMemoryQuery,
  templates: TemplateSrv,
  scopedVars: ScopedVars
): IncidentMemoryQuery {
  const replace: ReplaceVariables = (text, format) => templates.replace(text, scopedVars, format);
  return {
    ...query,
    services: interpolateNames(query.services, replace),
    states: interpolateNames(query.states, replace),
    severities: interpolateNames(query.severities, replace),
  };
}

function known<Value extends string>(names: string[], allowed: readonly Value[], what: string): Value[] {
  return names.map((name) => {
    const value = allowed.find((candidate) => candidate === name);
    if (value === undefined) {
      throw new QueryProblem(`"${name}" is no ${what} of an incident. Choose from: ${allowed.join(', ')}.`);
    }
    return value;
  });
}

function checkedServices(services: string[]): string[] {
  if (services.length > MAX_NAMES) {
    throw new QueryProblem(
      `${services.length} services are too many for one query; ${MAX_NAMES} are taken. ` +
        'Choose fewer, or set the custom "All" value of the variable to * so that All means no filter.'
    );
  }
  return services;
}

function noteTruncation(frames: DataFrame[], collected: Collected<unknown>): DataFrame[] {
  const first = frames[0];
  if (collected.truncated && first !== undefined) {
    const text = `Only the newest ${collected.items.length} are shown. Raise the limit or shorten the time range.`;
    first.meta = { ...first.meta, notices: [{ severity: 'warning', text }] };
  }
  return frames;
}

async function answerIncidents({ query, purpose, context, signal }: Asked): Promise<DataFrame[]> {
  const filter: { state: IncidentState[]; severity: Severity[]; service: string[]; from: number; to: number } = {
    state: known(query.states, STATES, 'state'),
    severity: known(query.severities, SEVERITY_LEVELS, 'severity'),
    service: checkedServices(query.services),
    from: context.from,
    to: context.to,
  };
  const collected = await readPages(query.limit, (page) =>
    callSidecar('listIncidents', { query: { ...filter, ...page }, signal })
  );
  if (purpose === 'annotation') {
    return noteTruncation([incidentAnnotations(collected.items, context)], collected);
  }
  const frames =
    query.type === 'incident-states'
      ? serviceStates(collected.items, context)
      : [incidentTable(collected.items, context)];
  return noteTruncation(frames, collected);
}

async function answerEvents({ query, purpose, context, signal }: Asked): Promise<DataFrame[]> {
  const service = checkedServices(query.services);
  const { from, to } = context;
  const collected = await readPages(query.limit, (page) =>
    callSidecar('listEvents', { query: { from, to, service, ...page }, signal })
  );
  const frame =
    purpose === 'annotation'
      ? eventAnnotations(collected.items, query.refId)
      : eventTable(collected.items, query.refId);
  return noteTruncation([frame], collected);
}

async function answerRates({ query, context, maxDataPoints, signal }: Asked): Promise<DataFrame[]> {
  const { from, to } = context;
  const rates = await callSidecar('readRates', {
    query: {
      from,
      to,
      stepSeconds: stepSeconds(to - from, maxDataPoints),
      service: checkedServices(query.services),
    },
    signal,
  });
  return rateFrames(rates, query);
}

/** One interpolated query to frames. Throws a QueryProblem or an ApiError. */
export async function answerQuery(asked: Asked): Promise<DataFrame[]> {
  switch (asked.query.type) {
    case 'incidents':
    case 'incident-states':
      return answerIncidents(asked);
    case 'events':
      return answerEvents(asked);
    case 'service-rates':
      if (asked.purpose === 'annotation') {
        throw new QueryProblem('Rates cannot be annotations. Choose Incidents or Events in the annotation query.');
      }
      return answerRates(asked);
  }
}
