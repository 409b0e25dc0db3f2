import { LoadingPlaceholder } from '@grafana/ui';
import React, { lazy, Suspense } from 'react';

export interface SimilarIncidentsProps {
  /** An error message, a stack trace, a symptom. */
  text?: string;
  /** Where it happens. */
  service?: string;
  /** A number, `INC-42` or an id; then text and service are not needed. */
  incident?: string;
}

// Whoever asks for the component loads this module; what it shows comes when it is shown.
const LazySimilarIncidentsView = lazy(() => import('../pages/similar/SimilarIncidentsView'));

export function SimilarIncidents(props: SimilarIncidentsProps) {
  return (
    <Suspense fallback={<LoadingPlaceholder text="Loading similar incidents…" />}>
      <LazySimilarIncidentsView {...props} />
    </Suspense>
  );
}
