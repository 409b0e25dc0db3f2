import { type RouteAnswer, type RouteQuery } from '@incident-memory/contract';
import { keepPreviousData, useInfiniteQuery, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { callSidecar } from '../api/callSidecar';

type SignalRoute =
  | 'readRates'
  | 'listTemplates'
  | 'listOperations'
  | 'readTraffic'
  | 'readGraph'
  | 'listMetrics'
  | 'readMetrics'
  | 'listOccurrences';

/** A range that ends now moves on every few seconds, and each step asks anew: what was shown stays until then. */
export function useSignals<Id extends SignalRoute>(
  route: Id,
  query: Partial<RouteQuery<Id>>
): UseQueryResult<RouteAnswer<Id>> {
  return useQuery({
    queryKey: [route, query],
    queryFn: ({ signal }) => callSidecar<Id>(route, { query, signal }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
}

const RELATIONS_RENEWED_MS = 60_000;

export function useRelations(kind: string, name: string) {
  return useQuery({
    queryKey: ['listRelations', kind, name],
    queryFn: ({ signal }) => callSidecar('listRelations', { query: { kind, name }, signal }),
    refetchInterval: RELATIONS_RENEWED_MS,
  });
}

const SOURCES_RENEWED_MS = 5_000;

export function useSources() {
  return useQuery({
    queryKey: ['listSources'],
    queryFn: ({ signal }) => callSidecar('listSources', { signal }),
    refetchInterval: SOURCES_RENEWED_MS,
  });
}

/** Newest first, page by page. */
export function useLogLines(query: Partial<RouteQuery<'searchLogs'>>) {
  return useInfiniteQuery({
    queryKey: ['searchLogs', query],
    queryFn: ({ signal, pageParam }) =>
      callSidecar('searchLogs', { query: { ...query, ...(pageParam === null ? {} : { cursor: pageParam }) }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (lastPage) => lastPage.nextCursor,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
}
