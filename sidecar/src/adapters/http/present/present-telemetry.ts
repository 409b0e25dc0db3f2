import type { LogSample, ServiceRates } from '@incident-memory/contract';
import type { LogLine } from '../../../domain/signals/log-line.ts';
import type { ServiceCounts } from '../../../domain/signals/service-counts.ts';
import { instant } from './present-incident.ts';
import { inSteps, presentSteps, type Steps } from './series-steps.ts';

export function presentLine(line: LogLine): LogSample {
  const { id, at, service, level, message, errorType, stack, traceId, template, fingerprint } = line;
  return { id, at: instant(at), service, level, message, errorType, stack, traceId, template, fingerprint };
}

/** Column by column, every step present: a gap is a zero, since every line is counted. */
export function presentRates(counts: readonly ServiceCounts[], steps: Steps): ServiceRates {
  const { at, series } = inSteps(counts, steps, ({ service }) => service);
  return {
    ...presentSteps(steps),
    series: series.map(({ first, row }) => ({
      service: first.service,
      at,
      lines: at.map((time) => row(time)?.lines ?? 0),
      errors: at.map((time) => row(time)?.errors ?? 0),
      warnings: at.map((time) => row(time)?.warnings ?? 0),
    })),
  };
}
