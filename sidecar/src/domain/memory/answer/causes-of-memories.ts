import type { Fix } from '@incident-memory/contract';
import { isOfOneClass, isToldAlike, mayBeOneCause } from '../capture/same-cause.ts';
import { isSameFix } from '../capture/same-fix.ts';
import type { MemoryRecord } from '../memory-record.ts';

/** Memories of one symptom that had the same cause. */
export interface CauseGroup {
  readonly words: string;
  readonly records: readonly MemoryRecord[];
}

type Group = readonly MemoryRecord[];

/**
 * One symptom may have several causes, and people tell one cause in many words; so what ended it counts too. What is told
 * in the same words had one cause. Beyond that it is weighed: a fix that ended both speaks for one cause; a fix that ended
 * the one and failed in the other, and causes of two classes, for two: one lucky cure joins nothing that people tell apart.
 * Where nothing speaks at all, what is of one class had one cause unless each was ended in its own way. Then nobody knows,
 * and two are taken for granted, since a doubt costs a look and a wrong fix an outage. Memories without a known cause
 * say nothing about that.
 */
export function causesOf(records: readonly MemoryRecord[]): CauseGroup[] {
  const known = records.filter(({ cause }) => cause !== null);
  const alike = joined(
    known.map((record) => [record]),
    (one, other) => one.some((a) => other.some((b) => isToldAlike(a.cause, b.cause)))
  );
  const place = (group: Group): number => Math.min(...group.map((record) => known.indexOf(record)));
  return joined(alike, isOneCause)
    .sort((one, other) => place(one) - place(other))
    .map((group) => ({ words: group[0]?.cause?.words ?? '', records: group }));
}

function joined(groups: readonly Group[], isOne: (one: Group, other: Group) => boolean): Group[] {
  const fewer = groups.reduce<Group[]>((result, group) => {
    const same = result.filter((other) => isOne(other, group));
    return [...result.filter((other) => !same.includes(other)), [...same.flat(), ...group]];
  }, []);
  return fewer.length === groups.length ? fewer : joined(fewer, isOne);
}

function isOneCause(one: Group, other: Group): boolean {
  const [a, b] = [effectsOf(one), effectsOf(other)];
  const shared = common(a.ended, b.ended);
  const apart = common(a.ended, b.failed) + common(b.ended, a.failed) + (isOfTwoClasses(one, other) ? 1 : 0);
  const isUndecided = shared === 0 && apart === 0 && (a.ended.length === 0 || b.ended.length === 0);
  return shared > apart || (isUndecided && one.some((x) => other.some((y) => isOfOneClass(x.cause, y.cause))));
}

function isOfTwoClasses(one: Group, other: Group): boolean {
  return one.every((a) => other.every((b) => !mayBeOneCause(a.cause, b.cause)));
}

interface Effect {
  readonly fix: Fix;
  readonly times: number;
}

interface Effects {
  readonly ended: readonly Effect[];
  readonly failed: readonly Effect[];
}

/** What mostly ended a group, and what mostly did not. A restart ends many things for a while: it tells no cause. */
function effectsOf(records: Group): Effects {
  const tried: { fix: Fix; balance: number }[] = [];
  for (const { fix, outcome } of records.flatMap(({ attempts }) => attempts)) {
    const way = outcome === 'cured' ? 1 : outcome === 'no-effect' || outcome === 'got-worse-after' ? -1 : 0;
    const known = tried.find((one) => isSameFix(one.fix, fix));
    if (known !== undefined) {
      known.balance += way;
    } else if (fix.kind !== 'restart') {
      tried.push({ fix, balance: way });
    }
  }
  return {
    ended: tried.filter(({ balance }) => balance > 0).map(({ fix, balance }) => ({ fix, times: balance })),
    failed: tried.filter(({ balance }) => balance < 0).map(({ fix, balance }) => ({ fix, times: -balance })),
  };
}

/** What was seen twice on both sides is no luck, and counts twice; more often counts no more. */
const MOST_OF_ONE = 2;

function common(effects: readonly Effect[], others: readonly Effect[]): number {
  return effects.reduce((sum, { fix, times }) => {
    const other = others.find((one) => isSameFix(fix, one.fix));
    return sum + Math.min(MOST_OF_ONE, times, other?.times ?? 0);
  }, 0);
}
