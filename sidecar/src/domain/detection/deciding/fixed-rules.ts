import type { AffectedService } from '../../incidents/incident-record.ts';
import { CELL_MS } from '../counting/count-ring.ts';
import type { Assessment } from '../judging/assess-service.ts';
import { judgeSeverity } from '../judging/judge-severity.ts';
import { affectedBy, type Situation } from '../judging/situation.ts';

/**
 * May this burst open an incident now? It waits a moment for others to show the same, it opens nothing where the rule is
 * on trial, and nothing in a time that somebody announced for its service. A critical one waits for nobody and heeds no
 * trial: nobody wants to learn of it from a list of what would have fired. Only a rule that is off is off.
 */
export function mayOpen(situation: Situation, assessment: Assessment): boolean {
  const mode = situation.outlook.modeOf('error-burst');
  if (!assessment.burst || mode === 'off' || isExpected(situation, assessment)) {
    return false;
  }
  return isCritical(situation, affectedBy(assessment)) || (mode === 'live' && situation.hasSettled(assessment.service));
}

/**
 * Errors that a maintenance window or a roll-out of the service explains: they began in it, and the last window that
 * was raised began in it too, so that what goes on after it opens, and what ended with it does not.
 */
export function isExpected({ outlook, settings }: Situation, { service, onset, elevatedTo }: Assessment): boolean {
  const last = Math.max(onset, (elevatedTo + 1) * CELL_MS - settings.windowSeconds * 1000);
  return outlook.heldBack(service, onset) !== null && outlook.heldBack(service, last) !== null;
}

function isCritical({ settings, outlook }: Situation, service: AffectedService): boolean {
  const question = { kind: 'error-burst', services: [service], alarms: [], settings } as const;
  return judgeSeverity({ ...question, healthOf: (name) => outlook.healthOf(name) }) === 'critical';
}
