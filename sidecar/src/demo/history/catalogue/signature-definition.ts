import type { CauseClass, FailureKind, FixKind, Outcome, Severity } from '@incident-memory/contract';
import type { DemoService, Failure } from '../../shop/services.ts';
import type { ApartCheck } from '../history-truth.ts';
import type { FailureClass, PastCategory, PastChange, PastContext, PastRole } from '../past-incident.ts';

/**
 * A catalogue of what goes wrong in the shop more than once: how it shows, in the words of each team that meets it, the
 * causes behind it, and what helps. Texts are alternatives, one of which is drawn; what stands in braces is filled in
 * (telling/fill-in.ts).
 */
export interface SignatureDefinition {
  readonly id: string;
  readonly service: DemoService;
  /** Who suffers with it, most often first. */
  readonly alsoHits: readonly DemoService[];
  readonly failureClass: FailureClass;
  readonly category: PastCategory;
  readonly severities: readonly [Severity, ...Severity[]];
  readonly errors: readonly ErrorDefinition[];
  readonly titles: readonly [string, ...string[]];
  /** What each team says when it meets it. */
  readonly tellings: Readonly<Partial<Record<DemoService, readonly string[]>>>;
  readonly causes: readonly [CauseDefinition, ...CauseDefinition[]];
  /** Where there are several causes. */
  readonly check?: ApartCheck;
  /** Signatures of others that look the same at first sight. */
  readonly resembles?: { readonly signature: string; readonly check: ApartCheck };
}

export interface ErrorDefinition extends Failure {
  readonly language: 'node' | 'jvm' | 'python' | 'go' | 'dotnet';
  /** Where another than the signature's service writes it. */
  readonly service?: DemoService;
}

export interface CauseDefinition {
  readonly id: string;
  readonly class: CauseClass;
  /** How often it is this one, against the others of the signature. */
  readonly weight: number;
  readonly kinds: readonly [FailureKind, ...FailureKind[]];
  readonly words: readonly [string, ...string[]];
  /** What else was seen; the careful eye tells causes apart by it. */
  readonly signs: readonly string[];
  readonly context?: PastContext;
  readonly change?: Pick<PastChange, 'kind' | 'title' | 'before' | 'after' | 'target'> & {
    readonly service?: DemoService;
  };
  readonly fixes: readonly [FixDefinition, ...FixDefinition[]];
  readonly prevention: readonly [string, ...string[]];
  /** Follows an incident of this signature, so many minutes later. */
  readonly causedBy?: { readonly signature: string; readonly minutes: readonly [number, number] };
}

/** What is done; the same thing done under another cause is the same fix with other odds. */
export interface FixAct {
  readonly id: string;
  readonly kind: FixKind;
  readonly words: readonly [string, ...string[]];
  readonly target: string;
  /** The command, configuration or change of code. */
  readonly exact: string;
  readonly undo?: string;
  readonly by: PastRole;
  /** Until it shows. */
  readonly minutes: readonly [number, number];
  /** Why somebody turned it down when it was suggested. */
  readonly rejected?: readonly string[];
  /** What somebody did otherwise when it was suggested. */
  readonly modified?: readonly string[];
  /** At this share of the history its target changed; then `replacedBy` does what this did, and before it did nothing. */
  readonly stale?: {
    readonly after: number;
    readonly title: string;
    readonly words: string;
    readonly replacedBy: string;
  };
}

/** What comes of it under one cause. */
export interface FixDefinition {
  readonly act: FixAct;
  /** How readily people reach for it before they know better, 0 to 1. */
  readonly tempting: number;
  readonly cures: number;
  readonly when?: readonly { readonly context: PastContext; readonly cures: number }[];
  readonly otherwise: Exclude<Outcome, 'cured' | 'unattributed'>;
  readonly worked?: readonly string[];
  readonly failed?: readonly string[];
}
