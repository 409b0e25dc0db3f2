import { BUCKETS_PER_HOUR } from '../bucket.ts';

/**
 * What the load alone explains: of so many other lines (or requests) a service usually writes so many errors. A nightly
 * run, a crawler and a first campaign bring more of both, at hours that no season knows. Measured by what is no error, or
 * an outage would explain itself.
 */
export class LoadShare {
  private events: number;
  private others: number;

  constructor([events, others]: LoadShareState = [0, 0]) {
    this.events = events;
    this.others = others;
  }

  /** Of the least that is known nothing follows: then the load explains nothing. */
  expected(others: number): number {
    const share = this.events / this.others;
    return this.others >= LEAST_OTHERS && share <= HIGHEST_SHARE ? share * others : 0;
  }

  learn(events: number, others: number): void {
    this.events = this.events * KEPT + events;
    this.others = this.others * KEPT + others;
  }

  save(): LoadShareState {
    return [round(this.events), round(this.others)];
  }
}

export type LoadShareState = readonly [events: number, others: number];

/** Two days: a nightly run is known by the one of the night before. Busy hours count by what they bring. */
const KEPT = Math.exp(-1 / (48 * BUCKETS_PER_HOUR));
/** At a usual share of one in two hundred ten errors were seen. */
const LEAST_OTHERS = 2000;
/** Where one line in five is an error, the others are no measure of the load. */
const HIGHEST_SHARE = 0.25;

function round(value: number): number {
  return Number(value.toPrecision(6));
}
