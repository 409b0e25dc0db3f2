import {
  DETECTOR_IDS,
  type DetectorMode,
  type MaintenanceWindow,
  type OccurrenceKind,
} from '@incident-memory/contract';
import type { AlarmRecord } from '../domain/detection/alarms/alarm.ts';
import type { IncidentRecord } from '../domain/incidents/incident-record.ts';
import { riskyChanges, type RiskyChange, type Sign } from '../domain/occurrences/risky-changes.ts';
import type { Scope } from '../domain/tenancy/scope.ts';
import type { Stores } from '../ports/stores/stores.ts';
import { StoreUnavailable } from '../ports/stores/store-failure.ts';
import type { DetectorModes } from './detection/detector-modes.ts';
import type { ServiceState } from './detection/service-states.ts';
import type { StandingAlarms } from './detection/standing-alarms.ts';

export interface QuietDependencies {
  readonly stores: Pick<Stores, 'alarms' | 'incidents' | 'occurrences'>;
  readonly modes: DetectorModes;
  readonly expected: { active(scope: Scope, now: number): readonly MaintenanceWindow[] };
  readonly alarms: Pick<StandingAlarms, 'graph'>;
}

export interface Quiet {
  readonly unwatched: string[];
  readonly learning: string[];
  readonly detectors: Record<DetectorMode, number>;
  readonly findings: number;
  readonly wouldHaveFired: number;
  readonly maintenance: MaintenanceWindow[];
  readonly riskyChanges: RiskyChange[];
}

const DAY_MS = 24 * 60 * 60_000;
const LOOKS_BACK_MS = 30 * DAY_MS;
const COUNTED = 200;
const MAX_UNWATCHED = 50;
const MAX_RISKY = 5;
const CHANGES: readonly OccurrenceKind[] = ['deploy', 'configuration', 'scaling', 'feature-flag'];

/** What a quiet screen may hide; null while the store does not answer. */
export async function readQuiet(
  dependencies: QuietDependencies,
  scope: Scope,
  { now, services }: { now: number; services: readonly ServiceState[] }
): Promise<Quiet | null> {
  try {
    const { modes, expected, alarms } = dependencies;
    const watched = new Set(services.map(({ service }) => service));
    const called = alarms.graph(scope, now).edges.map(({ callee }) => callee);
    const [findings, wouldHaveFired, risky] = await Promise.all([
      countAlarms(dependencies, scope, { show: 'inbox' }),
      countAlarms(dependencies, scope, { show: 'trial', from: now - DAY_MS, to: now }),
      readRiskyChanges(dependencies, scope, now),
    ]);
    const modesNow = DETECTOR_IDS.map((detector) => modes.modeOf(scope, detector));
    const inMode = (mode: DetectorMode) => modesNow.filter((one) => one === mode).length;
    return {
      unwatched: [...new Set(called)]
        .filter((callee) => !watched.has(callee))
        .sort()
        .slice(0, MAX_UNWATCHED),
      learning: services.filter(({ state }) => state === 'learning').map(({ service }) => service),
      detectors: { live: inMode('live'), trial: inMode('trial'), off: inMode('off') },
      findings,
      wouldHaveFired,
      maintenance: [...expected.active(scope, now)],
      riskyChanges: risky,
    };
  } catch (error) {
    if (error instanceof StoreUnavailable) {
      return null;
    }
    throw error;
  }
}

async function countAlarms(
  { stores }: QuietDependencies,
  scope: Scope,
  query: { show: 'inbox' | 'trial'; from?: number; to?: number }
): Promise<number> {
  return (await stores.alarms.list(scope, { ...query, limit: COUNTED })).alarms.length;
}

async function readRiskyChanges({ stores }: QuietDependencies, scope: Scope, now: number): Promise<RiskyChange[]> {
  const since = now - LOOKS_BACK_MS;
  const read = (from: number, to: number) =>
    stores.occurrences.list(scope, { kinds: CHANGES, from, to, limit: COUNTED });
  const { occurrences: today } = await read(now - DAY_MS, now);
  if (today.length === 0) {
    return [];
  }
  const [earlier, incidents, alarms] = await Promise.all([
    read(since, now - DAY_MS),
    stores.incidents.list(scope, { from: since, to: now, sort: '-startedAt', limit: COUNTED }),
    stores.alarms.list(scope, { show: 'all', from: now - DAY_MS, to: now, limit: COUNTED }),
  ]);
  const signs = [...incidents.records.flatMap(signsOf), ...alarms.alarms.map(signOf)];
  return riskyChanges(today, { signs, earlierChanges: earlier.occurrences, limit: MAX_RISKY });
}

function signsOf({ services, number, startedAt, state }: IncidentRecord): Sign[] {
  return state === 'dismissed' || state === 'merged'
    ? []
    : services.map(({ service }) => ({ service, startedAt, what: `INC-${number} began` }));
}

function signOf({ service, startedAt, sentence }: AlarmRecord): Sign {
  return { service, startedAt, what: sentence };
}
