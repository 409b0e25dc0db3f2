import type { IncidentRecord } from '../../incidents/incident-record.ts';
import type { ServiceCounts } from '../../signals/service-counts.ts';
import type { OrganisationDetection } from '../organisation-detection.ts';
import type { ServiceSeries } from './service-series.ts';

export interface Past {
  /** The moment from which detection goes on. */
  readonly at: number;
  /** The last window and lateness, in fine buckets. */
  readonly recent: readonly ServiceCounts[];
  /** What was usual before that, in coarse steps. */
  readonly history: readonly ServiceCounts[];
  readonly historyStepMs: number;
  readonly underWay: readonly IncidentRecord[];
}

/** Detection as it would be, had this process counted all along. */
export function loadPast(detection: OrganisationDetection, past: Past): void {
  const settled = past.at - detection.settings.allowedLatenessSeconds * 1000;
  const lastStep = past.history.reduce((last, { at }) => Math.max(last, at), 0);
  for (const [service, steps] of byService(past.history)) {
    const series = detection.services.ensure(service, () => false);
    teachHistory(series, { steps, past, lastStep, windowSeconds: detection.settings.windowSeconds });
    series.wasHeard(Math.min(lastHeard(steps) + past.historyStepMs, past.at) - 1);
    series.beginTeachingAt(settled);
  }
  for (const count of past.recent) {
    const series = detection.services.ensure(count.service, () => false);
    series.load(count);
    series.beginTeachingAt(settled);
  }
}

/** Empty steps are told by nobody, but are usual too: from the first step in which the service spoke they count. */
function teachHistory(
  series: ServiceSeries,
  {
    steps,
    past,
    lastStep,
    windowSeconds,
  }: { steps: readonly ServiceCounts[]; past: Past; lastStep: number; windowSeconds: number }
): void {
  const stepSeconds = past.historyStepMs / 1000;
  const byTime = new Map(steps.map((step) => [step.at, step]));
  const first = Math.min(...byTime.keys());
  const known = past.underWay
    .flatMap(({ services }) => services)
    .find(({ service, firstErrorAt }) => service === series.service && firstErrorAt <= lastStep + past.historyStepMs);
  const taught: Array<{ lines: number; errors: number }> = [];
  for (let at = first; at <= lastStep; at += past.historyStepMs) {
    const { lines, errors } = byTime.get(at) ?? { lines: 0, errors: 0 };
    if (known !== undefined && at + past.historyStepMs > known.firstErrorAt) {
      // During its incident the service's usual is what it was when the incident was opened.
      const usual = (known.baselineErrors * stepSeconds) / windowSeconds;
      taught.push({ lines: Math.max(0, lines - errors) + usual, errors: usual });
    } else {
      taught.push({ lines, errors });
    }
  }
  series.baseline.teachHistory(stepSeconds, taught);
}

/** Start of the last step in which lines came; long before everything where none did. */
function lastHeard(steps: readonly ServiceCounts[]): number {
  return steps.reduce((last, { at, lines }) => (lines > 0 ? Math.max(last, at) : last), -Infinity);
}

function byService(counts: readonly ServiceCounts[]): Map<string, ServiceCounts[]> {
  const grouped = new Map<string, ServiceCounts[]>();
  for (const count of counts) {
    const group = grouped.get(count.service);
    if (group === undefined) {
      grouped.set(count.service, [count]);
    } else {
      group.push(count);
    }
  }
  return grouped;
}
