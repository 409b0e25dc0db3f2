import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type Alarm,
  type RouteAnswer,
  type RouteBody,
  type RouteBodySent,
  type RouteQuery,
} from '@incident-memory/contract';
import { callSidecar } from '../api/callSidecar';
import { newIdempotencyKey } from '../api/idempotencyKey';
import { useRenewal } from '../live/LiveContext';
import { KEYS } from './keys';

export type AlarmFilters = Partial<RouteQuery<'listAlarms'>>;

/** What detectors raised, newest first. `since` says how far back at the time of asking: a moving start is no new list. */
export function useAlarms(filters: AlarmFilters, sinceMilliseconds: number | null = null) {
  return useInfiniteQuery({
    queryKey: [...KEYS.alarms, filters, sinceMilliseconds],
    queryFn: ({ signal, pageParam }) =>
      callSidecar('listAlarms', {
        query: {
          ...filters,
          ...(sinceMilliseconds === null ? {} : { from: Date.now() - sinceMilliseconds }),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (lastPage) => lastPage.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: useRenewal(),
  });
}

export type Judgement =
  | { verdict: 'confirm'; reason: string }
  | { verdict: 'dismiss'; reason: string }
  | { verdict: 'undo' };

/** A person's word on an alarm; it counts for how far its detector is believed. */
export function useJudgeAlarm() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ alarm, judgement }: { alarm: Alarm; judgement: Judgement }) => {
      const call = { alarm: alarm.id, idempotencyKey: newIdempotencyKey() };
      switch (judgement.verdict) {
        case 'confirm':
          return callSidecar('confirmAlarm', { ...call, body: { reason: judgement.reason } });
        case 'dismiss':
          return callSidecar('dismissAlarm', { ...call, body: { reason: judgement.reason } });
        case 'undo':
          return callSidecar('reopenAlarm', { ...call, body: {} });
      }
    },
    onSettled: () => {
      for (const queryKey of [KEYS.alarms, KEYS.detectors]) {
        void client.invalidateQueries({ queryKey });
      }
    },
  });
}

export function useDetectors(days = 30) {
  return useQuery({
    queryKey: [...KEYS.detectors, days],
    queryFn: ({ signal }) => callSidecar('listDetectors', { query: { days }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
}

export function useDetectionQuality(days: number) {
  return useQuery({
    queryKey: [...KEYS.detectors, 'quality', days],
    queryFn: ({ signal }) => callSidecar('readDetectionQuality', { query: { days }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
}

export function useSetDetectorMode() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ detector, body }: { detector: string; body: RouteBody<'setDetectorMode'> }) =>
      callSidecar('setDetectorMode', { detector, body, idempotencyKey: newIdempotencyKey() }),
    onSettled: () => client.invalidateQueries({ queryKey: KEYS.detectors }),
  });
}

/** A replay reads a lot of the past, so it runs when a person says so, once, and ends when they no longer want it. */
export function useReplay(wanted: RouteBodySent<'previewDetector'> | null) {
  return useQuery({
    queryKey: ['replay', wanted],
    queryFn: ({ signal }): Promise<RouteAnswer<'previewDetector'>> =>
      callSidecar('previewDetector', { body: wanted ?? undefined, signal }),
    enabled: wanted !== null,
    staleTime: Infinity,
    gcTime: 5 * 60_000,
    retry: false,
    refetchOnWindowFocus: false,
  });
}

/** A signal with what was usual at the time. */
export function useBand(query: RouteQuery<'readBand'> | null) {
  return useQuery({
    queryKey: ['band', query],
    queryFn: ({ signal }) => callSidecar('readBand', { query: query ?? undefined, signal }),
    enabled: query !== null,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
}

export function useMaintenance() {
  return useQuery({
    queryKey: KEYS.maintenance,
    queryFn: ({ signal }) => callSidecar('listMaintenance', { signal }),
    refetchInterval: useRenewal(),
  });
}

export function useMaintenanceActions() {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: KEYS.maintenance });
  return {
    plan: useMutation({
      mutationFn: (body: RouteBodySent<'planMaintenance'>) =>
        callSidecar('planMaintenance', { body, idempotencyKey: newIdempotencyKey() }),
      onSettled,
    }),
    end: useMutation({
      mutationFn: (window: string) =>
        callSidecar('endMaintenance', { window, body: {}, idempotencyKey: newIdempotencyKey() }),
      onSettled,
    }),
  };
}
