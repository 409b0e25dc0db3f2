import type { DetectionSettings } from '../detection-settings.ts';
import { ServiceSeries } from './service-series.ts';

/** Let go so many at once, so that a flood of new names does not sort the register for each of them. */
const LET_GO_SHARE = 0.05;

/** The services of one organisation, bounded: names come from outside and may be made up. */
export class ServiceRegister {
  private readonly settings: DetectionSettings;
  private readonly byName = new Map<string, ServiceSeries>();
  private letGo = 0;

  constructor(settings: DetectionSettings) {
    this.settings = settings;
  }

  get(service: string): ServiceSeries | undefined {
    return this.byName.get(service);
  }

  all(): Iterable<ServiceSeries> {
    return this.byName.values();
  }

  get size(): number {
    return this.byName.size;
  }

  /** How many were let go since the start. */
  get evicted(): number {
    return this.letGo;
  }

  ensure(service: string, mustStay: (service: string) => boolean): ServiceSeries {
    const known = this.byName.get(service);
    if (known !== undefined) {
      return known;
    }
    if (this.byName.size >= this.settings.maxServices) {
      this.letQuietestGo(mustStay);
    }
    const series = new ServiceSeries(service, this.settings);
    this.byName.set(service, series);
    return series;
  }

  private letQuietestGo(mustStay: (service: string) => boolean): void {
    const count = Math.max(1, Math.floor(this.settings.maxServices * LET_GO_SHARE));
    [...this.byName.values()]
      .filter(({ service, tally }) => tally === null && !mustStay(service))
      .sort((a, b) => a.ring.lines - b.ring.lines || a.baseline.otherRate - b.baseline.otherRate)
      .slice(0, count)
      .forEach(({ service }) => {
        this.byName.delete(service);
        this.letGo += 1;
      });
  }
}
