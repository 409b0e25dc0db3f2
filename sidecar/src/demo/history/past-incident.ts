import type { ResolutionNotes, Severity } from '@incident-memory/contract';
import type { FailureKind } from '@incident-memory/contract';
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
  /** In the words of `toldBy`'s team. */
  readonly symptoms: string;
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
  readonly cause: { readonly class: string; readonly words: string };
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

export const PAST_OUTCOMES = [
  'cured',
  'mitigated',
  'temporary',
  'no-effect',
  'got-worse-after',
  'unattributed',
] as const;
export type PastOutcome = (typeof PAST_OUTCOMES)[number];

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

export type FixKind = ResolutionNotes['fixKind'];

export interface PastFix {
  /** The same for the same thing done, in every incident. */
  readonly id: string;
  readonly kind: FixKind;
  readonly words: string;
  /** What it touches; a change of the same target after it makes it doubtful. */
  readonly target: string;
  readonly command: string | null;
  readonly configuration: string | null;
  readonly codeChange: string | null;
}

export interface PastAttempt {
  readonly fix: PastFix;
  readonly by: PastRole;
  /** When it was done, or turned down. */
  readonly at: number;
  readonly minutesAfterStart: number;
  /** Null: it was suggested and turned down. */
  readonly outcome: PastOutcome | null;
  /** Whether telemetry showed the outcome, or somebody only said so. */
  readonly verified: boolean;
  readonly note: string;
  readonly suggestion: PastSuggestion | null;
}

/** Where an attempt came from an earlier incident. */
export interface PastSuggestion {
  readonly from: string;
  readonly decision: 'accepted' | 'rejected' | 'modified';
  /** Why it was turned down, or what was changed; '' where it was taken as it stood. */
  readonly words: string;
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
  /** '' where the kind says all. */
  readonly words: string;
}
