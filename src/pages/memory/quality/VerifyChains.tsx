import { Alert, Button, Stack } from '@grafana/ui';
import React from 'react';
import { useMay } from '../../../shared/data/useCapabilities';
import { useVerifyChains } from '../../../shared/data/useKeeping';
import { ErrorState } from '../../../shared/parts/ErrorState';
import { Section } from '../../../shared/parts/Section';
import { count, listed } from '../../../shared/words';

/** Every event carries the digest of the one before: whoever changes one is found here. */
export function VerifyChains() {
  const mayVerify = useMay('Admin');
  const verify = useVerifyChains();
  const { data } = verify;
  return (
    <Section title="Was anything changed?">
      <Stack direction="column" gap={1}>
        <span>
          Everything that happened to incidents and memories hangs together as a chain. A changed or missing event
          shows.
        </span>
        {mayVerify ? (
          <div>
            <Button
              size="sm"
              variant="secondary"
              icon="lock"
              disabled={verify.isPending}
              onClick={() => verify.mutate()}
            >
              {verify.isPending ? 'Checking every event…' : 'Check every event'}
            </Button>
          </div>
        ) : (
          <span>Checking takes the role Admin.</span>
        )}
        <div role="status">
          {data !== undefined && (
            <Alert
              severity={data.sound ? 'success' : 'error'}
              title={data.sound ? 'Every event is as it was written' : 'Events were changed or taken out'}
              bottomSpacing={0}
            >
              {count(data.events, 'event')} in {count(data.streams, 'chain')},{' '}
              {count(data.forgottenPayloads, 'forgotten text')}.
              {data.broken.length > 0 &&
                ` Broken: ${listed(data.broken.map(({ stream, sequence }) => `${stream} at ${sequence}`))}. Compare with a back-up.`}
            </Alert>
          )}
        </div>
        {verify.isError && <ErrorState title="It could not be checked" error={verify.error} />}
      </Stack>
    </Section>
  );
}
