import {
  ALARM_SHOWS,
  type AlarmShow,
  BAND_SIGNALS,
  type BandSignal,
  DEFAULT_LIMIT,
  DEFAULT_QUERY,
  type IncidentMemoryQuery,
  MAX_LIMIT,
  type Metric,
  METRICS,
  QUERY_TYPES,
  QUERY_VERSION,
  type QueryType,
  TRAFFIC_FIGURES,
  type TrafficFigure,
} from './query';

/** Saved by a newer plugin: guessing its meaning could show wrong numbers, so it is refused. */
export class QueryVersionError extends Error {
  constructor(version: unknown) {
    super(
      `This query was saved by a newer Incident Memory (query version ${String(version)}; this one reads up to ${QUERY_VERSION}). ` +
        'Update the plugin, or build the query anew.'
    );
    this.name = 'QueryVersionError';
  }
}

/** As the sidecar takes it; what recall is asked about may be a whole stack trace. */
const CONTAINS_LENGTH = 200;
const SITUATION_LENGTH = 4000;
const REFERENCE_LENGTH = 100;

type Saved = Record<string, unknown> & { refId?: unknown };

function isSaved(saved: unknown): saved is Saved {
  return typeof saved === 'object' && saved !== null && !Array.isArray(saved);
}

function names(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string' && name !== '') : [];
}

function text(value: unknown, longest: number): string {
  return typeof value === 'string' ? value.slice(0, longest) : '';
}

function oneOf<Value extends string>(value: unknown, allowed: readonly Value[], otherwise: Value): Value {
  return allowed.find((candidate) => candidate === value) ?? otherwise;
}

function boundedLimit(value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return DEFAULT_LIMIT;
  }
  return Math.min(MAX_LIMIT, Math.max(1, Math.round(value)));
}

/**
 * Brings whatever a dashboard has saved to the present version. Version 2 added what is asked of signals, version
 * 3 alarms and bands, version 4 what memory knows; what an earlier query says means the same. A query without a version was written by hand or
 * belongs to the data source that the panel used before: what fits is kept, the rest gets its default.
 */
export function migrateQuery(saved: unknown): IncidentMemoryQuery {
  const from: Saved = isSaved(saved) ? saved : {};
  const version = from.v ?? 0;
  if (typeof version !== 'number' || !Number.isInteger(version) || version > QUERY_VERSION || version < 0) {
    throw new QueryVersionError(from.v);
  }
  const type = oneOf<QueryType>(from.type, QUERY_TYPES, DEFAULT_QUERY.type);
  const migrated: IncidentMemoryQuery = {
    v: QUERY_VERSION,
    refId: typeof from.refId === 'string' ? from.refId : 'A',
    type,
    services: names(from.services),
    states: names(from.states),
    severities: names(from.severities),
    metric: oneOf<Metric>(from.metric, METRICS, DEFAULT_QUERY.metric),
    perSecond: from.perSecond === true,
    figure: oneOf<TrafficFigure>(from.figure, TRAFFIC_FIGURES, DEFAULT_QUERY.figure),
    operations: names(from.operations),
    metricNames: names(from.metricNames),
    contains: text(from.contains, type === 'recall' ? SITUATION_LENGTH : CONTAINS_LENGTH),
    show: oneOf<AlarmShow>(from.show, ALARM_SHOWS, DEFAULT_QUERY.show),
    signal: oneOf<BandSignal>(from.signal, BAND_SIGNALS, DEFAULT_QUERY.signal),
    incident: text(from.incident, REFERENCE_LENGTH),
    limit: boundedLimit(from.limit),
  };
  if (from.hide === true) {
    migrated.hide = true;
  }
  const { datasource } = from;
  if (isSaved(datasource) && typeof datasource.uid === 'string') {
    migrated.datasource = { type: 'incidentmemory-datasource', uid: datasource.uid };
  }
  return migrated;
}
