import { type CauseClass, type Outcome, type QueueItem } from '@incident-memory/contract';
import { Button, Combobox, type ComboboxOption, Field, Stack, TextArea } from '@grafana/ui';
import React, { useState } from 'react';
import { CAUSE_NAMES, OUTCOME_WORDS } from '../../../shared/memory/memoryWords';
import { type Decision } from './QueueCard';

const CAUSES = (Object.keys(CAUSE_NAMES) as CauseClass[]).map(
  (value): ComboboxOption<CauseClass> => ({ value, label: CAUSE_NAMES[value] })
);
const OUTCOMES = (Object.keys(OUTCOME_WORDS) as Outcome[]).map(
  (value): ComboboxOption<Outcome> => ({ value, label: OUTCOME_WORDS[value].text })
);

interface CorrectImportedProps {
  item: QueueItem;
  busy: boolean;
  onSend: (decision: Decision) => void;
  onCancel: () => void;
}

/** What it was and what was done, in the words of somebody who was there; what the source said is filled in. */
export function CorrectImported({ item, busy, onSend, onCancel }: CorrectImportedProps) {
  const [cause, setCause] = useState(item.cause?.words ?? '');
  const [kind, setKind] = useState<CauseClass | null>(item.cause?.class ?? null);
  const [fix, setFix] = useState(item.fix?.words ?? '');
  const [outcome, setOutcome] = useState<Outcome>('cured');
  const ready = !busy && (cause.trim() !== '' || fix.trim() !== '');
  const send = () =>
    onSend({
      decision: 'confirm',
      ...(cause.trim() === '' ? {} : { cause: { words: cause.trim(), ...(kind === null ? {} : { class: kind }) } }),
      ...(fix.trim() === '' ? {} : { fix: { words: fix.trim() }, outcome }),
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) {
          send();
        }
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && ready) {
          event.preventDefault();
          send();
        }
      }}
    >
      <Stack direction="column" gap={1}>
        <Field label="The cause" description="What, not who." noMargin>
          <TextArea
            id="imported-cause"
            rows={2}
            autoFocus
            maxLength={2000}
            value={cause}
            onChange={(event) => setCause(event.currentTarget.value)}
          />
        </Field>
        <Field label="Kind of cause" htmlFor="imported-kind" noMargin>
          <Combobox
            id="imported-kind"
            options={CAUSES}
            value={kind}
            placeholder="As the words say"
            isClearable
            onChange={(option: ComboboxOption<CauseClass> | null) => setKind(option?.value ?? null)}
          />
        </Field>
        <Field label="What was done" noMargin>
          <TextArea
            id="imported-fix"
            rows={2}
            maxLength={1000}
            value={fix}
            onChange={(event) => setFix(event.currentTarget.value)}
          />
        </Field>
        <Field label="What it did" htmlFor="imported-outcome" noMargin>
          <Combobox
            id="imported-outcome"
            options={OUTCOMES}
            value={outcome}
            disabled={fix.trim() === ''}
            onChange={({ value }) => setOutcome(value)}
          />
        </Field>
        <Stack direction="row" gap={1}>
          <Button type="submit" size="sm" icon="check" disabled={!ready}>
            {busy ? 'Sending…' : 'Confirm it so'}
          </Button>
          <Button size="sm" variant="secondary" onClick={onCancel}>
            Cancel
          </Button>
        </Stack>
      </Stack>
    </form>
  );
}
