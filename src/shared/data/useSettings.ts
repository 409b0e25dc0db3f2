import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type RouteBodySent } from '@incident-memory/contract';
import { callSidecar } from '../api/callSidecar';
import { newIdempotencyKey } from '../api/idempotencyKey';
import { KEYS } from './keys';

export function useSettings() {
  return useQuery({
    queryKey: KEYS.settings,
    queryFn: ({ signal }) => callSidecar('readSettings', { signal }),
  });
}

export function useConnectionTest() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: RouteBodySent<'testConnection'>) =>
      callSidecar('testConnection', { body, idempotencyKey: newIdempotencyKey() }),
    onSettled: () => client.invalidateQueries({ queryKey: KEYS.settings }),
  });
}
