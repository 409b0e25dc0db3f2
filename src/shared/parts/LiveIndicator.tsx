import { Badge } from '@grafana/ui';
import React from 'react';
import { RENEW_POLLING_MILLISECONDS } from '../data/keys';
import { useLiveStatus } from '../live/LiveContext';

/** Whether this page hears of changes by itself, and if not, why. */
export function LiveIndicator() {
  const { mode, reason } = useLiveStatus();
  switch (mode) {
    case 'live':
      return <Badge color="green" icon="signal" text="Live" tooltip="Changes show up here by themselves." />;
    case 'polling':
      return (
        <Badge
          color="orange"
          icon="sync"
          text={`Asking every ${RENEW_POLLING_MILLISECONDS / 1000} s`}
          tooltip={reason ?? 'There is no live connection.'}
        />
      );
    case 'paused':
      return <Badge color="darkgrey" icon="pause" text="Paused" tooltip={reason ?? undefined} />;
    case 'connecting':
      return <Badge color="blue" icon="sync" text="Connecting" tooltip="The live connection is being opened." />;
  }
}
