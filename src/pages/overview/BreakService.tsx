import { type RouteBodySent } from '@incident-memory/contract';
import { Alert, Button, Combobox, Field, Modal, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { useMay } from '../../shared/data/useCapabilities';
import { useInject } from '../../shared/data/useInject';
import { ErrorState } from '../../shared/parts/ErrorState';
import { sayDuration } from '../../shared/time/sayDuration';

type DemoService = RouteBodySent<'injectErrors'>['service'];

const SERVICES: DemoService[] = ['api-gateway', 'auth', 'database', 'payment', 'notification', 'user', 'analytics'];
/** More than the threshold of an error burst, sent faster than its window. */
const ERRORS = 120;
const OVER_SECONDS = 8;

/** On the demo: make a service fail, and watch what the product does about it. */
export function BreakService() {
  const [asking, setAsking] = useState(false);
  const mayAct = useMay('Editor');
  if (!mayAct) {
    return null;
  }
  return (
    <>
      <Button variant="secondary" icon="bolt" onClick={() => setAsking(true)}>
        Break a service
      </Button>
      {asking && <BreakServiceDialog onClose={() => setAsking(false)} />}
    </>
  );
}

function BreakServiceDialog({ onClose }: { onClose: () => void }) {
  const [service, setService] = useState<DemoService>('database');
  const inject = useInject();
  return (
    <Modal title="Break a service of the demo" isOpen onDismiss={onClose}>
      <Stack direction="column" gap={2}>
        <div>
          {ERRORS} errors of one service are written within {sayDuration(OVER_SECONDS * 1000)}. That is above the
          threshold of an error burst, so an incident should open on this page within seconds.
        </div>
        <Field label="Service" noMargin htmlFor="demo-service">
          <Combobox
            id="demo-service"
            options={SERVICES.map((value) => ({ value }))}
            value={service}
            onChange={(option) => setService(option.value)}
          />
        </Field>
        <div aria-live="polite">
          {inject.isSuccess && (
            <Alert severity="success" title={`${inject.data.errors} errors of ${inject.data.service} are on their way`}>
              They arrive over {sayDuration(inject.data.overSeconds * 1000)}. Close this and watch the page.
            </Alert>
          )}
          {inject.isError && <ErrorState title="Nothing was broken" error={inject.error} />}
        </div>
        <Modal.ButtonRow>
          <Button variant="secondary" onClick={onClose}>
            {inject.isSuccess ? 'Close' : 'Cancel'}
          </Button>
          <Button
            variant="destructive"
            disabled={inject.isPending}
            onClick={() => inject.mutate({ service, errors: ERRORS, overSeconds: OVER_SECONDS })}
          >
            {inject.isPending ? 'Breaking…' : `Break ${service}`}
          </Button>
        </Modal.ButtonRow>
      </Stack>
    </Modal>
  );
}
