import type { LogSample, ServiceRates } from '@incident-memory/contract';
import type { LogLine } from '../../domain/signals/log-line.ts';
import type { ServiceCounts } from '../../domain/signals/service-counts.ts';
import { instant } from './present-incident.ts';

export function presentLine(line: LogLine): LogSample {
  const { id, at, service, level, message, errorType, traceId } = line;
  return { id, at: instant(at), service, level, message, errorType, traceId };
}

/** Column by column, every step present: a gap is a zero, since every line is counted. */
export function presentRates(
  counts: readonly ServiceCounts[],
  { from, to, stepMs }: { from: number; to: number; stepMs: number }
): ServiceRates {
  const steps: number[] = [];
  for (let at = from; at < to; at += stepMs) {
    steps.push(at);
  }
  const byService = new Map<string, Map<number, ServiceCounts>>();
  for (const row of counts) {
    const rows = byService.get(row.service) ?? new Map<number, ServiceCounts>();
    byService.set(row.service, rows.set(row.at, row));
  }
  return {
    from: instant(from),
    to: instant(to),
    stepSeconds: stepMs / 1000,
    series: [...byService].map(([service, rows]) => ({
      service,
      at: steps,
      lines: steps.map((at) => rows.get(at)?.lines ?? 0),
      errors: steps.map((at) => rows.get(at)?.errors ?? 0),
      warnings: steps.map((at) => rows.get(at)?.warnings ?? 0),
    })),
  };
}
