import type { Held } from '../../domain/detection/expected/expectation.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';

/**
 * Times in which something is expected, as last known: maintenance windows and roll-outs. It never waits.
 *
 * Asked when an alarm is raised, and again at every check while it is held back, with the time of asking: once it
 * answers null the alarm has outlived what was expected, or became too bad for it, and is let go. An alarm that was let
 * go, or never held back, is not asked about again. domain/detection/expected says what is held back and what never is.
 */
export interface ExpectedTimes {
  /** Why the alarm pages nobody now, as a sentence; null where nothing is expected or it is too bad to wait. */
  heldBack(scope: Scope, alarm: AlarmToHold, now: number): string | null;
}

export type AlarmToHold = Held;
