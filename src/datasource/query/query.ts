import { type DataQuery } from '@grafana/schema';
import { type IncidentState, type RouteQuery, type Severity } from '@incident-memory/contract';

/** What a saved query asks for. Dashboards keep these for years: change them only with a migration (migrateQuery.ts). */
export const QUERY_VERSION = 4;

export const QUERY_TYPES = [
  'incidents',
  'incident-states',
  'service-rates',
  'events',
  'templates',
  'template-rates',
  'traffic',
  'graph',
  'metrics',
  'changes',
  'logs',
  'alarms',
  'bands',
  'memories',
  'recall',
  'learning',
] as const;
export type QueryType = (typeof QUERY_TYPES)[number];

export const METRICS = ['errors', 'warnings', 'lines'] as const;
export type Metric = (typeof METRICS)[number];

export const TRAFFIC_FIGURES = ['requests', 'errors', 'p50', 'p95', 'p99'] as const;
export type TrafficFigure = (typeof TRAFFIC_FIGURES)[number];

export const BAND_SIGNALS: ReadonlyArray<RouteQuery<'readBand'>['signal']> = [
  'errors',
  'requests',
  'failures',
  'latency',
  'metric',
];
export type BandSignal = (typeof BAND_SIGNALS)[number];

export const ALARM_SHOWS: ReadonlyArray<RouteQuery<'listAlarms'>['show']> = ['inbox', 'trial', 'incident', 'all'];
export type AlarmShow = (typeof ALARM_SHOWS)[number];

/** The contract's lists without its schemas, which would bring zod into this module; a test keeps them equal. */
export const STATES: readonly IncidentState[] = ['open', 'awaiting-confirmation', 'resolved', 'dismissed', 'merged'];
export const SEVERITY_LEVELS: readonly Severity[] = ['low', 'medium', 'high', 'critical'];

export const DEFAULT_LIMIT = 200;
export const MAX_LIMIT = 1000;

export interface IncidentMemoryQuery extends DataQuery {
  v: typeof QUERY_VERSION;
  type: QueryType;
  /** Names or variables; none means all. The same for states and severities. */
  services: string[];
  states: string[];
  severities: string[];
  metric: Metric;
  perSecond: boolean;
  /** Of requests: which figure, and of which operations; none means each service as a whole. */
  figure: TrafficFigure;
  operations: string[];
  /** Names of metrics or variables. */
  metricNames: string[];
  /** Text that lines, messages and memories must have in them; '' for all. Of recall: what is seen. */
  contains: string;
  /** Of alarms: findings that wait, what would have fired, what is in incidents. */
  show: AlarmShow;
  /** Of bands. */
  signal: BandSignal;
  /** Of recall: an incident by any of its names, or a variable; without one, the text and the service. */
  incident: string;
  limit: number;
}

export type QueryOptions = Omit<IncidentMemoryQuery, 'refId'>;

export const DEFAULT_QUERY: QueryOptions = {
  v: QUERY_VERSION,
  type: 'incidents',
  services: [],
  states: [],
  severities: [],
  metric: 'errors',
  perSecond: false,
  figure: 'requests',
  operations: [],
  metricNames: [],
  contains: '',
  show: 'all',
  signal: 'errors',
  incident: '',
  limit: DEFAULT_LIMIT,
};

/** What is searched by a text. */
export const TEXT_TYPES: ReadonlySet<QueryType> = new Set<QueryType>([
  'templates',
  'template-rates',
  'logs',
  'memories',
  'recall',
]);

const TYPE_NAMES: Record<QueryType, string> = {
  incidents: 'Incidents',
  'incident-states': 'Service states',
  'service-rates': 'Service rates',
  events: 'Events',
  templates: 'Messages',
  'template-rates': 'Message rates',
  traffic: 'Requests',
  graph: 'Service graph',
  metrics: 'Metrics',
  changes: 'Changes',
  logs: 'Log lines',
  alarms: 'Alarms and findings',
  bands: 'What is usual',
  memories: 'Memories',
  recall: 'Similar incidents',
  learning: 'Learning confidence',
};

export function queryTypeName(type: QueryType): string {
  return TYPE_NAMES[type];
}

/** One line for the collapsed query row. */
export function describeQuery(query: IncidentMemoryQuery): string {
  const services = query.services.length === 0 ? 'all services' : query.services.join(', ');
  const parts = [TYPE_NAMES[query.type], services];
  if (query.type === 'service-rates') {
    parts.push(query.perSecond ? `${query.metric} per second` : query.metric);
  }
  if (query.type === 'traffic') {
    parts.push(...query.operations, query.figure);
  }
  if (query.type === 'alarms') {
    parts.push(query.show);
  }
  if (query.type === 'bands') {
    parts.push(query.signal);
  }
  if (query.type === 'metrics' || (query.type === 'bands' && query.signal === 'metric')) {
    parts.push(...query.metricNames);
  }
  if (query.contains !== '' && TEXT_TYPES.has(query.type)) {
    parts.push(`“${query.contains}”`);
  }
  if (query.type === 'recall' && query.incident !== '') {
    parts.push(query.incident);
  }
  if (query.type === 'incidents') {
    parts.push(...query.states, ...query.severities);
  }
  return parts.join(' · ');
}
