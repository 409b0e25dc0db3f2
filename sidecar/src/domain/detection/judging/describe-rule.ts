import type { FiredRule } from '@incident-memory/contract';
import type { AffectedService } from '../../incidents/incident-record.ts';
import { durationInWords, roundedCount } from '../../incidents/plain-words.ts';
import type { DetectionSettings } from '../detection-settings.ts';

/** Longer lists are not read. */
const NAMED_SERVICES = 8;

export function burstRule(service: AffectedService, settings: DetectionSettings): FiredRule {
  const window = durationInWords(settings.windowSeconds * 1000);
  return {
    name: 'error-burst',
    sentence:
      `${service.peakErrors} errors in ${window}; the rule opens at ${settings.burstErrors}; ` +
      `its usual is ${roundedCount(service.baselineErrors)}`,
    thresholdErrors: settings.burstErrors,
    windowSeconds: settings.windowSeconds,
  };
}

export function widespreadRule(services: readonly AffectedService[], settings: DetectionSettings): FiredRule {
  const names = services.slice(0, NAMED_SERVICES).map(({ service }) => service);
  const more = services.length - names.length;
  const listed = more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
  return {
    name: 'widespread-errors',
    sentence:
      `${services.length} services with raised errors at once (${listed}); the rule opens at ` +
      `${settings.widespreadServices} services with at least ${settings.raisedErrors} errors in ` +
      `${durationInWords(settings.windowSeconds * 1000)} and ${settings.raisedTimesUsual}× their usual`,
    thresholdErrors: settings.raisedErrors,
    windowSeconds: settings.windowSeconds,
  };
}
