import type { DetectionQuality } from '@incident-memory/contract';
import type { IncidentRecord } from '../../incidents/incident-record.ts';
import { quantile } from './quantile.ts';
import { wilsonInterval } from './wilson-interval.ts';

/** What became of the incidents of a time, and how fast each step was. Merged ones are counted where they went. */
export function incidentQuality(
  all: readonly IncidentRecord[]
): Pick<DetectionQuality, 'incidents' | 'detectionSeconds' | 'mitigationSeconds' | 'recoveries'> {
  const records = all.filter(({ state }) => state !== 'merged');
  const standing = records.filter(({ state }) => state !== 'dismissed');
  const confirmed = records.filter(({ state }) => state === 'resolved').length;
  const dismissed = records.length - standing.length;
  const precision = wilsonInterval(confirmed, confirmed + dismissed);
  const mitigations = standing.flatMap(({ mitigating, detectedAt }) =>
    mitigating === null ? [] : [(mitigating.at - detectedAt) / 1000]
  );
  const stopped = standing.filter(({ quietSince, recovery }) => quietSince !== null || recovery !== null);
  const proved = stopped.filter(({ recovery }) => recovery?.proved === true).length;
  return {
    incidents: {
      opened: records.length,
      confirmed,
      dismissed,
      alertFirst: records.filter(({ rule }) => rule.name === 'external-alert').length,
      precision: precision?.share ?? null,
      interval: precision === null ? null : [precision.low, precision.high],
    },
    detectionSeconds: distribution(standing.map(({ detectedAt, startedAt }) => (detectedAt - startedAt) / 1000)),
    mitigationSeconds: distribution(mitigations),
    recoveries: {
      proved,
      unproven: stopped.length - proved,
      relapsed: standing.filter(({ returnsAt, recurredAt }) => returnsAt.length + recurredAt.length > 0).length,
    },
  };
}

/** A clock that was set back is no negative time. */
function distribution(seconds: readonly number[]): DetectionQuality['detectionSeconds'] {
  const times = seconds.map((time) => Math.max(0, time));
  return { n: times.length, p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
}
