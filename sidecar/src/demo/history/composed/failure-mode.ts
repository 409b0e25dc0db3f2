import type { CauseClass, FailureKind, Severity } from '@incident-memory/contract';
import type { ErrorDefinition, FixDefinition } from '../catalogue/signature-definition.ts';
import type { FailureClass, PastCategory, PastChange, PastContext } from '../past-incident.ts';

/**
 * A way in which any piece of software fails. With a piece of a service (shop-parts.ts) it becomes a signature: what
 * happens once only, and what recurs in histories that are larger than the catalogue.
 */
export interface FailureMode {
  readonly id: string;
  readonly failureClass: FailureClass;
  readonly category: PastCategory;
  readonly severities: readonly [Severity, ...Severity[]];
  readonly errorTypes: Readonly<Record<ErrorDefinition['language'], string>>;
  readonly message: string;
  /** What failed, and who called it. */
  readonly functions: readonly [string, string];
  readonly titles: readonly [string, string, ...string[]];
  /** Teams begin at different places of this list, so that each has words of its own. */
  readonly tellings: readonly [string, string, string, ...string[]];
  readonly causes: readonly [ModeCause, ...ModeCause[]];
}

export interface ModeCause {
  readonly id: string;
  readonly class: CauseClass;
  readonly kinds: readonly [FailureKind, ...FailureKind[]];
  readonly words: readonly [string, string, ...string[]];
  readonly signs: readonly string[];
  readonly context?: PastContext;
  readonly change?: Pick<PastChange, 'kind' | 'title' | 'before' | 'after' | 'target'>;
  /** What truly helps; what people try besides comes from ordinary-acts.ts. */
  readonly cure: Pick<FixDefinition['act'], 'id' | 'kind' | 'words' | 'target' | 'exact' | 'by' | 'minutes'>;
  readonly alsoTried: readonly OrdinaryAct[];
  readonly prevention: readonly [string, ...string[]];
}

export const ORDINARY_ACTS = ['restart', 'rollback', 'scale', 'longer-timeout', 'more-memory'] as const;
export type OrdinaryAct = (typeof ORDINARY_ACTS)[number];
