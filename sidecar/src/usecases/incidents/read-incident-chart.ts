import { bucketStart, STATISTICS_STEP_MS, type ServiceCounts } from '../../domain/signals/service-counts.ts';
import type { IncidentRecord } from '../../domain/incidents/incident-record.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import type { StatisticsStore } from '../../ports/stores/signals/statistics-store.ts';

const BEFORE_START_MS = 15 * 60 * 1000;
const AFTER_END_MS = 5 * 60 * 1000;
/** A chart is some hundred pixels wide: more points than this are not seen. */
const MAX_POINTS = 360;
const MAX_SERVICES = 10;

export interface ChartData {
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
  readonly services: readonly string[];
  readonly counts: readonly ServiceCounts[];
}

/** Errors of the incident's services from before its start until it was over, or now. */
export async function readIncidentChart(
  statistics: StatisticsStore,
  scope: Scope,
  { record, now }: { record: IncidentRecord; now: number }
): Promise<ChartData> {
  const from = bucketStart(record.startedAt - BEFORE_START_MS);
  const end = record.closedAt ?? record.quietSince;
  const to = end === null ? now : Math.min(now, end + AFTER_END_MS);
  const stepMs = stepFor({ from, to }, MAX_POINTS);
  const services = record.services.slice(0, MAX_SERVICES).map(({ service }) => service);
  const counts = await statistics.counts(scope, { from: bucketStart(from, stepMs), to, stepMs, services });
  return { from: bucketStart(from, stepMs), to, stepMs, services, counts };
}

/** The smallest multiple of the statistics' step that gives at most this many points. */
export function stepFor({ from, to }: { from: number; to: number }, maxPoints: number): number {
  return Math.max(1, Math.ceil((to - from) / maxPoints / STATISTICS_STEP_MS)) * STATISTICS_STEP_MS;
}
