import { type IncidentListQuery, type IncidentState, type Severity } from '@incident-memory/contract';
import { type IncidentFilters } from '../../shared/data/useIncidents';
import { SEVERITY_WORDS } from '../../shared/tags/SeverityBadge';
import { STATE_WORDS } from '../../shared/tags/StateBadge';
import { type UrlChange } from '../../shared/useUrlState';

export type Sort = IncidentListQuery['sort'];

export interface LiveFilters {
  states: IncidentState[];
  severities: Severity[];
  services: string[];
  /** Only where users are hurt. */
  outages: boolean;
  /** Only what nobody said to be on. */
  unowned: boolean;
  sort: Sort;
  /** A time range that a link brought along. */
  range: { from: number; to: number } | null;
}

/** What is live: going on, or waiting for a person's word. */
export const LIVE_STATES: IncidentState[] = ['open', 'awaiting-confirmation'];
export const ALL_STATES: IncidentState[] = [...LIVE_STATES, 'resolved', 'dismissed', 'merged'];
export const ALL_SEVERITIES: Severity[] = ['critical', 'high', 'medium', 'low'];

const SORTS: Record<Sort, string> = {
  '-startedAt': 'Newest first',
  startedAt: 'Oldest first',
  '-updatedAt': 'Last changed first',
};
export const SORT_OPTIONS = Object.entries(SORTS).map(([value, label]) => ({ value: value as Sort, label }));

/** What an address asks for; what it says wrongly is left out rather than refused. */
export function readFilters(parameters: URLSearchParams): LiveFilters {
  const list = (key: string) => (parameters.get(key) ?? '').split(',').filter((part) => part !== '');
  const states = list('state').filter((state): state is IncidentState => state in STATE_WORDS);
  const sort = parameters.get('sort') ?? '';
  const [from, to] = [Number(parameters.get('from')), Number(parameters.get('to'))];
  return {
    states: states.length === 0 ? LIVE_STATES : states,
    severities: list('severity').filter((severity): severity is Severity => severity in SEVERITY_WORDS),
    services: list('service'),
    outages: parameters.get('outage') === 'true',
    unowned: parameters.get('acknowledged') === 'false',
    sort: sort in SORTS ? (sort as Sort) : '-startedAt',
    range: from > 0 && to > from ? { from, to } : null,
  };
}

export function toQuery(filters: LiveFilters): IncidentFilters {
  return {
    state: filters.states,
    ...(filters.severities.length === 0 ? {} : { severity: filters.severities }),
    ...(filters.services.length === 0 ? {} : { service: filters.services }),
    ...(filters.outages ? { outage: 'true' as const } : {}),
    ...(filters.unowned ? { acknowledged: 'false' as const } : {}),
    ...filters.range,
    sort: filters.sort,
    limit: 50,
  };
}

/** Whether nothing narrows the list beyond what is live. */
export function isUnfiltered(filters: LiveFilters): boolean {
  const { severities, services, outages, unowned, range } = filters;
  return severities.length === 0 && services.length === 0 && !outages && !unowned && range === null;
}

/** The address of a list that nothing narrows. */
export const NO_FILTERS: UrlChange = {
  state: null,
  severity: null,
  service: null,
  outage: null,
  acknowledged: null,
  from: null,
  to: null,
};
