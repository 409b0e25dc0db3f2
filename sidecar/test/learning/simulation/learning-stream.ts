/** What `evaluate learning` reads and writes (the table in docs/learning.md). Times are epoch seconds. */
export type Context = Readonly<Record<string, string>>;

export type Outcome = 'worked' | 'failed' | 'worsened' | 'rejected' | 'modified' | 'unattributed';

export interface StreamAttempt {
  readonly at: number;
  readonly signature: string;
  readonly fix: string;
  readonly context: Context;
  readonly version: string;
  readonly outcome: Outcome;
  /** The place at which it was shown, from 1. */
  readonly shownRank: number;
}

export interface Ask {
  readonly signature: string;
  readonly context: Context;
  readonly version: string;
  readonly among: readonly string[];
}

export interface StreamAsk {
  readonly at: number;
  readonly ask: Ask;
}

export type StreamEntry = StreamAttempt | StreamAsk;

export interface Prediction {
  /** Of the entry in the stream. */
  readonly index: number;
  readonly probability: number;
}

export interface Ranking {
  readonly index: number;
  readonly order: readonly string[];
}

export interface Answers {
  readonly predictions: readonly Prediction[];
  readonly rankings: readonly Ranking[];
}

export function isAsk(entry: StreamEntry): entry is StreamAsk {
  return 'ask' in entry;
}

/** 1, 0, or null of what is no outcome of a fix that was applied. */
export function resultOf(outcome: Outcome): 0 | 1 | null {
  return outcome === 'worked' ? 1 : outcome === 'failed' || outcome === 'worsened' ? 0 : null;
}
