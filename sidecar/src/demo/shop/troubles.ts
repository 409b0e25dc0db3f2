import type { FailureKind } from '@incident-memory/contract';
import type { DemoService } from './services.ts';

/** What is wrong with a service of the shop for a while, besides what a healthy day has. */
export interface Trouble {
  readonly service: DemoService;
  readonly from: number;
  readonly to: number;
  /** Share of its requests that fail. */
  failingShare(at: number): number;
  /** Times as slow as usual. */
  slowness(at: number): number;
  /** It writes nothing and reports nothing, whatever it does. */
  readonly isSilent: boolean;
  /** Who called it writes errors of its own from then on; null: callers get by without it. */
  readonly callersComplainFrom: number | null;
}

/** A failure of a kind that an injection of a number of errors cannot show: it happens to the requests that come. */
export type LastingKind = Exclude<FailureKind, 'abrupt'>;

const SECOND = 1000;
/** Callers' pools and retries hold for a moment. */
const CALLERS_HOLD_MS = 10 * SECOND;
const FLAP_ON_MS = 25 * SECOND;
const FLAP_EVERY_MS = 75 * SECOND;

const NOT_SLOWER = () => 1;
const NONE = () => 0;
/** From 0 to 1 over its time. */
const grown = (at: number, { from, to }: { from: number; to: number }) => Math.min(1, (at - from) / (to - from));

type Course = Omit<Trouble, 'service' | 'from' | 'to'>;

const COURSES: Readonly<Record<LastingKind, (time: { from: number; to: number }) => Course>> = {
  slow: (time) => ({
    failingShare: (at) => 0.3 * grown(at, time) ** 2,
    slowness: (at) => 1 + 7 * grown(at, time),
    isSilent: false,
    callersComplainFrom: null,
  }),
  cascade: ({ from }) => ({
    failingShare: () => 0.45,
    slowness: () => 8,
    isSilent: false,
    callersComplainFrom: from + CALLERS_HOLD_MS,
  }),
  silent: () => ({ failingShare: NONE, slowness: NOT_SLOWER, isSilent: true, callersComplainFrom: null }),
  flapping: ({ from }) => ({
    failingShare: (at) => ((at - from) % FLAP_EVERY_MS < FLAP_ON_MS ? 0.6 : 0),
    slowness: NOT_SLOWER,
    isSilent: false,
    callersComplainFrom: null,
  }),
  'after-deploy': () => ({
    failingShare: () => 0.12,
    slowness: NOT_SLOWER,
    isSilent: false,
    callersComplainFrom: null,
  }),
};

export function troubleOf(kind: LastingKind, service: DemoService, time: { from: number; to: number }): Trouble {
  return { service, ...time, ...COURSES[kind](time) };
}

/** The troubles that there are, as one request meets them. */
export class Troubles {
  private present: Trouble[] = [];

  begin(trouble: Trouble): void {
    this.present.push(trouble);
  }

  forgetBefore(at: number): void {
    this.present = this.present.filter(({ to }) => to > at);
  }

  isUnwell(service: DemoService, at: number): boolean {
    return this.of(service, at).length > 0;
  }

  isSilent(service: DemoService, at: number): boolean {
    return this.of(service, at).some(({ isSilent }) => isSilent);
  }

  failingShare(service: DemoService, at: number): number {
    return Math.max(0, ...this.of(service, at).map((trouble) => trouble.failingShare(at)));
  }

  slowness(service: DemoService, at: number): number {
    return Math.max(1, ...this.of(service, at).map((trouble) => trouble.slowness(at)));
  }

  /** Whether who called the service writes about its failures. */
  makesCallersComplain(service: DemoService, at: number): boolean {
    return this.of(service, at).some(
      ({ callersComplainFrom }) => callersComplainFrom !== null && at >= callersComplainFrom
    );
  }

  private of(service: DemoService, at: number): Trouble[] {
    return this.present.filter((trouble) => trouble.service === service && at >= trouble.from && at < trouble.to);
  }
}
