import type { IncidentRecord } from '../../incidents/incident-record.ts';
import type { Assessment } from './assess-service.ts';
import type { Decision } from '../decisions.ts';
import { widespreadRule } from './describe-rule.ts';
import { exceedsChance } from '../counting/poisson-excess.ts';
import { affectedBy, beganAt, byFirstError, hasFiringAlert, type Situation } from './situation.ts';

/**
 * Are so many services raised at once that it is one thing? Services count together when their raised windows overlap
 * and what goes on in them began within `relatedWithinSeconds`: an old trouble that still simmers is another matter.
 */
export function findWidespread(situation: Situation): Assessment[] | null {
  const { settings, raisedByChance } = situation;
  const related = recentlyBegun(situation);
  const together = mostAtOnce(related);
  return together.length >= settings.widespreadServices &&
    exceedsChance(together.length, raisedByChance, settings.widespreadDeviations)
    ? together
    : null;
}

/**
 * One incident for all of them. Where single incidents of some were opened a moment ago, the oldest becomes the
 * widespread one and keeps its number; the others are merged into it, but for those that an alert still holds open.
 */
export function decideWidespread(situation: Situation, together: readonly Assessment[]): Decision[] {
  const { settings } = situation;
  const names = new Set(together.map(({ service }) => service));
  const services = together.map(affectedBy).sort(byFirstError);
  const rule = widespreadRule(services, settings);
  const singles = situation.underWay.filter((record) => isRecentSingle(situation, record) && names.has(record.service));
  const [target, ...others] = singles;
  if (target === undefined) {
    const startedAt = services[0]?.firstErrorAt ?? situation.now;
    return [{ kind: 'open', incidentKind: 'widespread', services, rule, severity: 'critical', startedAt }];
  }
  return [
    { kind: 'widen', incident: target.id, services, rule, severity: 'critical' },
    ...others.filter((record) => !hasFiringAlert(record)).map((record) => mergeInto(record, target)),
  ];
}

/** Single incidents that a widespread one lists: left over where a merge failed or a crash came between. */
export function decideMerges(situation: Situation): Decision[] {
  return situation.underWay
    .filter((record) => isRecentSingle(situation, record) && !hasFiringAlert(record))
    .flatMap((single) => {
      const wide = situation.underWay.find(
        (record) =>
          record.kind === 'widespread' &&
          record.services.some(({ service }) => service === single.service) &&
          Math.abs(beganAt(record) - beganAt(single)) <= relatedMs(situation)
      );
      return wide === undefined ? [] : [mergeInto(single, wide)];
    });
}

/** The widespread incident that further services join: open, with some service raised at this moment. */
export function openWidespread({ underWay, elevated }: Situation): IncidentRecord | undefined {
  return underWay.findLast(
    (record) =>
      record.kind === 'widespread' &&
      record.state === 'open' &&
      record.services.some(({ service }) => elevated.has(service))
  );
}

function recentlyBegun(situation: Situation): Assessment[] {
  const began = new Map<string, number>();
  const inWidespread = new Set<string>();
  for (const record of situation.underWay) {
    for (const { service } of record.services) {
      began.set(service, Math.min(began.get(service) ?? Number.POSITIVE_INFINITY, beganAt(record)));
      if (record.kind === 'widespread') {
        inWidespread.add(service);
      }
    }
  }
  const candidates = [...situation.elevated.values()].filter(({ service }) => !inWidespread.has(service));
  const beginOf = ({ service, onset }: Assessment) => Math.min(onset, began.get(service) ?? onset);
  const latest = candidates.reduce((max, assessment) => Math.max(max, beginOf(assessment)), Number.NEGATIVE_INFINITY);
  return candidates.filter((assessment) => beginOf(assessment) >= latest - relatedMs(situation));
}

/** The largest set whose raised windows share an end; a largest set always forms where some service begins. */
function mostAtOnce(assessments: readonly Assessment[]): Assessment[] {
  const changes = assessments
    .flatMap(({ elevatedFrom, elevatedTo }) => [
      { cell: elevatedFrom, change: 1 },
      { cell: elevatedTo + 1, change: -1 },
    ])
    .sort((a, b) => a.cell - b.cell || a.change - b.change);
  let best = { count: 0, cell: 0 };
  let count = 0;
  for (const { cell, change } of changes) {
    count += change;
    if (count > best.count) {
      best = { count, cell };
    }
  }
  return assessments.filter(({ elevatedFrom, elevatedTo }) => elevatedFrom <= best.cell && best.cell <= elevatedTo);
}

function isRecentSingle(situation: Situation, record: IncidentRecord): boolean {
  return record.kind !== 'widespread' && beganAt(record) >= situation.now - recentMs(situation);
}

/** What began within the related time may be seen as late as lateness allows. */
function recentMs({ settings }: Situation): number {
  return (settings.relatedWithinSeconds + settings.allowedLatenessSeconds) * 1000;
}

function relatedMs({ settings }: Situation): number {
  return settings.relatedWithinSeconds * 1000;
}

function mergeInto(record: IncidentRecord, into: IncidentRecord): Decision {
  return { kind: 'merge', incident: record.id, into: into.id, intoNumber: into.number };
}
