import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api/ApiError';

const RETRIES = 2;

/**
 * Server state of the pages. What was shown stays on the screen while it is asked for again, and what cannot get
 * better by asking again is not retried.
 */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        refetchOnWindowFocus: true,
        retry: (failures, error) => error instanceof ApiError && error.retryable && failures < RETRIES,
        retryDelay: (attempt) => 500 * 2 ** attempt,
      },
      mutations: { retry: false },
    },
  });
}
