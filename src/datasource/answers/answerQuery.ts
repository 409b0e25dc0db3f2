import { type DataFrame, type ScopedVars } from '@grafana/data';
import { type TemplateSrv } from '@grafana/runtime';
import { interpolateNames, type ReplaceVariables } from '../../shared/names/interpolateNames';
import { type IncidentMemoryQuery, type QueryType, queryTypeName } from '../query/query';
import { answerAlarms, answerBands } from './answerDetection';
import { answerEvents, answerIncidents } from './answerIncidents';
import { answerLearning, answerMemories, answerRecall } from './answerMemory';
import {
  answerChanges,
  answerGraph,
  answerLogs,
  answerMetrics,
  answerRates,
  answerTemplateRates,
  answerTemplates,
  answerTraffic,
} from './answerSignals';
import { type Asked, QueryProblem } from './asked';

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
    operations: interpolateNames(query.operations, replace),
    metricNames: interpolateNames(query.metricNames, replace),
    contains: templates.replace(query.contains, scopedVars),
    incident: templates.replace(query.incident, scopedVars),
  };
}

const ANSWERS: Record<QueryType, (asked: Asked) => Promise<DataFrame[]>> = {
  incidents: answerIncidents,
  'incident-states': answerIncidents,
  events: answerEvents,
  'service-rates': answerRates,
  templates: answerTemplates,
  'template-rates': answerTemplateRates,
  traffic: answerTraffic,
  graph: answerGraph,
  metrics: answerMetrics,
  changes: answerChanges,
  logs: answerLogs,
  alarms: answerAlarms,
  bands: answerBands,
  memories: answerMemories,
  recall: answerRecall,
  learning: answerLearning,
};

/** What happened at a time, and so can stand on a chart. */
const ANNOTATIONS: ReadonlySet<QueryType> = new Set<QueryType>([
  'incidents',
  'incident-states',
  'events',
  'changes',
  'alarms',
]);

/** One interpolated query to frames. Throws a QueryProblem or an ApiError. */
export async function answerQuery(asked: Asked): Promise<DataFrame[]> {
  const { type } = asked.query;
  if (asked.purpose === 'annotation' && !ANNOTATIONS.has(type)) {
    throw new QueryProblem(
      `${queryTypeName(type)} cannot be annotations. Choose Incidents, Events, Changes or Alarms in the annotation query.`
    );
  }
  return ANSWERS[type](asked);
}
