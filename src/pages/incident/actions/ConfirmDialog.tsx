import { type ResolutionNotes } from '@incident-memory/contract';
import { Alert, Button, Combobox, type ComboboxOption, Field, Modal, TextArea } from '@grafana/ui';
import React from 'react';
import { ErrorState } from '../../../shared/parts/ErrorState';
import { FIX_KINDS, type FixKind } from '../fixKinds';

const KIND_OPTIONS: Array<ComboboxOption<FixKind>> = [
  { value: 'rollback', label: FIX_KINDS.rollback },
  { value: 'restart', label: FIX_KINDS.restart },
  { value: 'configuration', label: FIX_KINDS.configuration },
  { value: 'scaling', label: FIX_KINDS.scaling },
  { value: 'code-change', label: FIX_KINDS['code-change'] },
  { value: 'failover', label: FIX_KINDS.failover },
  { value: 'dependency', label: FIX_KINDS.dependency },
  { value: 'none', label: FIX_KINDS.none },
  { value: 'other', label: FIX_KINDS.other },
];

interface ConfirmDialogProps {
  notes: ResolutionNotes;
  onChange: (notes: ResolutionNotes) => void;
  /** From what people said they did. */
  isFilledIn: boolean;
  /** The errors go on: closing is allowed, with a warning. */
  stillOpen: boolean;
  busy: boolean;
  error: unknown;
  onCancel: () => void;
  onSend: () => void;
}

/** Confirming closes; the notes are what the next incident like this one profits from. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { notes, onChange, isFilledIn, stillOpen, busy, error, onCancel, onSend } = props;
  const area = (key: 'cause' | 'fix' | 'didNotHelp' | 'prevention', rows: number) => (
    <TextArea
      id={`resolution-${key}`}
      rows={rows}
      maxLength={2000}
      value={notes[key]}
      onChange={(event) => onChange({ ...notes, [key]: event.currentTarget.value })}
    />
  );
  return (
    <Modal title="Confirm that it is over" isOpen onDismiss={onCancel} closeOnBackdropClick={false}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) {
            onSend();
          }
        }}
      >
        {stillOpen && (
          <Alert severity="warning" title="Its errors have not stopped">
            By what is measured it is still going on. If errors continue, a new incident will open.
          </Alert>
        )}
        {isFilledIn && <p>Filled in from what was tried here. Correct what is wrong.</p>}
        <Field label="What was the cause?" description="What, not who. Left empty, it is kept as “Not known”.">
          {area('cause', 2)}
        </Field>
        <Field label="What cured it?" description="Left empty, it is kept as “Not known”.">
          {area('fix', 2)}
        </Field>
        <Field label="Kind of cure" htmlFor="resolution-kind">
          <Combobox
            id="resolution-kind"
            options={KIND_OPTIONS}
            value={notes.fixKind}
            onChange={(option) => onChange({ ...notes, fixKind: option.value })}
          />
        </Field>
        <Field label="What was tried and did not help?" description="Saves the next person from trying it again.">
          {area('didNotHelp', 2)}
        </Field>
        <Field label="What would prevent it?">{area('prevention', 2)}</Field>
        {error !== null && <ErrorState title="It is not closed" error={error} />}
        <Modal.ButtonRow>
          <Button variant="secondary" onClick={onCancel}>
            Not yet
          </Button>
          <Button type="submit" disabled={busy}>
            {busy ? 'Sending…' : 'Close it with these notes'}
          </Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}
