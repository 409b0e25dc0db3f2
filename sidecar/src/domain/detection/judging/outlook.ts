import type { DetectorId, DetectorMode } from '@incident-memory/contract';
import type { Alarm } from '../alarms/alarm.ts';
import type { Held } from '../expected/expectation.ts';
import { NO_CALLS, type CallGraph } from '../grouping/call-graph.ts';
import type { ServiceHealth } from '../recovery/service-health.ts';

/** What is known besides counts of lines: what incidents are also made from. */
export interface Outlook {
  /** Live and not held back: every one that stands, and those that ended lately. Null where nobody looked. */
  readonly alarms: readonly Alarm[] | null;
  readonly graph: CallGraph;
  /** Null of a service that no signal was seen of. */
  healthOf(service: string): ServiceHealth | null;
  /** Asked of the fixed rules; detectors' modes were heeded where alarms were raised. */
  modeOf(detector: DetectorId): DetectorMode;
  /** Why an alarm at the time pages nobody, or a burst; null where nothing is expected. */
  heldBack(alarm: Held, at: number): string | null;
}

/** Counts of lines alone: the fixed rules decide, and alarms that incidents hold are taken to stand. */
export const NO_OUTLOOK: Outlook = Object.freeze({
  alarms: null,
  graph: NO_CALLS,
  healthOf: () => null,
  modeOf: () => 'live',
  heldBack: () => null,
});
