import type { Shop } from '../shop/shop.ts';

/**
 * Everything that happens to the shop, wanted or not, is a list of effects: one number of one service, or of one pair of
 * caller and callee, is other than usual for a while. What an incident, a deploy and a crawler do is told in the same
 * words, so that nothing in the signals says which of them it was.
 */
export const SERVICE_FIELDS = {
  /** Share of its own requests that fail. */
  failing: 'share',
  /** Its own time for a request. */
  slower: 'factor',
  /** Share of requests that take eight times as long. */
  slowShare: 'share',
  /** It says nothing and answers nothing. */
  silent: 'share',
  /** Further requests a second from outside. */
  extraDemand: 'sum',
  /** What comes from outside at all. */
  outside: 'factor',
  /** Lines of level info. */
  chatter: 'factor',
  infoLines: 'sum',
  warnLines: 'sum',
  errorLines: 'sum',
  /** Shares of their limits. */
  memory: 'sum',
  disk: 'sum',
  cpu: 'sum',
} as const;

export const CALL_FIELDS = {
  /** How often it calls. */
  calls: 'factor',
  /** Share of calls that fail on the way. */
  callErrors: 'share',
  /** How much of the failing calls the caller's requests feel. */
  passing: 'factor',
} as const;

export type ServiceField = keyof typeof SERVICE_FIELDS;
export type CallField = keyof typeof CALL_FIELDS;

export interface Effect {
  /** A service, or `caller>callee`. */
  readonly on: string;
  readonly field: ServiceField | CallField;
  readonly value: number;
  readonly from: number;
  readonly until: number;
  /** Reached in so many milliseconds, evenly; 0 is at once. */
  readonly rise: number;
  /** What failing requests, or these lines of level error, say, where it is not one of the usual. */
  readonly template?: string;
}

const STEP_MS = 10_000;
const { max, min } = Math;

/** The effects at one moment, added up by service and by call. */
export class EffectState {
  readonly service: Readonly<Record<ServiceField, Float64Array>>;
  readonly call: Readonly<Record<CallField, Float64Array>>;
  /** By index of the service: what failing requests write. */
  readonly templates: (string | null)[];
  /** Lines of level error a second with words of their own, and these words. */
  readonly oddLines: Float64Array;
  readonly oddTemplates: (string | null)[];
  private readonly indexOf: ReadonlyMap<string, number>;
  private readonly callOf: ReadonlyMap<string, number>;

  constructor(shop: Shop) {
    const services = shop.services.length;
    this.service = fields(SERVICE_FIELDS, services);
    this.call = fields(CALL_FIELDS, shop.calls.length);
    this.templates = new Array<string | null>(services).fill(null);
    this.oddLines = new Float64Array(services);
    this.oddTemplates = new Array<string | null>(services).fill(null);
    this.indexOf = new Map(shop.services.map(({ name }, index) => [name, index]));
    this.callOf = new Map(shop.calls.map(({ caller, callee, index }) => [`${caller}>${callee}`, index]));
    this.clear();
  }

  clear(): void {
    for (const [field, combine] of Object.entries(SERVICE_FIELDS)) {
      this.service[field as ServiceField].fill(combine === 'factor' ? 1 : 0);
    }
    for (const [field, combine] of Object.entries(CALL_FIELDS)) {
      this.call[field as CallField].fill(combine === 'factor' ? 1 : 0);
    }
    this.templates.fill(null);
    this.oddLines.fill(0);
    this.oddTemplates.fill(null);
  }

  /** As strong as it is on average in the ten seconds from `at`. */
  apply(effect: Effect, at: number): void {
    const from = max(at, effect.from);
    const until = min(at + STEP_MS, effect.until);
    if (until <= from) {
      return;
    }
    const risen = effect.rise > 0 ? min(1, ((from + until) / 2 - effect.from) / effect.rise) : 1;
    this.strengthen(effect, (risen * (until - from)) / STEP_MS);
  }

  /** With the given share of its strength. */
  strengthen(effect: Effect, strength: number): void {
    const index = this.indexOf.get(effect.on);
    if (index !== undefined && effect.field === 'errorLines' && effect.template !== undefined) {
      add(this.oddLines, { index, combine: 'sum', value: effect.value, strength });
      this.oddTemplates[index] = effect.template;
      return;
    }
    if (index !== undefined && effect.field in SERVICE_FIELDS) {
      const field = effect.field as ServiceField;
      add(this.service[field], { index, combine: SERVICE_FIELDS[field], value: effect.value, strength });
      this.templates[index] = effect.template ?? this.templates[index] ?? null;
      return;
    }
    const call = this.callOf.get(effect.on);
    if (call !== undefined && effect.field in CALL_FIELDS) {
      const field = effect.field as CallField;
      add(this.call[field], { index: call, combine: CALL_FIELDS[field], value: effect.value, strength });
    }
  }
}

type Combine = 'share' | 'factor' | 'sum';

function add(
  to: Float64Array,
  { index, combine, value, strength }: { index: number; combine: Combine; value: number; strength: number }
): void {
  const before = to[index] ?? 0;
  switch (combine) {
    case 'share':
      to[index] = 1 - (1 - before) * (1 - value * strength);
      return;
    case 'factor':
      to[index] = before * (1 + (value - 1) * strength);
      return;
    case 'sum':
      to[index] = before + value * strength;
  }
}

function fields<Field extends string>(of: Record<Field, Combine>, length: number): Record<Field, Float64Array> {
  const names = Object.keys(of) as Field[];
  return Object.fromEntries(names.map((name) => [name, new Float64Array(length)])) as Record<Field, Float64Array>;
}

/** Effects in the order of time; only those under way are looked at. */
export class EffectSchedule {
  private readonly waiting: readonly Effect[];
  private next = 0;
  private underWay: Effect[] = [];

  constructor(effects: readonly Effect[]) {
    this.waiting = [...effects].sort((one, other) => one.from - other.from);
  }

  applyTo(state: EffectState, at: number): void {
    for (let effect = this.waiting[this.next]; effect !== undefined && effect.from < at + STEP_MS; ) {
      this.underWay.push(effect);
      this.next += 1;
      effect = this.waiting[this.next];
    }
    if (this.underWay.some(({ until }) => until <= at)) {
      this.underWay = this.underWay.filter(({ until }) => until > at);
    }
    for (const effect of this.underWay) {
      state.apply(effect, at);
    }
  }
}
