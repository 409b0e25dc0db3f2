import { type Advice, type Attempt, type Fix, type Incident } from '@incident-memory/contract';
import React, { useState } from 'react';
import { useMay } from '../../../shared/data/useCapabilities';
import { type AttemptAct, useAttemptAct, useIncidentMemory } from '../../../shared/data/useRecall';
import { OutcomeDialog } from '../../../shared/memory/OutcomeDialog';
import { TextDialog } from '../../../shared/parts/TextDialog';
import { FixDialog } from './FixDialog';

type Asking =
  | { what: 'modify'; advice: Advice }
  | { what: 'own' }
  | { what: 'reject'; advice: Advice }
  | { what: 'judge'; attempt: Attempt };

export const EMPTY_FIX: Fix = { kind: 'other', words: '', target: '', exact: '', undo: '' };

/** Everything that a person does with a fix on this page: start it, finish it, change it, refuse it, say what it did. */
export function useFixes(incident: Incident, reference: string) {
  const memory = useIncidentMemory(reference);
  const action = useAttemptAct({ incident: incident.id, reference });
  const mayAct = useMay('Editor');
  const [asking, setAsking] = useState<Asking | null>(null);

  const ask = (next: Asking) => {
    action.reset();
    setAsking(next);
  };
  const send = (act: AttemptAct) => action.mutate(act, { onSuccess: () => setAsking(null) });
  const dialogState = { busy: action.isPending, error: action.error, onCancel: () => setAsking(null) };
  const begin = (fix: Fix, advice: Advice | null, modified: boolean) =>
    send({ act: 'begin', body: { fix, ...source(advice, modified) } });

  return {
    memory,
    attempts: memory.data?.attempts ?? [],
    mayAct,
    isOver: incident.state === 'resolved' || incident.state === 'dismissed' || incident.state === 'merged',
    busy: action.isPending,
    done: action.isSuccess ? action.variables.act : null,
    error: asking === null ? action.error : null,
    begin: (advice: Advice) => begin(advice.fix, advice, false),
    finish: (attempt: string) => send({ act: 'done', attempt }),
    withdraw: (attempt: string) => send({ act: 'withdraw', attempt }),
    modify: (advice: Advice) => ask({ what: 'modify', advice }),
    tellOwn: () => ask({ what: 'own' }),
    reject: (advice: Advice) => ask({ what: 'reject', advice }),
    judge: (attempt: Attempt) => ask({ what: 'judge', attempt }),
    dialog:
      asking === null ? null : asking.what === 'reject' ? (
        <TextDialog
          {...dialogState}
          title={`Do not suggest it here: ${asking.advice.fix.words}`}
          explanation="It is kept with your reason, and not suggested again in this situation. It can be taken back."
          label="Why not?"
          submit="Reject it"
          longest={1000}
          onSend={(reason) => {
            const [from] = asking.advice.from;
            send({
              act: 'reject',
              body: {
                fix: asking.advice.fix,
                reason,
                ...(from === undefined ? {} : { from: { memory: from.memory, attempt: from.attempt } }),
              },
            });
          }}
        />
      ) : asking.what === 'judge' ? (
        <OutcomeDialog
          {...dialogState}
          attempt={asking.attempt}
          onSend={(body) => send({ act: 'judge', attempt: asking.attempt.id, body })}
        />
      ) : (
        <FixDialog
          {...dialogState}
          title={asking.what === 'modify' ? 'I’m doing it differently' : 'I’m doing something else'}
          start={asking.what === 'modify' ? asking.advice.fix : EMPTY_FIX}
          onSend={(fix) => (asking.what === 'modify' ? begin(fix, asking.advice, true) : begin(fix, null, false))}
        />
      ),
  };
}

export type Fixes = ReturnType<typeof useFixes>;

/** Which attempt of which memory the suggestion rests on; general advice rests on none. */
function source(advice: Advice | null, modified: boolean) {
  const first = advice?.from[0];
  return first === undefined ? {} : { from: { memory: first.memory, attempt: first.attempt, modified } };
}

/** Whether this very fix is being tried here, as suggested or changed. */
export function underWay(advice: Advice, attempts: Attempt[]): Attempt | undefined {
  return attempts.find(
    ({ state, fix, from }) =>
      (state === 'doing' || state === 'done') &&
      ((fix.words === advice.fix.words && fix.kind === advice.fix.kind) ||
        (from !== null && advice.from.some((one) => one.memory === from.memory && one.attempt === from.attempt)))
  );
}
