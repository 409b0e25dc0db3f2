import { type Attempt, type CauseClass, type Fix, type Memory, type Outcome } from '@incident-memory/contract';
import { type BadgeColor, type IconName } from '@grafana/ui';

interface Tag {
  text: string;
  color: BadgeColor;
  icon: IconName;
  meaning: string;
}

export const OUTCOME_WORDS: Record<Outcome, Tag> = {
  cured: { text: 'Cured', color: 'green', icon: 'check', meaning: 'It ended sooner than without it, and stayed so.' },
  mitigated: { text: 'Mitigated', color: 'green', icon: 'shield', meaning: 'It hurt less from then on.' },
  temporary: { text: 'Only for a while', color: 'orange', icon: 'history', meaning: 'It came back within a week.' },
  'no-effect': { text: 'No effect', color: 'orange', icon: 'minus', meaning: 'Nothing changed by it.' },
  'got-worse-after': { text: 'Got worse after', color: 'red', icon: 'arrow-up', meaning: 'It hurt more from then on.' },
  unattributed: {
    text: 'Cannot be told',
    color: 'darkgrey',
    icon: 'question-circle',
    meaning: 'Something else happened in the same time, so nobody knows what did it.',
  },
};

export const ATTEMPT_STATE_WORDS: Record<Attempt['state'], Tag> = {
  doing: { text: 'Under way', color: 'blue', icon: 'play', meaning: 'Someone is doing it now.' },
  done: { text: 'Done', color: 'purple', icon: 'check', meaning: 'It is applied; its effect is looked at.' },
  withdrawn: { text: 'Not done', color: 'darkgrey', icon: 'times', meaning: 'It was not applied after all.' },
  rejected: { text: 'Refused', color: 'darkgrey', icon: 'times-circle', meaning: 'It is not suggested here again.' },
};

export const PROVENANCE_WORDS: Record<Memory['provenance'], Tag> = {
  confirmed: { text: 'Confirmed', color: 'green', icon: 'check-circle', meaning: 'A person said that it is right.' },
  observed: { text: 'Observed', color: 'blue', icon: 'eye', meaning: 'Known from what was measured.' },
  inferred: { text: 'Inferred', color: 'orange', icon: 'question-circle', meaning: 'Concluded; nobody confirmed it.' },
  imported: { text: 'Imported', color: 'purple', icon: 'import', meaning: 'From outside, verbatim and unverified.' },
};

export const MEMORY_STATE_WORDS: Record<Memory['state'], Tag> = {
  forming: { text: 'Forming', color: 'blue', icon: 'sync', meaning: 'Its incident is still under way.' },
  active: { text: 'Active', color: 'green', icon: 'check', meaning: 'It is recalled.' },
  retired: { text: 'Retired', color: 'darkgrey', icon: 'pause', meaning: 'Kept, and recalled no more.' },
  merged: { text: 'Merged', color: 'purple', icon: 'code-branch', meaning: 'Part of another memory.' },
};

export const FLAG_WORDS: Record<Memory['flags'][number], string> = {
  'instruction-like': 'reads like an instruction to a machine',
  burst: 'is one of many that one author wrote at once',
  're-ingested': 'was recalled from here and sent in again',
  foreign: 'was written by a model or from outside',
};

export const FIX_KIND_NAMES: Record<Fix['kind'], string> = {
  rollback: 'Roll back',
  restart: 'Restart',
  configuration: 'Change a configuration',
  scaling: 'Scale',
  'code-change': 'Change the code',
  failover: 'Fail over',
  dependency: 'Others fix a dependency',
  command: 'Run a command',
  other: 'Something else',
};

export const CAUSE_NAMES: Record<CauseClass, string> = {
  deploy: 'A deploy',
  configuration: 'A configuration',
  capacity: 'Capacity',
  database: 'The database',
  network: 'The network',
  dependency: 'A dependency',
  'memory-leak': 'A memory leak',
  'resource-exhaustion': 'Something ran out',
  certificate: 'A certificate',
  data: 'Data',
  traffic: 'Traffic',
  hardware: 'Hardware',
  security: 'Security',
  bug: 'A bug',
  other: 'Something else',
};

export const LINK_NAMES: Record<Memory['links'][number]['kind'], string> = {
  'recurrence-of': 'came back after',
  supersedes: 'takes the place of',
  contradicts: 'contradicts',
  'merged-into': 'merged into',
  'caused-by': 'caused by',
};

/** "version 2.15.0, load high": where something holds; '' where it holds anywhere. */
export function sayContext(context: Readonly<Record<string, string>>): string {
  return Object.entries(context)
    .map(([key, value]) => `${key} ${value}`)
    .join(', ');
}

/** What a memory is called in a sentence. */
export function memoryName({ incident, title }: Pick<Memory, 'incident' | 'title'>): string {
  return incident === null ? title : `INC-${incident.number} · ${title}`;
}
