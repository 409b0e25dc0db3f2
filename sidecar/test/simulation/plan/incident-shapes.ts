import { expect } from '../flow/reach.ts';
import type { FastRandom } from '../random/fast-random.ts';
import type { Shop } from '../shop/shop.ts';
import type { Effect } from './effects.ts';
import type { SimulatedKind } from './truth.ts';

/** One incident as it is drawn, before it is known who else feels it. */
export interface Shaped {
  readonly effects: readonly Effect[];
  /** Of these, what stands at its height: for whom it reaches. */
  readonly atHeight: readonly Effect[];
  readonly end: number;
  /** When each service above the root begins to feel it, in milliseconds after the onset. */
  readonly delays?: ReadonlyMap<string, number>;
  readonly rolledOutAt?: number;
  readonly rolledBackAt?: number;
  readonly restartsAt?: readonly number[];
}

export interface Drawing {
  readonly random: FastRandom;
  readonly shop: Shop;
  readonly root: string;
  readonly onset: number;
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

type Shape = (drawing: Drawing) => Shaped;

export const SHAPES: Readonly<Record<Exclude<SimulatedKind, 'slow-leak'>, Shape>> = {
  'abrupt-failure': (drawing) => {
    const { random, onset } = drawing;
    const end = onset + random.between(12, 50) * MINUTE;
    return plain(end, [
      ...failing(drawing, { share: random.between(0.5, 0.95), until: end, known: 0.5 }),
      ...polling(drawing, end),
    ]);
  },
  'partial-failure': (drawing) => {
    const { random, onset } = drawing;
    const end = onset + random.between(20, 60) * MINUTE;
    return plain(end, failing(drawing, { share: random.between(0.05, 0.15), until: end, known: 0.7 }));
  },
  'latency-jump': (drawing) => {
    const { random, onset } = drawing;
    const end = onset + random.between(20, 60) * MINUTE;
    const times = random.between(2, 5);
    const timeouts = times > 3.5 ? failing(drawing, { share: random.between(0.002, 0.01), until: end, known: 1 }) : [];
    return plain(end, [slower(drawing, { times, until: end, rise: 0 }), ...timeouts]);
  },
  'slow-degradation': (drawing) => {
    const { random, onset } = drawing;
    const rise = random.between(50, 70) * MINUTE;
    const end = onset + rise + random.between(20, 40) * MINUTE;
    const slow = slower(drawing, { times: random.between(3, 4.5), until: end, rise });
    const failures = failing(drawing, { share: random.between(0.12, 0.3), until: end, known: 0.7, rise });
    return plain(end, random.pick([[slow], failures, [slow, ...failures]]));
  },
  cascade,
  'silent-service': ({ random, root, onset }) => {
    const end = onset + random.between(10, 40) * MINUTE;
    const effects = [{ on: root, field: 'silent', value: 1, from: onset, until: end, rise: 0 }] as const;
    return { effects, atHeight: effects, end, restartsAt: [end] };
  },
  flapping: (drawing) => {
    const { random, onset } = drawing;
    const end = onset + random.between(25, 60) * MINUTE;
    const share = random.between(0.4, 0.9);
    const effects: Effect[] = [];
    for (let from = onset; from < end; from += random.between(60, 240) * SECOND) {
      const until = Math.min(end, from + random.between(60, 240) * SECOND);
      effects.push(...failing({ ...drawing, onset: from }, { share, until, known: 1 }));
      from = until;
    }
    return { effects, atHeight: effects.slice(0, 1), end };
  },
  'after-deploy': (drawing) => {
    const { random, onset } = drawing;
    const end = onset + random.between(20, 50) * MINUTE;
    const rise = random.between(60, 150) * SECOND;
    const effects = failing(drawing, { share: random.between(0.02, 0.1), until: end, known: 0, rise });
    return { ...plain(end, effects), rolledOutAt: onset - 15 * SECOND, rolledBackAt: end - 30 * SECOND };
  },
  'traffic-drop': ({ random, shop, root, onset }) => {
    const end = onset + random.between(25, 60) * MINUTE;
    const rise = random.between(60, 120) * SECOND;
    const left = random.between(0.1, 0.22);
    const common = { value: left, from: onset, until: end, rise };
    const routes = shop.calls.filter(({ callee }) => callee === root);
    return plain(end, [
      { ...common, on: root, field: 'outside' },
      ...routes.map(({ caller, callee }) => ({ ...common, on: `${caller}>${callee}`, field: 'calls' as const })),
    ]);
  },
};

/** Retries, pools and patience hold back a caller's failures for seconds to minutes. */
function cascade(drawing: Drawing): Shaped {
  const { random, shop, root, onset } = drawing;
  const end = onset + random.between(20, 50) * MINUTE;
  const height = [
    ...failing(drawing, { share: random.between(0.4, 0.85), until: end, known: 0.4 }),
    slower(drawing, { times: random.between(2, 5), until: end, rise: random.between(60, 120) * SECOND }),
  ];
  const delays = new Map([[root, 0]]);
  const holding: Effect[] = [];
  let level = [root];
  while (level.length > 0) {
    const callers = new Set<string>();
    for (const { caller, callee } of shop.calls.filter((call) => level.includes(call.callee))) {
      const known = delays.get(caller) ?? Number.POSITIVE_INFINITY;
      if (known === Number.POSITIVE_INFINITY) {
        callers.add(caller);
      }
      delays.set(caller, Math.min(known, (delays.get(callee) ?? 0) + random.between(8, 75) * SECOND));
    }
    level = [...callers];
  }
  for (const { caller, callee } of shop.calls.filter((call) => delays.has(call.callee))) {
    const until = onset + (delays.get(caller) ?? 0);
    holding.push({ on: `${caller}>${callee}`, field: 'passing', value: 0, from: onset, until, rise: 0 });
  }
  return { effects: [...height, ...holding], atHeight: height, end, delays };
}

function plain(end: number, effects: readonly Effect[]): Shaped {
  return { effects, atHeight: effects, end };
}

/** `known`: how likely its failures are written with words that the service has used before. */
function failing(
  { random, root, onset }: Drawing,
  { share, until, known, rise = 0 }: { share: number; until: number; known: number; rise?: number }
): Effect[] {
  const words = random.chance(known) ? {} : { template: `${root} failed in a new way ${random.below(1_000_000)}: <*>` };
  return [{ on: root, field: 'failing', value: share, from: onset, until, rise, ...words }];
}

/** The whole request takes so many times as long, so its own part must grow by more. */
function slower(
  { shop, root, onset }: Drawing,
  { times, until, rise }: { times: number; until: number; rise: number }
): Effect {
  const index = shop.services.findIndex(({ name }) => name === root);
  const own = shop.services[index]?.ownMs ?? 1;
  const whole = expect(shop, []).spread.latencyMs[index] ?? own;
  return { on: root, field: 'slower', value: 1 + ((times - 1) * whole) / own, from: onset, until, rise };
}

/** A service that is hardly asked still asks others by itself, and says when that fails. */
function polling({ random, root, onset }: Drawing, until: number): Effect[] {
  return root === 'admin-console'
    ? [{ on: root, field: 'errorLines', value: random.between(0.3, 0.6), from: onset, until, rise: 0 }]
    : [];
}
