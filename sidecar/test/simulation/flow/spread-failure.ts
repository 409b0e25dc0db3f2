import type { EffectState } from '../plan/effects.ts';
import type { Shop } from '../shop/shop.ts';

/** What a callee that does not answer costs its caller before it gives up, where it waits. */
const GIVEN_UP_AFTER_MS = 400;
/** A request that failed early calls nobody any more; this share of the calls is not made. */
const NOT_CALLED = 0.6;
/** Failing calls are tried once more by this share of callers. */
const RETRIED = 0.4;
/** The network between two services on any day. */
const LOST_CALLS = 0.00005;

const { min } = Math;

/** Failures and slowness go up the call graph, from the called to the callers. Arrays by index. */
export class Spread {
  readonly failing: Float64Array;
  readonly latencyMs: Float64Array;
  readonly callErrors: Float64Array;
  /** Calls made for each usual call: fewer after failures, more by retries. */
  readonly callFactor: Float64Array;
  private readonly shop: Shop;

  constructor(shop: Shop) {
    this.shop = shop;
    this.failing = new Float64Array(shop.services.length);
    this.latencyMs = new Float64Array(shop.services.length);
    this.callErrors = new Float64Array(shop.calls.length);
    this.callFactor = new Float64Array(shop.calls.length);
  }

  /** `ownFailing` and `ownMs`: what each service does by itself now, effects not yet counted. */
  compute(state: EffectState, own: { readonly failing: Float64Array; readonly ms: Float64Array }): void {
    const { services, callsOf } = this.shop;
    for (let index = services.length - 1; index >= 0; index -= 1) {
      const effectFailing = state.service.failing[index] ?? 0;
      let fine = (1 - (own.failing[index] ?? 0)) * (1 - effectFailing);
      let latency = (own.ms[index] ?? 0) * (state.service.slower[index] ?? 1);
      for (const call of callsOf[index] ?? []) {
        const silent = state.service.silent[call.to] ?? 0;
        const onTheWay = (1 - LOST_CALLS) * (1 - (state.call.callErrors[call.index] ?? 0));
        const errors = 1 - (1 - (this.failing[call.to] ?? 0)) * (1 - silent) * onTheWay;
        this.callErrors[call.index] = call.waits ? errors : 1 - onTheWay;
        const needed = min(1, call.perRequest);
        fine *= 1 - errors * needed * call.passing * (state.call.passing[call.index] ?? 1);
        if (call.waits) {
          latency += call.perRequest * ((this.latencyMs[call.to] ?? 0) * (1 - silent) + silent * GIVEN_UP_AFTER_MS);
        }
        this.callFactor[call.index] =
          (state.call.calls[call.index] ?? 1) * (1 - NOT_CALLED * effectFailing) * (1 + RETRIED * errors);
      }
      this.failing[index] = 1 - fine;
      this.latencyMs[index] = latency;
    }
  }
}
