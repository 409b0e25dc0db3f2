import { useQuery } from '@tanstack/react-query';
import { type RouteBodySent } from '@incident-memory/contract';
import { callSidecar } from '../api/callSidecar';

export type Question = RouteBodySent<'ask'>;

/** A question changes nothing, so it is asked like any read and may be asked again. */
export function useAsk(question: Question | null) {
  return useQuery({
    queryKey: ['ask', question],
    queryFn: ({ signal }) => callSidecar('ask', { body: question ?? undefined, signal }),
    enabled: question !== null,
    staleTime: Infinity,
  });
}
