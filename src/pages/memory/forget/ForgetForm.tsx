import { type ForgetPreview } from '@incident-memory/contract';
import { Button, Checkbox, Field, Input, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { useForget, usePreviewForget } from '../../../shared/data/useKeeping';
import { EmptyNote } from '../../../shared/parts/EmptyNote';
import { ErrorState } from '../../../shared/parts/ErrorState';
import { useUrlState } from '../../../shared/useUrlState';
import { count } from '../../../shared/words';
import { isSomething, toRequest, type Wanted } from './wanted';
import { Proof } from './Proof';

/** First what it would take, then the same again for good: what is changed in between is shown anew. */
export function ForgetForm() {
  const [parameters] = useUrlState();
  const [wanted, setWanted] = useState<Wanted>({
    memories: parameters.get('memory') ?? '',
    incidents: '',
    text: '',
    reason: '',
  });
  const [sure, setSure] = useState(false);
  const look = usePreviewForget();
  const forget = useForget();
  const change = (changes: Partial<Wanted>) => {
    setWanted({ ...wanted, ...changes });
    setSure(false);
    look.reset();
    forget.reset();
  };
  const ready = isSomething(wanted) && !look.isPending && !forget.isPending;
  const field = (key: keyof Wanted, label: string, description: string) => (
    <Field label={label} description={description} noMargin>
      <Input
        id={`forget-${key}`}
        value={wanted[key]}
        maxLength={key === 'text' || key === 'reason' ? 500 : 9000}
        onChange={(event) => change({ [key]: event.currentTarget.value })}
      />
    </Field>
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) {
          look.mutate(toRequest(wanted));
        }
      }}
    >
      <Stack direction="column" gap={1.5}>
        <span>
          Texts, what was made of them, caches, queues and the payloads of events go; that it was forgotten stays. It
          cannot be taken back.
        </span>
        {field('text', 'Everything in which these words stand', 'As they stand, at least three letters.')}
        {field('incidents', 'Incidents', 'Numbers such as INC-42, separated by commas.')}
        {field('memories', 'Memories', 'Ids from their addresses, separated by commas.')}
        {field('reason', 'Why', 'It is kept and may be shown later, so it must not hold what is to be forgotten.')}
        <div>
          <Button type="submit" variant="secondary" icon="eye" disabled={!ready}>
            {look.isPending ? 'Looking…' : 'Show what would be forgotten'}
          </Button>
        </div>
        {look.isError && <ErrorState title="It could not be looked up" error={look.error} />}
        {look.data !== undefined && forget.data === undefined && <WouldGo items={look.data.items} />}
        {look.data !== undefined && look.data.items.length > 0 && forget.data === undefined && (
          <>
            <Checkbox
              label="I have looked at it, and it may go for good"
              value={sure}
              onChange={(event) => setSure(event.currentTarget.checked)}
            />
            <div>
              <Button
                variant="destructive"
                icon="trash-alt"
                disabled={!sure || !ready}
                onClick={() => forget.mutate(toRequest(wanted))}
              >
                {forget.isPending ? 'Forgetting…' : 'Forget it for good'}
              </Button>
            </div>
          </>
        )}
        {forget.isError && <ErrorState title="It is not forgotten, or not wholly" error={forget.error} />}
        <div role="status">{forget.data !== undefined && <Proof proof={forget.data} title="Forgotten" />}</div>
      </Stack>
    </form>
  );
}

/** Of what the reader may not see only its id is told: it may have to be forgotten all the same. */
function WouldGo({ items }: { items: ForgetPreview['items'] }) {
  return items.length === 0 ? (
    <EmptyNote icon="search" title="Nothing of it is remembered">
      No memory and no incident holds these words or has these names.
    </EmptyNote>
  ) : (
    <div role="status">
      <strong>{count(items.length, 'history', 'histories')} would be forgotten</strong>
      <ul>
        {items.map(({ stream, title }) => (
          <li key={stream}>{title === null ? `${stream} (of others; you may not see it)` : `${title} (${stream})`}</li>
        ))}
      </ul>
    </div>
  );
}
