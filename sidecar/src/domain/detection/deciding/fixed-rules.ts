import type { AffectedService } from '../../incidents/incident-record.ts';
import { CELL_MS } from '../counting/count-ring.ts';
import type { Assessment } from '../judging/assess-service.ts';
import { isFarAboveUsual, judgeSeverity } from '../judging/judge-severity.ts';
import { affectedBy, type Situation } from '../judging/situation.ts';

/** Two requests in a hundred more than usual, over the two minutes of the rule: fewer fail in any roll-out. */
const HARMFUL_SHARE = 0.02;

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
  const isLive = mode === 'live' && situation.hasSettled(assessment.service);
  return isCritical(situation, affectedBy(assessment)) || (isLive && isNews(situation, assessment));
}

/**
 * Errors of which no request failed are retries that succeeded, or one bad client: a busy service has a hundred of them in
 * two minutes every other week. They are news where they are far above its usual (as for a high severity); what fails
 * requests is news always, and so is what no requests tell of.
 */
export function isNews(situation: Situation, assessment: Assessment): boolean {
  return isFarAboveUsual(assessment) || mayHurt(situation, assessment);
}

/** Users may be hurt by these errors: their requests fail, or nobody can know. */
export function mayHurt({ outlook }: Situation, { service, peakErrors }: Assessment): boolean {
  const success = outlook.healthOf(service)?.success ?? null;
  // Errors of more than its requests are not theirs: a job's, a queue's.
  return (
    success === null ||
    success.requests < peakErrors ||
    success.failed - success.usualShare * success.requests >= HARMFUL_SHARE * success.requests
  );
}

/**
 * Errors that a maintenance window or a roll-out of the service explains: they began in it, and the last window that
 * was raised began in it too, so that what goes on after it opens, and what ended with it does not.
 */
export function isExpected(situation: Situation, assessment: Assessment): boolean {
  return whyExpected(situation, assessment) !== null;
}

/** As a sentence; what is excused is decided where it is for every alarm (../expected). */
export function whyExpected(situation: Situation, assessment: Assessment): string | null {
  const { outlook, settings } = situation;
  const { service, onset, elevatedTo, peakErrors } = assessment;
  const last = Math.max(onset, (elevatedTo + 1) * CELL_MS - settings.windowSeconds * 1000);
  const alarm = {
    ...({ detector: 'error-burst', service, direction: 'above' } as const),
    score: peakErrors / settings.burstErrors,
    hurts: mayHurt(situation, assessment),
  };
  const before = outlook.heldBack(alarm, onset);
  return before === null ? null : outlook.heldBack(alarm, last);
}

function isCritical({ settings, outlook }: Situation, service: AffectedService): boolean {
  const question = { kind: 'error-burst', services: [service], alarms: [], settings } as const;
  return judgeSeverity({ ...question, healthOf: (name) => outlook.healthOf(name) }) === 'critical';
}
