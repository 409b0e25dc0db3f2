import type { FastRandom } from '../random/fast-random.ts';
import type { Shop } from '../shop/shop.ts';
import type { Effect } from './effects.ts';
import { HOUR, MINUTE, SECOND } from './incident-shapes.ts';
import type { HarmlessKind, HarmlessTruth } from './truth.ts';

const DAY = 24 * HOUR;

/** How often a month. */
const A_MONTH: Readonly<Record<Exclude<HarmlessKind, 'deploy' | 'backup'>, number>> = {
  crawler: 5,
  warnings: 6,
  'bad-client': 5,
  'debug-level': 3,
  retries: 10,
  'error-lines': 4,
  'slow-moment': 25,
  'late-shipper': 9,
  'cold-cache': 3,
};

export interface PlannedHarmless {
  readonly effects: readonly Effect[];
  readonly harmless: readonly HarmlessTruth[];
  /** Lines of the service that happened in it come after its end. */
  readonly lateLines: readonly { readonly service: string; readonly from: number; readonly until: number }[];
}

interface Draw {
  readonly random: FastRandom;
  readonly shop: Shop;
  readonly at: number;
}
interface Drawn {
  readonly service: string;
  readonly until: number;
  readonly effects: readonly Effect[];
}

/** What looks odd and hurts nobody; at any time, also beside incidents. */
export function planHarmless(
  random: FastRandom,
  { shop, start, days }: { shop: Shop; start: number; days: number }
): PlannedHarmless {
  const effects: Effect[] = [];
  const harmless: HarmlessTruth[] = [];
  const lateLines: { service: string; from: number; until: number }[] = [];
  for (const [name, often] of Object.entries(A_MONTH)) {
    const kind = name as keyof typeof A_MONTH;
    const count = Math.round((often * days) / 30);
    for (let index = 0; index < count; index += 1) {
      const at = Math.round(start + random.between(0.2, days - 0.2) * DAY);
      const drawn = ODDITIES[kind]({ random, shop, at });
      effects.push(...drawn.effects);
      harmless.push({ kind, service: drawn.service, from: at, until: drawn.until });
      if (kind === 'late-shipper') {
        lateLines.push({ service: drawn.service, from: at, until: drawn.until });
      }
    }
  }
  for (const service of ['orders-db', 'catalogue-db']) {
    for (let day = 0; day < days; day += 1) {
      const from = start + day * DAY + 3 * HOUR + random.between(0, 10) * MINUTE;
      const until = from + random.between(35, 55) * MINUTE;
      effects.push(
        { on: service, field: 'disk', value: 0.12, from, until, rise: until - from },
        { on: service, field: 'cpu', value: 0.2, from, until, rise: 0 },
        { on: service, field: 'slower', value: 1.15, from, until, rise: 0 }
      );
      harmless.push({ kind: 'backup', service, from, until });
    }
  }
  return { effects, harmless, lateLines };
}

const ODDITIES: Readonly<Record<keyof typeof A_MONTH, (draw: Draw) => Drawn>> = {
  crawler: ({ random, at }) => {
    const [service, rate] = random.pick([
      ['gateway', 60],
      ['catalogue', 35],
      ['search', 12],
    ] as const);
    const until = at + random.between(20, 120) * MINUTE;
    const rise = random.between(1, 5) * MINUTE;
    return drawn(service, until, [
      { field: 'extraDemand', value: rate * random.between(0.5, 1), from: at, until, rise },
      { field: 'warnLines', value: rate * 0.1, from: at, until, rise },
    ]);
  },
  warnings: ({ random, shop, at }) => {
    const until = at + random.between(2, 15) * MINUTE;
    return drawn(anyOf(random, shop), until, [
      { field: 'warnLines', value: random.between(1, 15), from: at, until, rise: 0 },
    ]);
  },
  'bad-client': ({ random, at }) => {
    const [service, rate] = random.pick([
      ['gateway', 25],
      ['orders', 3],
      ['search', 6],
    ] as const);
    const until = at + random.between(10, 60) * MINUTE;
    const value = rate * random.between(0.4, 1);
    return drawn(service, until, [
      { field: 'extraDemand', value, from: at, until, rise: 0 },
      { field: 'warnLines', value, from: at, until, rise: 0 },
    ]);
  },
  'debug-level': ({ random, shop, at }) => {
    const until = at + random.between(20, 90) * MINUTE;
    return drawn(anyOf(random, shop), until, [
      { field: 'chatter', value: random.between(4, 12), from: at, until, rise: 0 },
    ]);
  },
  retries: ({ random, shop, at }) => {
    const call = random.pick(shop.calls.filter(({ waits }) => waits));
    const until = at + random.between(15, 45) * SECOND;
    const route = `${call.caller}>${call.callee}`;
    const effects: Effect[] = [
      { on: route, field: 'callErrors', value: random.between(0.05, 0.3), from: at, until, rise: 0 },
      { on: route, field: 'passing', value: 0, from: at, until, rise: 0 },
      { on: call.caller, field: 'errorLines', value: random.between(0.2, 1), from: at, until, rise: 0 },
    ];
    return { service: call.caller, until, effects };
  },
  'error-lines': ({ random, shop, at }) => {
    const until = at + random.between(60, 120) * SECOND;
    return drawn(anyOf(random, shop), until, [
      { field: 'errorLines', value: random.between(0.15, 0.45), from: at, until, rise: 0 },
    ]);
  },
  'slow-moment': ({ random, shop, at }) => {
    const until = at + random.between(5, 20) * SECOND;
    return drawn(anyOf(random, shop), until, [
      { field: 'slowShare', value: random.between(0.2, 0.6), from: at, until, rise: 0 },
    ]);
  },
  'late-shipper': ({ random, shop, at }) => drawn(anyOf(random, shop), at + random.between(50, 200) * SECOND, []),
  'cold-cache': ({ random, shop, at }) => {
    const until = at + random.between(3, 6) * MINUTE;
    const effects: Effect[] = [
      { on: 'catalogue', field: 'slower', value: random.between(1.2, 1.6), from: at, until, rise: 0 },
      { on: 'catalogue>catalogue-db', field: 'calls', value: random.between(1.4, 2), from: at, until, rise: 0 },
    ];
    return {
      service: shop.services.some(({ name }) => name === 'catalogue') ? 'catalogue' : 'gateway',
      until,
      effects,
    };
  },
};

function anyOf(random: FastRandom, shop: Shop): string {
  return random.pick(shop.services).name;
}

function drawn(service: string, until: number, effects: readonly Omit<Effect, 'on'>[]): Drawn {
  return { service, until, effects: effects.map((effect) => ({ ...effect, on: service })) };
}
