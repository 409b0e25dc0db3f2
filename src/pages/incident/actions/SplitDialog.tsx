import { type RouteBodySent } from '@incident-memory/contract';
import { Button, Checkbox, Field, Modal, Stack, TextArea } from '@grafana/ui';
import React, { useState } from 'react';
import { ErrorState } from '../../../shared/parts/ErrorState';

interface SplitDialogProps {
  services: string[];
  busy: boolean;
  error: unknown;
  onCancel: () => void;
  onSend: (body: RouteBodySent<'splitIncident'>) => void;
}

/** Which services do not belong to it; with them go their alarms. Something must stay, and something must go. */
export function SplitDialog({ services, busy, error, onCancel, onSend }: SplitDialogProps) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [reason, setReason] = useState('');
  const ready = chosen.length > 0 && chosen.length < services.length && reason.trim() !== '' && !busy;
  const toggle = (service: string) =>
    setChosen(chosen.includes(service) ? chosen.filter((each) => each !== service) : [...chosen, service]);
  return (
    <Modal title="Split: what does not belong to it?" isOpen onDismiss={onCancel}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) {
            onSend({ services: [...chosen], alarms: [], reason: reason.trim() });
          }
        }}
      >
        <Field
          label="Services that become an incident of their own"
          description="Their alarms go with them. Detection keeps the two apart; merging the new one back takes it back."
        >
          <Stack direction="column" gap={0.5}>
            {services.map((service) => (
              <Checkbox
                key={service}
                label={service}
                value={chosen.includes(service)}
                onChange={() => toggle(service)}
              />
            ))}
          </Stack>
        </Field>
        <Field label="Why they do not belong here" required>
          <TextArea
            id="split-reason"
            rows={2}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </Field>
        {error !== null && <ErrorState title="That did not happen" error={error} />}
        <Modal.ButtonRow>
          <Button variant="secondary" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" disabled={!ready}>
            {busy ? 'Sending…' : 'Split them off'}
          </Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}
