/**
 * A cheap look at a text that says which patterns can possibly be in it, so that an ordinary line is read once and no
 * pattern runs. Each pattern begins with, or contains, a known sequence of three characters; the look keeps a rolling
 * hash of the last three (letters in lower case) and asks a table. A hash may say yes wrongly, never no.
 */
export const TRAIT = {
  vendor: 1,
  keyword: 2,
  scheme: 4,
  url: 8,
  privateKey: 16,
  at: 32,
  entropy: 64,
  digits: 128,
} as const;

/** At least one of these is in whatever a pattern of vendor-keys.ts fits. */
const VENDOR = 'aki asi ghp gho ghu ghs ghr _pa aiz ya2 goc xox xap glp oas soa gld glr glc glf gli gla gls glt ffc ptt'
  .concat(' sk_ rk_ whs eyj sk- npm pyp sg. hvs hvb hvr _v1 shp e-s dp. -u= --u jdb ks.')
  .split(' ')
  .concat(' -u');
/** At least one of these is in every key word of key-values.ts. */
const KEYWORD = 'pas pwd ecr tok key sig otp ede cvv cvc ssn car riz oki ssi'.split(' ');
const NAME_KEYWORD = ['nam', 'log', 'use'];
const SCHEME = ['rer', 'sic', 'ike'];
const URL = ['://', 'jdb'];
const PRIVATE_KEY = ['---'];

const HASH_MASK = 0x7fff;
const TABLE = new Uint8Array(HASH_MASK + 1);
const TABLE_WITH_NAMES = new Uint8Array(HASH_MASK + 1);

function fill(table: Uint8Array, sequences: readonly string[], trait: number): void {
  for (const sequence of sequences) {
    let hash = 0;
    for (let at = 0; at < sequence.length; at += 1) {
      hash = ((hash << 5) ^ (sequence.charCodeAt(at) | 0x20)) & HASH_MASK;
    }
    table[hash] = (table[hash] ?? 0) | trait;
  }
}

for (const table of [TABLE, TABLE_WITH_NAMES]) {
  fill(table, VENDOR, TRAIT.vendor);
  fill(table, KEYWORD, TRAIT.keyword);
  fill(table, SCHEME, TRAIT.scheme);
  fill(table, URL, TRAIT.url);
  fill(table, PRIVATE_KEY, TRAIT.privateKey);
}
fill(TABLE_WITH_NAMES, NAME_KEYWORD, TRAIT.keyword);

const LOWER = 1;
const UPPER = 2;
const DIGIT = 4;
const JOINT = 8;
export const ALL_CLASSES = LOWER | UPPER | DIGIT;
/** Shorter runs of letters and digits are too often names. */
export const MIN_ENTROPY_LENGTH = 24;

const CLASSES = new Uint8Array(128);
for (const [characters, kind] of [
  ['abcdefghijklmnopqrstuvwxyz', LOWER],
  ['ABCDEFGHIJKLMNOPQRSTUVWXYZ', UPPER],
  ['0123456789', DIGIT],
  ['+/_-', JOINT],
] as const) {
  for (const character of characters) {
    CLASSES[character.charCodeAt(0)] = kind;
  }
}

/** What kind of character of a token this is: 0 where it cannot be part of one. */
export function tokenClass(code: number): number {
  return code < 128 ? (CLASSES[code] ?? 0) : 0;
}

export function traitsOf(text: string, withNames: boolean): number {
  const table = withNames ? TABLE_WITH_NAMES : TABLE;
  let traits = 0;
  let hash = 0;
  let runStart = 0;
  let runClasses = 0;
  let digits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    hash = ((hash << 5) ^ (code | 0x20)) & HASH_MASK;
    traits |= table[hash] ?? 0;
    const kind = code < 128 ? (CLASSES[code] ?? 0) : 0;
    if (kind === 0) {
      if ((runClasses & ALL_CLASSES) === ALL_CLASSES && at - runStart >= MIN_ENTROPY_LENGTH) {
        traits |= TRAIT.entropy;
      }
      runStart = at + 1;
      runClasses = 0;
      if (code === 0x40) {
        traits |= TRAIT.at;
      }
    } else {
      runClasses |= kind;
      digits += kind === DIGIT ? 1 : 0;
    }
  }
  if ((runClasses & ALL_CLASSES) === ALL_CLASSES && text.length - runStart >= MIN_ENTROPY_LENGTH) {
    traits |= TRAIT.entropy;
  }
  return digits > 0 || text.includes('::') ? traits | TRAIT.digits : traits;
}
