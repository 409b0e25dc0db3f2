import { type CauseClass, type Memory, type RouteBodySent } from '@incident-memory/contract';
import { Button, Combobox, type ComboboxOption, Field, Input, Modal, TextArea } from '@grafana/ui';
import React, { useState } from 'react';
import { CATEGORIES } from '../../../shared/memory/CategoryChoice';
import { CAUSE_NAMES } from '../../../shared/memory/memoryWords';
import { ErrorState } from '../../../shared/parts/ErrorState';
import { type Draft, draftOf, problemOf, toCorrection } from './correction';

const CAUSES = (Object.keys(CAUSE_NAMES) as CauseClass[]).map(
  (value): ComboboxOption<CauseClass> => ({ value, label: CAUSE_NAMES[value] })
);

interface CorrectDialogProps {
  memory: Memory;
  busy: boolean;
  error: unknown;
  onCancel: () => void;
  onSend: (body: RouteBodySent<'correctMemory'>) => void;
}

/** What stands is filled in; only what is changed is sent, and what stood before stays in the history. */
export function CorrectDialog({ memory, busy, error, onCancel, onSend }: CorrectDialogProps) {
  const [draft, setDraft] = useState(() => draftOf(memory));
  const correction = toCorrection(draft, memory);
  const problem = problemOf(draft);
  const ready = Object.keys(correction).length > 0 && problem === null && !busy;
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes });
  const area = (key: 'text' | 'causeWords' | 'resolution' | 'prevention' | 'symptoms' | 'labels', rows: number) => (
    <TextArea
      id={`correct-${key}`}
      rows={rows}
      value={draft[key]}
      onChange={(event) => change({ [key]: event.currentTarget.value })}
    />
  );
  return (
    <Modal title="Correct what is remembered" isOpen onDismiss={onCancel} closeOnBackdropClick={false}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) {
            onSend(correction);
          }
        }}
      >
        <Field label="Title" required>
          <Input
            id="correct-title"
            maxLength={300}
            value={draft.title}
            onChange={(event) => change({ title: event.currentTarget.value })}
          />
        </Field>
        <Field label="What is worth knowing">{area('text', 3)}</Field>
        <Field label="Kind of cause" htmlFor="correct-cause">
          <Combobox
            id="correct-cause"
            options={CAUSES}
            value={draft.causeClass}
            placeholder="Not known"
            isClearable
            onChange={(option: ComboboxOption<CauseClass> | null) => change({ causeClass: option?.value ?? null })}
          />
        </Field>
        <Field label="The cause in words" description="What, not who.">
          {area('causeWords', 2)}
        </Field>
        <Field label="What ended it">{area('resolution', 2)}</Field>
        <Field label="What would prevent it">{area('prevention', 2)}</Field>
        <Field label="Symptoms" description="One a line.">
          {area('symptoms', 2)}
        </Field>
        <Field label="Labels" description="One a line, as key:value.">
          {area('labels', 2)}
        </Field>
        <Field label="Category" htmlFor="correct-category">
          <Combobox
            id="correct-category"
            options={[...new Set([...CATEGORIES, draft.category])].map((value) => ({ value }))}
            value={draft.category}
            createCustomValue
            onChange={({ value }) => change({ category: value })}
          />
        </Field>
        <Field label="Valid until" description="After that day it is called stale; empty for no end.">
          <Input
            id="correct-until"
            type="date"
            value={draft.validUntil}
            onChange={(event) => change({ validUntil: event.currentTarget.value })}
          />
        </Field>
        {problem !== null && <p role="alert">{problem}</p>}
        {error !== null && <ErrorState title="It is not corrected" error={error} />}
        <Modal.ButtonRow>
          <Button variant="secondary" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" disabled={!ready}>
            {busy ? 'Sending…' : 'Correct it'}
          </Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}
