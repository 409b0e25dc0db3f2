import { useUrlState, withChanges } from '../useUrlState';

/** The time range of this page as a query, for links: who looks at yesterday goes on looking at yesterday. */
export function useRangeQuery(): string {
  const [parameters] = useUrlState();
  return withChanges('', { from: parameters.get('from'), to: parameters.get('to') });
}
