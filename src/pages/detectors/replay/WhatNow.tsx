import { type Detector, type DetectorMode } from '@incident-memory/contract';
import { Button, LinkButton, Stack } from '@grafana/ui';
import React from 'react';
import { useMay } from '../../../shared/data/useCapabilities';
import { PAGES } from '../../../shared/pluginAddress';
import { MODE_STATES } from '../modeWords';

interface WhatNowProps {
  detector: Detector;
  onAsk: (mode: DetectorMode) => void;
}

/** What can follow from a replay, for who may decide it. */
export function WhatNow({ detector, onAsk }: WhatNowProps) {
  const mayChange = useMay('Admin');
  const { mode, fixedByFile } = detector;
  if (fixedByFile) {
    return <span>{`It is ${MODE_STATES[mode]} by the configuration file, and is changed there.`}</span>;
  }
  if (!mayChange) {
    return <span>{`It is ${MODE_STATES[mode]}. Making it live takes the role Admin.`}</span>;
  }
  return (
    <Stack gap={1} wrap="wrap">
      {mode === 'live' ? (
        <>
          <LinkButton variant="secondary" href={PAGES.detectors}>
            Keep it live
          </LinkButton>
          <Button variant="secondary" onClick={() => onAsk('trial')}>
            Back to trial
          </Button>
        </>
      ) : (
        <>
          <Button icon="bolt" onClick={() => onAsk('live')}>
            Make it live
          </Button>
          {mode === 'trial' ? (
            <LinkButton variant="secondary" href={PAGES.detectors}>
              Keep it on trial
            </LinkButton>
          ) : (
            <Button variant="secondary" onClick={() => onAsk('trial')}>
              Put it on trial
            </Button>
          )}
        </>
      )}
    </Stack>
  );
}
