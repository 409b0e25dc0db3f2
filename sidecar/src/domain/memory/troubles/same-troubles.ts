import type { MemoryRecord } from '../memory-record.ts';

/**
 * Which memories tell of the same trouble, as far as anybody knows: a recurrence that was linked, or the same fault in
 * the code with the same class of cause. Words are not looked at, so that a search by words can be measured by it.
 */
export function sameTroubles(memories: readonly MemoryRecord[]): ReadonlyMap<string, string> {
  const roots = new Map(memories.map(({ id }) => [id, id]));
  const rootOf = (id: string): string => {
    const above = roots.get(id) ?? id;
    const root = above === id ? id : rootOf(above);
    roots.set(id, root);
    return root;
  };
  const join = (one: string, other: string): void => {
    if (roots.has(one) && roots.has(other)) {
      roots.set(rootOf(one), rootOf(other));
    }
  };
  const firstOf = new Map<string, string>();
  for (const { id, links, signature, cause } of memories) {
    links.filter(({ kind }) => kind === 'recurrence-of').forEach(({ memory }) => join(id, memory));
    for (const fingerprint of cause === null ? [] : signature.fingerprints) {
      const key = `${fingerprint} ${cause?.class ?? ''}`;
      join(id, firstOf.get(key) ?? id);
      firstOf.set(key, firstOf.get(key) ?? id);
    }
  }
  return new Map(memories.map(({ id }) => [id, rootOf(id)]));
}
