import type { Present } from '../attempt.ts';
import type { SituationRecord } from '../record/fix-record.ts';
import { agedSince, REFERENCE } from '../record/slow-time.ts';
import { add, NOTHING, type Tally } from './evidence.ts';

/** What was seen under one version (or several old ones), as a whole and by what each key of the context was. */
export interface Stretch {
  readonly versions: readonly (string | null)[];
  readonly all: Tally;
  readonly byKey: ReadonlyMap<string, ReadonlyMap<string, Tally>>;
}

/** The cause is a key of the context like others, though its own kind. A context cannot hold this name. */
export const CAUSE_KEY = '\u0000cause';
/** The key was not told. */
export const UNKNOWN = '\u0000unknown';

/** Older ones become one: of what was nine versions ago, it matters little in which. */
const MOST_STRETCHES = 8;
/** A key with more values than these (a pod's name) cannot be learned from. */
const MOST_VALUES = 12;

/**
 * In the order in which versions were first seen; the present one is last, also where it is an old one that came back.
 * Where nobody knows the present one, it is taken to be the one that was seen last, and so is that of a try without one.
 */
export function stretchesOf(situations: readonly SituationRecord[], present: Present): Stretch[] {
  const scale = 1 / agedSince(present.at, REFERENCE);
  const current = present.version ?? latestVersion(situations);
  const versions = new Map<string | null, SituationRecord[]>();
  for (const situation of [...situations].sort((one, other) => one.firstAt - other.firstAt)) {
    const version = situation.version ?? current;
    versions.set(version, [...(versions.get(version) ?? []), situation]);
  }
  const now = versions.get(current) ?? [];
  versions.delete(current);
  const before = [...versions.values()];
  const oldest = before.splice(0, Math.max(0, before.length - (MOST_STRETCHES - 2))).flat();
  const keys = keysOf(situations);
  return [...(oldest.length === 0 ? [] : [oldest]), ...before, now].map((inside) => stretchOf(inside, keys, scale));
}

function latestVersion(situations: readonly SituationRecord[]): string | null {
  const versioned = situations.filter(({ version }) => version !== null);
  return versioned.sort((one, other) => other.lastAt - one.lastAt)[0]?.version ?? null;
}

function stretchOf(inside: readonly SituationRecord[], keys: readonly string[], scale: number): Stretch {
  const byKey = new Map(keys.map((key) => [key, new Map<string, Tally>()]));
  let all = NOTHING;
  for (const situation of inside) {
    const tally = { worked: situation.worked * scale, failed: situation.failed * scale };
    all = add(all, tally);
    for (const [key, values] of byKey) {
      const value = valueOf(situation, key);
      values.set(value, add(values.get(value) ?? NOTHING, tally));
    }
  }
  return { versions: [...new Set(inside.map(({ version }) => version))], all, byKey };
}

/** Keys of which a fix was tried under two values or more: of others nobody can know whether they matter. */
function keysOf(situations: readonly SituationRecord[]): string[] {
  const keys = new Set([CAUSE_KEY, ...situations.flatMap(({ context }) => Object.keys(context))]);
  return [...keys].filter((key) => {
    const values = new Set(situations.map((situation) => valueOf(situation, key)));
    return values.size > 1 && values.size <= MOST_VALUES;
  });
}

export function valueOf({ context, cause }: Pick<Present, 'context' | 'cause'>, key: string): string {
  return (key === CAUSE_KEY ? cause : Object.hasOwn(context, key) ? context[key] : null) ?? UNKNOWN;
}
