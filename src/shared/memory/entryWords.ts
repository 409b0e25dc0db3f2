import { type MemoryEntry } from '@incident-memory/contract';
import { type IconName } from '@grafana/ui';

type Type = MemoryEntry['type'];

/** What happened to a memory, in words. */
export const ENTRY_WORDS: Record<Type, { text: string; icon: IconName; group: EntryGroup }> = {
  captured: { text: 'Remembered', icon: 'plus', group: 'remembered' },
  ended: { text: 'Its incident ended', icon: 'check', group: 'remembered' },
  recurred: { text: 'Came back', icon: 'repeat', group: 'remembered' },
  corrected: { text: 'Corrected', icon: 'edit', group: 'decisions' },
  confirmed: { text: 'Confirmed', icon: 'check-circle', group: 'decisions' },
  staled: { text: 'No longer holds', icon: 'clock-nine', group: 'decisions' },
  revalidated: { text: 'Holds again', icon: 'check', group: 'decisions' },
  retired: { text: 'Retired', icon: 'pause', group: 'decisions' },
  restored: { text: 'Recalled again', icon: 'history', group: 'decisions' },
  linked: { text: 'Linked', icon: 'link', group: 'decisions' },
  unlinked: { text: 'Link taken back', icon: 'times', group: 'decisions' },
  held: { text: 'Legal hold', icon: 'lock', group: 'decisions' },
  released: { text: 'Hold released', icon: 'unlock', group: 'decisions' },
  flagged: { text: 'Called doubtful', icon: 'exclamation-triangle', group: 'decisions' },
  unflagged: { text: 'Doubt taken back', icon: 'check', group: 'decisions' },
  undone: { text: 'Taken back', icon: 'history', group: 'decisions' },
  'attempt-begun': { text: 'Fix begun', icon: 'play', group: 'attempts' },
  'attempt-done': { text: 'Fix applied', icon: 'check', group: 'attempts' },
  'attempt-withdrawn': { text: 'Fix not applied', icon: 'times', group: 'attempts' },
  'outcome-judged': { text: 'Outcome', icon: 'chart-line', group: 'outcomes' },
  'suggestion-rejected': { text: 'Suggestion refused', icon: 'times-circle', group: 'suggestions' },
  'feedback-given': { text: 'Feedback', icon: 'comment-alt', group: 'suggestions' },
  forgotten: { text: 'Forgotten', icon: 'trash-alt', group: 'forgotten' },
};

export type EntryGroup = 'suggestions' | 'attempts' | 'outcomes' | 'decisions' | 'remembered' | 'forgotten';

export const ENTRY_GROUPS: Record<EntryGroup, string> = {
  suggestions: 'Suggestions',
  attempts: 'Fixes tried',
  outcomes: 'Outcomes',
  decisions: 'Decisions',
  remembered: 'Remembered',
  forgotten: 'Forgotten',
};

export function isEntryGroup(text: string): text is EntryGroup {
  return Object.hasOwn(ENTRY_GROUPS, text);
}
