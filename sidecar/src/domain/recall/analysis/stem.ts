/**
 * Brings the forms of an English word together: "evicted", "evicting", "eviction" and "evicts". Light on purpose: what
 * is left is only compared, so that a wrong cut costs less than a cut too many. After M. F. Porter, "An algorithm for
 * suffix stripping" (1980), of which it keeps the plural, the verb forms and the nouns made of verbs.
 */
const VOWEL = /[aeiouy]/;
const SHORTEST_STEM = 3;
/** The longest that fits comes first; the root that is left must have at least so many letters. */
const DERIVED: ReadonlyArray<readonly [ending: string, becomes: string, root: number]> = [
  ['ization', 'ize', 3],
  ['isation', 'ize', 3],
  ['uration', '', 4],
  ['fulness', 'ful', 3],
  ['iveness', 'ive', 3],
  ['ability', '', 4],
  ['ibility', '', 4],
  ['olution', 'olve', 3],
  ['balance', 'balanc', 0],
  ['ation', '', 4],
  ['ation', 'ate', 3],
  ['ement', '', 4],
  ['ition', 'it', 3],
  ['ction', 'ct', 2],
  ['ption', 'pt', 3],
  ['stion', 'st', 3],
  ['ssion', 'ss', 3],
  ['ution', 'ute', 3],
  ['etion', 'ete', 3],
  ['ness', '', 4],
  ['ment', '', 4],
  ['ally', 'al', 3],
  ['ance', '', 4],
  ['ence', '', 4],
  ['able', '', 4],
  ['ible', '', 4],
  ['izer', 'ize', 3],
  ['usal', 'use', 3],
  ['oval', 'ove', 3],
  ['ate', '', 4],
  ['ica', 'ic', 4],
  ['iry', 'ire', 3],
  ['ise', 'ize', 4],
  ['ure', '', 4],
  ['ly', '', 4],
  ['er', '', 4],
  ['or', '', 4],
];

export function stem(word: string): string {
  if (word.length <= SHORTEST_STEM || /[^a-z]/.test(word)) {
    return word;
  }
  return withoutLastLetter(withoutDerivation(withoutVerbEnding(withoutPlural(word))));
}

function withoutPlural(word: string): string {
  if (word.endsWith('sses')) {
    return word.slice(0, -2);
  }
  if (word.endsWith('ies')) {
    return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  }
  return word.endsWith('s') && !/(ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}

function withoutVerbEnding(word: string): string {
  const ending = word.endsWith('ing') ? 'ing' : word.endsWith('ed') ? 'ed' : null;
  if (ending === null) {
    return word;
  }
  const root = word.slice(0, -ending.length);
  if (root.length < SHORTEST_STEM || !VOWEL.test(root)) {
    return word;
  }
  // "replicated" is of "replicate", as "replication" is.
  if (root.endsWith('at') && !root.endsWith('eat')) {
    return `${root}e`;
  }
  // "stopped" is of "stop", but "filled" of "fill" and "missed" of "miss".
  return /([bdgmnprt])\1$/.test(root) ? root.slice(0, -1) : root;
}

function withoutDerivation(word: string): string {
  for (const [ending, becomes, shortest] of DERIVED) {
    const root = word.length - ending.length;
    if (root >= shortest && word.endsWith(ending)) {
      return word.slice(0, root) + becomes;
    }
  }
  return word;
}

/** "cache", "cached" and "caching" meet without their e, "retry" and "retried" at their i. */
function withoutLastLetter(word: string): string {
  if (word.length > SHORTEST_STEM && word.endsWith('e')) {
    return word.slice(0, -1);
  }
  return word.length > SHORTEST_STEM && word.endsWith('y') ? `${word.slice(0, -1)}i` : word;
}
