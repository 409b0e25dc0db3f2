import type { Fix } from '@incident-memory/contract';

/** Words that say how or that something is done, and not what. */
const EMPTY = new Set(
  'a an and the to of in on for with by we it its was were is be been has had have did do then again now after all one from at as that this'.split(
    ' '
  )
);
/** Less than this in common is another fix, also of the same kind. */
const SAME_WORDS = 0.6;

/** Done to the same thing these are one fix in whatever words: the version rolled back to is another one each time. */
const BY_TARGET: ReadonlySet<Fix['kind']> = new Set<Fix['kind']>(['rollback', 'restart', 'failover']);

/** Of two people who tell of one fix one says more than the other: the shorter counts. */
export function isSameFix(one: Fix, other: Fix): boolean {
  if (one.exact !== '' && one.exact === other.exact) {
    return true;
  }
  if (one.kind !== other.kind || (one.target !== '' && other.target !== '' && one.target !== other.target)) {
    return false;
  }
  if (BY_TARGET.has(one.kind) && one.target !== '' && one.target === other.target) {
    return true;
  }
  const [a, b] = [wordsOf(one.words), wordsOf(other.words)];
  const shorter = Math.min(a.size, b.size);
  const common = [...a].filter((word) => b.has(word)).length;
  return shorter === 0 ? one.words === other.words : common / shorter >= SAME_WORDS;
}

function wordsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}._-]*/gu) ?? [];
  return new Set(words.filter((word) => !EMPTY.has(word)).map(root));
}

/** "rolled" and "rolling" are "roll" for this purpose. */
function root(word: string): string {
  return word.replace(/(?:ed|ing|s)$/, (ending, at: number) => (at >= 3 ? '' : ending));
}
