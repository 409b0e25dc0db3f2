import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Memory, type MemoryListQuery, type MemoryLogQuery, type RouteBodySent } from '@incident-memory/contract';
import { callSidecar } from '../api/callSidecar';
import { newIdempotencyKey } from '../api/idempotencyKey';
import { KEYS } from './keys';

export type MemoryFilters = Partial<MemoryListQuery>;

const firstPage = {
  initialPageParam: null as string | null,
  getNextPageParam: (lastPage: { nextCursor: string | null }) => lastPage.nextCursor,
};
const from = (cursor: string | null) => (cursor === null ? {} : { cursor });

/** `since` says how far back at the time of asking: a moving start is no new list. */
export function useMemories(filters: MemoryFilters, sinceMilliseconds: number | null = null) {
  return useInfiniteQuery({
    queryKey: [...KEYS.memories, filters, sinceMilliseconds],
    queryFn: ({ signal, pageParam }) =>
      callSidecar('listMemories', {
        query: {
          ...filters,
          ...(sinceMilliseconds === null ? {} : { from: Date.now() - sinceMilliseconds }),
          ...from(pageParam),
        },
        signal,
      }),
    ...firstPage,
    placeholderData: keepPreviousData,
  });
}

export function useMemory(id: string) {
  return useQuery({
    queryKey: KEYS.memory(id),
    queryFn: ({ signal }) => callSidecar('readMemory', { memory: id, signal }),
  });
}

const PAGE = 100;

export function useMemoryHistory(id: string) {
  return useInfiniteQuery({
    queryKey: [...KEYS.memory(id), 'history'],
    queryFn: ({ signal, pageParam }) =>
      callSidecar('readMemoryHistory', { memory: id, query: { limit: PAGE, ...from(pageParam) }, signal }),
    ...firstPage,
  });
}

export type LogFilters = Omit<Partial<MemoryLogQuery>, 'limit' | 'cursor' | 'from' | 'to'>;

/** What happened in memory, newest first. */
export function useMemoryLog(filters: LogFilters, sinceMilliseconds: number | null) {
  return useInfiniteQuery({
    queryKey: [...KEYS.memoryLog, filters, sinceMilliseconds],
    queryFn: ({ signal, pageParam }) =>
      callSidecar('listMemoryLog', {
        query: {
          ...{ ...filters, limit: PAGE },
          ...(sinceMilliseconds === null ? {} : { from: Date.now() - sinceMilliseconds }),
          ...from(pageParam),
        },
        signal,
      }),
    ...firstPage,
    placeholderData: keepPreviousData,
  });
}

/** What a person does to a memory; each leaves an event, and most can be taken back. */
type ActId =
  | 'correctMemory'
  | 'confirmMemory'
  | 'staleMemory'
  | 'revalidateMemory'
  | 'retireMemory'
  | 'restoreMemory'
  | 'linkMemory'
  | 'unlinkMemory'
  | 'rateMemory'
  | 'holdMemory'
  | 'releaseMemory'
  | 'unflagMemory'
  | 'undoMemory';
export type MemoryAct = { [Act in ActId]: { act: Act; body: RouteBodySent<Act> } }[ActId];

export function useMemoryAct() {
  const client = useQueryClient();
  return useMutation({
    /** Without the version it holds whatever came between; with it, only for the memory as it was seen. */
    mutationFn: ({ memory, version, does }: { memory: string; version?: number; does: MemoryAct }): Promise<Memory> =>
      callSidecar(does.act, { memory, version, body: does.body, idempotencyKey: newIdempotencyKey() }),
    onSuccess: (memory) => client.setQueryData(KEYS.memory(memory.id), memory),
    onSettled: () => {
      for (const queryKey of [['memory'], ['incident'], KEYS.memories, KEYS.memoryLog, KEYS.recall]) {
        void client.invalidateQueries({ queryKey });
      }
    },
  });
}

export function useRemember() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: RouteBodySent<'remember'>) =>
      callSidecar('remember', { body, idempotencyKey: newIdempotencyKey() }),
    onSettled: () => {
      for (const queryKey of [KEYS.memories, KEYS.memoryLog, KEYS.recall]) {
        void client.invalidateQueries({ queryKey });
      }
    },
  });
}
