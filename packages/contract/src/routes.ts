import type { z } from 'zod';
import { AskAnswer, AskBody } from './ask.ts';
import { DETECTION_ROUTES } from './detection-routes.ts';
import { IncidentEvidence } from './detection.ts';
import {
  BulkAcknowledgeAnswer,
  BulkAcknowledgeBody,
  DismissBody,
  EmptyBody,
  Incident,
  IncidentChart,
  IncidentListQuery,
  IncidentParams,
  MergeBody,
  NoteBody,
  ReopenBody,
  ResolutionNotes,
  SplitBody,
  TimelineEntry,
  UnmergeBody,
} from './incident.ts';
import { IMPORT_ROUTES } from './memory/imports.ts';
import { KEEPING_ROUTES } from './memory/keeping.ts';
import { MEMORY_ROUTES } from './memory/routes.ts';
import { SESSION_ROUTES } from './memory/sessions.ts';
import { Overview } from './overview.ts';
import { get, NoQuery, type Route } from './route.ts';
import { page, PageQuery, QueryInstant, ServiceList } from './scalars.ts';
import {
  Capabilities,
  ConnectionTestAnswer,
  ConnectionTestBody,
  InjectAnswer,
  InjectBody,
  SettingsAnswer,
} from './settings.ts';
import {
  GraphQuery,
  MetricNameAnswer,
  MetricNameQuery,
  MetricQuery,
  MetricSeries,
  OccurrencePage,
  OccurrenceQuery,
  OperationAnswer,
  OperationQuery,
  RelationAnswer,
  RelationQuery,
  ServiceGraph,
  SourcesAnswer,
  TemplateAnswer,
  TemplateQuery,
  TemplateRateQuery,
  TemplateRates,
  TrafficQuery,
  TrafficRates,
} from './signals.ts';
import { LogPage, LogQuery, RateQuery, ServiceListAnswer, ServiceRates } from './telemetry.ts';

function act<Name extends string, Body extends z.ZodType>(name: Name, summary: string, body: Body) {
  return {
    method: 'POST',
    path: `/v1/incidents/:incident/${name}` as const,
    role: 'Editor',
    summary,
    params: IncidentParams,
    body,
    answer: Incident,
    versioned: true,
  } as const;
}

/**
 * The route table: one row an address. The sidecar registers its handlers from it, the OpenAPI document is
 * generated from it, and the tests of roles, tenancy and bad input walk through it, so that none can be forgotten.
 */
export const ROUTES = {
  capabilities: {
    method: 'GET',
    path: '/v1/capabilities',
    role: 'Viewer',
    summary: 'What this sidecar can, and who is asking',
    query: NoQuery,
    answer: Capabilities,
  },
  openapi: {
    method: 'GET',
    path: '/v1/openapi.json',
    role: 'Viewer',
    summary: 'This interface as an OpenAPI document',
    query: NoQuery,
    answer: null,
  },
  overview: {
    method: 'GET',
    path: '/v1/overview',
    role: 'Viewer',
    summary: 'How things are, and whether the quiet can be trusted',
    query: NoQuery,
    answer: Overview,
  },
  stream: {
    method: 'GET',
    path: '/v1/stream',
    role: 'Viewer',
    summary: 'Server-sent events: what changed',
    query: NoQuery,
    answer: null,
  },
  listIncidents: {
    method: 'GET',
    path: '/v1/incidents',
    role: 'Viewer',
    summary: 'Incidents that the reader may see',
    query: IncidentListQuery,
    answer: page(Incident),
  },
  readIncident: {
    method: 'GET',
    path: '/v1/incidents/:incident',
    role: 'Viewer',
    summary: 'One incident',
    params: IncidentParams,
    query: NoQuery,
    answer: Incident,
  },
  readTimeline: {
    method: 'GET',
    path: '/v1/incidents/:incident/events',
    role: 'Viewer',
    summary: 'Everything that people and the system did',
    params: IncidentParams,
    query: PageQuery,
    answer: page(TimelineEntry),
  },
  readIncidentChart: {
    method: 'GET',
    path: '/v1/incidents/:incident/chart',
    role: 'Viewer',
    summary: 'Errors around the start, with the rule',
    params: IncidentParams,
    query: NoQuery,
    answer: IncidentChart,
  },
  readIncidentSamples: {
    method: 'GET',
    path: '/v1/incidents/:incident/samples',
    role: 'Viewer',
    summary: 'Sample error lines of its services',
    params: IncidentParams,
    query: NoQuery,
    answer: LogPage,
  },
  acknowledgeIncident: act('acknowledge', 'Say that someone is on it', EmptyBody),
  markMitigating: act('mitigating', 'Say that a mitigation is under way', EmptyBody),
  requestHelp: act('help', 'Ask for help', EmptyBody),
  markCanWait: act('can-wait', 'Say that it can wait', EmptyBody),
  confirmIncident: act('confirm', 'Confirm that it is over, with structured notes', ResolutionNotes),
  dismissIncident: act('dismiss', 'Say that it was none', DismissBody),
  reopenIncident: act('reopen', 'Open it again', ReopenBody),
  splitIncident: act('split', 'Make what does not belong to it an incident of its own', SplitBody),
  mergeIncident: act('merge', 'Make it part of another incident', MergeBody),
  unmergeIncident: act('unmerge', 'Take a merge back', UnmergeBody),
  readEvidence: {
    method: 'GET',
    path: '/v1/incidents/:incident/evidence',
    role: 'Viewer',
    summary: 'What was seen around the start: bands, messages, calls, changes',
    params: IncidentParams,
    query: NoQuery,
    answer: IncidentEvidence,
  },
  noteIncident: act('notes', 'Add a note to the timeline', NoteBody),
  acknowledgeMany: {
    method: 'POST',
    path: '/v1/incidents/acknowledge',
    role: 'Editor',
    summary: 'Acknowledge several at once',
    body: BulkAcknowledgeBody,
    answer: BulkAcknowledgeAnswer,
  },
  listEvents: {
    method: 'GET',
    path: '/v1/events',
    role: 'Viewer',
    summary: 'Timeline entries of all incidents, newest first',
    query: PageQuery.extend({ from: QueryInstant, to: QueryInstant, service: ServiceList.optional() }),
    answer: page(TimelineEntry),
  },
  ...DETECTION_ROUTES,
  ...MEMORY_ROUTES,
  ...KEEPING_ROUTES,
  ...SESSION_ROUTES,
  ...IMPORT_ROUTES,
  listServices: {
    method: 'GET',
    path: '/v1/services',
    role: 'Viewer',
    summary: 'Services that were seen, with their present state',
    query: NoQuery,
    answer: ServiceListAnswer,
  },
  readRates: {
    method: 'GET',
    path: '/v1/services/rates',
    role: 'Viewer',
    summary: 'Lines, warnings and errors a step, by service',
    query: RateQuery,
    answer: ServiceRates,
  },
  searchLogs: {
    method: 'GET',
    path: '/v1/logs',
    role: 'Viewer',
    summary: 'Log lines, newest first',
    query: LogQuery,
    answer: LogPage,
  },
  listTemplates: get('/v1/templates', {
    summary: 'Message templates with their counts, and those of the span before',
    query: TemplateQuery,
    answer: TemplateAnswer,
  }),
  readTemplateRates: get('/v1/templates/rates', {
    summary: 'Lines and errors a step, by template',
    query: TemplateRateQuery,
    answer: TemplateRates,
  }),
  listOperations: get('/v1/operations', {
    summary: 'Requests, errors and latency, by operation',
    query: OperationQuery,
    answer: OperationAnswer,
  }),
  readTraffic: get('/v1/operations/rates', {
    summary: 'Requests, errors and latency a step',
    query: TrafficQuery,
    answer: TrafficRates,
  }),
  readGraph: get('/v1/graph', {
    summary: 'Who calls whom, how often and how well',
    query: GraphQuery,
    answer: ServiceGraph,
  }),
  listMetrics: get('/v1/metrics', {
    summary: 'Metrics that services report',
    query: MetricNameQuery,
    answer: MetricNameAnswer,
  }),
  readMetrics: get('/v1/metrics/rates', {
    summary: 'Values of metrics a step, by series',
    query: MetricQuery,
    answer: MetricSeries,
  }),
  listOccurrences: get('/v1/occurrences', {
    summary: 'Changes and what Kubernetes did, newest first',
    query: OccurrenceQuery,
    answer: OccurrencePage,
  }),
  listRelations: get('/v1/relations', {
    summary: 'What belongs to what',
    query: RelationQuery,
    answer: RelationAnswer,
  }),
  listSources: get('/v1/sources', {
    summary: 'Where signals come from: freshness, lag, cost, and what did not fit',
    query: NoQuery,
    answer: SourcesAnswer,
  }),
  ask: {
    method: 'POST',
    path: '/v1/ask',
    role: 'Viewer',
    summary: 'What is known about this spike',
    body: AskBody,
    answer: AskAnswer,
  },
  readSettings: {
    method: 'GET',
    path: '/v1/settings',
    role: 'Admin',
    summary: 'What is configured, and where',
    query: NoQuery,
    answer: SettingsAnswer,
  },
  testConnection: {
    method: 'POST',
    path: '/v1/settings/test',
    role: 'Admin',
    summary: 'Try a connection now',
    body: ConnectionTestBody,
    answer: ConnectionTestAnswer,
  },
  injectErrors: {
    method: 'POST',
    path: '/v1/demo/inject',
    role: 'Editor',
    summary: 'Break a service of the demo',
    body: InjectBody,
    answer: InjectAnswer,
  },
} as const satisfies Record<string, Route>;

export type RouteId = keyof typeof ROUTES;
export const ROUTE_IDS = Object.keys(ROUTES) as RouteId[];

type Parsed<R, K extends string> = R extends { [P in K]: infer S extends z.ZodType } ? z.output<S> : undefined;
type Sent<R, K extends string> = R extends { [P in K]: infer S extends z.ZodType } ? z.input<S> : undefined;

/** What a handler receives after validation, and what it must answer. */
export type RouteParams<Id extends RouteId> = Parsed<(typeof ROUTES)[Id], 'params'>;
export type RouteQuery<Id extends RouteId> = Parsed<(typeof ROUTES)[Id], 'query'>;
export type RouteBody<Id extends RouteId> = Parsed<(typeof ROUTES)[Id], 'body'>;
export type RouteAnswer<Id extends RouteId> = Parsed<(typeof ROUTES)[Id], 'answer'>;
/** What a client sends: before defaults are filled in. */
export type RouteBodySent<Id extends RouteId> = Sent<(typeof ROUTES)[Id], 'body'>;
