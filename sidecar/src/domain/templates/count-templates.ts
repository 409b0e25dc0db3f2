import { bucketStart } from '../signals/service-counts.ts';
import type { TemplateCounts } from './template-counts.ts';

type Counted = { -readonly [Key in keyof TemplateCounts]: TemplateCounts[Key] };

/** Lines by service, template and bucket of event time. */
export function countTemplates(
  lines: readonly { service: string; template: string; at: number; isError: boolean }[]
): TemplateCounts[] {
  const services = new Map<string, Map<string, Counted[]>>();
  const all: Counted[] = [];
  for (const { service, template, at: time, isError } of lines) {
    const templates = services.get(service) ?? new Map<string, Counted[]>();
    services.set(service, templates);
    const buckets = templates.get(template) ?? [];
    templates.set(template, buckets);
    const at = bucketStart(time);
    // A batch spans few buckets: looking through them is cheaper than another map.
    let counted = buckets.find((bucket) => bucket.at === at);
    if (counted === undefined) {
      counted = { service, template, at, lines: 0, errors: 0 };
      buckets.push(counted);
      all.push(counted);
    }
    counted.lines += 1;
    counted.errors += isError ? 1 : 0;
  }
  return all;
}
