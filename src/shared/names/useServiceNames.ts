import { useEffect, useState } from 'react';
import { callSidecar } from '../api/callSidecar';
import { toApiError } from '../api/ApiError';

interface ServiceNames {
  names: string[];
  problem: string | null;
}

export function useServiceNames(): ServiceNames {
  const [state, setState] = useState<ServiceNames>({ names: [], problem: null });
  useEffect(() => {
    const abort = new AbortController();
    callSidecar('listServices', { signal: abort.signal })
      .then(({ items }) => setState({ names: items.map(({ service }) => service), problem: null }))
      .catch((thrown: unknown) => {
        if (!abort.signal.aborted) {
          setState({ names: [], problem: toApiError(thrown).message });
        }
      });
    return () => abort.abort();
  }, []);
  return state;
}
