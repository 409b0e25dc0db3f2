import type { Scope } from '../../domain/tenancy/scope.ts';

/** Times in which something is expected, as last known: maintenance windows and roll-outs. It never waits. */
export interface ExpectedTimes {
  /** Why an alarm about the service that begins at the time pages nobody, as a sentence; null where nothing is expected. */
  heldBack(scope: Scope, service: string, at: number): string | null;
}
