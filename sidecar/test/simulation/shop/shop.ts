/**
 * The shop that is simulated: what its services are like on a usual day. Rates are those at the height of the day.
 * `services` are in the order in which one would leave them out last: a smaller shop is the first so many.
 */
export type Season = 'shop' | 'office' | 'partner' | 'batch' | 'none';

export interface ServiceSpec {
  readonly name: string;
  /** Requests a second from outside at the height of its season, and that season. */
  readonly outside: number;
  readonly season: Season;
  /** False: what it does is known from its lines, its metrics and the spans of its callers alone. */
  readonly spans: boolean;
  /** False: one process, so that a restart is a gap. */
  readonly replicated: boolean;
  readonly linesPerRequest: number;
  /** Lines a second whatever the traffic: timers, heartbeats. */
  readonly idleLines: number;
  readonly warnShare: number;
  /** Share of its own requests that fail on any day. */
  readonly failing: number;
  /** Error lines a second that belong to no request. */
  readonly idleErrors: number;
  readonly linesPerFailure: number;
  /** Own median, without those it calls. */
  readonly ownMs: number;
  readonly latencySigma: number;
  /** Standard deviation of the logarithm of its load beside that of its callers. */
  readonly noise: number;
  readonly infoTemplates: number;
  readonly memoryLimit: number;
  readonly deploysAWeek: number;
}

const usual = {
  outside: 0,
  season: 'none',
  spans: true,
  replicated: true,
  linesPerRequest: 1,
  idleLines: 0.3,
  warnShare: 0.01,
  failing: 0.001,
  idleErrors: 0.002,
  linesPerFailure: 1.2,
  ownMs: 20,
  latencySigma: 0.5,
  noise: 0.06,
  infoTemplates: 20,
  memoryLimit: 1024 ** 3,
  deploysAWeek: 2,
} as const satisfies Omit<ServiceSpec, 'name'>;

export const SERVICES: readonly ServiceSpec[] = [
  { ...usual, name: 'gateway', outside: 80, season: 'shop', ownMs: 6, infoTemplates: 12, failing: 0.0006, noise: 0.04 },
  { ...usual, name: 'web-shop', linesPerRequest: 1.5, ownMs: 45, infoTemplates: 35, deploysAWeek: 4, failing: 0.002 },
  { ...usual, name: 'session', linesPerRequest: 0.15, ownMs: 2, infoTemplates: 10, failing: 0.0002, deploysAWeek: 0.7 },
  { ...usual, name: 'catalogue', outside: 20, season: 'partner', linesPerRequest: 0.8, ownMs: 15, infoTemplates: 28 },
  { ...usual, name: 'catalogue-db', spans: false, linesPerRequest: 0.02, ownMs: 4, infoTemplates: 14, deploysAWeek: 0 },
  { ...usual, name: 'cart', linesPerRequest: 1, ownMs: 10, infoTemplates: 18, noise: 0.1, idleErrors: 0.01 },
  {
    ...usual,
    name: 'orders',
    outside: 2,
    season: 'office',
    linesPerRequest: 3,
    ownMs: 30,
    infoTemplates: 40,
    noise: 0.12,
  },
  { ...usual, name: 'orders-db', spans: false, linesPerRequest: 0.05, ownMs: 5, infoTemplates: 15, deploysAWeek: 0 },
  { ...usual, name: 'checkout', linesPerRequest: 6, ownMs: 60, infoTemplates: 30, noise: 0.15, failing: 0.004 },
  { ...usual, name: 'payment', linesPerRequest: 5, ownMs: 250, latencySigma: 0.7, failing: 0.008, deploysAWeek: 1 },
  { ...usual, name: 'search', ownMs: 35, latencySigma: 0.8, infoTemplates: 16, noise: 0.15, failing: 0.003 },
  {
    ...usual,
    name: 'mailer',
    spans: false,
    replicated: false,
    linesPerRequest: 4,
    failing: 0.01,
    infoTemplates: 11,
    noise: 0.3,
  },
  {
    ...usual,
    name: 'invoice-batch',
    outside: 6,
    season: 'batch',
    replicated: false,
    idleLines: 0.05,
    ownMs: 120,
    infoTemplates: 14,
    noise: 0.3,
    failing: 0.003,
    deploysAWeek: 0.5,
  },
  {
    ...usual,
    name: 'admin-console',
    outside: 0.04,
    season: 'office',
    replicated: false,
    linesPerRequest: 3,
    idleLines: 0.1,
    idleErrors: 0.0004,
    ownMs: 80,
    latencySigma: 0.9,
    infoTemplates: 12,
    noise: 0.4,
    failing: 0.01,
    deploysAWeek: 1,
  },
];

export interface CallSpec {
  readonly caller: string;
  readonly callee: string;
  /** Calls for one request of the caller. */
  readonly perRequest: number;
  /** The share of failing calls that fails the request; what is left is retried or done without. */
  readonly passing: number;
  /** False: handed over through a queue; no request waits for it. */
  readonly waits: boolean;
}

/** Every call goes from a service to one later in FLOW_ORDER. */
export const CALLS: readonly CallSpec[] = [
  { caller: 'gateway', callee: 'session', perRequest: 1.5, passing: 0.9, waits: true },
  { caller: 'gateway', callee: 'web-shop', perRequest: 0.75, passing: 1, waits: true },
  { caller: 'gateway', callee: 'catalogue', perRequest: 0.15, passing: 1, waits: true },
  { caller: 'web-shop', callee: 'session', perRequest: 0.8, passing: 0.8, waits: true },
  { caller: 'web-shop', callee: 'catalogue', perRequest: 0.6, passing: 0.7, waits: true },
  { caller: 'web-shop', callee: 'search', perRequest: 0.2, passing: 0.1, waits: true },
  { caller: 'web-shop', callee: 'cart', perRequest: 0.2, passing: 0.8, waits: true },
  { caller: 'web-shop', callee: 'checkout', perRequest: 0.04, passing: 1, waits: true },
  { caller: 'search', callee: 'catalogue', perRequest: 0.4, passing: 0.4, waits: true },
  { caller: 'checkout', callee: 'cart', perRequest: 1, passing: 0.9, waits: true },
  { caller: 'checkout', callee: 'payment', perRequest: 0.9, passing: 1, waits: true },
  { caller: 'checkout', callee: 'orders', perRequest: 1, passing: 1, waits: true },
  { caller: 'invoice-batch', callee: 'orders', perRequest: 1, passing: 0.5, waits: true },
  { caller: 'invoice-batch', callee: 'mailer', perRequest: 0.5, passing: 0, waits: false },
  { caller: 'admin-console', callee: 'orders', perRequest: 0.5, passing: 1, waits: true },
  { caller: 'admin-console', callee: 'catalogue', perRequest: 0.5, passing: 1, waits: true },
  { caller: 'catalogue', callee: 'catalogue-db', perRequest: 1.5, passing: 0.8, waits: true },
  { caller: 'cart', callee: 'session', perRequest: 0.5, passing: 0.8, waits: true },
  { caller: 'cart', callee: 'orders-db', perRequest: 1, passing: 0.9, waits: true },
  { caller: 'orders', callee: 'orders-db', perRequest: 4, passing: 0.95, waits: true },
  { caller: 'orders', callee: 'mailer', perRequest: 0.8, passing: 0, waits: false },
];

const FLOW_ORDER = [
  'admin-console',
  'invoice-batch',
  'gateway',
  'web-shop',
  'search',
  'checkout',
  'catalogue',
  'cart',
  'orders',
  'payment',
  'mailer',
  'session',
  'catalogue-db',
  'orders-db',
];

export interface Call extends CallSpec {
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

export interface Shop {
  /** Callers before those they call. */
  readonly services: readonly ServiceSpec[];
  readonly calls: readonly Call[];
  /** By index of the service. */
  readonly callsOf: readonly (readonly Call[])[];
  readonly callersOf: readonly (readonly Call[])[];
}

export function shopOf(count: number = SERVICES.length): Shop {
  const kept = SERVICES.slice(0, count);
  const services = FLOW_ORDER.flatMap((name) => kept.filter((service) => service.name === name));
  const indexOf = new Map(services.map(({ name }, index) => [name, index]));
  const calls = CALLS.flatMap((call) => {
    const from = indexOf.get(call.caller);
    const to = indexOf.get(call.callee);
    return from === undefined || to === undefined ? [] : [{ ...call, from, to }];
  }).map((call, index) => ({ ...call, index }));
  return {
    services,
    calls,
    callsOf: services.map(({ name }) => calls.filter(({ caller }) => caller === name)),
    callersOf: services.map(({ name }) => calls.filter(({ callee }) => callee === name)),
  };
}
