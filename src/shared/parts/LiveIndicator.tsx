import React from 'react';
import { RENEW_POLLING_MILLISECONDS } from '../data/keys';
import { useLiveStatus } from '../live/LiveContext';
import { StateTag } from '../tags/StateTag';

/**
 * Whether this page hears of changes by itself, and if not, why.
 * Each mode has a key of its own, since an icon that is still loading may overwrite the one that came after it.
 */
export function LiveIndicator() {
  const { mode, reason } = useLiveStatus();
  switch (mode) {
    case 'live':
      return (
        <StateTag key={mode} color="green" icon="signal" text="Live" tooltip="Changes show up here by themselves." />
      );
    case 'polling':
      return (
        <StateTag
          key={mode}
          color="orange"
          icon="sync"
          text={`Asking every ${RENEW_POLLING_MILLISECONDS / 1000} s`}
          tooltip={reason ?? 'There is no live connection.'}
        />
      );
    case 'paused':
      return <StateTag key={mode} color="darkgrey" icon="pause" text="Paused" tooltip={reason ?? undefined} />;
    case 'connecting':
      return (
        <StateTag
          key={mode}
          color="blue"
          icon="sync"
          text="Connecting"
          tooltip="The live connection is being opened."
        />
      );
  }
}
