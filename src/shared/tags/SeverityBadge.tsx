import { type BadgeColor, type IconName } from '@grafana/ui';
import { type Severity } from '@incident-memory/contract';
import React from 'react';
import { StateTag } from './StateTag';

export const SEVERITY_WORDS: Record<Severity, { text: string; color: BadgeColor; icon: IconName; rank: number }> = {
  critical: { text: 'Critical', color: 'red', icon: 'fire', rank: 3 },
  high: { text: 'High', color: 'orange', icon: 'angle-up', rank: 2 },
  medium: { text: 'Medium', color: 'blue', icon: 'minus', rank: 1 },
  low: { text: 'Low', color: 'darkgrey', icon: 'angle-down', rank: 0 },
};

export function SeverityBadge({ severity }: { severity: Severity }) {
  const { text, color, icon } = SEVERITY_WORDS[severity];
  return <StateTag text={text} color={color} icon={icon} tooltip={`Severity: ${text.toLowerCase()}`} />;
}
