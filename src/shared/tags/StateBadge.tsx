import { type BadgeColor, type IconName } from '@grafana/ui';
import { type IncidentState } from '@incident-memory/contract';
import React from 'react';
import { StateTag } from './StateTag';

export const STATE_WORDS: Record<IncidentState, { text: string; meaning: string; color: BadgeColor; icon: IconName }> =
  {
    open: { text: 'Open', meaning: 'Still going on.', color: 'red', icon: 'exclamation-circle' },
    'awaiting-confirmation': {
      text: 'To confirm',
      meaning: 'Errors fell below the threshold. A person confirms that it is over.',
      color: 'orange',
      icon: 'question-circle',
    },
    resolved: { text: 'Resolved', meaning: 'A person confirmed that it is over.', color: 'green', icon: 'check' },
    dismissed: { text: 'Dismissed', meaning: 'A person said that it was none.', color: 'darkgrey', icon: 'times' },
    merged: {
      text: 'Merged',
      meaning: 'It goes on as part of another incident.',
      color: 'purple',
      icon: 'code-branch',
    },
  };

export function StateBadge({ state }: { state: IncidentState }) {
  const { text, meaning, color, icon } = STATE_WORDS[state];
  return <StateTag text={text} color={color} icon={icon} tooltip={meaning} />;
}
