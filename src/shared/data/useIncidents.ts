import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type IncidentListQuery } from '@incident-memory/contract';
import { callSidecar } from '../api/callSidecar';
import { newIdempotencyKey } from '../api/idempotencyKey';
import { useRenewal } from '../live/LiveContext';
import { KEYS } from './keys';

export type IncidentFilters = Partial<IncidentListQuery>;

export function useIncidents(filters: IncidentFilters) {
  return useQuery({
    queryKey: [...KEYS.incidents, filters],
    queryFn: ({ signal }) => callSidecar('listIncidents', { query: filters, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: useRenewal(),
  });
}

export function useAcknowledgeMany() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (incidents: string[]) =>
      callSidecar('acknowledgeMany', { body: { incidents }, idempotencyKey: newIdempotencyKey() }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: KEYS.incidents }),
        client.invalidateQueries({ queryKey: KEYS.overview }),
      ]),
  });
}
