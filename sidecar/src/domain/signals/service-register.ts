import { cutAt, serviceName, OTHER_SERVICES } from './service-names.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const LOOKED_AT_LENGTH = 1000;

/**
 * The names under which the services of one organisation are counted. A sender that makes up names (one a request,
 * say) must not fill the store: after the bound of a day, further names are counted together.
 */
export class ServiceRegister {
  private readonly maxServices: number;
  private readonly redact: (text: string) => string;
  private readonly names = new Map<string | null, string>();
  private readonly distinct = new Set<string>();
  private day = 0;
  private overflowed = 0;

  constructor({ maxServices, redact }: { maxServices: number; redact: (text: string) => string }) {
    this.maxServices = maxServices;
    this.redact = redact;
  }

  nameOf(given: string | null, now: number): string {
    this.forgetYesterday(now);
    // Also what is remembered is cut: names of megabytes would fill the memory.
    const told = given === null ? null : cutAt(given, LOOKED_AT_LENGTH);
    const known = this.names.get(told);
    if (known !== undefined) {
      return known;
    }
    const name = serviceName(told === null ? null : this.redact(told));
    if (!this.distinct.has(name) && this.distinct.size >= this.maxServices) {
      this.overflowed += 1;
      return OTHER_SERVICES;
    }
    this.distinct.add(name);
    if (this.names.size < this.maxServices * 2) {
      this.names.set(told, name);
    }
    return name;
  }

  /** `overflowed`: how often today a name did not fit. */
  status(): { size: number; limit: number; overflowed: number } {
    return { size: this.distinct.size, limit: this.maxServices, overflowed: this.overflowed };
  }

  private forgetYesterday(now: number): void {
    const day = Math.floor(now / DAY_MS);
    if (day !== this.day) {
      this.day = day;
      this.names.clear();
      this.distinct.clear();
      this.overflowed = 0;
    }
  }
}
