import type { Actor } from '@incident-memory/contract';
import type { Decision, Opening } from '../../domain/detection/decisions.ts';
import { isRecurrence, RECURS_WITHIN_MS } from '../../domain/detection/deciding/recurrence.ts';
import type { NewEvent } from '../../domain/incidents/event-payloads.ts';
import type { IncidentRecord } from '../../domain/incidents/incident-record.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import type { IncidentLedger } from '../incidents/incident-ledger.ts';

export const DETECTION_ACTOR: Actor = Object.freeze({ kind: 'system', name: 'detection' });

export type DecisionLedger = Pick<IncidentLedger, 'openOrJoin' | 'record' | 'lastResolved' | 'recur'>;

/** An opening that was closed less than a day ago is that incident come back: then it is a recurrence. */
export async function asRecurrence(
  ledger: Pick<IncidentLedger, 'lastResolved'>,
  scope: Scope,
  { decision, now }: { decision: Decision; now: number }
): Promise<Decision> {
  if (decision.kind !== 'open') {
    return decision;
  }
  const closed = await ledger.lastResolved(scope, decision.services[0]?.service ?? '', now - RECURS_WITHIN_MS);
  return closed !== null && isRecurrence(decision, closed, now)
    ? { ...decision, kind: 'recur', incident: closed.id }
    : decision;
}

/**
 * Writes one decision to the ledger. `view` is what the decision was made from and gets the new record. False where
 * the view must be read again before the next decision: somebody else changed an incident, or this decision changed
 * more than one.
 */
export async function carryOut(
  ledger: DecisionLedger,
  scope: Scope,
  { decision, view }: { decision: Decision; view: Map<string, IncidentRecord> }
): Promise<boolean> {
  if (decision.kind === 'open') {
    const { record, opened } = await open(ledger, scope, decision);
    view.set(record.id, record);
    return opened;
  }
  const result =
    decision.kind === 'recur'
      ? await recur(ledger, scope, decision)
      : await ledger.record(scope, decision.incident, {
          events: [eventOf(decision)],
          actor: DETECTION_ACTOR,
          ...ifVersion(view.get(decision.incident)),
        });
  if (result.ok) {
    view.set(result.value.id, result.value);
  }
  return result.ok && decision.kind !== 'merge';
}

function open(
  ledger: Pick<IncidentLedger, 'openOrJoin'>,
  scope: Scope,
  { incidentKind, services, rule, severity, startedAt, alarms, spread, outage }: Opening
): Promise<{ record: IncidentRecord; opened: boolean }> {
  const opening = {
    ...{ kind: incidentKind, severity, services, rule, startedAt, alarms, spread, outage },
    team: null,
    visibility: 'organisation' as const,
    owner: null,
  };
  return ledger.openOrJoin(scope, { service: services[0]?.service ?? '', opening, actor: DETECTION_ACTOR });
}

function recur(
  ledger: Pick<IncidentLedger, 'recur'>,
  scope: Scope,
  { incident, services, rule, severity, alarms, outage }: Extract<Decision, { kind: 'recur' }>
): ReturnType<IncidentLedger['recur']> {
  return ledger.recur(scope, incident, {
    service: services[0]?.service ?? '',
    recurred: { alarms, services, rule, severity, outage },
    actor: DETECTION_ACTOR,
  });
}

function ifVersion(known: IncidentRecord | undefined): { ifVersion?: number } {
  return known === undefined ? {} : { ifVersion: known.version };
}

function eventOf(decision: Exclude<Decision, { kind: 'open' | 'recur' }>): NewEvent {
  switch (decision.kind) {
    case 'widen': {
      const { services, rule, severity } = decision;
      return { type: 'widened', payload: { services, rule, severity } };
    }
    case 'merge':
      return {
        type: 'merged',
        payload: { into: decision.into, intoNumber: decision.intoNumber, reason: decision.reason },
      };
    case 'join-services':
      return { type: 'service-joined', payload: { services: decision.services } };
    case 'join-alarms': {
      const { alarms, services, severity, outage } = decision;
      return { type: 'alarms-joined', payload: { alarms, services, severity, outage } };
    }
    case 'end-alarms':
      return { type: 'alarms-ended', payload: { alarms: decision.alarms } };
    case 'spread':
      return { type: 'spread-found', payload: { spread: decision.spread, severity: decision.severity } };
    case 'update':
      return { type: 'evidence-updated', payload: { services: decision.services, severity: decision.severity } };
    case 'stop':
      return { type: 'errors-stopped', payload: { quietSince: decision.quietSince } };
    case 'return':
      return { type: 'errors-returned', payload: { errors: decision.errors } };
    case 'judge-recovery':
      return { type: 'recovery-judged', payload: { proof: decision.proof } };
  }
}
