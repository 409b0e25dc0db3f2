import { Button, Checkbox, Field, Input, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { useForget } from '../../../shared/data/useKeeping';
import { ErrorState } from '../../../shared/parts/ErrorState';
import { useUrlState } from '../../../shared/useUrlState';
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
  const look = useForget();
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
          look.mutate(toRequest(wanted, true));
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
        {look.data !== undefined && forget.data === undefined && (
          <>
            <Proof proof={look.data} title="This would be forgotten" />
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
                onClick={() => forget.mutate(toRequest(wanted, false))}
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
