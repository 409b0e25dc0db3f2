import { bucketStart, type ServiceCounts } from './service-counts.ts';
import { ERROR_LEVELS, type LogLine } from './log-line.ts';

type Counted = { -readonly [Key in keyof ServiceCounts]: ServiceCounts[Key] };

/** Lines by service and bucket of event time. */
export function countLines(lines: readonly Pick<LogLine, 'service' | 'at' | 'level'>[]): ServiceCounts[] {
  const services = new Map<string, Map<number, Counted>>();
  for (const { service, at, level } of lines) {
    const buckets = services.get(service) ?? new Map<number, Counted>();
    services.set(service, buckets);
    const start = bucketStart(at);
    const counted = buckets.get(start) ?? { service, at: start, lines: 0, errors: 0, warnings: 0 };
    buckets.set(start, counted);
    counted.lines += 1;
    counted.errors += ERROR_LEVELS.has(level) ? 1 : 0;
    counted.warnings += level === 'warn' ? 1 : 0;
  }
  return [...services.values()].flatMap((buckets) => [...buckets.values()]);
}
