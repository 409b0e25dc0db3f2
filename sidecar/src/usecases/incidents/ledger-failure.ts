import type { NewEvent } from '../../domain/incidents/event-payloads.ts';
import type { IncidentRecord } from '../../domain/incidents/incident-record.ts';
import { nextState } from '../../domain/incidents/life-cycle.ts';

/** Why the ledger wrote nothing. */
export type LedgerFailure =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly state: IncidentRecord['state']; readonly event: NewEvent['type'] }
  | { readonly kind: 'version-conflict'; readonly version: number }
  /** A split, merge or its undo that makes no sense, with half a sentence that says why. */
  | { readonly kind: 'unfit'; readonly act: 'split' | 'merge' | 'unmerge'; readonly problem: string }
  /** Detection wanted what a person took back. */
  | { readonly kind: 'kept-apart' }
  /** The service is in another incident that is under way. */
  | { readonly kind: 'service-taken'; readonly by: string };

/** The first of the events that the life cycle refuses. */
export function firstRefused(standing: IncidentRecord, events: readonly NewEvent[]): LedgerFailure | null {
  let state = standing.state;
  for (const { type } of events) {
    const next = nextState(state, type);
    if (next === null) {
      return { kind: 'refused', state, event: type };
    }
    state = next;
  }
  return null;
}
