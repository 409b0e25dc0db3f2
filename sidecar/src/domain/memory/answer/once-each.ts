import type { Remembered } from './situation.ts';

/** One match that stands for others that are linked with it. */
export type RememberedOnce = Remembered & { readonly alike?: number };

/**
 * What is linked as telling the same is shown once, by the one that stands first; it is counted and learned from as it
 * was. Links of other kinds hold things apart, and hide nothing.
 */
export function onceEach(remembered: readonly Remembered[]): RememberedOnce[] {
  const groupOf = new Map<string, string>();
  const rootOf = (id: string): string => {
    const next = groupOf.get(id);
    return next === undefined || next === id ? id : rootOf(next);
  };
  for (const { record } of remembered) {
    for (const { kind, memory } of record.links) {
      if ((kind === 'recurrence-of' || kind === 'supersedes') && rootOf(memory) !== rootOf(record.id)) {
        groupOf.set(rootOf(record.id), rootOf(memory));
      }
    }
  }
  const groups = [...Map.groupBy(remembered, ({ record }) => rootOf(record.id)).values()];
  return groups.flatMap(([first, ...others]) => (first === undefined ? [] : [{ ...first, alike: others.length }]));
}
