import { EffectState, type Effect } from '../plan/effects.ts';
import type { Season, Shop } from '../shop/shop.ts';
import { Spread } from './spread-failure.ts';

/** Where each season stands on average by day. */
const USUAL_DEMAND: Readonly<Record<Season, number>> = { shop: 0.6, office: 0.5, partner: 0.1, batch: 0.05, none: 0 };

/** From here on someone who looks at a service's charts would see it. */
const FELT_FAILING = 0.01;
const FELT_TIMES_USUAL = 3;
const FELT_SLOWER = 1.4;
const FELT_LESS = 0.7;
const FELT_CALL_ERRORS = 0.05;

/** The shop without noise: what effects at their full strength do to whom. */
export interface Expected {
  readonly spread: Spread;
  readonly rates: Float64Array;
  readonly state: EffectState;
}

export function expect(shop: Shop, effects: readonly Effect[]): Expected {
  const state = new EffectState(shop);
  effects.forEach((effect) => state.strengthen(effect, 1));
  const spread = new Spread(shop);
  spread.compute(state, usualOf(shop));
  const rates = new Float64Array(shop.services.length);
  shop.services.forEach((service, index) => {
    const outside = service.outside * USUAL_DEMAND[service.season] * (state.service.outside[index] ?? 1);
    rates[index] = (rates[index] ?? 0) + outside;
    for (const call of shop.callsOf[index] ?? []) {
      const calls = (rates[index] ?? 0) * call.perRequest * (spread.callFactor[call.index] ?? 1);
      rates[call.to] = (rates[call.to] ?? 0) + calls;
    }
  });
  return { spread, rates, state };
}

export function usualOf(shop: Shop): { failing: Float64Array; ms: Float64Array } {
  return {
    failing: Float64Array.from(shop.services, ({ failing }) => failing),
    ms: Float64Array.from(shop.services, ({ ownMs }) => ownMs),
  };
}

/** Names of the services that feel the effects. */
export function reach(shop: Shop, effects: readonly Effect[]): string[] {
  const usual = expect(shop, []);
  const now = expect(shop, effects);
  return shop.services.flatMap(({ name }, index) => {
    const failing = now.spread.failing[index] ?? 0;
    const usually = usual.spread.failing[index] ?? 0;
    const callsFail = (shop.callsOf[index] ?? []).some(
      (call) =>
        (now.spread.callErrors[call.index] ?? 0) - (usual.spread.callErrors[call.index] ?? 0) >= FELT_CALL_ERRORS
    );
    const felt =
      (failing - usually >= FELT_FAILING && failing >= FELT_TIMES_USUAL * usually) ||
      (now.spread.latencyMs[index] ?? 0) >= FELT_SLOWER * (usual.spread.latencyMs[index] ?? 0) ||
      (now.rates[index] ?? 0) <= FELT_LESS * (usual.rates[index] ?? 0) ||
      (now.state.service.silent[index] ?? 0) > 0 ||
      callsFail;
    return felt ? [name] : [];
  });
}
