import { Button, Field, Input, Modal } from '@grafana/ui';
import React, { useState } from 'react';
import { type CheckWords } from './reviewActs';

const FIELDS: ReadonlyArray<{ name: keyof CheckWords; label: string; description: string }> = [
  { name: 'question', label: 'What to look at', description: 'For instance: are connections idle in transaction?' },
  { name: 'how', label: 'How', description: 'A command that only reads, or where to look.' },
  {
    name: 'means',
    label: 'What it means',
    description: 'For instance: many – it leaks; none – the pool is too small.',
  },
];
const LONGEST = 200;

interface CheckDialogProps {
  busy: boolean;
  onCancel: () => void;
  onSend: (check: CheckWords) => void;
}

/** One symptom, two causes: what tells them apart is asked for once, and given along with every fix of either. */
export function CheckDialog({ busy, onCancel, onSend }: CheckDialogProps) {
  const [check, setCheck] = useState<CheckWords>({ question: '', how: '', means: '' });
  const ready = !busy && check.question.trim() !== '' && check.means.trim() !== '';
  return (
    <Modal title="Write down what tells them apart" isOpen onDismiss={onCancel}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) {
            onSend(check);
          }
        }}
      >
        {FIELDS.map(({ name, label, description }) => (
          <Field key={name} label={label} description={description}>
            <Input
              id={`check-${name}`}
              maxLength={LONGEST}
              value={check[name]}
              onChange={(event) => setCheck({ ...check, [name]: event.currentTarget.value })}
            />
          </Field>
        ))}
        <Modal.ButtonRow>
          <Button variant="secondary" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" disabled={!ready}>
            Keep it with both
          </Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}
