import type { Alarm } from '../../domain/detection/alarms/alarm.ts';
import type { CallGraph } from '../../domain/detection/grouping/call-graph.ts';
import type { ServiceHealth } from '../../domain/detection/recovery/service-health.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';

/** What detectors say at present, for whoever makes incidents of it. */
export interface StandingAlarms {
  /** Steps all detectors up to now, keeps what they raised, and answers what is live and not held back: standing, or ended lately. */
  evaluate(scope: Scope, now: number): Promise<readonly Alarm[]>;
  /** These alarms are part of incidents now. */
  assigned(scope: Scope, incident: { id: string; number: number }, alarms: readonly string[]): Promise<void>;
  /** Null of a service that no signal was seen of. */
  health(scope: Scope, service: string, now: number): ServiceHealth | null;
  /** Who called whom of late, with how many calls failed. */
  graph(scope: Scope, now: number): CallGraph;
  /** After a start, or a turn that was taken over. Throws what the store throws; then call it again. */
  rebuild(scope: Scope, now: number): Promise<void>;
  /** Services in open incidents: their detectors learn nothing meanwhile. */
  untaught(scope: Scope, services: ReadonlySet<string>): void;
}
