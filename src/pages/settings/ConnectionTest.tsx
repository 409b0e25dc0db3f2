import { type RouteBodySent } from '@incident-memory/contract';
import { Alert, Button, Stack } from '@grafana/ui';
import React from 'react';
import { useConnectionTest } from '../../shared/data/useSettings';
import { ErrorState } from '../../shared/parts/ErrorState';

interface ConnectionTestProps {
  target: RouteBodySent<'testConnection'>['target'];
  name: string;
}

export function ConnectionTest({ target, name }: ConnectionTestProps) {
  const test = useConnectionTest();
  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      <Button variant="secondary" icon="plug" disabled={test.isPending} onClick={() => test.mutate({ target })}>
        {test.isPending ? 'Testing…' : `Test ${name}`}
      </Button>
      <div aria-live="polite">
        {test.isSuccess && (
          <Alert
            severity={test.data.ok ? 'success' : 'error'}
            title={test.data.ok ? `It works (${Math.round(test.data.milliseconds)} ms)` : 'It does not work'}
          >
            {test.data.sentence}
          </Alert>
        )}
        {test.isError && <ErrorState title="The test could not run" error={test.error} />}
      </div>
    </Stack>
  );
}
