import { useMutation } from '@tanstack/react-query';
import { type RouteBodySent } from '@incident-memory/contract';
import { callSidecar } from '../api/callSidecar';
import { newIdempotencyKey } from '../api/idempotencyKey';

/** Breaks a service of the demo. */
export function useInject() {
  return useMutation({
    mutationFn: (body: RouteBodySent<'injectErrors'>) =>
      callSidecar('injectErrors', { body, idempotencyKey: newIdempotencyKey() }),
  });
}
