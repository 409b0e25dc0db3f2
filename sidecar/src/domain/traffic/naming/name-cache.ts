import { cutAt } from '../../signals/service-names.ts';

/** Longer told names are looked at so far, and not remembered. */
const LOOKED_AT_LENGTH = 1000;
const CACHED_LENGTH = 200;

/**
 * Told names with what they become, since redacting and reading them costs more than counting. When it is full it is
 * emptied: names made up once a request then slow it down, but do not keep the real ones out.
 */
export class NameCache {
  private readonly maxNames: number;
  private readonly become: (told: string) => string;
  private readonly names = new Map<string, string>();

  constructor(maxNames: number, become: (told: string) => string) {
    this.maxNames = maxNames;
    this.become = become;
  }

  of(told: string): string {
    const known = this.names.get(told);
    if (known !== undefined) {
      return known;
    }
    const name = this.become(cutAt(told, LOOKED_AT_LENGTH));
    if (told.length <= CACHED_LENGTH) {
      if (this.names.size >= this.maxNames) {
        this.names.clear();
      }
      this.names.set(told, name);
    }
    return name;
  }
}
