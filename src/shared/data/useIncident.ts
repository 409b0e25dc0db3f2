import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { callSidecar } from '../api/callSidecar';
import { useRenewal } from '../live/LiveContext';
import { KEYS } from './keys';

export function useIncident(reference: string) {
  return useQuery({
    queryKey: KEYS.incident(reference),
    queryFn: ({ signal }) => callSidecar('readIncident', { incident: reference, signal }),
    refetchInterval: useRenewal(),
  });
}

export function useIncidentChart(reference: string) {
  return useQuery({
    queryKey: [...KEYS.incident(reference), 'chart'],
    queryFn: ({ signal }) => callSidecar('readIncidentChart', { incident: reference, signal }),
    refetchInterval: useRenewal(),
  });
}

export function useIncidentSamples(reference: string) {
  return useQuery({
    queryKey: [...KEYS.incident(reference), 'samples'],
    queryFn: ({ signal }) => callSidecar('readIncidentSamples', { incident: reference, signal }),
    refetchInterval: useRenewal(),
  });
}

/** Bands, messages, calls and changes around its start. */
export function useEvidence(reference: string) {
  return useQuery({
    queryKey: [...KEYS.incident(reference), 'evidence'],
    queryFn: ({ signal }) => callSidecar('readEvidence', { incident: reference, signal }),
    refetchInterval: useRenewal(),
  });
}

export function useIncidentTimeline(reference: string) {
  return useInfiniteQuery({
    queryKey: [...KEYS.incident(reference), 'timeline'],
    queryFn: ({ signal, pageParam }) =>
      callSidecar('readTimeline', {
        incident: reference,
        query: { limit: 100, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (lastPage) => lastPage.nextCursor,
    refetchInterval: useRenewal(),
  });
}
