import { areKeptApart } from '../../incidents/parting/kept-apart.ts';
import { mergeProblem } from '../../incidents/parting/merge-incidents.ts';
import type { IncidentRecord } from '../../incidents/incident-record.ts';
import { cellOf } from '../counting/count-ring.ts';
import { exceedsChance } from '../counting/poisson-excess.ts';
import type { Decision } from '../decisions.ts';
import { isHit, type Trouble } from '../grouping/trouble.ts';
import { MAX_ALARMS } from './decide-opening.ts';
import { describeSpread } from './describe-spread.ts';
import { widespreadRule } from '../judging/describe-rule.ts';
import { isExpected } from './fixed-rules.ts';
import {
  affectedByTrouble,
  beganAt,
  byFirstError,
  hasFiringAlert,
  joinedAlarm,
  recentMs,
  type Situation,
} from '../judging/situation.ts';

/** A service that counts, with the cells of time in which it was raised. */
interface Raised {
  readonly trouble: Trouble;
  readonly from: number;
  readonly to: number;
}

/**
 * Are so many services raised at once that it is one thing? Services count together when their raised windows overlap
 * and what goes on in them began within `relatedWithinSeconds`: an old trouble that still simmers is another matter. An
 * alarm that hurts users counts like raised errors; errors that are expected do not count.
 */
export function findWidespread(situation: Situation): Trouble[] | null {
  const { settings, raisedByChance, outlook } = situation;
  if (outlook.modeOf('widespread-errors') !== 'live') {
    return null;
  }
  const all = simultaneous(situation);
  const singles = recentSingles(situation, all);
  const together = all.filter(({ service }) => isFree(situation, service, singles));
  return together.length >= settings.widespreadServices &&
    exceedsChance(together.length, raisedByChance, settings.widespreadDeviations) &&
    !isOneAlready(situation, together)
    ? together
    : null;
}

/** The most services that were raised at one time, in whatever incident they are. */
export function simultaneous(situation: Situation): Trouble[] {
  return mostAtOnce(recentlyBegun(situation));
}

/**
 * One incident for all of them. Where incidents of some were opened a moment ago, the oldest becomes the widespread one
 * and keeps its number; the others are merged into it, except for those that an alert still holds open.
 */
export function decideWidespread(situation: Situation, together: readonly Trouble[]): Decision[] {
  const { settings } = situation;
  const services = together.map((trouble) => affectedByTrouble(trouble, situation)).sort(byFirstError);
  const rule = widespreadRule(services, settings);
  const [target, ...others] = recentSingles(situation, together);
  if (target === undefined) {
    const startedAt = services[0]?.firstErrorAt ?? situation.now;
    const alarms = together.flatMap((trouble) => trouble.alarms).slice(0, MAX_ALARMS);
    const spread = describeSpread(situation, { services, isWidespread: true, known: null, since: 0 });
    return [
      {
        ...{ kind: 'open', incidentKind: spread?.kind ?? 'widespread', services, rule, severity: 'critical' },
        ...{ startedAt, alarms: alarms.map(joinedAlarm), spread, outage: alarms.some(({ hurts }) => hurts) },
      },
    ];
  }
  return [
    { kind: 'widen', incident: target.id, services, rule, severity: 'critical' },
    ...others
      .filter(
        (record) => !hasFiringAlert(record) && !areKeptApart(record, target) && mergeProblem(record, target) === null
      )
      .map((record) => mergeInto(record, target)),
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
          !areKeptApart(single, record) &&
          single.services.some(({ service }) => record.services.some((listed) => listed.service === service)) &&
          Math.abs(beganAt(record) - beganAt(single)) <= relatedMs(situation)
      );
      return wide === undefined ? [] : [mergeInto(single, wide)];
    });
}

/**
 * The widespread incident that further services join: open, with some service of it raised or hurt at this moment. One
 * that has come back since is widespread again only where as many are hit as make one.
 */
export function openWidespread({ underWay, troubles, settings }: Situation): IncidentRecord | undefined {
  return underWay.findLast((record) => {
    const hit = record.services.filter(({ service }) => {
      const trouble = troubles.get(service);
      return trouble !== undefined && isHit(trouble);
    });
    const isBack = beganAt(record) !== record.startedAt;
    return (
      record.kind === 'widespread' &&
      record.state === 'open' &&
      hit.length >= (isBack ? settings.widespreadServices : 1)
    );
  });
}

/** Began so lately that it may be part of something that is only now recognised. */
export function isRecentlyBegun(situation: Situation, record: IncidentRecord): boolean {
  return beganAt(record) >= situation.now - recentMs(situation);
}

function recentlyBegun(situation: Situation): Raised[] {
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
  const candidates = [...situation.troubles.values()].filter(({ service }) => !inWidespread.has(service));
  const raised = candidates.flatMap((trouble) => raisedBy(situation, trouble) ?? []);
  const beginOf = ({ trouble: { service, onset } }: Raised) => Math.min(onset, began.get(service) ?? onset);
  const latest = raised.reduce((max, one) => Math.max(max, beginOf(one)), Number.NEGATIVE_INFINITY);
  return raised.filter((one) => beginOf(one) >= latest - relatedMs(situation));
}

function raisedBy(situation: Situation, trouble: Trouble): Raised | null {
  const { assessment, alarms, onset } = trouble;
  if (assessment !== null && !isExpected(situation, assessment)) {
    return { trouble, from: assessment.elevatedFrom, to: assessment.elevatedTo };
  }
  const hurting = alarms.filter(({ hurts }) => hurts);
  return hurting.length === 0
    ? null
    : {
        ...{ trouble, from: cellOf(onset) },
        to: cellOf(Math.max(...hurting.map(({ endedAt }) => endedAt ?? situation.now))),
      };
}

/** The largest set whose raised windows share an end; a largest set always forms where some service begins. */
function mostAtOnce(raised: readonly Raised[]): Trouble[] {
  const changes = raised
    .flatMap(({ from, to }) => [
      { cell: from, change: 1 },
      { cell: to + 1, change: -1 },
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
  return raised.filter(({ from, to }) => from <= best.cell && best.cell <= to).map(({ trouble }) => trouble);
}

/** A cascade that lists them all is one incident already. */
function isOneAlready({ underWay }: Situation, together: readonly Trouble[]): boolean {
  return underWay.some(({ services }) => {
    const listed = new Set(services.map(({ service }) => service));
    return together.every(({ service }) => listed.has(service));
  });
}

/** In no incident, or in one that may become part of the wide one; an alert's own stays beside it. */
function isFree({ underWay }: Situation, service: string, singles: readonly IncidentRecord[]): boolean {
  const [target] = singles;
  return underWay.every(
    (record) =>
      !record.services.some((listed) => listed.service === service) ||
      (singles.includes(record) && target !== undefined && !areKeptApart(record, target))
  );
}

function recentSingles(situation: Situation, together: readonly Trouble[]): IncidentRecord[] {
  const names = new Set(together.map(({ service }) => service));
  return situation.underWay.filter(
    (record) => isRecentSingle(situation, record) && record.services.some(({ service }) => names.has(service))
  );
}

function isRecentSingle(situation: Situation, record: IncidentRecord): boolean {
  return record.kind !== 'widespread' && isRecentlyBegun(situation, record);
}

function relatedMs({ settings }: Situation): number {
  return settings.relatedWithinSeconds * 1000;
}

function mergeInto(record: IncidentRecord, into: IncidentRecord): Decision {
  return {
    ...{ kind: 'merge', incident: record.id, into: into.id, intoNumber: into.number },
    reason: 'more services than chance gives are raised at once',
  };
}
