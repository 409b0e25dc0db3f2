import type { Effect } from './effects.ts';

/**
 * What really happened. `abrupt` says that at one moment the service worked and in the next the better part of its work
 * failed or stopped, so that one who looked would have known at once: abrupt failures, the roots of cascades, services
 * that fell silent, and flapping. A part that fails, a jump of latency and traffic that is led elsewhere over a minute
 * or two are not called so: a person would want to see a few of them first. Silence counts although it is the hardest,
 * since for some seconds nothing tells it from a late shipper.
 */
export const INCIDENT_KINDS = [
  'abrupt-failure',
  'partial-failure',
  'latency-jump',
  'slow-degradation',
  'cascade',
  'silent-service',
  'flapping',
  'after-deploy',
  'slow-leak',
  'traffic-drop',
] as const;
export type SimulatedKind = (typeof INCIDENT_KINDS)[number];

export const ABRUPT_KINDS: ReadonlySet<SimulatedKind> = new Set([
  'abrupt-failure',
  'cascade',
  'silent-service',
  'flapping',
]);

export interface AffectedTruth {
  readonly service: string;
  readonly from: number;
  readonly until: number;
}

export interface IncidentTruth {
  readonly id: string;
  readonly kind: SimulatedKind;
  /** Where it began. */
  readonly root: string;
  /** The root first; then everything that felt it: failing, slow, or with less to do because of it. */
  readonly services: readonly AffectedTruth[];
  readonly onset: number;
  readonly end: number;
  /** Before it only the metric that creeps can tell of a leak. */
  readonly visibleFrom: number;
  readonly abrupt: boolean;
  readonly hurtsUsers: boolean;
  /** Calls that failed because of it are seen in spans. */
  readonly spans: boolean;
}

/** Told to everyone before it begins. */
export interface MaintenanceTruth {
  readonly id: string;
  readonly title: string;
  readonly announcedAt: number;
  readonly from: number;
  readonly until: number;
  readonly services: readonly string[];
}

export const HARMLESS_KINDS = [
  'crawler',
  'warnings',
  'bad-client',
  'debug-level',
  'retries',
  'error-lines',
  'slow-moment',
  'late-shipper',
  'cold-cache',
  'backup',
  'deploy',
] as const;
export type HarmlessKind = (typeof HARMLESS_KINDS)[number];

/** What nobody should be woken for; kept so that a false incident can be explained. */
export interface HarmlessTruth {
  readonly kind: HarmlessKind;
  readonly service: string;
  readonly from: number;
  readonly until: number;
}

export interface DeployTruth {
  readonly id: string;
  readonly service: string;
  readonly at: number;
  readonly completedAt: number;
  readonly version: string;
  readonly rolledBack: boolean;
}

export interface Planned {
  readonly effects: readonly Effect[];
  /** When processes of the service start anew. */
  readonly restarts: readonly { readonly service: string; readonly at: number }[];
  /** Lines of level info that were never written before. */
  readonly newTemplates: readonly { readonly service: string; readonly at: number; readonly weight: number }[];
  readonly deploys: readonly DeployTruth[];
}

export function nothingPlanned(): { -readonly [Key in keyof Planned]: Planned[Key][number][] } {
  return { effects: [], restarts: [], newTemplates: [], deploys: [] };
}
