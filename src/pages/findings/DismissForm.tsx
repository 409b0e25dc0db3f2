import { Button, Field, Stack, TextArea } from '@grafana/ui';
import React, { useState } from 'react';

/** What it most often is; pressed, it can still be made more exact. */
const USUAL_REASONS = ['A job that runs at this time', 'A test', 'We changed something', 'Too small to matter'];
const LONGEST = 1000;

interface DismissFormProps {
  busy: boolean;
  onCancel: () => void;
  onSend: (reason: string) => void;
}

/** A wrong alarm is worth something only with its reason: that is what the detector can be made better with. */
export function DismissForm({ busy, onCancel, onSend }: DismissFormProps) {
  const [reason, setReason] = useState('');
  const ready = reason.trim() !== '' && !busy;
  const send = (event: React.FormEvent) => {
    event.preventDefault();
    if (ready) {
      onSend(reason.trim());
    }
  };
  return (
    <form
      onSubmit={send}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault();
          onCancel();
        }
      }}
    >
      <Stack direction="column" gap={1}>
        <Field label="Why was it wrong?" description="Ctrl and Enter sends." required noMargin>
          <TextArea
            id="dismiss-reason"
            rows={2}
            autoFocus
            maxLength={LONGEST}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
                send(event);
              }
            }}
          />
        </Field>
        <Stack gap={0.5} wrap="wrap">
          {USUAL_REASONS.map((usual) => (
            <Button key={usual} size="sm" fill="outline" variant="secondary" onClick={() => setReason(usual)}>
              {usual}
            </Button>
          ))}
        </Stack>
        <Stack gap={1} wrap="wrap">
          <Button type="submit" size="sm" variant="destructive" disabled={!ready}>
            {busy ? 'Sending…' : 'It was wrong'}
          </Button>
          <Button size="sm" variant="secondary" onClick={onCancel}>
            Cancel
          </Button>
        </Stack>
      </Stack>
    </form>
  );
}
