import { type Memory, type MemoryListQuery } from '@incident-memory/contract';
import { type MemoryFilters as Query } from '../../../shared/data/useMemories';
import { MEMORY_STATE_WORDS, PROVENANCE_WORDS } from '../../../shared/memory/memoryWords';
import { isSince, type Since } from '../../../shared/memory/since';

export type Sort = MemoryListQuery['sort'];

export interface ListFilters {
  text: string;
  kind: Memory['kind'] | null;
  states: Array<Memory['state']>;
  categories: string[];
  services: string[];
  provenances: Array<Memory['provenance']>;
  label: string;
  since: Since | null;
  sort: Sort;
}

const SORTS: Record<Sort, string> = {
  '-startedAt': 'Newest first',
  startedAt: 'Oldest first',
  '-updatedAt': 'Last changed first',
};
export const SORT_OPTIONS = Object.entries(SORTS).map(([value, label]) => ({ value: value as Sort, label }));

/** What an address asks for; what it says wrongly is left out rather than refused. */
export function readFilters(parameters: URLSearchParams): ListFilters {
  const list = (key: string) => (parameters.get(key) ?? '').split(',').filter((part) => part !== '');
  const [kind, since, sort] = ['kind', 'since', 'sort'].map((key) => parameters.get(key));
  return {
    text: parameters.get('text') ?? '',
    kind: kind === 'incident' || kind === 'note' ? kind : null,
    states: list('state').filter((state): state is Memory['state'] => Object.hasOwn(MEMORY_STATE_WORDS, state)),
    categories: list('category'),
    services: list('service'),
    provenances: list('provenance').filter((one): one is Memory['provenance'] => Object.hasOwn(PROVENANCE_WORDS, one)),
    label: parameters.get('label') ?? '',
    since: isSince(since ?? null) ? (since as Since) : null,
    sort: typeof sort === 'string' && Object.hasOwn(SORTS, sort) ? (sort as Sort) : '-startedAt',
  };
}

export function toQuery({ text, kind, states, categories, services, provenances, label, sort }: ListFilters): Query {
  return {
    ...(text === '' ? {} : { text }),
    ...(kind === null ? {} : { kind }),
    ...(states.length === 0 ? {} : { state: states }),
    ...(categories.length === 0 ? {} : { category: categories }),
    ...(services.length === 0 ? {} : { service: services }),
    ...(provenances.length === 0 ? {} : { provenance: provenances }),
    ...(label === '' ? {} : { label }),
    sort,
    limit: 50,
  };
}

/** Whether nothing narrows the list. */
export function isUnfiltered(filters: ListFilters): boolean {
  const { limit: _limit, sort: _sort, ...narrowing } = toQuery(filters);
  return Object.keys(narrowing).length === 0 && filters.since === null;
}

/** What takes every filter out of the address again. */
export const NO_FILTERS = {
  ...{ text: null, kind: null, state: null, category: null },
  ...{ service: null, provenance: null, label: null, since: null },
} as const;
