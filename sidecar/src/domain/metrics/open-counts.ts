import type { RawPoint } from '../signals/raw-signals.ts';
import { bucketStart } from '../signals/service-counts.ts';
import type { MetricCounts } from './metric-counts.ts';
import type { Increase } from './running-totals.ts';
import type { OpenBucket, Series } from './series-table.ts';

/** The counts of one request, by series and ten seconds. */
export class OpenCounts {
  private readonly counts: MetricCounts[] = [];
  private readonly touched: Series[] = [];

  add(series: Series, point: RawPoint & { at: number }, { count, sum }: Increase): void {
    const mean = count === 0 ? 0 : sum / count;
    // The extremes of a total are since its start. Where none are told, the mean stands for them.
    const isWhole = point.kind !== 'cumulative';
    const min = isWhole ? (point.min ?? mean) : mean;
    const max = isWhole ? (point.max ?? mean) : mean;
    const at = bucketStart(point.at);
    const bucket = series.bucket?.counts.at === at ? series.bucket : series.others?.get(at);
    if (bucket === undefined) {
      const { service, metric, unit, kind, labels } = series;
      const counts = { service, metric, unit, kind, labels, at, count, sum, min, max, last: mean };
      this.open(series, { counts, lastAt: point.at });
      return;
    }
    const { counts } = bucket;
    counts.count += count;
    counts.sum += sum;
    counts.min = Math.min(counts.min, min);
    counts.max = Math.max(counts.max, max);
    if (point.at >= bucket.lastAt) {
      counts.last = mean;
      bucket.lastAt = point.at;
    }
  }

  close(): MetricCounts[] {
    for (const series of this.touched) {
      series.bucket = null;
      series.others = null;
    }
    return this.counts;
  }

  private open(series: Series, bucket: OpenBucket): void {
    this.counts.push(bucket.counts);
    if (series.bucket === null) {
      series.bucket = bucket;
      this.touched.push(series);
    } else {
      series.others ??= new Map();
      series.others.set(bucket.counts.at, bucket);
    }
  }
}
