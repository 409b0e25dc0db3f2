import { type Memory } from '@incident-memory/contract';
import { Button, type IconName, Icon, LinkButton, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { useMay } from '../../../shared/data/useCapabilities';
import { type MemoryAct, useMemoryAct } from '../../../shared/data/useMemories';
import { ErrorState } from '../../../shared/parts/ErrorState';
import { TextDialog } from '../../../shared/parts/TextDialog';
import { PAGES } from '../../../shared/pluginAddress';
import { CorrectDialog } from './CorrectDialog';

type Asked = 'correct' | 'stale' | 'revalidate' | 'retire' | 'misled' | 'hold' | 'release';

const REASONS: Record<
  Exclude<Asked, 'correct'>,
  { title: string; explanation: string; label: string; submit: string; act: (reason: string) => MemoryAct }
> = {
  stale: {
    title: 'It no longer holds',
    explanation: 'It is still found, and says so; nothing is recommended from it.',
    label: 'What has changed?',
    submit: 'It no longer holds',
    act: (reason) => ({ act: 'staleMemory', body: { reason } }),
  },
  revalidate: {
    title: 'It holds again',
    explanation: 'It is recommended from again.',
    label: 'How do you know?',
    submit: 'It holds',
    act: (reason) => ({ act: 'revalidateMemory', body: { reason } }),
  },
  retire: {
    title: 'Retire it',
    explanation: 'It is kept and stays in the list, but is recalled no more. It can be taken back.',
    label: 'Why?',
    submit: 'Retire it',
    act: (reason) => ({ act: 'retireMemory', body: { reason } }),
  },
  hold: {
    title: 'Put it under legal hold',
    explanation: 'Until it is released it neither expires nor can be forgotten.',
    label: 'Why?',
    submit: 'Hold it',
    act: (reason) => ({ act: 'holdMemory', body: { reason } }),
  },
  release: {
    title: 'Release it from legal hold',
    explanation: 'It expires like any other again, and can be forgotten.',
    label: 'Why?',
    submit: 'Release it',
    act: (reason) => ({ act: 'releaseMemory', body: { reason } }),
  },
  misled: {
    title: 'It misled',
    explanation: 'Your word counts for how far memory is believed.',
    label: 'How?',
    submit: 'It misled',
    act: (reason) => ({ act: 'rateMemory', body: { helped: false, reason } }),
  },
};

const DONE: Record<MemoryAct['act'], string> = {
  correctMemory: 'Corrected. What stood before is in the history.',
  confirmMemory: 'Confirmed.',
  staleMemory: 'It is called stale now.',
  revalidateMemory: 'It holds again.',
  retireMemory: 'Retired: it is recalled no more.',
  restoreMemory: 'It is recalled again.',
  linkMemory: 'Linked.',
  unlinkMemory: 'The link is taken back.',
  rateMemory: 'Thank you: that counts.',
  holdMemory: 'It is held.',
  releaseMemory: 'It is released.',
  unflagMemory: 'It is no longer called doubtful.',
  undoMemory: 'Taken back.',
};

/** What a person can do to a memory; each is an event that stands below, with its way back. */
export function RecordActions({ memory }: { memory: Memory }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const act = useMemoryAct();
  const mayAct = useMay('Editor');
  const mayKeep = useMay('Admin');
  if (!mayAct) {
    return null;
  }
  const { id, version, state, provenance, stale, legalHold } = memory;
  const send = (does: MemoryAct) => act.mutate({ memory: id, version, does }, { onSuccess: () => setAsked(null) });
  const ask = (what: Asked) => {
    act.reset();
    setAsked(what);
  };
  const dialogState = { busy: act.isPending, error: act.error, onCancel: () => setAsked(null) };
  const button = (text: string, icon: IconName, onClick: () => void) => (
    <Button variant="secondary" icon={icon} disabled={act.isPending} onClick={onClick}>
      {text}
    </Button>
  );
  return (
    <div>
      <Stack gap={1} wrap="wrap" alignItems="center">
        {provenance !== 'confirmed' &&
          state !== 'forming' &&
          button('Confirm that it is right', 'check-circle', () => send({ act: 'confirmMemory', body: {} }))}
        {button('Correct', 'edit', () => ask('correct'))}
        {stale === null
          ? button('No longer holds', 'clock-nine', () => ask('stale'))
          : button('It holds again', 'check', () => ask('revalidate'))}
        {state === 'retired'
          ? button('Recall it again', 'history', () => send({ act: 'restoreMemory', body: {} }))
          : state === 'active' && button('Retire', 'pause', () => ask('retire'))}
        {button('It helped', 'heart', () => send({ act: 'rateMemory', body: { helped: true, reason: '' } }))}
        {button('It misled', 'exclamation-triangle', () => ask('misled'))}
        {mayKeep &&
          (legalHold
            ? button('Release from hold', 'unlock', () => ask('release'))
            : button('Legal hold', 'lock', () => ask('hold')))}
        {mayKeep && !legalHold && (
          <LinkButton
            variant="secondary"
            fill="outline"
            icon="trash-alt"
            href={`${PAGES.memory}?tab=forget&memory=${id}`}
          >
            Forget …
          </LinkButton>
        )}
        <span role="status">
          {act.isPending && asked === null && 'Sending…'}
          {act.isSuccess && (
            <>
              <Icon name="check" /> {DONE[act.variables.does.act]}
            </>
          )}
        </span>
      </Stack>
      {act.isError && asked === null && <ErrorState title="That did not happen" error={act.error} />}
      {asked === 'correct' && (
        <CorrectDialog {...dialogState} memory={memory} onSend={(body) => send({ act: 'correctMemory', body })} />
      )}
      {asked !== null && asked !== 'correct' && (
        <TextDialog
          {...dialogState}
          key={asked}
          title={REASONS[asked].title}
          explanation={REASONS[asked].explanation}
          label={REASONS[asked].label}
          submit={REASONS[asked].submit}
          longest={1000}
          onSend={(reason) => send(REASONS[asked].act(reason))}
        />
      )}
    </div>
  );
}
