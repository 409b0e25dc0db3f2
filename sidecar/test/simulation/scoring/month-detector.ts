import type { DeployTruth, MaintenanceTruth } from '../plan/truth.ts';
import type { SimulatedDelivery } from '../simulated-month.ts';

/** What came in since the moment before. */
export interface Moment {
  readonly now: number;
  readonly deliveries: readonly SimulatedDelivery[];
  readonly deploys: readonly DeployTruth[];
  readonly announced: readonly MaintenanceTruth[];
}

/** Whatever is asked to find the incidents of a month: the product's detection, or one that is wrong on purpose. */
export interface MonthDetector {
  observe(moment: Moment): void | Promise<void>;
  /** All that were opened so far, in the state in which they are now. */
  incidents(): readonly OpenedIncident[];
  /** Everything odd that it noted, whether it woke somebody or not. */
  findings?(): readonly Finding[];
}

export interface Finding {
  readonly service: string;
  readonly at: number;
  readonly detector: string;
  readonly sentence: string;
}

export interface OpenedIncident {
  readonly id: string;
  /** When it was opened, and opened again, by the clock: each of them may wake somebody. */
  readonly openings: readonly number[];
  /** When what it was opened for was over; null while it is not. */
  readonly endedAt: number | null;
  /** When each of its services was named first. */
  readonly services: readonly { readonly service: string; readonly namedAt: number }[];
  /** Where it says that the trouble began; null where it says nothing. */
  readonly firstCause: string | null;
  /** Which detectors spoke, and in one of their sentences what was seen: to explain a false one. */
  readonly because: readonly string[];
  readonly sentence: string;
  /** What each of its alarms says, for whoever looks into it. */
  readonly evidence?: readonly { readonly at: number; readonly words: string }[];
}
