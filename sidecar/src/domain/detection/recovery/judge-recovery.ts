import type { IncidentRecord, RecoveryProof } from '../../incidents/incident-record.ts';
import { judgeAlarms, type Standing } from './judge-alarms.ts';
import { judgeSource } from './judge-source.ts';
import { judgeSuccess } from './judge-success.ts';
import { judgeTraffic } from './judge-traffic.ts';
import type { ServiceHealth } from './service-health.ts';

export interface Convalescent {
  /** Every service of the incident; the health is null where no signal of it was ever seen. */
  readonly services: readonly { readonly service: string; readonly health: ServiceHealth | null }[];
  /** Alarms and alerts of the incident that have not ended. */
  readonly standing: readonly Standing[];
}

export type RecoveryCheck = RecoveryProof['checks'][number];

/**
 * Is it over? Proved where nothing that is known speaks against it, and traffic and source are known of every service:
 * a service that is dead, one that gets no traffic and one whose shipper broke look the same in their errors, and
 * differ in these two.
 */
export function judgeRecovery({ services, standing }: Convalescent, now: number): RecoveryProof {
  const checks = [judgeTraffic(services), judgeSuccess(services), judgeSource(services, now), judgeAlarms(standing)];
  const isKnown = checks.every(({ what, holds }) => holds !== null || !MUST_BE_KNOWN.has(what));
  return { at: now, proved: isKnown && checks.every(({ holds }) => holds !== false), checks };
}

/** What is asked of an incident: the health of all its services, and nothing of it that still stands. */
export function convalescentOf(
  { services, alarms, alerts }: Pick<IncidentRecord, 'services' | 'alarms' | 'alerts'>,
  healthOf: (service: string) => ServiceHealth | null
): Convalescent {
  return {
    services: services.map(({ service }) => ({ service, health: healthOf(service) })),
    standing: [
      ...alarms.filter(({ endedAt }) => endedAt === null).map(({ detector, service }) => ({ name: detector, service })),
      ...alerts
        .filter(({ status }) => status === 'firing')
        .map(({ name, service = '' }) => ({ name: `the alert "${name}"`, service })),
    ],
  };
}

const MUST_BE_KNOWN: ReadonlySet<RecoveryCheck['what']> = new Set(['traffic', 'source']);

/** Worth an event: a check came to another result than before. New numbers alone are not. */
export function saysOtherwise(proof: RecoveryProof, before: RecoveryProof | null): boolean {
  return (
    before === null ||
    proof.proved !== before.proved ||
    proof.checks.some(({ what, holds }) => before.checks.find((other) => other.what === what)?.holds !== holds)
  );
}
