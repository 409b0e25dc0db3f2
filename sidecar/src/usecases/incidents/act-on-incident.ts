import type { NewEvent } from '../../domain/incidents/event-payloads.ts';
import type { IncidentRecord } from '../../domain/incidents/incident-record.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import { ApplicationError } from '../../platform/application-error.ts';
import type { IncidentLedger } from './incident-ledger.ts';

export interface Act {
  /** An id, `INC-42` or `42`. */
  readonly reference: string;
  readonly event: NewEvent;
  readonly login: string;
  /** What the person looked at when deciding. */
  readonly ifVersion?: number;
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

/** A person acts on an incident. */
export async function actOnIncident(ledger: IncidentLedger, scope: Scope, act: Act): Promise<IncidentRecord> {
  const { id } = await findIncident(ledger, scope, act.reference);
  const result = await ledger.record(scope, id, {
    events: [act.event],
    actor: { kind: 'person', name: act.login },
    ifVersion: act.ifVersion,
    once: act.once,
  });
  if (result.ok) {
    return result.value;
  }
  switch (result.failure.kind) {
    case 'unknown':
      throw new ApplicationError('IM_INCIDENT_UNKNOWN');
    case 'version-conflict':
      throw new ApplicationError('IM_VERSION_CONFLICT');
    case 'refused':
      throw new ApplicationError('IM_INCIDENT_TRANSITION_REFUSED', {
        details: { state: result.failure.state, action: result.failure.event },
      });
  }
}
