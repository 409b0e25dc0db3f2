import type { HarmlessTruth, IncidentTruth, SimulatedKind } from '../plan/truth.ts';
import type { SimulatedMonth } from '../simulated-month.ts';
import type { Finding, OpenedIncident } from './month-detector.ts';

/**
 * What was opened against what happened. An incident is found when one was opened, or named one of its services for the
 * first time, between its onset and three minutes after its end: who cried before was wrong, and an incident that has
 * always been open finds nothing. What hurts no user may be told as a finding instead: it need not wake anybody. Each opening that falls on no truth makes its incident a false one, announced works
 * included; opened again counts like opened.
 */
export const GRACE_MS = 3 * 60_000;
/** Long enough to see that it is over. */
const ENDLESS_MS = 6 * 3_600_000;
/** A leak creeps for days; until just before it ends badly only who looks at the service's metrics can have meant it. */
const SEES_LEAKS: ReadonlySet<string> = new Set(['metric', 'exhaustion']);
const LEAK_BURSTS_MS = 30 * 60_000;

export interface FoundIncident {
  readonly truth: IncidentTruth;
  /** How it was told first; null: missed. */
  readonly as: 'incident' | 'finding' | null;
  /** The incident that named it first, where one did. */
  readonly by: OpenedIncident | null;
  readonly delayMs: number | null;
  /** How many further incidents were opened for it. */
  readonly duplicates: number;
}

export interface FalseIncident {
  readonly incident: OpenedIncident;
  readonly at: number;
  /** What was going on just then that hurt nobody, if anything. */
  readonly explanations: readonly string[];
}

export interface MonthScore {
  readonly incidents: readonly FoundIncident[];
  readonly found: number;
  readonly falseIncidents: readonly FalseIncident[];
  /** Of those found that are called abrupt; a missed one counts as late for ever. */
  readonly abruptDelaysMs: readonly number[];
  readonly medianAbruptDelayMs: number | null;
  readonly cascades: { readonly asked: number; readonly right: number };
  readonly duplicates: number;
  /** That were never over, or hours after everyone was well. */
  readonly endless: readonly OpenedIncident[];
  readonly byKind: ReadonlyMap<SimulatedKind, { readonly found: number; readonly of: number }>;
}

export function scoreMonth(
  month: SimulatedMonth,
  opened: readonly OpenedIncident[],
  findings: readonly Finding[] = []
): MonthScore {
  const incidents = month.incidents.map((truth) => orFinding(findIncident(truth, opened), findings));
  const falseIncidents = opened.flatMap((incident) => {
    const at = incident.openings.find(
      (opening) => !month.incidents.some((truth) => wasOpenedFor(truth, incident, opening))
    );
    return at === undefined ? [] : [{ incident, at, explanations: explain(month, incident, at) }];
  });
  const abruptDelaysMs = incidents
    .filter(({ truth }) => truth.abrupt)
    .map(({ delayMs }) => delayMs ?? Number.POSITIVE_INFINITY)
    .sort((one, other) => one - other);
  const asked = incidents.filter(({ truth }) => truth.kind === 'cascade' && truth.spans);
  return {
    incidents,
    found: incidents.filter(({ as }) => as !== null).length,
    falseIncidents,
    abruptDelaysMs,
    medianAbruptDelayMs: median(abruptDelaysMs),
    cascades: { asked: asked.length, right: asked.filter(({ truth, by }) => by?.firstCause === truth.root).length },
    duplicates: incidents.reduce((sum, { duplicates }) => sum + duplicates, 0),
    endless: opened.filter((incident) => isEndless(month, incident)),
    byKind: countByKind(incidents),
  };
}

function findIncident(truth: IncidentTruth, opened: readonly OpenedIncident[]): FoundIncident {
  const namings = opened
    .flatMap((incident) => {
      const times = [
        ...incident.openings.filter((at) => wasOpenedFor(truth, incident, at)),
        ...incident.services.filter((named) => means(truth, incident, named)).map(({ namedAt }) => namedAt),
      ];
      return times.length === 0 ? [] : [{ incident, at: Math.min(...times) }];
    })
    .sort((one, other) => one.at - other.at);
  const [first] = namings;
  const openedForIt = namings.filter(({ incident }) => wasOpenedFor(truth, incident, incident.openings[0] ?? 0));
  return {
    truth,
    as: first === undefined ? null : 'incident',
    by: first?.incident ?? null,
    delayMs: first === undefined ? null : first.at - truth.onset,
    duplicates: Math.max(0, openedForIt.length - 1),
  };
}

function orFinding(found: FoundIncident, findings: readonly Finding[]): FoundIncident {
  const { truth, delayMs } = found;
  const times = truth.hurtsUsers
    ? []
    : findings
        .filter((one) => isAbout(truth, one.detector, { service: one.service, namedAt: one.at }))
        .map(({ at }) => at);
  const first = Math.min(...times) - truth.onset;
  return times.length > 0 && first < (delayMs ?? Number.POSITIVE_INFINITY)
    ? { ...found, as: 'finding', delayMs: first }
    : found;
}

/** At an opening an incident has the services that it had named by then. */
function wasOpenedFor(truth: IncidentTruth, incident: OpenedIncident, at: number): boolean {
  return incident.services.some(
    ({ service, namedAt }) => namedAt <= at && means(truth, incident, { service, namedAt: at })
  );
}

function means(
  truth: IncidentTruth,
  { because }: OpenedIncident,
  named: { service: string; namedAt: number }
): boolean {
  return because.length === 0 ? isAbout(truth, '', named) : because.some((detector) => isAbout(truth, detector, named));
}

function isAbout(
  truth: IncidentTruth,
  detector: string,
  { service, namedAt }: { service: string; namedAt: number }
): boolean {
  if (namedAt < truth.onset || namedAt > truth.end + GRACE_MS) {
    return false;
  }
  const creeping = truth.kind === 'slow-leak' && namedAt < truth.end - LEAK_BURSTS_MS;
  return creeping
    ? service === truth.root && SEES_LEAKS.has(detector)
    : truth.services.some((affected) => affected.service === service);
}

function isEndless(month: SimulatedMonth, { openings, endedAt }: OpenedIncident): boolean {
  const last = openings[openings.length - 1] ?? 0;
  const over = month.incidents
    .filter(({ onset, end }) => last >= onset && last <= end + GRACE_MS)
    .reduce((latest, { end }) => Math.max(latest, end), last);
  // What began at the very end of the month may go on.
  return (endedAt ?? Number.POSITIVE_INFINITY) > over + ENDLESS_MS && over + ENDLESS_MS < month.end;
}

function explain(month: SimulatedMonth, incident: OpenedIncident, at: number): string[] {
  const names = new Set(incident.services.map(({ service }) => service));
  const lateness = 10 * 60_000;
  const going = (one: { from: number; until: number }) => one.from <= at && one.until + lateness >= at;
  const harmless: readonly HarmlessTruth[] = month.harmless.filter((one) => going(one) && names.has(one.service));
  const works = month.maintenance.filter(
    (window) => going(window) && window.services.some((service) => names.has(service))
  );
  const after = month.incidents.filter(
    ({ end, services }) => end < at && end > at - 60 * 60_000 && services.some(({ service }) => names.has(service))
  );
  return [
    ...harmless.map(({ kind, service }) => `${kind} of ${service}`),
    ...works.map(({ title }) => `announced: ${title}`),
    ...after.map(({ kind, root, end }) => `${Math.round((at - end) / 60_000)} min after ${kind} of ${root}`),
  ];
}

function countByKind(incidents: readonly FoundIncident[]): Map<SimulatedKind, { found: number; of: number }> {
  const counts = new Map<SimulatedKind, { found: number; of: number }>();
  for (const { truth, as } of incidents) {
    const { found, of } = counts.get(truth.kind) ?? { found: 0, of: 0 };
    counts.set(truth.kind, { found: found + (as === null ? 0 : 1), of: of + 1 });
  }
  return counts;
}

function median(sorted: readonly number[]): number | null {
  const upper = sorted[Math.floor(sorted.length / 2)] ?? null;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
  return upper === null || lower === null ? null : (lower + upper) / 2;
}
