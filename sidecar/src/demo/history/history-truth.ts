import type { CauseClass, Outcome } from '@incident-memory/contract';
import type { DemoService } from '../shop/services.ts';
import type { PastContext } from './past-incident.ts';

/** What is really so, which nobody in the history knows whole. For tests alone; never shown, never stored. */
export interface HistoryTruth {
  readonly signatures: readonly SignatureTruth[];
  readonly lookAlikes: readonly LookAlikeGroup[];
  readonly staleFixes: readonly StaleFix[];
  /** By the id of the incident. */
  readonly incidents: ReadonlyMap<string, IncidentTruth>;
  readonly contradictions: readonly Contradiction[];
}

/** One way of failing; with several causes it is a group of look-alikes. */
export interface SignatureTruth {
  readonly id: string;
  readonly service: DemoService;
  readonly isOneOff: boolean;
  /** Of every error of its own. */
  readonly fingerprints: readonly string[];
  /** Of what its callers write when it takes them along. */
  readonly callerFingerprints: readonly string[];
  readonly causes: readonly CauseTruth[];
}

export interface CauseTruth {
  readonly id: string;
  readonly class: CauseClass;
  readonly fixes: readonly FixTruth[];
  /** Ids of fixes as an all-knowing engineer would try them where the context says nothing; fixes that went stale last. */
  readonly bestFirst: readonly string[];
  /** Cures in one of ten or fewer, or makes it worse. */
  readonly neverTry: readonly string[];
}

export interface FixTruth {
  readonly id: string;
  /** Probability of curing in any context that no condition fits. */
  readonly cures: number;
  readonly when: readonly { readonly context: PastContext; readonly cures: number }[];
  /** What comes of it otherwise. */
  readonly otherwise: Outcome;
}

/** One symptom, several causes: the fix of one is wrong for the other, and one cheap look tells them apart. */
export interface LookAlikeGroup {
  readonly id: string;
  readonly members: readonly { readonly signature: string; readonly cause: string }[];
  readonly check: ApartCheck;
}

export interface ApartCheck {
  readonly words: string;
  /** To be run as it stands: it reads and changes nothing. */
  readonly command: string;
  readonly shows: readonly { readonly cause: string; readonly what: string }[];
}

/** Since `changedAt` what it touched is another: it has no effect any more. */
export interface StaleFix {
  readonly signature: string;
  readonly fix: string;
  readonly replacedBy: string;
  readonly target: string;
  readonly changedAt: number;
  readonly service: DemoService;
  readonly changeTitle: string;
}

export interface IncidentTruth {
  readonly incident: string;
  readonly signature: string;
  readonly cause: string;
  readonly isOneOff: boolean;
  /** Counted within signature and cause, from 1. */
  readonly occurrence: number;
  /** What a check of duplicates should say when it comes in, with what came before it. */
  readonly verdict: 'new' | 'recurrence';
}

/** Of one signature: what cured in `earlier` made it worse in `later`. */
export interface Contradiction {
  readonly signature: string;
  readonly fix: string;
  readonly earlier: string;
  readonly later: string;
  /** Whether the two had different causes: both are then right. */
  readonly causesDiffer: boolean;
}

/** One incident told a second time by somebody else, in other words, at another time. */
export interface Retelling {
  readonly id: string;
  readonly of: string;
  readonly at: number;
  readonly service: DemoService;
  readonly source: 'postmortem' | 'ticket' | 'alert' | 'channel';
  readonly title: string;
  readonly text: string;
}
