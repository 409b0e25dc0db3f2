import { compareKeys } from '../paging/cursor.ts';
import type { Relation } from './relation.ts';

/** The same relation seen once more: known from the first to the last time it was seen. */
export function addRelation(known: Relation | undefined, seen: Relation): Relation {
  const { from, relation, to, firstSeenAt, lastSeenAt } = seen;
  return {
    from: { kind: from.kind, name: from.name },
    relation,
    to: { kind: to.kind, name: to.name },
    firstSeenAt: Math.min(known?.firstSeenAt ?? firstSeenAt, firstSeenAt),
    lastSeenAt: Math.max(known?.lastSeenAt ?? lastSeenAt, lastSeenAt),
  };
}

export function relationKey({ from, relation, to }: Relation): string {
  return JSON.stringify([from.kind, from.name, relation, to.kind, to.name]);
}

/** Last seen first; ties by what they relate. */
export function byLastSeen(a: Relation, b: Relation): number {
  return b.lastSeenAt - a.lastSeenAt || compareKeys([relationKey(a)], [relationKey(b)]);
}
