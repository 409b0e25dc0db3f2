import type { SourceCost } from '@incident-memory/contract';

const MINUTE_MS = 60_000;
const MINUTES_KEPT = 60;
const NOTHING: SourceCost = { requests: 0, bytes: 0, milliseconds: 0 };

/** What something took in the last hour, by the minute. */
export class CostOfAnHour {
  private minutes: { minute: number; cost: SourceCost }[] = [];

  add(cost: SourceCost, at: number): void {
    const minute = Math.floor(at / MINUTE_MS);
    const last = this.minutes.at(-1);
    if (last?.minute === minute) {
      last.cost = sum(last.cost, cost);
    } else {
      this.minutes.push({ minute, cost });
    }
    this.forget(at);
  }

  upTo(now: number): SourceCost {
    this.forget(now);
    return this.minutes.map(({ cost }) => cost).reduce(sum, NOTHING);
  }

  private forget(now: number): void {
    const oldest = Math.floor(now / MINUTE_MS) - MINUTES_KEPT;
    this.minutes = this.minutes.filter(({ minute }) => minute > oldest);
  }
}

function sum(one: SourceCost, other: SourceCost): SourceCost {
  return {
    requests: one.requests + other.requests,
    bytes: one.bytes + other.bytes,
    milliseconds: one.milliseconds + other.milliseconds,
  };
}
