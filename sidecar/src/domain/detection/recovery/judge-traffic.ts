import { durationInWords, roundedCount } from '../../incidents/plain-words.ts';
import { combineChecks, type ServiceCheck } from './combine-checks.ts';
import type { Convalescent, RecoveryCheck } from './judge-recovery.ts';
import type { ServiceHealth } from './service-health.ts';

/** As much work as usual: less is drained or dead, more is a storm of retries or a backlog. */
export function judgeTraffic(services: Convalescent['services']): RecoveryCheck {
  return combineChecks(
    'traffic',
    services.map(({ service, health }) => trafficOf(service, health))
  );
}

function trafficOf(service: string, health: ServiceHealth | null): ServiceCheck {
  const traffic = health?.traffic ?? null;
  if (health === null || traffic === null) {
    return { holds: null, sentence: `${service}: its usual traffic is not known` };
  }
  const { seen, low, high, unit } = traffic;
  const window = durationInWords(health.windowSeconds * 1000);
  const usual = `usual ${roundedCount(low)} to ${roundedCount(high)}`;
  if (seen === 0 && low <= 0) {
    return { holds: null, sentence: `${service}: no ${unit} in ${window}, as often: that proves nothing` };
  }
  return {
    holds: seen >= low && seen <= high,
    sentence: `${service}: ${roundedCount(seen)} ${unit} in ${window}, ${usual}`,
  };
}
