import type { AffectedService } from '../../incidents/incident-record.ts';
import type { Assessment } from '../judging/assess-service.ts';
import { judgeSeverity } from '../judging/judge-severity.ts';
import { affectedBy, type Situation } from '../judging/situation.ts';

/**
 * May this burst open an incident now? It waits a moment for others to show the same, it opens nothing in a time in
 * which it is expected, and nothing where the rule is off or on trial. A critical one waits for nothing and heeds no
 * trial: nobody wants to learn of it from a list of what would have fired.
 */
export function mayOpen(situation: Situation, assessment: Assessment): boolean {
  const { outlook } = situation;
  const mode = outlook.modeOf('error-burst');
  if (!assessment.burst || mode === 'off' || isExpected(situation, assessment)) {
    return false;
  }
  return isCritical(situation, affectedBy(assessment)) || (mode === 'live' && situation.hasSettled(assessment.service));
}

/** Errors that a maintenance window or a roll-out of the service explains; not those that began before it. */
export function isExpected({ outlook }: Situation, { service, onset }: Assessment): boolean {
  return outlook.heldBack(service, onset) !== null;
}

function isCritical({ settings, outlook }: Situation, service: AffectedService): boolean {
  const question = { kind: 'error-burst', services: [service], alarms: [], settings } as const;
  return judgeSeverity({ ...question, healthOf: (name) => outlook.healthOf(name) }) === 'critical';
}
