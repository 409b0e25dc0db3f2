import type { SignatureDefinition } from './catalogue/signature-definition.ts';
import type { IncidentTruth } from './history-truth.ts';
import type { PastIncident } from './past-incident.ts';
import { toBeTold, type HistoryPlan, type PlannedIncident } from './planning/plan-history.ts';
import { KnownErrors } from './telling/known-errors.ts';
import { newSignatureMemory, type SignatureMemory } from './telling/attempts/signature-memory.ts';
import { tellIncident } from './telling/tell-incident.ts';

export interface ToldIncident {
  readonly incident: PastIncident;
  readonly truth: IncidentTruth;
  readonly signature: SignatureDefinition;
}

/** Tells a plan in order of time, one incident after the other, each with what its team knew by then. */
export function* tellHistory(plan: HistoryPlan, errors = new KnownErrors()): Generator<ToldIncident, undefined> {
  const memories = new Map<string, SignatureMemory>();
  for (const next of plan.incidents) {
    const planned = toBeTold(plan, next);
    const memory = memories.get(planned.signature.id) ?? newSignatureMemory();
    if (!planned.isOneOff) {
      memories.set(planned.signature.id, memory);
    }
    const incident = tellIncident(planned, { span: plan.span, errors, memory });
    const truth = truthOf(planned, { incident, memory });
    memory.occurrences.set(planned.cause.id, truth.occurrence);
    memory.lastOfCause.set(planned.cause.id, incident.id);
    memory.relapsedAs = incident.relapsedAs;
    yield { incident, truth, signature: planned.signature };
  }
  return undefined;
}

function truthOf(
  { signature, cause, isOneOff }: PlannedIncident,
  { incident, memory }: { incident: PastIncident; memory: SignatureMemory }
): IncidentTruth {
  const occurrence = (memory.occurrences.get(cause.id) ?? 0) + 1;
  return {
    incident: incident.id,
    signature: signature.id,
    cause: cause.id,
    isOneOff,
    occurrence,
    verdict: occurrence > 1 ? 'recurrence' : 'new',
  };
}
