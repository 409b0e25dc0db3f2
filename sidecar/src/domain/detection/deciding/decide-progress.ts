import type { AffectedService, IncidentRecord } from '../../incidents/incident-record.ts';
import type { Decision } from '../decisions.ts';
import { judgeSeverity, worst } from '../judging/judge-severity.ts';
import { mayHurt, mayOpen } from './fixed-rules.ts';
import { hasFiringAlert, type Situation } from '../judging/situation.ts';

/** Less growth than this is no news, however long nothing was written. */
const NOTABLE_TOTAL_GROWTH = 1.2;
const NOTABLE_PEAK_GROWTH = 1.1;

/** What has become of one incident that is under way, if it is worth an event. */
export function decideProgress(situation: Situation, record: IncidentRecord): Decision | null {
  if (record.state === 'awaiting-confirmation') {
    return decideReturn(situation, record);
  }
  const quietSince = hasFiringAlert(record) ? null : situation.quietSince(record);
  if (quietSince !== null) {
    return { kind: 'stop', incident: record.id, quietSince };
  }
  return decideUpdate(situation, record);
}

/** Raised errors are enough, where they may hurt: who knows of an incident asks for less than who knows of none. */
function decideReturn(situation: Situation, record: IncidentRecord): Decision | null {
  const errors = record.services.reduce((sum, { service }) => {
    const assessment = situation.elevated.get(service);
    const isBack = assessment !== undefined && (mayHurt(situation, assessment) || mayOpen(situation, assessment));
    return sum + (isBack ? assessment.peakErrors : 0);
  }, 0);
  return errors > 0 ? { kind: 'return', incident: record.id, errors } : null;
}

function decideUpdate(situation: Situation, record: IncidentRecord): Decision | null {
  const { settings, now } = situation;
  const pairs = record.services.map((known) => ({ known, current: situation.numbersOf(known) }));
  const waited = now - situation.lastUpdateAt(record) >= settings.updateEverySeconds * 1000;
  const changed = pairs
    .filter(
      ({ known, current }) =>
        grew(known, current, { errors: settings.updateGrowth, peakErrors: settings.updateGrowth }) ||
        (waited && grew(known, current, { errors: NOTABLE_TOTAL_GROWTH, peakErrors: NOTABLE_PEAK_GROWTH }))
    )
    .map(({ current }) => current);
  if (changed.length === 0) {
    return null;
  }
  const { outlook } = situation;
  const severity = judgeSeverity({
    ...{ kind: record.kind, services: pairs.map(({ current }) => current), settings },
    alarms: record.services.flatMap(({ service }) => situation.troubles.get(service)?.alarms ?? []),
    healthOf: (service) => outlook.healthOf(service),
  });
  return {
    kind: 'update',
    incident: record.id,
    services: changed,
    // What an alert said about severity stands.
    severity: record.kind === 'alert' ? record.severity : worst([record.severity, severity]),
  };
}

function grew(
  known: AffectedService,
  current: AffectedService,
  factor: { errors: number; peakErrors: number }
): boolean {
  // The usual few errors of a service that is in it for another reason are no news.
  return (
    current.peakErrors > 0 &&
    ((current.errors > known.errors && current.errors >= factor.errors * known.errors) ||
      (current.peakErrors > known.peakErrors && current.peakErrors >= factor.peakErrors * known.peakErrors))
  );
}
