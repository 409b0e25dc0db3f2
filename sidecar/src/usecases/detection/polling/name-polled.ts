import { isMeasured } from '../../../domain/metrics/metric-counts.ts';
import { sumMetrics } from '../../../domain/metrics/sum-metrics.ts';
import { cutAt, serviceName } from '../../../domain/signals/service-names.ts';
import { wholeBuckets } from '../../../domain/signals/sum-counts.ts';
import { operationName } from '../../../domain/traffic/naming/operation-names.ts';
import { sumCalls, sumOperations } from '../../../domain/traffic/sum-traffic.ts';
import type { PolledSignals } from '../../../ports/telemetry-source.ts';

const LONGEST_NAME_LOOKED_AT = 1000;
const LONGEST_LABELS = 500;

/**
 * What was indexed elsewhere went past our intake: its names get the same treatment, and what then has the same name
 * is one.
 */
export function namePolled(polled: PolledSignals, redact: (text: string) => string): PolledSignals {
  const service = remembered((told) => serviceName(redact(cutAt(told, LONGEST_NAME_LOOKED_AT))));
  const operation = remembered((told) => operationName(redact(cutAt(told, LONGEST_NAME_LOOKED_AT))));
  const labels = remembered((told) => cutAt(redact(cutAt(told, LONGEST_NAME_LOOKED_AT)), LONGEST_LABELS));
  const { counts, traffic, metrics } = polled;
  return {
    ...polled,
    counts: counts.every((count) => service(count.service) === count.service)
      ? counts
      : wholeBuckets(counts.map((count) => ({ ...count, service: service(count.service) }))),
    traffic: traffic && {
      operations: sumOperations(
        traffic.operations.map((count) => ({
          ...count,
          service: service(count.service),
          // '' is the service as a whole.
          operation: count.operation === '' ? '' : operation(count.operation),
        }))
      ),
      calls: sumCalls(
        traffic.calls.map((count) => ({ ...count, caller: service(count.caller), callee: service(count.callee) }))
      ),
    },
    metrics:
      metrics &&
      sumMetrics(
        metrics
          .filter(({ sum }) => isMeasured(sum))
          .map((count) => ({ ...count, service: service(count.service), labels: labels(count.labels) }))
      ),
  };
}

/** Names come again in every bucket; redaction looks at each once. */
function remembered(treat: (told: string) => string): (told: string) => string {
  const known = new Map<string, string>();
  return (told) => {
    const name = known.get(told) ?? treat(told);
    known.set(told, name);
    return name;
  };
}
