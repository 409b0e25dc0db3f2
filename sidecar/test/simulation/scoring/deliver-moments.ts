import type { DeployTruth, MaintenanceTruth } from '../plan/truth.ts';
import type { SimulatedDelivery, SimulatedMonth } from '../simulated-month.ts';
import type { Moment } from './month-detector.ts';

/** After the end of the month, what is still on its way comes in, and what is open may end. */
const AFTERMATH_MS = 15 * 60_000;

/** The month as it comes in, in the order of delivery instead of the order in which it happened. */
export function* deliverMoments(month: SimulatedMonth, everyMs: number): Generator<Moment, void, undefined> {
  const underWay = new Map<number, SimulatedDelivery[]>();
  const slotOf = (at: number) => Math.ceil((at - month.start) / everyMs);
  let slot = 0;
  let deploys: DeployTruth[] = [];
  let announced: MaintenanceTruth[] = [];
  const moment = (): Moment => {
    const deliveries = underWay.get(slot) ?? [];
    underWay.delete(slot);
    const one = { now: month.start + slot * everyMs, deliveries, deploys, announced };
    deploys = [];
    announced = [];
    slot += 1;
    return one;
  };
  for (const step of month.steps()) {
    // Everything of the step comes after its end, so that until then all is known.
    for (const last = slotOf(step.at); slot <= last; ) {
      yield moment();
    }
    deploys = [...deploys, ...step.deploys];
    announced = [...announced, ...step.announced];
    for (const delivery of step.deliveries) {
      const due = slotOf(delivery.deliveredAt);
      const others = underWay.get(due);
      if (others === undefined) {
        underWay.set(due, [delivery]);
      } else {
        others.push(delivery);
      }
    }
  }
  for (const last = slotOf(month.end + AFTERMATH_MS); slot <= last; ) {
    yield moment();
  }
}
