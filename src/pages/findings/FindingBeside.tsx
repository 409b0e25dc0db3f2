import { type Alarm } from '@incident-memory/contract';
import { Button } from '@grafana/ui';
import React from 'react';
import { type useJudgeAlarm } from '../../shared/data/useDetection';
import { Beside } from '../../shared/parts/Beside';
import { EmptyNote } from '../../shared/parts/EmptyNote';
import { ErrorState } from '../../shared/parts/ErrorState';
import { FindingDetails } from './FindingDetails';

interface FindingBesideProps {
  /** undefined: the address names one that the list does not hold. */
  alarm: Alarm | undefined;
  isOld: boolean;
  judging: Pick<ReturnType<typeof useJudgeAlarm>, 'isPending' | 'isError' | 'error'>;
  dismissing: boolean;
  onDismissing: (on: boolean) => void;
  onConfirm: () => void;
  onDismiss: (reason: string) => void;
  onUndo: () => void;
  onLookInAll: () => void;
  onClose: () => void;
}

export function FindingBeside({ alarm, judging, onLookInAll, onClose, ...rest }: FindingBesideProps) {
  return (
    <Beside
      title={alarm === undefined ? 'A finding' : alarm.service}
      label="The chosen finding"
      takesFocus={false}
      onClose={onClose}
    >
      {judging.isError && <ErrorState title="The verdict was not kept" error={judging.error} />}
      {alarm === undefined ? (
        <EmptyNote icon="search" title="It is not in this list">
          It may be further down, have been judged, or be part of an incident.{' '}
          <Button size="sm" variant="secondary" onClick={onLookInAll}>
            Look among all
          </Button>
        </EmptyNote>
      ) : (
        <FindingDetails key={alarm.id} alarm={alarm} busy={judging.isPending} {...rest} />
      )}
    </Beside>
  );
}
