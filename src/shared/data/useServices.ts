import { useQuery } from '@tanstack/react-query';
import { callSidecar } from '../api/callSidecar';
import { KEYS } from './keys';

export function useServices() {
  return useQuery({
    queryKey: KEYS.services,
    queryFn: ({ signal }) => callSidecar('listServices', { signal }),
    staleTime: 30_000,
  });
}
