import type { z } from 'zod';

type Issue = Parameters<z.core.$ZodErrorMap>[0];

const TYPES: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with keys',
  record: 'an object with keys',
};

/** For `safeParse(value, { error: plainProblem })`: what is wrong in words for people who did not write the schema. */
export function plainProblem(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'it is missing' : `expected ${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return issue.input === undefined
        ? `it is missing: expected ${oneOf(issue.values)}`
        : `expected ${oneOf(issue.values)}`;
    case 'unrecognized_keys':
      return `there is no such key: ${issue.keys.join(', ')}`;
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1
        ? 'it is empty'
        : `expected at least ${amount(issue.minimum, issue.origin)}`;
    case 'too_big':
      return `expected at most ${amount(issue.maximum, issue.origin)}`;
    default:
      return undefined;
  }
}

function oneOf(values: readonly unknown[]): string {
  const words = values.map(String);
  return words.length === 1 ? words.join() : `one of ${words.join(', ')}`;
}

const COUNTED: Record<string, string> = { string: ' characters', array: ' entries', set: ' entries', map: ' entries' };

function amount(bound: number | bigint, origin: string): string {
  return `${bound}${COUNTED[origin] ?? ''}`;
}
