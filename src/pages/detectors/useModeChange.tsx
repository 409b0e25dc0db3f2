import { type Detector, type DetectorMode } from '@incident-memory/contract';
import { Alert, Button } from '@grafana/ui';
import React, { useState } from 'react';
import { toApiError } from '../../shared/api/ApiError';
import { useSetDetectorMode } from '../../shared/data/useDetection';
import { ModeDialog } from './ModeDialog';
import { MODE_STATES, MODE_WORDS } from './modeWords';

interface Asked {
  detector: Detector;
  mode: DetectorMode;
}

/** Asks before a mode is changed, says that it was, and offers the way back. */
export function useModeChange() {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [done, setDone] = useState<Asked | null>(null);
  const set = useSetDetectorMode();
  const takeBack = useSetDetectorMode();
  const send = ({ detector, mode }: Asked, reason: string) =>
    set.mutate(
      { detector: detector.id, body: { mode, reason } },
      {
        onSuccess: () => {
          setDone({ detector, mode });
          setAsked(null);
          takeBack.reset();
        },
      }
    );
  const undo = ({ detector }: Asked) =>
    takeBack.mutate(
      { detector: detector.id, body: { mode: detector.mode, reason: 'Taken back at once' } },
      { onSuccess: () => setDone(null) }
    );
  const dialog = asked !== null && (
    <ModeDialog
      {...asked}
      busy={set.isPending}
      error={set.error}
      onCancel={() => setAsked(null)}
      onSend={(reason) => send(asked, reason)}
    />
  );
  const note = done !== null && (
    <Alert
      severity="success"
      title={`${done.detector.name} is ${MODE_STATES[done.mode]} now`}
      bottomSpacing={0}
      onRemove={() => setDone(null)}
    >
      {MODE_WORDS[done.mode].meaning}{' '}
      <Button size="sm" variant="secondary" disabled={takeBack.isPending} onClick={() => undo(done)}>
        {`Undo: ${MODE_STATES[done.detector.mode]} again`}
      </Button>
      {takeBack.isError && ` It could not be taken back: ${toApiError(takeBack.error).message}`}
    </Alert>
  );
  return {
    ask: (detector: Detector, mode: DetectorMode) => {
      set.reset();
      setAsked({ detector, mode });
    },
    dialog,
    /** Announced as well as shown. */
    note: <div role="status">{note}</div>,
  };
}
