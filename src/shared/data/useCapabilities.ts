import { useQuery } from '@tanstack/react-query';
import { type Role } from '@incident-memory/contract';
import { callSidecar } from '../api/callSidecar';
import { KEYS } from './keys';

export function useCapabilities() {
  return useQuery({
    queryKey: KEYS.capabilities,
    queryFn: ({ signal }) => callSidecar('capabilities', { signal }),
    staleTime: 60_000,
  });
}

const RANK: Record<Role, number> = { Viewer: 0, Editor: 1, Admin: 2 };

/** Whether to offer something at all; the sidecar decides again on every call. False until it is known. */
export function useMay(required: Role): boolean {
  const role = useCapabilities().data?.me.role;
  return role !== undefined && RANK[role] >= RANK[required];
}
