import { percentInWords } from '../../incidents/plain-words.ts';
import { exceedsChance } from '../counting/poisson-excess.ts';
import { combineChecks, type ServiceCheck } from './combine-checks.ts';
import type { Convalescent, RecoveryCheck } from './judge-recovery.ts';
import type { ServiceHealth } from './service-health.ts';

/** Failures beyond what chance makes of the usual share; three deviations, as for what has stopped. */
const DEVIATIONS = 3;
/** Of fewer, none need fail although one in ten does: with 30 that happens in 4 of 100 cases. */
const LEAST_REQUESTS = 30;

/** Requests succeed as they usually do. */
export function judgeSuccess(services: Convalescent['services']): RecoveryCheck {
  return combineChecks(
    'success',
    services.map(({ service, health }) => successOf(service, health))
  );
}

function successOf(service: string, health: ServiceHealth | null): ServiceCheck {
  const success = health?.success ?? null;
  if (success === null) {
    return { holds: null, sentence: `${service}: no requests are told, so whether they succeed is not known` };
  }
  const { failed, requests, usualShare } = success;
  const numbers = `${service}: ${failed} of ${requests} requests failed, usual ${percentInWords(usualShare)}`;
  if (exceedsChance(failed, requests * usualShare, DEVIATIONS)) {
    return { holds: false, sentence: numbers };
  }
  return requests < LEAST_REQUESTS
    ? { holds: null, sentence: `${numbers}: too few requests to tell` }
    : { holds: true, sentence: numbers };
}
