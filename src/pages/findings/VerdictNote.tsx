import { type Alarm } from '@incident-memory/contract';
import { Button, Icon } from '@grafana/ui';
import React from 'react';
import { TimeAgo } from '../../shared/time/TimeAgo';

const VERDICTS = {
  confirmed: { text: 'Right', icon: 'check' },
  dismissed: { text: 'Wrong', icon: 'times' },
} as const;

interface VerdictNoteProps {
  alarm: Alarm;
  /** null where the reader may not judge. */
  onUndo: (() => void) | null;
}

/** What a person said of it, and the way back. */
export function VerdictNote({ alarm, onUndo }: VerdictNoteProps) {
  const { verdict } = alarm;
  if (verdict === null) {
    return <span>{alarm.incident === null ? 'waits for a verdict' : 'no verdict yet'}</span>;
  }
  const { text, icon } = VERDICTS[verdict.is];
  return (
    <div>
      <Icon name={icon} /> <strong>{text}</strong>, said {verdict.by} <TimeAgo at={verdict.at} />
      {verdict.reason !== '' && `: ${verdict.reason}`}{' '}
      {onUndo !== null && (
        <Button
          size="sm"
          fill="text"
          variant="secondary"
          onClick={onUndo}
          aria-label={`Undo the verdict on ${alarm.sentence}`}
        >
          Undo
        </Button>
      )}
    </div>
  );
}
