import type { CauseClass, FailureKind, FixKind, Outcome, ResolutionNotes, Severity } from '@incident-memory/contract';
import type { DemoService } from '../shop/services.ts';

/**
 * What a team remembers of one past incident. Times are epoch milliseconds. Nobody has a name here, only a role; nothing
 * here is the truth about it, only what people found and wrote: the truth stands beside it (history-truth.ts).
 */
export interface PastIncident {
  /** As those of live incidents: `inc_` and a UUIDv7 of `startedAt`. */
  readonly id: string;
  /** In order of `startedAt`, from 1. */
  readonly number: number;
  /** First to report. */
  readonly service: DemoService;
  /** In the order in which they reported, `service` first. */
  readonly services: readonly DemoService[];
  readonly title: string;
  /** Sentences in the words of `toldBy`'s team. */
  readonly symptoms: readonly string[];
  readonly toldBy: DemoService;
  readonly kind: FailureKind;
  readonly failureClass: FailureClass;
  readonly category: PastCategory;
  readonly severity: Severity;
  readonly labels: readonly string[];
  /** The first is the one that people would name; none where a service only fell silent. */
  readonly errors: readonly PastError[];
  readonly startedAt: number;
  readonly detectedAt: number;
  readonly endedAt: number;
  /** In the worst minute. */
  readonly peakErrors: number;
  readonly totalErrors: number;
  readonly requestsPerMinute: number;
  /** Always `version`, `load`, `time-of-day`, `weekday`, `region`, `after-deploy`. */
  readonly context: PastContext;
  /** Of two hours before it until its end. */
  readonly changes: readonly PastChange[];
  readonly cause: { readonly class: CauseClass; readonly words: string };
  /** In the order in which they happened. */
  readonly attempts: readonly PastAttempt[];
  readonly resolution: ResolutionNotes;
  readonly actionItems: readonly PastActionItem[];
  readonly links: readonly PastLink[];
  /** The one that came of it within seven days; its last fix was then temporary. */
  readonly relapsedAs: string | null;
}

export const FAILURE_CLASSES = [
  'database',
  'network',
  'memory-leak',
  'api-timeout',
  'dependency',
  'credentials',
  'saturation',
  'bad-release',
  'silence',
] as const;
export type FailureClass = (typeof FAILURE_CLASSES)[number];

export const PAST_CATEGORIES = ['incidents', 'resources', 'deployments', 'troubleshooting'] as const;
export type PastCategory = (typeof PAST_CATEGORIES)[number];

export type PastContext = Readonly<Record<string, string>>;

/** An error as intake would have kept it. */
export interface PastError {
  readonly service: DemoService;
  readonly errorType: string;
  readonly message: string;
  /** The message without its values. */
  readonly template: { readonly id: string; readonly text: string };
  readonly stack: string;
  readonly fingerprint: string;
  readonly ownFrames: readonly string[];
}

export interface PastChange {
  readonly kind: 'deploy' | 'configuration' | 'scaling' | 'feature-flag';
  readonly at: number;
  readonly service: DemoService;
  readonly title: string;
  readonly before: string;
  readonly after: string;
  /** What it touched: a file, a setting, a deployment. */
  readonly target: string;
}

export const PAST_ROLES = [
  'on-call engineer',
  'service owner',
  'platform engineer',
  'database administrator',
  'release engineer',
  'network engineer',
  'security engineer',
  'data engineer',
] as const;
export type PastRole = (typeof PAST_ROLES)[number];

/** A fix as memories keep it, with what makes it the same fix wherever it was done. */
export interface PastFix {
  readonly id: string;
  readonly kind: FixKind;
  readonly words: string;
  /** What it touches; a change of the same target after it makes it doubtful. */
  readonly target: string;
  /** The command, configuration or change of code. */
  readonly exact: string;
  readonly undo: string;
}

export interface PastAttempt {
  readonly id: string;
  readonly fix: PastFix;
  readonly state: 'done' | 'rejected';
  readonly by: PastRole;
  readonly begunAt: number;
  /** Null: it was suggested and turned down. */
  readonly appliedAt: number | null;
  readonly minutesAfterStart: number;
  readonly outcome: Outcome | null;
  /** `telemetry`: verified. */
  readonly outcomeKnownFrom: 'person' | 'telemetry' | null;
  readonly outcomeSentence: string;
  readonly outcomeAt: number | null;
  /** Of what was turned down. */
  readonly reason: string;
  /** Where it was suggested from. */
  readonly from: PastSuggestion | null;
}

export interface PastSuggestion {
  readonly incident: string;
  readonly attempt: string;
  readonly modified: boolean;
  /** What was done otherwise; '' where it was taken as it stood. */
  readonly change: string;
}

export interface PastActionItem {
  readonly words: string;
  readonly owner: PastRole;
  readonly done: boolean;
  readonly doneAt: number | null;
}

export const PAST_LINK_KINDS = ['recurrence-of', 'caused-by', 'contradicts', 'supersedes'] as const;
export interface PastLink {
  readonly kind: (typeof PAST_LINK_KINDS)[number];
  /** Of an earlier incident. */
  readonly incident: string;
  /** The fix that it is about, for `contradicts` and `supersedes`. */
  readonly fix: string | null;
  /** '' where the kind says all. */
  readonly words: string;
}
