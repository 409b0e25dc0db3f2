import type { Actor, MemoryEventType, MemoryFlag, Outcome } from '@incident-memory/contract';
import type { Ownership } from '../tenancy/scope.ts';
import type { Attempt, MemoryLink, MemoryRecord } from './memory-record.ts';

/** What is known about it in words and by structure: all that a person may correct. */
export type Described = Pick<
  MemoryRecord,
  | 'title'
  | 'text'
  | 'category'
  | 'labels'
  | 'services'
  | 'severity'
  | 'signature'
  | 'cause'
  | 'resolution'
  | 'prevention'
  | 'evidence'
>;

type Begun = Pick<Attempt, 'id' | 'fix' | 'by' | 'begunAt' | 'context' | 'from'>;
type AppliedKnownFrom = NonNullable<Attempt['appliedKnownFrom']>;
type OutcomeKnownFrom = NonNullable<Attempt['outcomeKnownFrom']>;

/** What each kind of event carries. Times are epoch milliseconds. */
export interface MemoryPayloads {
  captured: Described &
    Pick<
      MemoryRecord,
      | 'kind'
      | 'incident'
      | 'service'
      | 'startedAt'
      | 'endedAt'
      | 'provenance'
      | 'validUntil'
      | 'expiresAt'
      | 'attempts'
      | 'flags'
    > &
    Omit<Ownership, 'organisation'> & {
      state: 'forming' | 'active';
      source: { link: string | null; format: string | null };
    };
  /** Given values replace; what a person corrected, no later capture changes back. */
  corrected: {
    changes: Partial<Described & Pick<MemoryRecord, 'validUntil' | 'visibility' | 'team' | 'expiresAt'>>;
  };
  /** Its incident ended, or ended again: what is known then. */
  ended: Partial<Described> & Pick<MemoryRecord, 'endedAt' | 'provenance' | 'expiresAt'>;
  'attempt-begun': { attempt: Begun };
  'attempt-done': { attempt: string; appliedAt: number; knownFrom: AppliedKnownFrom; sentence: string };
  'attempt-withdrawn': { attempt: string };
  'suggestion-rejected': { attempt: Begun; reason: string };
  'outcome-judged': { attempt: string; outcome: Outcome; knownFrom: OutcomeKnownFrom; sentence: string };
  /** The same came back within a day: in its own incident again, or in another one. */
  recurred: { at: number; incident: string | null };
  linked: Pick<MemoryLink, 'kind' | 'memory' | 'reason'>;
  unlinked: Pick<MemoryLink, 'kind' | 'memory' | 'reason'>;
  /** A person says that it is right. */
  confirmed: Record<string, never>;
  staled: { reason: string };
  revalidated: { reason: string };
  retired: { reason: string };
  restored: Record<string, never>;
  /** Legal hold. */
  held: { reason: string };
  released: { reason: string };
  flagged: { flag: MemoryFlag; reason: string };
  unflagged: { flag: MemoryFlag; reason: string };
  /** The last word of each person counts. */
  'feedback-given': { helped: boolean; reason: string };
  /** The event of that sequence is left out of what the events add up to. */
  undone: { sequence: number; reason: string };
  /** Nothing of it is kept but that it was; the payloads of all events before are removed. */
  forgotten: { reason: string };
}

export type NewMemoryEvent = {
  [Type in MemoryEventType]: { readonly type: Type; readonly payload: MemoryPayloads[Type] };
}[MemoryEventType];

/** An event in its place: what the projection reads. */
export type PlacedMemoryEvent = NewMemoryEvent & {
  readonly organisation: string;
  readonly stream: string;
  readonly sequence: number;
  readonly at: number;
  readonly actor: Actor;
};

export type PlacedMemory<Type extends MemoryEventType> = Extract<PlacedMemoryEvent, { type: Type }>;
