import { type Incident, type RouteBodySent } from '@incident-memory/contract';
import { Button, Combobox, Field, Modal, TextArea } from '@grafana/ui';
import React, { useState } from 'react';
import { useIncidents } from '../../../shared/data/useIncidents';
import { ErrorState } from '../../../shared/parts/ErrorState';
import { QueryView } from '../../../shared/parts/QueryView';
import { incidentName } from '../../../shared/pluginAddress';

interface MergeDialogProps {
  incident: Incident;
  busy: boolean;
  error: unknown;
  onCancel: () => void;
  onSend: (body: RouteBodySent<'mergeIncident'>) => void;
}

/** Which incident under way it is part of. */
export function MergeDialog({ incident, busy, error, onCancel, onSend }: MergeDialogProps) {
  const [into, setInto] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const query = useIncidents({ state: ['open', 'awaiting-confirmation'], limit: 100 });
  const ready = into !== null && !busy;
  return (
    <Modal title={`Merge ${incidentName(incident.number)} into another one`} isOpen onDismiss={onCancel}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (into !== null && ready) {
            onSend({ into, reason: reason.trim() });
          }
        }}
      >
        <QueryView query={query} what="the incidents under way">
          {({ pages }) => {
            const others = pages.flatMap(({ items }) => items).filter(({ id }) => id !== incident.id);
            return others.length === 0 ? (
              <p>No other incident is under way, so there is none that it could be part of.</p>
            ) : (
              <Field
                label="The incident that it is part of"
                description="Services, alarms and alerts go there; this one closes. It can be taken back."
                htmlFor="merge-into"
              >
                <Combobox
                  id="merge-into"
                  options={others.map((other) => ({
                    value: other.id,
                    label: `${incidentName(other.number)} · ${other.title}`,
                  }))}
                  value={into}
                  onChange={(option) => setInto(option.value)}
                />
              </Field>
            );
          }}
        </QueryView>
        <Field label="Why they belong together">
          <TextArea
            id="merge-reason"
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
            {busy ? 'Sending…' : 'Merge'}
          </Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}
