import { Alert, Button, Field, Input, RadioButtonGroup, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { ServiceChoice } from '../../shared/filters/ServiceChoice';
import { ErrorState } from '../../shared/parts/ErrorState';
import { sayDuration } from '../../shared/time/sayDuration';
import { useNow } from '../../shared/time/useNow';
import { newDraft, type Plan, problems, toPlan } from './planDraft';
import { KINDS } from './WindowTable';

const KIND_OPTIONS = (['maintenance', 'roll-out'] as const).map((value) => ({ value, label: KINDS[value] }));

interface PlanWindowProps {
  busy: boolean;
  error: unknown;
  onCancel: () => void;
  onSend: (plan: Plan) => void;
}

export function PlanWindow({ busy, error, onCancel, onSend }: PlanWindowProps) {
  const [draft, setDraft] = useState(() => newDraft(Date.now()));
  const [tried, setTried] = useState(false);
  const found = problems(draft, useNow());
  const ready = Object.keys(found).length === 0;
  const change = (changes: Partial<typeof draft>) => setDraft({ ...draft, ...changes });
  const length = new Date(draft.to).getTime() - new Date(draft.from).getTime();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (ready && !busy) {
          onSend(toPlan(draft));
        }
      }}
    >
      <Stack direction="column" gap={1.5}>
        <Field label="What is expected" required noMargin invalid={tried && 'title' in found} error={found.title}>
          <Input
            id="window-title"
            autoFocus
            maxLength={200}
            width={60}
            value={draft.title}
            onChange={({ currentTarget }) => change({ title: currentTarget.value })}
          />
        </Field>
        <Stack gap={3} wrap="wrap" alignItems="center">
          <RadioButtonGroup
            aria-label="Kind"
            options={KIND_OPTIONS}
            value={draft.kind}
            onChange={(kind) => change({ kind })}
          />
          <ServiceChoice chosen={draft.services} onChange={(services) => change({ services })} />
        </Stack>
        <Stack gap={2} wrap="wrap" alignItems="flex-start">
          <Field
            label="From"
            description="In the time of this browser."
            noMargin
            invalid={'from' in found}
            error={found.from}
          >
            <Input
              id="window-from"
              type="datetime-local"
              width={28}
              value={draft.from}
              onChange={({ currentTarget }) => change({ from: currentTarget.value })}
            />
          </Field>
          <Field
            label="To"
            description={length > 0 ? `For ${sayDuration(length)}.` : 'After it begins.'}
            noMargin
            invalid={'to' in found}
            error={found.to}
          >
            <Input
              id="window-to"
              type="datetime-local"
              width={28}
              value={draft.to}
              onChange={({ currentTarget }) => change({ to: currentTarget.value })}
            />
          </Field>
        </Stack>
        {draft.services.length === 0 && (
          <Alert severity="warning" title="It is meant for all services" bottomSpacing={0}>
            Only what is critical, widespread errors and alerts of others page anybody in this time, wherever it is.
            Choose the services that are worked on.
          </Alert>
        )}
        {error !== null && <ErrorState title="It was not planned" error={error} />}
        <Stack gap={1}>
          <Button type="submit" disabled={busy || (tried && !ready)}>
            {busy ? 'Planning…' : 'Plan it'}
          </Button>
          <Button variant="secondary" onClick={onCancel}>
            Cancel
          </Button>
        </Stack>
      </Stack>
    </form>
  );
}
