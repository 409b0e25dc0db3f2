import { Button, Field, Input, Modal, TextArea } from '@grafana/ui';
import React, { useState } from 'react';
import { useNavigate } from 'react-router';
import { useRemember } from '../../../shared/data/useMemories';
import { ErrorState } from '../../../shared/parts/ErrorState';
import { memoryPath } from '../../../shared/pluginAddress';

/** A note that nobody should have to find out again. */
export function RememberDialog({ onClose }: { onClose: () => void }) {
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const [service, setService] = useState('');
  const remember = useRemember();
  const navigate = useNavigate();
  const ready = text.trim() !== '' && !remember.isPending;
  return (
    <Modal title="Remember a note" isOpen onDismiss={onClose} closeOnBackdropClick={false}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) {
            remember.mutate(
              {
                title: title.trim(),
                text: text.trim(),
                ...(service.trim() === '' ? {} : { service: service.trim() }),
              },
              { onSuccess: ({ id }) => navigate(memoryPath(id)) }
            );
          }
        }}
      >
        <Field label="What should be remembered?" description="Secrets are taken out before it is kept." required>
          <TextArea
            id="note-text"
            rows={5}
            autoFocus
            maxLength={20_000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </Field>
        <Field label="Title">
          <Input
            id="note-title"
            maxLength={300}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
        </Field>
        <Field label="Service" description="Where it holds; empty for anywhere.">
          <Input
            id="note-service"
            maxLength={200}
            value={service}
            onChange={(event) => setService(event.currentTarget.value)}
          />
        </Field>
        {remember.isError && <ErrorState title="It is not remembered" error={remember.error} />}
        <Modal.ButtonRow>
          <Button variant="secondary" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!ready}>
            {remember.isPending ? 'Sending…' : 'Remember it'}
          </Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}
