import React from 'react';
import { ErrorState } from './ErrorState';
import { LoadingState } from './LoadingState';
import { StaleBanner } from './StaleBanner';

/** What this needs of a react-query result. */
interface QueryLike<Data> {
  data: Data | undefined;
  error: unknown;
  isError: boolean;
  dataUpdatedAt: number;
  refetch: () => unknown;
}

interface QueryViewProps<Data> {
  query: QueryLike<Data>;
  /** As in "Loading the incidents…" and "The incidents could not be loaded". */
  what: string;
  children: (data: Data) => React.ReactNode;
}

/** One answer in its states: on its way, failed, old because it cannot be renewed, and fresh. */
export function QueryView<Data>({ query, what, children }: QueryViewProps<Data>) {
  const retry = () => void query.refetch();
  if (query.data === undefined) {
    return query.isError ? (
      <ErrorState title={`Could not load ${what}`} error={query.error} onRetry={retry} />
    ) : (
      <LoadingState what={what} />
    );
  }
  return (
    <>
      {query.isError && <StaleBanner asOf={query.dataUpdatedAt} error={query.error} onRetry={retry} />}
      {children(query.data)}
    </>
  );
}
