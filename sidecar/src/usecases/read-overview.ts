import type { Overview, Severity } from '@incident-memory/contract';
import type { IncidentRecord } from '../domain/incidents/incident-record.ts';
import type { Scope } from '../domain/tenancy/scope.ts';
import type { Clock } from '../ports/clock.ts';
import type { Spool } from '../ports/spool.ts';
import type { ServiceStates } from './detection/service-states.ts';
import type { SourceWatch } from './intake/source-watch.ts';
import type { StandingIncidents } from './detection/standing-incidents.ts';
import type { MeasureConfidence } from './memory/confidence/measure-confidence.ts';
import { readQuiet, type Quiet, type QuietDependencies } from './read-quiet.ts';

export interface OverviewDependencies {
  readonly standing: StandingIncidents;
  readonly states: ServiceStates;
  readonly sources: SourceWatch;
  readonly spool: Pick<Spool, 'status'>;
  readonly clock: Clock;
  readonly evaluateEverySeconds: number;
  readonly quiet: QuietDependencies;
  readonly confidence: Pick<MeasureConfidence, 'last'>;
}

export type OverviewData = Omit<Overview, 'at' | 'incidents' | 'incidentsAsOf' | 'detection' | 'demo' | 'quiet'> & {
  readonly quiet: Quiet | null;
  /** null where they are as of now. */
  readonly incidentsAsOf: number | null;
  readonly incidents: readonly IncidentRecord[];
  readonly detection: Omit<Overview['detection'], 'lastCheckAt'> & { readonly lastCheckAt: number | null };
};

const MAX_INCIDENTS = 50;
const SEVERITY_ORDER: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

/** How things are, and whether the quiet can be trusted. */
export async function readOverview(
  { standing, states, sources, spool, clock, evaluateEverySeconds, quiet, confidence }: OverviewDependencies,
  scope: Scope
): Promise<OverviewData> {
  const now = clock.now();
  const { open, awaiting, asOf, isOld } = await standing.read(scope);
  const services = states.serviceStates(scope, now);
  const spooled = spool.status();
  return {
    servicesWatched: services.length,
    servicesSilent: services.filter(({ state }) => state === 'silent').map(({ service }) => service),
    activeIncidents: open.length,
    awaitingConfirmation: awaiting.length,
    learningConfidence: confidence.last(scope.organisation),
    detection: {
      lastCheckAt: states.lastCheckAt(),
      everySeconds: evaluateEverySeconds,
      checksMissed: states.checksMissed(),
    },
    sources: sources.statuses(scope.organisation, now),
    quiet: isOld ? null : await readQuiet(quiet, scope, { now, services }),
    incidents: [...[...open].sort(byHarm), ...awaiting].slice(0, MAX_INCIDENTS),
    incidentsAsOf: isOld ? asOf : null,
    spool: { batches: spooled.batches, bytes: spooled.bytes, limitBytes: spooled.maxBytes },
  };
}

/** Severity first, then how far above its usual it is, then the newest. */
function byHarm(a: IncidentRecord, b: IncidentRecord): number {
  return (
    SEVERITY_ORDER.indexOf(a.severity) - SEVERITY_ORDER.indexOf(b.severity) ||
    excess(b) - excess(a) ||
    b.startedAt - a.startedAt
  );
}

function excess(record: IncidentRecord): number {
  return Math.max(0, ...record.services.map(({ peakErrors, baselineErrors }) => peakErrors / (baselineErrors + 1)));
}
