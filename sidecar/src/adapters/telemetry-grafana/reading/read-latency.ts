import { binsOfHistogram, binsOfQuantiles } from '../../../domain/traffic/bins-of-quantiles.ts';
import type { LatencyBins } from '../../../domain/traffic/traffic-counts.ts';
import { TelemetryUnavailable } from '../../../ports/telemetry-source.ts';
import type { GrafanaQuery } from '../grafana-query.ts';
import { steadyRound } from './steady-rounding.ts';
import type { Value } from './value-table.ts';

const MILLISECONDS: Readonly<Record<string, number>> = { s: 1_000, ms: 1, us: 0.001, ns: 0.000_001 };

export interface Latency {
  readonly latency: LatencyBins;
  readonly slowestMs: number;
}

export const NO_LATENCY: Latency = { latency: [], slowestMs: 0 };

/** Of one service, operation and bucket. `requests` weighs quantiles; the other forms count for themselves. */
export function readLatency(
  values: readonly Value[],
  { query, series, requests }: { query: GrafanaQuery; series: string; requests: number }
): Latency {
  const unit = MILLISECONDS[query.unit ?? 's'];
  if (unit === undefined) {
    throw new TelemetryUnavailable(`the unit "${query.unit}" of latencies is not known: s, ms, us or ns`);
  }
  return query.form === 'quantiles'
    ? fromQuantiles(values, { unit, requests })
    : fromHistogram(values, { unit, series, isCumulative: query.form === 'cumulative' });
}

function fromHistogram(
  values: readonly Value[],
  { unit, series, isCumulative }: { unit: number; series: string; isCumulative: boolean }
): Latency {
  const borders = values
    .map(({ border, value, at }) => ({ upToMs: borderOf(border) * unit, value: Math.max(0, value), at }))
    .sort((a, b) => a.upToMs - b.upToMs);
  let below = 0;
  let sum = 0;
  const bins = borders.map(({ upToMs, value, at }) => {
    sum = isCumulative ? value : sum + value;
    // Rounded up to each border, so that the bins add up to the whole.
    const upTo = Math.max(below, steadyRound(sum, { at, series }));
    const count = upTo - below;
    below = upTo;
    return { upToMs, count };
  });
  const filled = bins.filter(({ count, upToMs }) => count > 0 && upToMs !== Infinity).map(({ upToMs }) => upToMs);
  const highest = Math.max(0, ...bins.map(({ upToMs }) => upToMs).filter((upToMs) => upToMs !== Infinity));
  const isBeyond = (bins.at(-1)?.count ?? 0) > 0 && bins.at(-1)?.upToMs === Infinity;
  return { latency: binsOfHistogram(bins), slowestMs: isBeyond ? highest : Math.max(0, ...filled) };
}

function fromQuantiles(values: readonly Value[], { unit, requests }: { unit: number; requests: number }): Latency {
  const quantiles = values.map(({ border, metric, value }) => ({
    share: border === '' ? borderOf(metric.replace(/^p/, '')) / 100 : borderOf(border),
    milliseconds: value * unit,
  }));
  const slowestMs = Math.max(0, ...quantiles.map(({ milliseconds }) => milliseconds));
  return quantiles.length === 0 || requests === 0
    ? NO_LATENCY
    : { latency: binsOfQuantiles(requests, { quantiles, slowestMs }), slowestMs };
}

function borderOf(told: string): number {
  const border = told === '+Inf' || told === 'Inf' ? Infinity : Number(told);
  if (told === '' || Number.isNaN(border)) {
    throw new TelemetryUnavailable(
      `"${told.slice(0, 40)}" is no border or quantile of latencies: name its label as borderLabel`
    );
  }
  return border;
}
