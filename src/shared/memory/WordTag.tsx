import { type BadgeColor, type IconName } from '@grafana/ui';
import React from 'react';
import { StateTag } from '../tags/StateTag';

interface WordTagProps {
  word: { text: string; color: BadgeColor; icon: IconName; meaning: string };
}

/** A state as a word with its sign; what it means stands behind it. */
export function WordTag({ word: { text, color, icon, meaning } }: WordTagProps) {
  return <StateTag text={text} color={color} icon={icon} tooltip={meaning} />;
}
