import type { MetricStore } from '../../../ports/stores/signals/metric-store.ts';
import type { Handlers } from '../call.ts';
import { inSteps, presentSteps, spanOf, stepsOf } from '../present/series-steps.ts';

/** More lines in one chart tell nobody anything. */
const MAX_SERIES = 100;

export function metricRoutes({ metrics }: { metrics: MetricStore }): Pick<Handlers, 'listMetrics' | 'readMetrics'> {
  return {
    listMetrics: async ({ reader, query: { service, metric, limit, ...asked } }) => {
      const which = { ...(service ? { services: service } : {}), ...(metric ? { metrics: metric } : {}) };
      return { items: await metrics.names(reader.scope, { ...which, ...spanOf(asked), limit }) };
    },
    readMetrics: async ({ reader, query: { from, to, stepSeconds, service, metric } }) => {
      const steps = stepsOf({ from, to, stepSeconds }, MAX_SERIES);
      const rows = await metrics.series(reader.scope, {
        ...(service ? { services: service } : {}),
        metrics: metric,
        from: steps.from,
        to,
        stepMs: steps.stepMs,
        maxSeries: MAX_SERIES,
      });
      const { at, series } = inSteps(rows, steps, (row) => `${row.service}\n${row.metric}\n${row.labels}`);
      return {
        ...presentSteps(steps),
        series: series.map(({ first: { service: of, metric: name, unit, kind, labels }, row }) => ({
          service: of,
          metric: name,
          unit,
          kind,
          labels,
          at,
          value: at.map((time) => {
            const told = row(time);
            return told === undefined || told.count === 0 ? null : kind === 'gauge' ? told.sum / told.count : told.sum;
          }),
        })),
      };
    },
  };
}
