import type { DemoMetric } from '../shop/shop-metrics.ts';
import { attribute, byResource, unixNano, type Versions } from './otlp-resource.ts';

const CUMULATIVE = 2;

export function otlpMetrics(metrics: readonly DemoMetric[], versions: Versions) {
  const toScope = (own: readonly DemoMetric[]) => ({
    scopeMetrics: [{ scope: { name: 'demo' }, metrics: own.map(metric) }],
  });
  return { resourceMetrics: byResource(metrics, versions, toScope) };
}

function metric({ name, unit, kind, value, at, since, labels }: DemoMetric) {
  const point = {
    startTimeUnixNano: unixNano(since),
    timeUnixNano: unixNano(at),
    asDouble: value,
    attributes: Object.entries(labels).map(([key, label]) => attribute(key, label)),
  };
  if (kind === 'gauge') {
    return { name, unit, gauge: { dataPoints: [point] } };
  }
  return {
    name,
    unit,
    sum: { aggregationTemporality: CUMULATIVE, isMonotonic: kind === 'counter', dataPoints: [point] },
  };
}
