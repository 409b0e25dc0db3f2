import { type Incident, type ResolutionNotes } from '@incident-memory/contract';
import { Button, type IconName, Icon, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { useMay } from '../../../shared/data/useCapabilities';
import { type ActionRequest, useIncidentAction } from '../../../shared/data/useIncidentActions';
import { useIncidentMemory } from '../../../shared/data/useRecall';
import { ErrorState } from '../../../shared/parts/ErrorState';
import { TextDialog } from '../../../shared/parts/TextDialog';
import { EMPTY_NOTES, knownNotes, sentNotes } from './closingNotes';
import { ConfirmDialog } from './ConfirmDialog';
import { MergeDialog } from './MergeDialog';
import { offeredActions, type OfferedAction } from './offeredActions';
import { SplitDialog } from './SplitDialog';

const BUTTONS: Record<OfferedAction, { text: string; icon: IconName; hint: string }> = {
  acknowledge: { text: 'Acknowledge', icon: 'user', hint: 'Say that you are on it' },
  mitigating: { text: 'Mitigating', icon: 'shield', hint: 'Say that you are doing something against it now' },
  help: { text: 'Get help', icon: 'users-alt', hint: 'Say that more people are needed' },
  canWait: { text: 'Can wait', icon: 'clock-nine', hint: 'Say that it need not be solved now' },
  confirm: { text: 'Confirm it is over', icon: 'check', hint: 'Close it, with what it was and what cured it' },
  dismiss: { text: 'Dismiss', icon: 'times', hint: 'Close it as no incident' },
  reopen: { text: 'Reopen', icon: 'repeat', hint: 'It is not over' },
  note: { text: 'Note', icon: 'comment-alt', hint: 'Write into the timeline what you saw or tried' },
  split: { text: 'Split', icon: 'cube', hint: 'Something in it does not belong to it' },
  merge: { text: 'Merge', icon: 'code-branch', hint: 'It is part of another incident' },
  unmerge: { text: 'Take the merge back', icon: 'history', hint: 'It is an incident of its own after all' },
};

const DONE: Record<ActionRequest['action'], string> = {
  acknowledgeIncident: 'Acknowledged: others see that you are on it.',
  markMitigating: 'Noted: others see that you are mitigating.',
  requestHelp: 'Noted: the incident now asks for help.',
  markCanWait: 'Noted: it can wait.',
  confirmIncident: 'Closed, with your notes. It can be reopened.',
  dismissIncident: 'Dismissed. It can be reopened.',
  reopenIncident: 'Open again.',
  noteIncident: 'Written into the timeline.',
  splitIncident: 'Split: what left it is an incident of its own. Merging that one back takes it back.',
  mergeIncident: 'Merged. It can be taken back.',
  unmergeIncident: 'Taken back: it is an incident of its own again.',
};

interface IncidentActionsProps {
  incident: Incident;
  reference: string;
}

/** What a person can do, for those who may; what closes asks first, and each shows that it happened. */
export function IncidentActions({ incident, reference }: IncidentActionsProps) {
  const [dialog, setDialog] = useState<OfferedAction | null>(null);
  const memory = useIncidentMemory(reference);
  const known = knownNotes(memory.data ?? null);
  const [typed, setTyped] = useState<ResolutionNotes | null>(null);
  const notes = typed ?? known;
  const action = useIncidentAction(incident, reference);
  const mayAct = useMay('Editor');
  if (!mayAct) {
    return null;
  }

  const press = (offered: OfferedAction) => {
    action.reset();
    switch (offered) {
      case 'acknowledge':
        return action.mutate({ action: 'acknowledgeIncident', body: {} });
      case 'mitigating':
        return action.mutate({ action: 'markMitigating', body: {} });
      case 'help':
        return action.mutate({ action: 'requestHelp', body: {} });
      case 'canWait':
        return action.mutate({ action: 'markCanWait', body: {} });
      case 'unmerge':
        return action.mutate({ action: 'unmergeIncident', body: {} });
      default:
        return setDialog(offered);
    }
  };
  const send = (request: ActionRequest) => action.mutate(request, { onSuccess: () => setDialog(null) });
  const dialogState = { busy: action.isPending, error: action.error, onCancel: () => setDialog(null) };

  return (
    <div>
      <Stack gap={1} wrap="wrap" alignItems="center">
        {offeredActions(incident).map((offered, place) => (
          <Button
            key={offered}
            variant={place === 0 ? 'primary' : 'secondary'}
            fill={offered === 'dismiss' ? 'outline' : 'solid'}
            icon={BUTTONS[offered].icon}
            tooltip={BUTTONS[offered].hint}
            disabled={action.isPending}
            onClick={() => press(offered)}
          >
            {BUTTONS[offered].text}
          </Button>
        ))}
        <span role="status">
          {action.isPending && dialog === null && 'Sending…'}
          {action.isSuccess && (
            <>
              <Icon name="check" /> {DONE[action.variables.action]}
            </>
          )}
        </span>
      </Stack>
      {action.isError && dialog === null && <ErrorState title="That did not happen" error={action.error} />}
      {dialog === 'confirm' && (
        <ConfirmDialog
          {...dialogState}
          notes={notes}
          onChange={setTyped}
          isFilledIn={typed === null && known.fix !== EMPTY_NOTES.fix}
          stillOpen={incident.state === 'open'}
          onSend={() => send({ action: 'confirmIncident', body: sentNotes(notes) })}
        />
      )}
      {dialog === 'dismiss' && (
        <TextDialog
          {...dialogState}
          title="Dismiss: it was no incident"
          explanation="It closes, and counts as a false alarm. It can be reopened."
          label="Why it was none"
          submit="Dismiss it"
          closes
          longest={1000}
          onSend={(reason) => send({ action: 'dismissIncident', body: { reason } })}
        />
      )}
      {dialog === 'reopen' && (
        <TextDialog
          {...dialogState}
          title="Reopen"
          explanation="It counts as going on again, from now."
          label="Why it is not over"
          submit="Reopen it"
          longest={1000}
          onSend={(reason) => send({ action: 'reopenIncident', body: { reason } })}
        />
      )}
      {dialog === 'split' && (
        <SplitDialog
          {...dialogState}
          services={incident.services.map(({ service }) => service)}
          onSend={(body) => send({ action: 'splitIncident', body })}
        />
      )}
      {dialog === 'merge' && (
        <MergeDialog {...dialogState} incident={incident} onSend={(body) => send({ action: 'mergeIncident', body })} />
      )}
      {dialog === 'note' && (
        <TextDialog
          {...dialogState}
          title="Note"
          explanation="It stands in the timeline under your name. Ctrl+Enter sends it."
          label="What you saw or tried"
          submit="Add the note"
          longest={4000}
          onSend={(text) => send({ action: 'noteIncident', body: { text } })}
        />
      )}
    </div>
  );
}
