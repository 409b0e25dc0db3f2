import type { estypes } from '@elastic/elasticsearch';
import { binsOfQuantiles } from '../../../domain/traffic/bins-of-quantiles.ts';
import { LONGEST_MS } from '../../../domain/traffic/latency-sketch.ts';
import type { LatencyBins } from '../../../domain/traffic/traffic-counts.ts';
import type { Duration } from './resolve-span-fields.ts';

/**
 * Latencies of a bucket from percentiles. Counting by our own bins would be exact, but takes some thirty numbers more
 * for each operation and ten seconds, and a search may give 65,536 buckets. Percentiles are one value each.
 *
 * What that costs: Elasticsearch keeps an HDR histogram of one significant digit (some 2 kB; two digits would be 17 kB
 * each, in a cluster that is not ours), which tells a value at most 1/16 too high and never too low. A quantile that is
 * not asked for reads as the next one that is: too high again, by at most a quarter of the ranks.
 */
const PERCENTS = [25, 50, 75, 90, 95, 99];
const SHARES = PERCENTS.map((percent) => ({ key: percent.toFixed(1), share: percent / 100 }));
const SIGNIFICANT_DIGITS = 1;

/** Clocks that went backwards would fail the whole search: the histogram takes no negative value. */
export function latencyAggregation({ field, perMillisecond }: Duration): estypes.AggregationsAggregationContainer {
  return {
    filter: { range: { [field]: { gte: 0, lte: LONGEST_MS * perMillisecond } } },
    aggregations: {
      percentiles: {
        percentiles: { field, percents: PERCENTS, hdr: { number_of_significant_value_digits: SIGNIFICANT_DIGITS } },
      },
      slowest: { max: { field } },
    },
  };
}

export interface TimedAnswer {
  readonly doc_count: number;
  readonly percentiles: { readonly values: Readonly<Record<string, number | null>> };
  readonly slowest: { readonly value: number | null };
}

export interface Timed {
  readonly latency: LatencyBins;
  readonly slowestMs: number;
}

export function latencyOf(timed: TimedAnswer | undefined, duration: Duration | null): Timed {
  const slowest = timed?.slowest.value ?? null;
  if (timed === undefined || duration === null || slowest === null) {
    return { latency: [], slowestMs: 0 };
  }
  const slowestMs = slowest / duration.perMillisecond;
  const { values } = timed.percentiles;
  const quantiles = SHARES.map(({ key, share }) => ({
    share,
    milliseconds: (values[key] ?? slowest) / duration.perMillisecond,
  }));
  return { latency: binsOfQuantiles(timed.doc_count, { quantiles, slowestMs }), slowestMs };
}
