/** A source that brought nothing about a service for this long, while others did, is no longer one of its sources. */
const SOURCE_LEFT_AFTER_MS = 10 * 60_000;

/** Up to which event time each source has spoken. */
export class SourceWatermarks {
  private readonly newest = new Map<string, number>();

  heard(source: string, at: number): void {
    this.newest.set(source, Math.max(this.newest.get(source) ?? Number.NEGATIVE_INFINITY, at));
  }

  /** The time before which all of these sources have spoken; of every source where a service's own are not known. */
  upTo(sources: ReadonlyMap<string, number>): number {
    if (sources.size === 0) {
      return this.newest.size === 0 ? Number.NEGATIVE_INFINITY : Math.min(...this.newest.values());
    }
    const lastHeard = Math.max(...sources.values());
    let watermark = Number.POSITIVE_INFINITY;
    for (const [source, at] of sources) {
      if (at >= lastHeard - SOURCE_LEFT_AFTER_MS) {
        watermark = Math.min(watermark, this.newest.get(source) ?? Number.NEGATIVE_INFINITY);
      }
    }
    return watermark;
  }

  clockWentBack(now: number): void {
    for (const [source, at] of this.newest) {
      this.newest.set(source, Math.min(at, now));
    }
  }
}
