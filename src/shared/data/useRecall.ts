import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Memory, type RouteBodySent } from '@incident-memory/contract';
import { callSidecar } from '../api/callSidecar';
import { newIdempotencyKey } from '../api/idempotencyKey';
import { useLiveStatus } from '../live/LiveContext';
import { KEYS } from './keys';

/**
 * What memory knows is asked for on its own and seldom: nothing on the page waits for it, and advice does not change
 * under the hand of someone who reads it.
 */
const RECALL_RENEWED_MS = 30_000;
/** What was too slow once is asked again soon: the answer is wanted now. */
const RECALL_ASKED_AGAIN_MS = 5_000;

export function useIncidentRecall(reference: string) {
  const { mode } = useLiveStatus();
  return useQuery({
    queryKey: [...KEYS.recall, reference],
    queryFn: ({ signal }) => callSidecar('recallForIncident', { incident: reference, signal }),
    refetchInterval: ({ state }) =>
      mode === 'paused' ? false : state.data?.seen.verdict === 'unknown' ? RECALL_ASKED_AGAIN_MS : RECALL_RENEWED_MS,
  });
}

export type Situation = RouteBodySent<'recall'>;

/** A situation told in words changes nothing, so it is asked like any read. */
export function useRecall(situation: Situation | null) {
  return useQuery({
    queryKey: [...KEYS.recall, situation],
    queryFn: ({ signal }) => callSidecar('recall', { body: situation ?? undefined, signal }),
    enabled: situation !== null,
    staleTime: 60_000,
  });
}

const ofIncident = (reference: string) => [...KEYS.incident(reference), 'memory'];

/** What is remembered of this very incident so far: what was tried, and what became of it. */
export function useIncidentMemory(reference: string) {
  return useQuery({
    queryKey: ofIncident(reference),
    queryFn: ({ signal }) => callSidecar('readIncidentMemory', { incident: reference, signal }),
  });
}

export type AttemptAct =
  | { act: 'begin'; body: RouteBodySent<'beginAttempt'> }
  | { act: 'done'; attempt: string }
  | { act: 'withdraw'; attempt: string }
  | { act: 'judge'; attempt: string; body: RouteBodySent<'judgeAttempt'> }
  | { act: 'reject'; body: RouteBodySent<'rejectSuggestion'> };

function send(incident: string, act: AttemptAct): Promise<Memory> {
  const call = { incident, idempotencyKey: newIdempotencyKey() };
  switch (act.act) {
    case 'begin':
      return callSidecar('beginAttempt', { ...call, body: act.body });
    case 'done':
      return callSidecar('finishAttempt', { ...call, attempt: act.attempt, body: {} });
    case 'withdraw':
      return callSidecar('withdrawAttempt', { ...call, attempt: act.attempt, body: {} });
    case 'judge':
      return callSidecar('judgeAttempt', { ...call, attempt: act.attempt, body: act.body });
    case 'reject':
      return callSidecar('rejectSuggestion', { ...call, body: act.body });
  }
}

/** What a person does with a fix; the answer is what is remembered of the incident, and shown at once. */
export function useAttemptAct({ incident, reference }: { incident: string; reference: string }) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: AttemptAct) => send(incident, act),
    onSuccess: (memory) => client.setQueryData(ofIncident(reference), memory),
    onSettled: () => {
      for (const queryKey of [KEYS.recall, KEYS.incident(reference), KEYS.memories, KEYS.memoryLog, ['memory']]) {
        void client.invalidateQueries({ queryKey });
      }
    },
  });
}
