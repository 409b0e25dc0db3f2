import type { MemoryEventType, MemoryFlag } from '@incident-memory/contract';
import type { ChainedEvent } from '../../events/event-chain.ts';
import type { MemoryPayloads } from '../memory-events.ts';
import { OUTCOME_WORDS } from './outcome-words.ts';

type Sentences = { readonly [Type in MemoryEventType]: (payload: MemoryPayloads[Type]) => string };

const FLAG_WORDS: Readonly<Record<MemoryFlag, string>> = {
  'instruction-like': 'it reads like an instruction to a machine',
  burst: 'it is one of very many by one author in a short time',
  're-ingested': 'it is what memory itself told',
  foreign: 'it comes from outside',
};

const KEY_WORDS: Readonly<Record<string, string>> = {
  signature: 'symptoms',
  validUntil: 'how long it holds',
  expiresAt: 'how long it is kept',
  visibility: 'who may see it',
  team: 'whose it is',
};

const SENTENCES: Sentences = {
  captured: ({ kind, source, incident, state }) => {
    const from = source.format === null ? '' : `, imported from ${source.format}`;
    const what = incident === null ? (kind === 'note' ? 'Note remembered' : 'Remembered') : `INC-${incident.number}`;
    return incident === null
      ? `${what}${from}`
      : `${what} ${state === 'forming' ? 'is being remembered' : 'is remembered'}${from}`;
  },
  corrected: ({ changes }) =>
    `Corrected: ${
      Object.keys(changes)
        .map((key) => KEY_WORDS[key] ?? key)
        .join(', ') || 'nothing'
    }`,
  ended: ({ resolution }) =>
    `Its incident ended${resolution === undefined || resolution === '' ? '' : `: ${resolution}`}`,
  'attempt-begun': ({ attempt: { fix, by, from } }) =>
    `${by} is doing: ${fix.words}${from === null ? '' : from.modified ? ' (a suggestion, modified)' : ' (a suggestion)'}`,
  'attempt-done': ({ sentence }) => sentence,
  'attempt-withdrawn': () => 'A fix was not applied after all',
  'suggestion-rejected': ({ attempt: { fix, by }, reason }) => `${by} refused "${fix.words}"${because(reason)}`,
  'outcome-judged': ({ outcome, sentence }) =>
    sentence === '' ? `What became of a fix: ${OUTCOME_WORDS[outcome]}` : sentence,
  recurred: () => 'The same came back within a day; counted here, not remembered anew',
  linked: ({ kind, memory, reason }) => `${linkWords(kind)} ${memory}${because(reason)}`,
  unlinked: ({ kind, memory, reason }) => `No longer ${linkWords(kind).toLowerCase()} ${memory}${because(reason)}`,
  confirmed: () => 'Confirmed as right',
  staled: ({ reason }) => `Does not hold any more${because(reason)}`,
  revalidated: ({ reason }) => `Holds again${because(reason)}`,
  retired: ({ reason }) => `Recalled no more${because(reason)}`,
  restored: () => 'Recalled again',
  held: ({ reason }) => `Under legal hold${because(reason)}`,
  released: ({ reason }) => `Legal hold ended${because(reason)}`,
  flagged: ({ flag, reason }) => `Flagged, and not recommended: ${reason === '' ? FLAG_WORDS[flag] : reason}`,
  unflagged: ({ flag, reason }) => `No longer flagged as ${flag}${because(reason)}`,
  'feedback-given': ({ helped, reason }) => `Recalling it ${helped ? 'helped' : 'misled'}${because(reason)}`,
  undone: ({ reason }) => `Taken back${because(reason)}`,
  forgotten: ({ reason }) => `Forgotten${because(reason)}`,
};

const LINK_WORDS: Readonly<Record<MemoryPayloads['linked']['kind'], string>> = {
  'recurrence-of': 'Recurrence of',
  supersedes: 'Supersedes',
  contradicts: 'Contradicts',
  'merged-into': 'Part of',
  'caused-by': 'Caused by',
};

function linkWords(kind: MemoryPayloads['linked']['kind']): string {
  return LINK_WORDS[kind];
}

function because(reason: string): string {
  return reason === '' ? '' : `: ${reason}`;
}

/** One line of a memory's history. Of what was forgotten only its kind remains. */
export function memorySentence({ type, payload }: Pick<ChainedEvent<MemoryEventType>, 'type' | 'payload'>): string {
  if (payload === null) {
    return `${type} (content forgotten)`;
  }
  return (SENTENCES[type] as (payload: unknown) => string)(payload);
}
