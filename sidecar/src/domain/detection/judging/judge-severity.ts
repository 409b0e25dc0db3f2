import type { IncidentKind, Severity } from '@incident-memory/contract';
import type { AffectedService } from '../../incidents/incident-record.ts';
import type { DetectionSettings } from '../detection-settings.ts';

/** Ten times the rule's line and ten times usual: the service hardly does anything else than fail. */
const CRITICAL_TIMES_RULE = 10;
const FAR_ABOVE_USUAL = 10;

/**
 * How bad it looks from counts alone; users hurt, objectives burnt and alerts say more where they are known.
 * Widespread is critical. A single service is critical at ten times the rule and ten times its usual, high at ten
 * times its usual (or without any usual errors), else medium.
 */
export function judgeSeverity(
  kind: IncidentKind,
  services: readonly AffectedService[],
  settings: DetectionSettings
): Severity {
  if (kind === 'widespread') {
    return 'critical';
  }
  const farAbove = services.filter(({ peakErrors, baselineErrors }) => peakErrors >= FAR_ABOVE_USUAL * baselineErrors);
  if (farAbove.some(({ peakErrors }) => peakErrors >= CRITICAL_TIMES_RULE * settings.burstErrors)) {
    return 'critical';
  }
  return farAbove.length > 0 ? 'high' : 'medium';
}
