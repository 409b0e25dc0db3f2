import { useQuery } from '@tanstack/react-query';
import { callSidecar } from '../api/callSidecar';
import { useRenewal } from '../live/LiveContext';
import { KEYS } from './keys';

export function useOverview() {
  return useQuery({
    queryKey: KEYS.overview,
    queryFn: ({ signal }) => callSidecar('overview', { signal }),
    refetchInterval: useRenewal(),
  });
}
