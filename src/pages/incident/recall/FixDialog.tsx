import { type Fix } from '@incident-memory/contract';
import { Button, Combobox, type ComboboxOption, Field, Input, Modal, TextArea } from '@grafana/ui';
import React, { useState } from 'react';
import { FIX_KIND_NAMES } from '../../../shared/memory/memoryWords';
import { ErrorState } from '../../../shared/parts/ErrorState';

const KIND_OPTIONS = (Object.keys(FIX_KIND_NAMES) as Array<Fix['kind']>).map(
  (value): ComboboxOption<Fix['kind']> => ({ value, label: FIX_KIND_NAMES[value] })
);

interface FixDialogProps {
  title: string;
  start: Fix;
  busy: boolean;
  error: unknown;
  onCancel: () => void;
  onSend: (fix: Fix) => void;
}

/** What someone does against it, in their own words; one line is enough. */
export function FixDialog({ title, start, busy, error, onCancel, onSend }: FixDialogProps) {
  const [fix, setFix] = useState(start);
  const ready = fix.words.trim() !== '' && !busy;
  const change = (changes: Partial<Fix>) => setFix({ ...fix, ...changes });
  return (
    <Modal title={title} isOpen onDismiss={onCancel} closeOnBackdropClick={false}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) {
            onSend({ ...fix, words: fix.words.trim() });
          }
        }}
      >
        <Field label="What are you doing?" description="One line is enough. The rest can stay empty." required>
          <Input
            id="fix-words"
            autoFocus
            maxLength={1000}
            value={fix.words}
            onChange={(event) => change({ words: event.currentTarget.value })}
          />
        </Field>
        <Field label="Kind" htmlFor="fix-kind">
          <Combobox
            id="fix-kind"
            options={KIND_OPTIONS}
            value={fix.kind}
            onChange={({ value }) => change({ kind: value })}
          />
        </Field>
        <Field label="To what?" description="A service, a setting, a file, a machine.">
          <Input
            id="fix-target"
            maxLength={300}
            value={fix.target}
            onChange={(event) => change({ target: event.currentTarget.value })}
          />
        </Field>
        <Field label="The exact command or change">
          <TextArea
            id="fix-exact"
            rows={2}
            maxLength={4000}
            value={fix.exact}
            onChange={(event) => change({ exact: event.currentTarget.value })}
          />
        </Field>
        <Field label="How is it taken back?">
          <Input
            id="fix-undo"
            maxLength={1000}
            value={fix.undo}
            onChange={(event) => change({ undo: event.currentTarget.value })}
          />
        </Field>
        {error !== null && <ErrorState title="It was not kept" error={error} />}
        <Modal.ButtonRow>
          <Button variant="secondary" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" disabled={!ready}>
            {busy ? 'Sending…' : 'I’m doing this'}
          </Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}
