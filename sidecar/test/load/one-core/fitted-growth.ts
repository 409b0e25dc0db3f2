export interface MemorySample {
  readonly records: number;
  readonly megabytes: number;
}

/**
 * By how many megabytes memory grew over the second half of a run: the slope of a straight line laid through the
 * samples (least squares), so that neither where a garbage collection happened to fall nor the start-up decides.
 */
export function fittedGrowth(samples: readonly MemorySample[]): number {
  const last = samples.at(-1)?.records ?? 0;
  const half = samples.filter(({ records }) => records >= last / 2);
  const mean = (of: (sample: MemorySample) => number) => half.reduce((sum, one) => sum + of(one), 0) / half.length;
  const [meanRecords, meanMegabytes] = [mean(({ records }) => records), mean(({ megabytes }) => megabytes)];
  let together = 0;
  let alone = 0;
  for (const { records, megabytes } of half) {
    together += (records - meanRecords) * (megabytes - meanMegabytes);
    alone += (records - meanRecords) ** 2;
  }
  return alone === 0 ? 0 : (together / alone) * (last / 2);
}
