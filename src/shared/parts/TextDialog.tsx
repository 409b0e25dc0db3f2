import { Button, type ButtonVariant, Field, Modal, TextArea } from '@grafana/ui';
import React, { useState } from 'react';
import { ErrorState } from './ErrorState';

interface TextDialogProps {
  title: string;
  explanation: string;
  label: string;
  submit: string;
  /** It ends the incident, and looks like it. */
  closes?: boolean;
  longest: number;
  busy: boolean;
  error: unknown;
  onCancel: () => void;
  onSend: (text: string) => void;
}

/** Asks for one text before something is done. */
export function TextDialog(props: TextDialogProps) {
  const { title, explanation, label, submit, closes = false, longest, busy, error, onCancel, onSend } = props;
  const [text, setText] = useState('');
  const ready = text.trim() !== '' && !busy;
  const variant: ButtonVariant = closes ? 'destructive' : 'primary';
  const send = (event: React.FormEvent) => {
    event.preventDefault();
    if (ready) {
      onSend(text.trim());
    }
  };
  return (
    <Modal title={title} isOpen onDismiss={onCancel}>
      <form onSubmit={send}>
        <Field label={label} description={explanation} required>
          <TextArea
            id="dialog-text"
            rows={4}
            autoFocus
            maxLength={longest}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
                send(event);
              }
            }}
          />
        </Field>
        {error !== null && <ErrorState title="That did not happen" error={error} />}
        <Modal.ButtonRow>
          <Button variant="secondary" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" variant={variant} disabled={!ready}>
            {busy ? 'Sending…' : submit}
          </Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}
