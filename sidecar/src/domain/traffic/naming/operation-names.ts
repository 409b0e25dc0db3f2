import { cutAt } from '../../signals/service-names.ts';

/** What replaces the part of a name that differs from request to request. */
export const VARIABLE = '{id}';
const UNNAMED = '(unnamed)';
const NAME_MAX_LENGTH = 200;

const CONTROL_OR_SPACE = /[\u0000-\u0020\u007f-\u009f\u2028\u2029]+/g;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
/** Words of a name: what lies between these. */
const BETWEEN_WORDS = /([^\p{L}\p{N}]+)/u;
/** A segment that an instrumentation has already made a variable: {id}, :id, <int:id>, [slug], *. */
const PLACEHOLDER = /^[:*]|[{<[]/;
const DIGITS_ONLY = /^[\d.,-]+$/;
const HEX_WITH_DIGIT = /^(?=.*\d)[0-9a-f]{8,}$/i;
const LETTERS_TO_DIGITS = /\p{L}(?=\d)|\d(?=\p{L})/gu;

/** Version numbers and the like have fewer digits in a row: v2, sha256, topic-12. */
const LONG_NUMBER = 4;
/** Random words change between letters and digits again and again; names do so twice at most (Base64Encode). */
const RANDOM_CHANGES = 3;
const RANDOM_LENGTH = 8;

/**
 * The name under which a request is counted. Instrumentations should tell routes (`GET /users/{id}`), many tell paths
 * (`GET /users/123`): parts that look like ids become {id}, a query goes, templates stay. It errs towards keeping a
 * part: what it does not know as an id is bounded later, what it took away could not be told apart again.
 */
export function operationName(told: string): string {
  const name = cutQuery(told.toWellFormed().replace(CONTROL_OR_SPACE, ' ')).trim();
  const general = /[\d@]/.test(name) ? withoutIds(name) : name;
  return general === '' ? UNNAMED : cutAt(general, NAME_MAX_LENGTH);
}

function cutQuery(name: string): string {
  const path = name.indexOf('/');
  const query = path === -1 ? -1 : name.indexOf('?', path);
  return query === -1 ? name : name.slice(0, query);
}

function withoutIds(name: string): string {
  return name.replace(UUID, VARIABLE).split('/').map(withoutIdsInSegment).join('/');
}

function withoutIdsInSegment(segment: string, position: number): string {
  if (PLACEHOLDER.test(segment)) {
    return segment;
  }
  // Only behind a slash a short number is an id: `GET /users/7`, but `step 2 of import`.
  const isPath = position > 0;
  if (isPath && (DIGITS_ONLY.test(segment) || segment.includes('@'))) {
    return VARIABLE;
  }
  return segment
    .split(BETWEEN_WORDS)
    .map((word) => (isIdLike(word) ? VARIABLE : word))
    .join('');
}

function isIdLike(word: string): boolean {
  if (word.length < LONG_NUMBER || !/\d/.test(word)) {
    return false;
  }
  if (/^\d+$/.test(word) || HEX_WITH_DIGIT.test(word)) {
    return true;
  }
  return word.length >= RANDOM_LENGTH && (word.match(LETTERS_TO_DIGITS)?.length ?? 0) >= RANDOM_CHANGES;
}
