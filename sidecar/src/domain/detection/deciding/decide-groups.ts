import { areKeptApart } from '../../incidents/parting/kept-apart.ts';
import { mergeProblem } from '../../incidents/parting/merge-incidents.ts';
import type { IncidentRecord, JoinedAlarm } from '../../incidents/incident-record.ts';
import type { Alarm } from '../alarms/alarm.ts';
import type { Decision } from '../decisions.ts';
import { groupRelated } from '../grouping/related-services.ts';
import { isHit, type Trouble } from '../grouping/trouble.ts';
import { decideOpening, MAX_ALARMS } from './decide-opening.ts';
import { isRecentlyBegun, openWidespread } from './decide-widespread.ts';
import { isExpected, mayOpen } from './fixed-rules.ts';
import { findHomes } from './find-homes.ts';
import { judgeSeverity, worst } from '../judging/judge-severity.ts';
import { affectedByTrouble, byFirstError, hasFiringAlert, joinedAlarm, type Situation } from '../judging/situation.ts';

/**
 * What becomes of everything that is unwell: what belongs together becomes one incident, joins the one that is there,
 * or makes two of them one. A service that is in an incident stays in it and brings no second one.
 */
export function decideGroups(situation: Situation, spokenFor: ReadonlySet<string>): Decision[] {
  const { troubles, outlook, settings, underWay } = situation;
  if (troubles.size === 0) {
    return [];
  }
  const homes = findHomes(underWay);
  const wide = openWidespread(situation);
  const groups = groupRelated({
    ...{ troubles, graph: outlook.graph, withinMs: settings.relatedWithinSeconds * 1000 },
    explained: explainedVictims(underWay),
  });
  return groups.flatMap((group) => {
    const records = [...new Set(group.flatMap(({ service }) => homes.get(service) ?? []))].sort(byPrecedence);
    const [target, ...others] = records;
    if (records.some(({ id }) => spokenFor.has(id))) {
      return [];
    }
    if (target === undefined) {
      return wide !== undefined && group.some((trouble) => isPartOfIt(situation, trouble))
        ? join(situation, wide, { group, homes })
        : open(situation, group);
    }
    const merged = others.filter((record) => mayMerge(situation, record, target));
    return [
      ...merged.map((record) => mergeInto(record, target)),
      ...[target, ...others.filter((record) => !merged.includes(record))].flatMap((record) =>
        join(situation, record, {
          group: group.filter(({ service }) => (homes.get(service) ?? target) === record),
          homes,
        })
      ),
    ];
  });
}

function open(situation: Situation, group: readonly Trouble[]): Decision[] {
  const opening = decideOpening(situation, group);
  return opening === null ? [] : [{ kind: 'open', ...opening }];
}

/** The group's services and alarms that are not in the incident yet, and that it is back where it had gone quiet. */
function join(
  situation: Situation,
  record: IncidentRecord,
  { group, homes }: { group: readonly Trouble[]; homes: ReadonlyMap<string, IncidentRecord> }
): Decision[] {
  const known = new Map(record.alarms.map((alarm) => [alarm.id, alarm]));
  const isNews = (alarm: Alarm) => isUnknown(known.get(alarm.id), alarm);
  const isAwaiting = record.state === 'awaiting-confirmation';
  if (
    isAwaiting &&
    !group.some((trouble) => isBack(situation, trouble, { isNews, isFresh: !homes.has(trouble.service) }))
  ) {
    return [];
  }
  const fresh = group.filter((trouble) => !homes.has(trouble.service));
  const room = Math.max(0, MAX_ALARMS - record.alarms.length);
  const alarms = group.flatMap((trouble) => trouble.alarms.filter(isNews)).slice(0, room);
  if (fresh.length === 0 && alarms.length === 0) {
    return [];
  }
  const services = fresh.map((trouble) => affectedByTrouble(trouble, situation)).sort(byFirstError);
  const returned: Decision[] = isAwaiting ? [{ kind: 'return', incident: record.id, errors: errorsOf(group) }] : [];
  if (alarms.length === 0) {
    return [...returned, { kind: 'join-services', incident: record.id, services }];
  }
  return [
    ...returned,
    {
      ...{ kind: 'join-alarms', incident: record.id, alarms: alarms.map(joinedAlarm), services },
      severity: severityWith(situation, record, { services, alarms }),
      outage: record.outage || alarms.some(({ hurts }) => hurts),
    },
  ];
}

/** While a widespread incident goes on, whatever else is raised or hurts is taken for a part of it. */
function isPartOfIt(situation: Situation, { assessment, alarms }: Trouble): boolean {
  return isHit({ alarms, assessment: assessment !== null && isExpected(situation, assessment) ? null : assessment });
}

/** Something that would open an incident by itself brings back one that had gone quiet; what hurts nobody does not. */
function isBack(
  situation: Situation,
  { alarms, assessment }: Trouble,
  { isNews, isFresh }: { isNews: (alarm: Alarm) => boolean; isFresh: boolean }
): boolean {
  // Errors of its own services bring an incident back by themselves (decide-progress.ts).
  const burst = isFresh && assessment !== null && mayOpen(situation, assessment);
  return burst || alarms.some((alarm) => alarm.hurts && alarm.endedAt === null && isNews(alarm));
}

function isUnknown(known: JoinedAlarm | undefined, alarm: Alarm): boolean {
  return known === undefined || (known.endedAt !== null && alarm.endedAt === null);
}

function severityWith(
  { settings, outlook }: Situation,
  record: IncidentRecord,
  { services, alarms }: { services: IncidentRecord['services']; alarms: readonly Alarm[] }
) {
  const judged = judgeSeverity({
    ...{ kind: record.kind, services: [...record.services, ...services], alarms, settings },
    healthOf: (service) => outlook.healthOf(service),
  });
  return worst([record.severity, judged]);
}

/** It began lately, no alert holds it open, and no person has taken them apart. */
function mayMerge(situation: Situation, record: IncidentRecord, target: IncidentRecord): boolean {
  return (
    record.kind !== 'widespread' &&
    isRecentlyBegun(situation, record) &&
    !hasFiringAlert(record) &&
    !areKeptApart(record, target) &&
    mergeProblem(record, target) === null
  );
}

function mergeInto(record: IncidentRecord, into: IncidentRecord): Decision {
  return {
    ...{ kind: 'merge', incident: record.id, into: into.id, intoNumber: into.number },
    reason: 'calls between their services fail, or they write the same new message',
  };
}

/** Open before quiet, widespread before single, old before new. */
function byPrecedence(a: IncidentRecord, b: IncidentRecord): number {
  const rank = ({ state, kind }: IncidentRecord) => (state === 'open' ? 0 : 2) + (kind === 'widespread' ? 0 : 1);
  return rank(a) - rank(b) || a.startedAt - b.startedAt || a.number - b.number;
}

function explainedVictims(underWay: readonly IncidentRecord[]): ReadonlyMap<string, string> {
  return new Map(
    underWay.flatMap(({ state, spread }) =>
      state === 'open' && spread?.kind === 'cascade'
        ? spread.steps.flatMap(({ service, through }): [string, string][] =>
            through === null ? [] : [[service, through]]
          )
        : []
    )
  );
}

function errorsOf(group: readonly Trouble[]): number {
  return group.reduce((sum, { assessment }) => sum + (assessment?.peakErrors ?? 0), 0);
}
