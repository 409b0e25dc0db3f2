import { Alert, Button, ClipboardButton, Stack, Text } from '@grafana/ui';
import React from 'react';
import { toApiError } from '../api/ApiError';

interface ErrorStateProps {
  /** What could not be done: "The incident could not be loaded". */
  title: string;
  error: unknown;
  onRetry?: () => void;
  children?: React.ReactNode;
}

/** What happened, what it means, what to do, and the id that finds it in the sidecar's log. */
export function ErrorState({ title, error, onRetry, children }: ErrorStateProps) {
  const { message, action, code, requestId, path } = toApiError(error);
  return (
    <Alert title={title} severity="error">
      <Stack direction="column" gap={1}>
        <div>{message}</div>
        <div>
          <strong>What to do:</strong> {action}
        </div>
        {children}
        <Stack gap={1} alignItems="center" wrap="wrap">
          {onRetry && (
            <Button size="sm" variant="secondary" icon="sync" onClick={onRetry}>
              Try again
            </Button>
          )}
          <Text variant="bodySmall" color="secondary">
            {code}
            {path ? ` at ${path}` : ''}
            {requestId ? ` · request ${requestId}` : ''}
          </Text>
          {requestId && (
            <ClipboardButton
              size="sm"
              fill="text"
              variant="secondary"
              icon="copy"
              getText={() => `${code} ${requestId}`}
            >
              Copy
            </ClipboardButton>
          )}
        </Stack>
      </Stack>
    </Alert>
  );
}
