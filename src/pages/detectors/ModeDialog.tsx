import { type Detector, type DetectorMode } from '@incident-memory/contract';
import { Button, type ButtonVariant, Field, Modal, TextArea } from '@grafana/ui';
import React, { useState } from 'react';
import { ErrorState } from '../../shared/parts/ErrorState';
import { MODE_STATES, MODE_WORDS } from './modeWords';

const LONGEST = 1000;

const SUBMITS: Record<DetectorMode, { text: string; variant: ButtonVariant }> = {
  off: { text: 'Switch it off', variant: 'destructive' },
  trial: { text: 'Put it on trial', variant: 'primary' },
  live: { text: 'Make it live', variant: 'primary' },
};

interface ModeDialogProps {
  detector: Detector;
  mode: DetectorMode;
  busy: boolean;
  error: unknown;
  onCancel: () => void;
  onSend: (reason: string) => void;
}

/** Who is woken, or no longer, hangs on this: it says what will be, and keeps why. */
export function ModeDialog({ detector, mode, busy, error, onCancel, onSend }: ModeDialogProps) {
  const [reason, setReason] = useState('');
  // Taking something back from paging people must be quick; the other ways want their reason.
  const mayBeEmpty = mode === 'trial';
  const ready = (mayBeEmpty || reason.trim() !== '') && !busy;
  const { text, variant } = SUBMITS[mode];
  return (
    <Modal title={`${detector.name}: ${MODE_STATES[mode]}?`} isOpen onDismiss={onCancel}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) {
            onSend(reason.trim());
          }
        }}
      >
        <p>
          {MODE_WORDS[mode].meaning} It is {MODE_STATES[detector.mode]} now.
        </p>
        <Field label="Why?" description="Kept with the change, and shown beside it." required={!mayBeEmpty}>
          <TextArea
            id="mode-reason"
            rows={3}
            autoFocus
            maxLength={LONGEST}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </Field>
        {error !== null && <ErrorState title="The mode was not changed" error={error} />}
        <Modal.ButtonRow>
          <Button variant="secondary" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" variant={variant} disabled={!ready}>
            {busy ? 'Changing…' : text}
          </Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}
