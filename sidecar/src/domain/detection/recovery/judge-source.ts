import { durationInWords } from '../../incidents/plain-words.ts';
import { combineChecks, type ServiceCheck } from './combine-checks.ts';
import type { Convalescent, RecoveryCheck } from './judge-recovery.ts';
import type { ServiceHealth } from './service-health.ts';

/** What the service says still reaches us: its newest signal lies within the window that is judged. */
export function judgeSource(services: Convalescent['services'], now: number): RecoveryCheck {
  return combineChecks(
    'source',
    services.map(({ service, health }) => sourceOf(service, { health, now }))
  );
}

function sourceOf(service: string, { health, now }: { health: ServiceHealth | null; now: number }): ServiceCheck {
  if (health === null || health.lastSeenAt === null) {
    return { holds: null, sentence: `${service}: nothing was ever heard of it here` };
  }
  const age = Math.max(0, now - health.lastSeenAt);
  return age <= health.windowSeconds * 1000
    ? { holds: true, sentence: `${service}: heard ${durationInWords(age)} ago` }
    : { holds: false, sentence: `${service}: nothing heard for ${durationInWords(age)}, so its quiet proves nothing` };
}
