import { type Memory, type RouteBodySent } from '@incident-memory/contract';
import { Button, Combobox, type ComboboxOption, Field, Modal, TextArea } from '@grafana/ui';
import React, { useState } from 'react';
import { callSidecar } from '../../../shared/api/callSidecar';
import { LINK_NAMES, memoryName } from '../../../shared/memory/memoryWords';
import { ErrorState } from '../../../shared/parts/ErrorState';

type Kind = Memory['links'][number]['kind'];

const KINDS = (Object.keys(LINK_NAMES) as Kind[]).map((value) => ({ value, label: `It ${LINK_NAMES[value]} …` }));
const OFFERED = 20;

interface LinkDialogProps {
  memory: Memory;
  busy: boolean;
  error: unknown;
  onCancel: () => void;
  onSend: (body: RouteBodySent<'linkMemory'>) => void;
}

export function LinkDialog({ memory, busy, error, onCancel, onSend }: LinkDialogProps) {
  const [kind, setKind] = useState<Kind>('recurrence-of');
  const [other, setOther] = useState<ComboboxOption | null>(null);
  const [reason, setReason] = useState('');
  const ready = other !== null && !busy;
  const find = async (words: string): Promise<ComboboxOption[]> => {
    const query = { limit: OFFERED, ...(words.trim() === '' ? {} : { text: words.trim() }) };
    const { items } = await callSidecar('listMemories', { query });
    return items.filter(({ id }) => id !== memory.id).map((one) => ({ value: one.id, label: memoryName(one) }));
  };
  return (
    <Modal title="Link to another memory" isOpen onDismiss={onCancel}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (other !== null && ready) {
            onSend({ kind, memory: other.value, reason: reason.trim() });
          }
        }}
      >
        <Field label="How they stand to each other" htmlFor="link-kind">
          <Combobox id="link-kind" options={KINDS} value={kind} onChange={({ value }) => setKind(value)} />
        </Field>
        <Field label="Which one" description="Type words that stand in it." htmlFor="link-memory">
          <Combobox id="link-memory" options={find} value={other} placeholder="Choose" onChange={setOther} />
        </Field>
        <Field label="Why">
          <TextArea
            id="link-reason"
            rows={2}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </Field>
        {error !== null && <ErrorState title="They are not linked" error={error} />}
        <Modal.ButtonRow>
          <Button variant="secondary" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" disabled={!ready}>
            {busy ? 'Sending…' : 'Link them'}
          </Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}
