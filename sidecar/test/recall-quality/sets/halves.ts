import { createHash } from 'node:crypto';

/**
 * How every set is cut in two: what may be looked at while something is tuned, and what nobody looks at until the
 * figures are taken. The order is by a hash of a seed and a key, so that no judgement entered it; the first half of
 * that order is for tuning. It is cut within each group (a theme, a kind of query), so that both halves hold as much of
 * each.
 */
const SEED = 'incident-memory-sets-1';

export function tuningHalf(group: string, keys: readonly string[]): ReadonlySet<string> {
  const rank = (key: string) => createHash('sha256').update(`${SEED}:${group}/${key}`).digest('hex');
  const inOrder = [...new Set(keys)].sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
  return new Set(inOrder.slice(0, Math.floor(inOrder.length / 2)));
}
