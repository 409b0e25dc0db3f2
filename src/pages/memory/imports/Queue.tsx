import { type QueueItem } from '@incident-memory/contract';
import { Button, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { useMay } from '../../../shared/data/useCapabilities';
import { useDecideImported, useImportQueue } from '../../../shared/data/useImports';
import { EmptyNote } from '../../../shared/parts/EmptyNote';
import { ErrorState } from '../../../shared/parts/ErrorState';
import { QueryView } from '../../../shared/parts/QueryView';
import { Section } from '../../../shared/parts/Section';
import { count } from '../../../shared/words';
import { QueueCard, type Decision } from './QueueCard';
import { QueueLine } from './QueueLine';

interface Decided {
  readonly signature: string;
  readonly sentence: string;
}

/**
 * One signature is open at a time, and what is decided opens the next one with its button under the finger: Enter
 * confirms, Tab leads to the other choices.
 */
export function Queue() {
  const query = useImportQueue();
  const mayDecide = useMay('Editor');
  const decide = useDecideImported();
  const [open, setOpen] = useState<string | null>(null);
  const [last, setLast] = useState<Decided | null>(null);
  const say = async (item: QueueItem, decision: Decision, items: readonly QueueItem[]) => {
    const place = items.indexOf(item);
    const next = items[place + 1] ?? items[place - 1] ?? null;
    await decide.mutateAsync({ signature: item.signature, body: decision }).then(
      () => {
        setOpen(next?.signature ?? null);
        setLast({ signature: item.signature, sentence: `${WORDS[decision.decision]}: ${item.title}` });
      },
      // It is shown where it happened; the signature stays open.
      () => undefined
    );
  };
  const undo = (signature: string) =>
    decide.mutate(
      { signature, body: { decision: 'undo' } },
      {
        onSuccess: () => {
          setOpen(signature);
          setLast(null);
        },
      }
    );
  return (
    <Section
      title="To confirm"
      aside={query.data === undefined ? undefined : aside(query.data.items, query.data.waiting)}
    >
      <Stack direction="column" gap={1}>
        <div role="status" className="sr-only">
          {last?.sentence}
        </div>
        {decide.isError && <ErrorState title="That did not happen" error={decide.error} />}
        <QueryView query={query} what="the queue">
          {({ items }) =>
            items.length === 0 ? (
              <>
                {last !== null && <LastWord decided={last} busy={decide.isPending} onUndo={undo} />}
                <EmptyNote icon="check" title="Nothing waits to be confirmed">
                  What is imported waits here, the most frequent first: a cause and a fix become the team’s own when
                  somebody who was there says that they are right.
                </EmptyNote>
              </>
            ) : (
              <div>
                {items.map((item, place) => {
                  const isOpen = open === null ? place === 0 : item.signature === open;
                  return isOpen ? (
                    <React.Fragment key={item.signature}>
                      {last !== null && <LastWord decided={last} busy={decide.isPending} onUndo={undo} />}
                      <QueueCard
                        item={item}
                        busy={decide.isPending}
                        mayDecide={mayDecide}
                        takesFocus={last !== null}
                        onDecide={(decision) => void say(item, decision, items)}
                      />
                    </React.Fragment>
                  ) : (
                    <QueueLine key={item.signature} item={item} onOpen={() => setOpen(item.signature)} />
                  );
                })}
              </div>
            )
          }
        </QueryView>
      </Stack>
    </Section>
  );
}

interface LastWordProps {
  decided: Decided;
  busy: boolean;
  onUndo: (signature: string) => void;
}

/** Where the eyes are: above what opened next. */
function LastWord({ decided, busy, onUndo }: LastWordProps) {
  return (
    <Stack direction="row" gap={1} alignItems="center">
      <span>{decided.sentence}</span>
      <Button size="sm" fill="text" icon="history" disabled={busy} onClick={() => onUndo(decided.signature)}>
        Take it back
      </Button>
    </Stack>
  );
}

const WORDS: Record<Decision['decision'], string> = { confirm: 'Confirmed', dismiss: 'Dismissed' };

function aside(items: readonly QueueItem[], waiting: number): string {
  return waiting > items.length
    ? `the ${items.length} most frequent of ${waiting.toLocaleString('en')} signatures`
    : count(waiting, 'signature');
}
