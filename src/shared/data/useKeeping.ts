import { type RouteBodySent } from '@incident-memory/contract';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callSidecar } from '../api/callSidecar';
import { newIdempotencyKey } from '../api/idempotencyKey';
import { KEYS } from './keys';

/** The audit reads every memory, so it is made when someone looks, and again when they say so. */
export function useAudit() {
  return useQuery({
    queryKey: [...KEYS.memories, 'audit'],
    queryFn: ({ signal }) => callSidecar('auditMemories', { signal }),
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });
}

/** Whether every event is as it was written. */
export function useVerifyChains() {
  return useMutation({
    mutationFn: () => callSidecar('verifyChains', { body: {}, idempotencyKey: newIdempotencyKey() }),
  });
}

/** What rules would have remembered of a time; nothing is changed, so it is asked like a read. */
export function useRulesDryRun(body: RouteBodySent<'dryRunRules'>) {
  return useQuery({
    queryKey: [...KEYS.memories, 'rules', body],
    queryFn: ({ signal }) => callSidecar('dryRunRules', { body, signal }),
    staleTime: 60_000,
  });
}

/** What would be forgotten; nothing is. */
export function usePreviewForget() {
  return useMutation({
    mutationFn: (body: RouteBodySent<'previewForget'>) => callSidecar('previewForget', { body }),
  });
}

export function useForget() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: RouteBodySent<'forget'>) => callSidecar('forget', { body, idempotencyKey: newIdempotencyKey() }),
    // It may have been part of anything that is shown.
    onSettled: () => client.invalidateQueries(),
  });
}

const PROOFS = ['forget-proofs'];

export function useForgetProofs() {
  return useInfiniteQuery({
    queryKey: PROOFS,
    queryFn: ({ signal, pageParam }) =>
      callSidecar('listForgetProofs', {
        query: { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (lastPage) => lastPage.nextCursor,
  });
}

/** Looks again whether nothing of it is found, each time it is asked. */
export function useCheckProof() {
  return useMutation({ mutationFn: (proof: string) => callSidecar('readForgetProof', { proof }) });
}
