import { type Attempt, type Outcome, type RouteBodySent } from '@incident-memory/contract';
import { Button, Combobox, type ComboboxOption, Field, Modal, TextArea } from '@grafana/ui';
import React, { useState } from 'react';
import { OUTCOME_WORDS } from './memoryWords';
import { ErrorState } from '../parts/ErrorState';

const OPTIONS = (Object.keys(OUTCOME_WORDS) as Outcome[]).map(
  (value): ComboboxOption<Outcome> => ({
    value,
    label: OUTCOME_WORDS[value].text,
    description: OUTCOME_WORDS[value].meaning,
  })
);

interface OutcomeDialogProps {
  attempt: Attempt;
  busy: boolean;
  error: unknown;
  onCancel: () => void;
  onSend: (body: RouteBodySent<'judgeAttempt'>) => void;
}

/** A person's word on what a fix did stands above what was measured; both are kept. */
export function OutcomeDialog({ attempt, busy, error, onCancel, onSend }: OutcomeDialogProps) {
  const [outcome, setOutcome] = useState<Outcome | null>(attempt.outcome);
  const [note, setNote] = useState('');
  const ready = outcome !== null && !busy;
  return (
    <Modal title={`What did it do: ${attempt.fix.words}`} isOpen onDismiss={onCancel}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (outcome !== null && ready) {
            onSend({ outcome, note: note.trim() });
          }
        }}
      >
        {attempt.outcomeSentence !== '' && <p>So far: {attempt.outcomeSentence}</p>}
        <Field
          label="What it did"
          description="Your word stands above what was measured. It can be taken back."
          htmlFor="outcome"
        >
          <Combobox
            id="outcome"
            options={OPTIONS}
            value={outcome}
            placeholder="Choose"
            onChange={({ value }) => setOutcome(value)}
          />
        </Field>
        <Field label="How do you know?">
          <TextArea
            id="outcome-note"
            rows={2}
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </Field>
        {error !== null && <ErrorState title="It was not kept" error={error} />}
        <Modal.ButtonRow>
          <Button variant="secondary" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" disabled={!ready}>
            {busy ? 'Sending…' : 'Say so'}
          </Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}
