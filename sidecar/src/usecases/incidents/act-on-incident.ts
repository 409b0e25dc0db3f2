import type { NewEvent } from '../../domain/incidents/event-payloads.ts';
import type { IncidentRecord } from '../../domain/incidents/incident-record.ts';
import type { SplitWish } from '../../domain/incidents/parting/split-incident.ts';
import type { Result } from '../../domain/result.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import { ApplicationError } from '../../platform/application-error.ts';
import type { IncidentLedger } from './incident-ledger.ts';
import type { LedgerFailure } from './ledger-failure.ts';

/** What a person does to an incident: an event of it alone, or a split, a merge and its undo. */
export type Deed =
  | { readonly event: NewEvent }
  | { readonly split: SplitWish & { readonly reason: string } }
  | { readonly merge: { readonly into: string; readonly reason: string } }
  | { readonly unmerge: { readonly reason: string } };

export interface Act {
  /** An id, `INC-42` or `42`. */
  readonly reference: string;
  readonly what: Deed;
  readonly login: string;
  /** What the person looked at when deciding. */
  readonly ifVersion?: number | undefined;
  /** Names this very request, where it may be repeated. */
  readonly once?: string | undefined;
}

/** The incident that a person means; unknown and not theirs are the same answer. */
export async function findIncident(ledger: IncidentLedger, scope: Scope, reference: string): Promise<IncidentRecord> {
  const record = reference.startsWith('inc_')
    ? await ledger.read(scope, reference)
    : await ledger.readByNumber(scope, Number(reference.replace('INC-', '')));
  if (record === null) {
    throw new ApplicationError('IM_INCIDENT_UNKNOWN');
  }
  return record;
}

/** A person acts on an incident; answered with it as it is then, or with the new one that was split off. */
export async function actOnIncident(ledger: IncidentLedger, scope: Scope, act: Act): Promise<IncidentRecord> {
  const { id } = await findIncident(ledger, scope, act.reference);
  const result = await carryOut(ledger, scope, { id, act });
  if (!result.ok) {
    throw refusalOf(result.failure);
  }
  return result.value;
}

async function carryOut(
  ledger: IncidentLedger,
  scope: Scope,
  { id, act }: { id: string; act: Act }
): Promise<Result<IncidentRecord, LedgerFailure>> {
  const { what, ifVersion, once, login } = act;
  const common = { actor: { kind: 'person', name: login }, ifVersion, once } as const;
  if ('event' in what) {
    return ledger.record(scope, id, { ...common, events: [what.event] });
  }
  if ('split' in what) {
    return ledger.split(scope, id, { ...common, ...what.split });
  }
  if ('unmerge' in what) {
    return ledger.unmerge(scope, id, { ...common, ...what.unmerge });
  }
  const into = await findIncident(ledger, scope, what.merge.into);
  return ledger.merge(scope, id, { ...common, into: into.id, reason: what.merge.reason });
}

const REFUSALS = {
  split: 'IM_INCIDENT_SPLIT_REFUSED',
  merge: 'IM_INCIDENT_MERGE_REFUSED',
  unmerge: 'IM_INCIDENT_UNMERGE_REFUSED',
} as const;

function refusalOf(failure: LedgerFailure): ApplicationError {
  switch (failure.kind) {
    case 'unknown':
      return new ApplicationError('IM_INCIDENT_UNKNOWN');
    case 'version-conflict':
      return new ApplicationError('IM_VERSION_CONFLICT');
    case 'refused':
      return new ApplicationError('IM_INCIDENT_TRANSITION_REFUSED', {
        details: { state: failure.state, action: failure.event },
      });
    case 'unfit':
      return new ApplicationError(REFUSALS[failure.act], { details: { problem: failure.problem } });
    case 'kept-apart':
    case 'service-taken':
      throw new Error(`a person was refused "${failure.kind}", which only detection can be`);
  }
}
