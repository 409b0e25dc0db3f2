import type { Actor } from '@incident-memory/contract';
import type { Decision } from '../../domain/detection/decisions.ts';
import type { NewEvent } from '../../domain/incidents/event-payloads.ts';
import type { IncidentRecord } from '../../domain/incidents/incident-record.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import type { IncidentLedger } from '../incidents/incident-ledger.ts';

export const DETECTION_ACTOR: Actor = Object.freeze({ kind: 'system', name: 'detection' });

/**
 * Writes one decision to the ledger. `view` is what the decision was made from and gets the new record. False where
 * somebody else changed the incident in between: then the view must be read again before the next decision.
 */
export async function carryOut(
  ledger: Pick<IncidentLedger, 'openOrJoin' | 'record'>,
  scope: Scope,
  { decision, view }: { decision: Decision; view: Map<string, IncidentRecord> }
): Promise<boolean> {
  if (decision.kind === 'open') {
    const { record, opened } = await open(ledger, scope, decision);
    view.set(record.id, record);
    return opened;
  }
  const known = view.get(decision.incident);
  const result = await ledger.record(scope, decision.incident, {
    events: [eventOf(decision)],
    actor: DETECTION_ACTOR,
    ...(known === undefined ? {} : { ifVersion: known.version }),
  });
  if (result.ok) {
    view.set(result.value.id, result.value);
  }
  return result.ok;
}

function open(
  ledger: Pick<IncidentLedger, 'openOrJoin'>,
  scope: Scope,
  { incidentKind, services, rule, severity, startedAt }: Extract<Decision, { kind: 'open' }>
): Promise<{ record: IncidentRecord; opened: boolean }> {
  const opening = {
    kind: incidentKind,
    severity,
    services,
    rule,
    startedAt,
    team: null,
    visibility: 'organisation' as const,
    owner: null,
  };
  return ledger.openOrJoin(scope, { service: services[0]?.service ?? '', opening, actor: DETECTION_ACTOR });
}

function eventOf(decision: Exclude<Decision, { kind: 'open' }>): NewEvent {
  switch (decision.kind) {
    case 'widen': {
      const { services, rule, severity } = decision;
      return { type: 'widened', payload: { services, rule, severity } };
    }
    case 'merge':
      return { type: 'merged', payload: { into: decision.into, intoNumber: decision.intoNumber } };
    case 'join-services':
      return { type: 'service-joined', payload: { services: decision.services } };
    case 'update':
      return { type: 'evidence-updated', payload: { services: decision.services, severity: decision.severity } };
    case 'stop':
      return { type: 'errors-stopped', payload: { quietSince: decision.quietSince } };
    case 'return':
      return { type: 'errors-returned', payload: { errors: decision.errors } };
  }
}
