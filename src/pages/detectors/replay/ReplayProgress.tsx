import { type RouteBodySent } from '@incident-memory/contract';
import { Button, LoadingBar, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { sayDuration } from '../../../shared/time/sayDuration';
import { useNow } from '../../../shared/time/useNow';
import { count } from '../../../shared/words';
import { useWidth } from '../../../shared/chart/useWidth';

interface ReplayProgressProps {
  wanted: RouteBodySent<'previewDetector'>;
  onCancel: () => void;
}

/** What is being done and for how long already; how much is left is not known, so no share is invented. */
export function ReplayProgress({ wanted: { from, to, services }, onCancel }: ReplayProgressProps) {
  const [startedAt] = useState(() => Date.now());
  const now = useNow(1000);
  const [box, width] = useWidth();
  const of = services === undefined ? 'all services' : count(services.length, 'service');
  return (
    <div ref={box}>
      {width > 0 && <LoadingBar width={width} />}
      <Stack gap={2} alignItems="center" wrap="wrap">
        <span role="status">{`Replaying ${sayDuration(Date.parse(to) - Date.parse(from))} of ${of}…`}</span>
        <span>{sayDuration(now - startedAt)}</span>
        <Button size="sm" variant="secondary" icon="times" onClick={onCancel}>
          Cancel
        </Button>
      </Stack>
    </div>
  );
}
