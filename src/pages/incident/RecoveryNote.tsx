import { type Incident } from '@incident-memory/contract';
import { Alert, TextLink } from '@grafana/ui';
import React from 'react';
import { incidentPath } from '../../shared/pluginAddress';
import { TimeSince } from '../../shared/time/TimeAgo';

/** What the silence after errors means, and where the incident went on. */
export function RecoveryNote({ incident }: { incident: Incident }) {
  if (incident.state === 'merged' && incident.mergedInto !== null) {
    return (
      <Alert severity="info" title="This incident goes on as part of another one" bottomSpacing={0}>
        <TextLink href={incidentPath(incident.mergedInto)}>Open the incident it was merged into</TextLink>
      </Alert>
    );
  }
  if (incident.state !== 'awaiting-confirmation' || incident.recovery !== 'errors-stopped-recovery-unproven') {
    return null;
  }
  return (
    <Alert severity="warning" title="Errors stopped, recovery unproven" bottomSpacing={0}>
      {incident.quietSince !== null && (
        <>
          Quiet for <TimeSince at={incident.quietSince} />.{' '}
        </>
      )}
      Fewer errors can also mean that nobody reaches the service any more. Check that it answers, then confirm with what
      cured it, or reopen.
    </Alert>
  );
}
