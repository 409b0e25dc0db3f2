import { createDataFrame, type DataFrame, DataFrameType, FieldType } from '@grafana/data';
import { type ServiceRates } from '@incident-memory/contract';
import { perSecond } from '../../shared/perSecond';
import { type Metric } from '../query/query';
import { ASK_ABOUT_POINT } from './links';

interface RateOptions {
  refId: string;
  metric: Metric;
  perSecond: boolean;
}

/** One frame a service: `time` and the metric, labelled with the service and named after it. */
export function rateFrames(rates: ServiceRates, options: RateOptions): DataFrame[] {
  return rates.series.map((series) => {
    const counts = series[options.metric];
    return createDataFrame({
      refId: options.refId,
      name: series.service,
      meta: { type: DataFrameType.TimeSeriesMulti, typeVersion: [0, 1] },
      fields: [
        { name: 'time', type: FieldType.time, values: series.at, config: { interval: rates.stepSeconds * 1000 } },
        {
          name: options.metric,
          type: FieldType.number,
          labels: { service: series.service },
          values: options.perSecond ? perSecond(counts, { at: series.at, stepSeconds: rates.stepSeconds }) : counts,
          config: {
            displayNameFromDS: series.service,
            unit: options.perSecond ? 'eps' : 'short',
            min: 0,
            links: [ASK_ABOUT_POINT],
          },
        },
      ],
    });
  });
}
