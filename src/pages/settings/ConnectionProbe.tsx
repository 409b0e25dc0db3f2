import { type Capabilities } from '@incident-memory/contract';
import { Alert, Button, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { callSidecar } from '../../shared/api/callSidecar';
import { ErrorState } from '../../shared/parts/ErrorState';

type Probe =
  | { state: 'idle' | 'running' }
  | { state: 'reached'; capabilities: Capabilities; milliseconds: number }
  | { state: 'failed'; error: unknown };

/** Tries the whole way: this browser, Grafana's proxy with the saved settings, the sidecar. */
export function ConnectionProbe() {
  const [probe, setProbe] = useState<Probe>({ state: 'idle' });

  const run = async () => {
    setProbe({ state: 'running' });
    const startedAt = performance.now();
    try {
      const capabilities = await callSidecar('capabilities');
      setProbe({ state: 'reached', capabilities, milliseconds: Math.round(performance.now() - startedAt) });
    } catch (error) {
      setProbe({ state: 'failed', error });
    }
  };

  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      <Button variant="secondary" icon="plug" disabled={probe.state === 'running'} onClick={run}>
        {probe.state === 'running' ? 'Testing…' : 'Test the connection to the sidecar'}
      </Button>
      <div aria-live="polite">
        {probe.state === 'reached' && (
          <Alert severity="success" title={`The sidecar answered in ${probe.milliseconds} ms`}>
            Version {probe.capabilities.version}, storing in {probe.capabilities.store}. It knows you as{' '}
            {probe.capabilities.me.login} ({probe.capabilities.me.role}) of {probe.capabilities.me.organisation}.
          </Alert>
        )}
        {probe.state === 'failed' && <ErrorState title="The sidecar could not be reached" error={probe.error} />}
      </div>
    </Stack>
  );
}
