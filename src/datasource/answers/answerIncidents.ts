import { type DataFrame } from '@grafana/data';
import { type IncidentState, type Severity } from '@incident-memory/contract';
import { callSidecar } from '../../shared/api/callSidecar';
import { eventAnnotations, incidentAnnotations } from '../frames/annotationFrames';
import { eventTable } from '../frames/eventFrames';
import { incidentTable, serviceStates } from '../frames/incidentFrames';
import { SEVERITY_LEVELS, STATES } from '../query/query';
import { type Asked, checkedServices, noteTruncation, QueryProblem } from './asked';
import { readPages } from './readPages';

function known<Value extends string>(names: string[], allowed: readonly Value[], what: string): Value[] {
  return names.map((name) => {
    const value = allowed.find((candidate) => candidate === name);
    if (value === undefined) {
      throw new QueryProblem(`"${name}" is no ${what} of an incident. Choose from: ${allowed.join(', ')}.`);
    }
    return value;
  });
}

export async function answerIncidents({ query, purpose, context, signal }: Asked): Promise<DataFrame[]> {
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

export async function answerEvents({ query, purpose, context, signal }: Asked): Promise<DataFrame[]> {
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
