import { type FailureKind, type RouteBodySent } from '@incident-memory/contract';
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

const KINDS: Array<{ value: FailureKind; label: string; description: string }> = [
  {
    value: 'abrupt',
    label: 'Abrupt',
    description: `${ERRORS} errors within seconds: above the threshold of an error burst`,
  },
  { value: 'slow', label: 'Slow', description: 'Ever slower, ever more requests fail, over ten minutes' },
  { value: 'cascade', label: 'Cascade', description: 'Nearly half of its requests fail, and its callers with it' },
  { value: 'silent', label: 'Silent', description: 'It writes and reports nothing any more, without any error' },
  { value: 'flapping', label: 'Flapping', description: 'It fails for a while, recovers, fails again' },
  { value: 'after-deploy', label: 'After a deploy', description: 'A new version fails one request of eight' },
];

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
  const [kind, setKind] = useState<FailureKind>('abrupt');
  const inject = useInject();
  return (
    <Modal title="Break a service of the demo" isOpen onDismiss={onClose}>
      <Stack direction="column" gap={2}>
        <div>
          Detection knows nothing of this: it sees the signals of a service that is unwell, as from anybody. An abrupt
          failure opens an incident within seconds; others take a minute or two, and a little history.
        </div>
        <Field label="Service" noMargin htmlFor="demo-service">
          <Combobox
            id="demo-service"
            options={SERVICES.map((value) => ({ value }))}
            value={service}
            onChange={(option) => setService(option.value)}
          />
        </Field>
        <Field label="How it fails" noMargin htmlFor="demo-kind">
          <Combobox id="demo-kind" options={KINDS} value={kind} onChange={(option) => setKind(option.value)} />
        </Field>
        <div aria-live="polite">
          {inject.isSuccess && (
            <Alert severity="success" title={`${inject.data.service} is unwell now`}>
              For {sayDuration(inject.data.overSeconds * 1000)}. Close this and watch the page.
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
            onClick={() => inject.mutate({ service, kind, errors: ERRORS })}
          >
            {inject.isPending ? 'Breaking…' : `Break ${service}`}
          </Button>
        </Modal.ButtonRow>
      </Stack>
    </Modal>
  );
}
