import type { Present } from '../attempt.ts';
import type { FixRecord, SituationRecord } from '../record/fix-record.ts';
import { addCounts, failedOf, NO_COUNTS, workedOf, type OutcomeCounts } from '../record/outcome-counts.ts';
import type { ApplicableRecord } from './applicable-record.ts';
import type { FixState } from './fix-state.ts';
import { isBad, type FixVerdict } from './fix-verdict.ts';

interface Told {
  readonly record: FixRecord;
  readonly applicable: ApplicableRecord;
  readonly verdict: FixVerdict;
  readonly state: FixState;
  readonly present: Present;
}

/**
 * Why, in words with counts. What happened after a fix is told as that: that a fix made something worse would need a
 * test, and nobody tested.
 */
export function reasonOf({ record, applicable, verdict, state, present }: Told): string {
  return [
    mainPart(applicable, verdict),
    ...nearestPart(applicable),
    ...(applicable.dependsOn.length === 0
      ? []
      : [`depends on the ${applicable.dependsOn.join(' and the ')}, not known`]),
    ...(state === 'stale' ? [stalePart(applicable, present)] : []),
    ...elsewherePart(applicable, present),
    ...asidePart(record),
    ...claimPart(record),
  ].join('; ');
}

function mainPart({ applies, lastWorkedAt, lastAt }: ApplicableRecord, verdict: FixVerdict): string {
  const [worked, failed] = [workedOf(applies), failedOf(applies)];
  if (verdict === 'untested') {
    return 'no outcome that counts here';
  }
  if (worked === 0) {
    return `worked 0 of ${failed}: ${failures(applies)}${on(lastAt)}`;
  }
  const failing = failed === 0 ? '' : ` (${failures(applies)})`;
  return `worked ${worked} of ${worked + failed}${failing}${on(lastWorkedAt)}`;
}

function nearestPart({ nearest, applies }: ApplicableRecord): string[] {
  const [worked, failed] = [workedOf(nearest), failedOf(nearest)];
  const isAll = worked + failed === workedOf(applies) + failedOf(applies);
  return isAll ? [] : [`in this very situation ${worked} of ${worked + failed}`];
}

function failures({ temporary, noEffect, gotWorseAfter }: OutcomeCounts): string {
  return [
    ...(gotWorseAfter > 0 ? [`got worse after ${times(gotWorseAfter)}`] : []),
    ...(noEffect > 0 ? [`no effect ${times(noEffect)}`] : []),
    ...(temporary > 0 ? [`came back within a week ${times(temporary)}`] : []),
  ].join(', ');
}

function stalePart({ isUnderPresentVersion }: ApplicableRecord, { version }: Present): string {
  return isUnderPresentVersion ? 'not tried for 400 days' : `not tried since version ${version ?? '?'}`;
}

const MOST_ELSEWHERE = 2;

/** In few words, bad ones first: they are a warning. */
function elsewherePart({ elsewhere, holdsIn, dependsOn }: ApplicableRecord, present: Present): string[] {
  const mattering = new Set([...Object.keys(holdsIn), ...dependsOn]);
  const places = new Map<string, OutcomeCounts>();
  for (const situation of elsewhere) {
    const place = placeOf(situation, present, mattering);
    places.set(place, addCounts(places.get(place) ?? NO_COUNTS, situation.counts));
  }
  return [...places]
    .sort(([, one], [, other]) => Number(isBad(other)) - Number(isBad(one)))
    .slice(0, MOST_ELSEWHERE)
    .map(([place, counts]) => {
      const [worked, failed] = [workedOf(counts), failedOf(counts)];
      return `${place} ${worked} of ${worked + failed}${failed > 0 ? ` (${failures(counts)})` : ''}`;
    });
}

/** In what it was different, where that is one thing; a whole context tells nobody anything. */
function placeOf({ cause, context }: SituationRecord, present: Present, mattering: ReadonlySet<string>): string {
  if (cause !== null && present.cause !== null && cause !== present.cause) {
    return `with the cause "${cause}"`;
  }
  const other = Object.keys(context).filter(
    (key) => present.context[key] !== undefined && present.context[key] !== context[key]
  );
  const [only, ...more] = other.some((key) => mattering.has(key)) ? other.filter((key) => mattering.has(key)) : other;
  return only === undefined || more.length > 0 ? 'in other contexts' : `with ${only} ${context[only]}`;
}

function asidePart({ aside }: FixRecord): string[] {
  const { unattributed, rejected, modified } = aside;
  return [
    ...(unattributed > 0 ? [`${times(unattributed)} not clear, something else happened too`] : []),
    ...(rejected > 0 ? [`refused ${times(rejected)}`] : []),
    ...(modified > 0 ? [`changed before it was applied ${times(modified)}`] : []),
  ];
}

const CLAIMS: Readonly<Record<string, string>> = {
  cured: 'cured',
  mitigated: 'eased',
  temporary: 'did not last',
  'no-effect': 'no effect',
  'got-worse-after': 'got worse after',
};

/** What counts for nothing is told all the same: on a cold start there is nothing else. */
function claimPart({ lastClaim }: FixRecord): string[] {
  const claim = lastClaim === null ? undefined : CLAIMS[lastClaim.outcome];
  return lastClaim === null || claim === undefined
    ? []
    : [`last time (${lastClaim.provenance}, unverified, ${dateOf(lastClaim.at)}): ${claim}`];
}

function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
}

function on(at: number | null): string {
  return at === null ? '' : `, last on ${dateOf(at)}`;
}

function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
