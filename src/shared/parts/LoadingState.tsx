import { LoadingPlaceholder } from '@grafana/ui';
import React from 'react';

/** Says what is being fetched, to eyes and to screen readers. */
export function LoadingState({ what }: { what: string }) {
  return (
    <div role="status" aria-live="polite">
      <LoadingPlaceholder text={`Loading ${what}…`} />
    </div>
  );
}
