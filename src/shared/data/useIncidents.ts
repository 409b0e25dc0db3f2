import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type IncidentListQuery } from '@incident-memory/contract';
import { callSidecar } from '../api/callSidecar';
import { newIdempotencyKey } from '../api/idempotencyKey';
import { useRenewal } from '../live/LiveContext';
import { KEYS } from './keys';

export type IncidentFilters = Partial<IncidentListQuery>;

export function useIncidents(filters: IncidentFilters) {
  return useInfiniteQuery({
    queryKey: [...KEYS.incidents, filters],
    queryFn: ({ signal, pageParam }) =>
      callSidecar('listIncidents', {
        query: { ...filters, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (lastPage) => lastPage.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: useRenewal(),
  });
}

export function useAcknowledgeMany() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (incidents: string[]) =>
      callSidecar('acknowledgeMany', { body: { incidents }, idempotencyKey: newIdempotencyKey() }),
    onSettled: () => {
      for (const queryKey of [KEYS.incidents, KEYS.overview, ['incident'] as const]) {
        void client.invalidateQueries({ queryKey });
      }
    },
  });
}
