import type { Fix } from '@incident-memory/contract';

/** Words that say how or that something is done, and not what. */
const EMPTY = new Set(
  'a an and the to of in on for with by we it its was were is be been has had have did do then again now after all one from at as that this'.split(
    ' '
  )
);
/** How a thing is taken back; what is taken back tells two of them apart. */
const TAKING_BACK = new Set(['roll', 'rollback', 'back', 'go', 'went', 'revert', 'undo']);
const VERSION = /^v?\d+(\.\d+)+$/;
/** Less than this in common is another fix, also of the same kind. */
const SAME_WORDS = 0.6;
/** Told so alike, it is the same whatever kind people took it for. */
const NEARLY_ALL_WORDS = 0.8;

/** Done to the same thing these are one fix in whatever words: the version rolled back to is another one each time. */
const BY_TARGET: ReadonlySet<Fix['kind']> = new Set<Fix['kind']>(['rollback', 'restart', 'failover']);

/** Of two people who tell of one fix one says more than the other: the shorter counts. */
export function isSameFix(one: Fix, other: Fix): boolean {
  if (one.exact !== '' && one.exact === other.exact) {
    return true;
  }
  if (one.target !== '' && other.target !== '' && one.target !== other.target) {
    return false;
  }
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const common = [...a].filter((word) => b.has(word)).length;
  // 'other' is what a reader of words says who does not know: it tells no two fixes apart.
  if (one.kind !== other.kind && one.kind !== 'other' && other.kind !== 'other') {
    return common > 0 && common / Math.max(a.size, b.size) >= NEARLY_ALL_WORDS;
  }
  if (one.kind === other.kind && BY_TARGET.has(one.kind) && one.target !== '' && one.target === other.target) {
    return true;
  }
  const shorter = Math.min(a.size, b.size);
  return shorter === 0 ? one.words === other.words : common / shorter >= SAME_WORDS;
}

function wordsOf({ kind, words: text }: Fix): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}._-]*/gu) ?? [];
  // Which version is another one each time.
  const roots = words.filter((word) => !EMPTY.has(word) && !VERSION.test(word)).map(root);
  return new Set(roots.filter((word) => kind !== 'rollback' || !TAKING_BACK.has(word)));
}

/** "rolled" and "rolling" are "roll" for this purpose. */
function root(word: string): string {
  return word.replace(/(?:ed|ing|s)$/, (ending, at: number) => (at >= 3 ? '' : ending));
}
