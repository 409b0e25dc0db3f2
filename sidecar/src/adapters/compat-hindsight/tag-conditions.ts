import { z } from 'zod';

/** How tags are matched; `strict` leaves out what has none. */
export const TagsMatch = z.enum(['any', 'all', 'any_strict', 'all_strict', 'exact']);
type TagsMatch = z.infer<typeof TagsMatch>;

export type TagGroup =
  | { readonly tags: string[]; readonly match?: TagsMatch | undefined }
  | { readonly and: TagGroup[] }
  | { readonly or: TagGroup[] }
  | { readonly not: TagGroup };

const tags = z.array(z.string().max(200)).max(100);
export const TagGroup: z.ZodType<TagGroup> = z.lazy(() =>
  z.union([
    z.object({ tags, match: TagsMatch.optional() }),
    z.object({ and: z.array(TagGroup).max(20) }),
    z.object({ or: z.array(TagGroup).max(20) }),
    z.object({ not: TagGroup }),
  ])
);

export function tagsFit(
  held: readonly string[],
  wanted: readonly string[] | null | undefined,
  match: TagsMatch
): boolean {
  if (match === 'exact') {
    const asked = new Set(wanted ?? []);
    return asked.size === new Set(held).size && held.every((tag) => asked.has(tag));
  }
  if (wanted == null || wanted.length === 0) {
    return true;
  }
  if (held.length === 0) {
    return match === 'any' || match === 'all';
  }
  return match.startsWith('any') ? wanted.some((tag) => held.includes(tag)) : wanted.every((tag) => held.includes(tag));
}

export function groupFits(held: readonly string[], group: TagGroup): boolean {
  if ('and' in group) {
    return group.and.every((one) => groupFits(held, one));
  }
  if ('or' in group) {
    return group.or.some((one) => groupFits(held, one));
  }
  return 'not' in group ? !groupFits(held, group.not) : tagsFit(held, group.tags, group.match ?? 'any_strict');
}
