import { Alert, Button, Stack } from '@grafana/ui';
import React from 'react';
import { toApiError } from '../api/ApiError';
import { exactTime, TimeAgo } from '../time/TimeAgo';

interface StaleBannerProps {
  /** When what is shown was true. */
  asOf: number;
  error: unknown;
  onRetry: () => void;
}

/** Over data that could not be renewed: old knowledge is shown, and called old. */
export function StaleBanner({ asOf, error, onRetry }: StaleBannerProps) {
  const { message, action, requestId } = toApiError(error);
  const at = new Date(asOf).toISOString();
  return (
    <Alert title={`Not up to date: shown as it was at ${exactTime(at)}`} severity="warning">
      <Stack gap={1} alignItems="center" wrap="wrap">
        <span>
          Last heard <TimeAgo at={at} />. {message} {action}
          {requestId ? ` (request ${requestId})` : ''}
        </span>
        <Button size="sm" variant="secondary" icon="sync" onClick={onRetry}>
          Try now
        </Button>
      </Stack>
    </Alert>
  );
}
