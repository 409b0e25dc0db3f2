import { createDataFrame, type DataFrame, DataFrameType, FieldType } from '@grafana/data';
import { type MetricSeries, type TemplateRates, type TrafficRates } from '@incident-memory/contract';
import { perSecond } from '../../shared/perSecond';
import { unitOf } from '../../shared/unitOf';
import { type TrafficFigure } from '../query/query';
import { ASK_ABOUT_POINT } from './links';

interface Line {
  name: string;
  field: string;
  unit: string;
  labels: Record<string, string>;
  at: number[];
  values: Array<number | null>;
}

/** One frame a series, `time` and one value, as the time series panel and alert expressions want them. */
function seriesFrames(lines: Line[], { refId, stepSeconds }: { refId: string; stepSeconds: number }): DataFrame[] {
  return lines.map(({ name, field, unit, labels, at, values }) =>
    createDataFrame({
      refId,
      name,
      meta: { type: DataFrameType.TimeSeriesMulti, typeVersion: [0, 1] },
      fields: [
        { name: 'time', type: FieldType.time, values: at, config: { interval: stepSeconds * 1000 } },
        {
          name: field,
          type: FieldType.number,
          labels,
          values,
          config: { displayNameFromDS: name, unit, min: 0, links: [ASK_ABOUT_POINT] },
        },
      ],
    })
  );
}

const RATE_UNITS: Record<TrafficFigure, string> = {
  requests: 'reqps',
  errors: 'reqps',
  p50: 'ms',
  p95: 'ms',
  p99: 'ms',
};

export function trafficFrames(rates: TrafficRates, { refId, figure }: { refId: string; figure: TrafficFigure }) {
  const { stepSeconds } = rates;
  const lines = rates.series.map((series): Line => {
    const { service, operation, at } = series;
    const values =
      figure === 'requests' || figure === 'errors' ? perSecond(series[figure], { at, stepSeconds }) : series[figure];
    return {
      name: operation === '' ? service : `${service} ${operation}`,
      field: figure,
      unit: RATE_UNITS[figure],
      labels: { service, ...(operation === '' ? {} : { operation }) },
      at,
      values,
    };
  });
  return seriesFrames(lines, { refId, stepSeconds });
}

/** Lines of each message a step. */
export function templateRateFrames(rates: TemplateRates, refId: string): DataFrame[] {
  const lines = rates.series.map(
    ({ service, template, text, at, lines: values }): Line => ({
      name: text,
      field: 'lines',
      unit: 'short',
      labels: { service, template },
      at,
      values,
    })
  );
  return seriesFrames(lines, { refId, stepSeconds: rates.stepSeconds });
}

/** A gauge as it is, a counter as what it grows by in a second. */
export function metricFrames({ series, stepSeconds }: MetricSeries, refId: string): DataFrame[] {
  const lines = series.map(
    ({ service, metric, unit, labels, kind, at, value }): Line => ({
      name: [service, metric, labels].filter((part) => part !== '').join(' '),
      field: metric,
      unit: unitOf({ unit, kind }),
      labels: { service, ...labelsOf(labels) },
      at,
      values: kind === 'gauge' ? value : perSecond(value, { at, stepSeconds }),
    })
  );
  return seriesFrames(lines, { refId, stepSeconds });
}

function labelsOf(labels: string): Record<string, string> {
  const pairs = labels.split(',').map((pair): [string, string] => {
    const at = pair.indexOf('=');
    return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
  });
  return Object.fromEntries(pairs.filter(([name]) => name !== ''));
}
