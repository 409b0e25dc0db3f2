import { isObject } from './documents/field-tree.ts';

/**
 * `filter_path`, with which senders ask for less of an answer: `errors,items.*.error`, `-took`. A star stands for a
 * name or part of one, two stars for any way down, a minus before a path leaves it out. Lists are seen through.
 */
export interface PathFilter {
  readonly kept: readonly Pattern[];
  readonly leftOut: readonly Pattern[];
}

type Pattern = readonly string[];

const MAX_PATTERNS = 20;
/** Of all patterns together: each may be tried at each key of each of thousands of items. */
const MAX_STEPS = 60;
const MAX_LENGTH = 1000;

/** null where nothing is asked for, or more than anybody asks. */
export function pathFilter(told: unknown): PathFilter | null {
  if (typeof told !== 'string' || told.length > MAX_LENGTH) {
    return null;
  }
  const patterns = told
    .split(',')
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== '' && pattern !== '-');
  if (patterns.length === 0 || patterns.length > MAX_PATTERNS) {
    return null;
  }
  const isLeftOut = (pattern: string): boolean => pattern.startsWith('-');
  const kept = patterns.filter((pattern) => !isLeftOut(pattern)).map(stepsOf);
  const leftOut = patterns.filter(isLeftOut).map((pattern) => stepsOf(pattern.slice(1)));
  return [...kept, ...leftOut].flat().length > MAX_STEPS ? null : { kept, leftOut };
}

/** Two stars behind two stars say nothing more. */
function stepsOf(pattern: string): Pattern {
  return pattern.split('.').filter((step, place, steps) => step !== '**' || steps[place - 1] !== '**');
}

export function filtered(answer: unknown, { kept, leftOut }: PathFilter): unknown {
  const remaining = leftOut.length === 0 ? answer : without(answer, leftOut);
  return (kept.length === 0 ? remaining : only(remaining, kept)) ?? {};
}

function only(value: unknown, patterns: readonly Pattern[]): unknown {
  if (patterns.some((pattern) => pattern.every((step) => step === '**'))) {
    return value;
  }
  if (Array.isArray(value)) {
    const members = value.map((member: unknown) => only(member, patterns)).filter((member) => member !== undefined);
    return members.length === 0 ? undefined : members;
  }
  if (!isObject(value)) {
    return undefined;
  }
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    const deeper = allBelow(patterns, key);
    const left = deeper.length === 0 ? undefined : only(inner, deeper);
    return left === undefined ? [] : [[key, left] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function without(value: unknown, patterns: readonly Pattern[]): unknown {
  if (Array.isArray(value)) {
    return value.map((member: unknown) => without(member, patterns));
  }
  if (!isObject(value)) {
    return value;
  }
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    const deeper = allBelow(patterns, key);
    return deeper.some((pattern) => pattern.length === 0) ? [] : [[key, without(inner, deeper)] as const];
  });
  return Object.fromEntries(entries);
}

/** Each once: the same rest is reached in many ways, which would multiply with each level. */
function allBelow(patterns: readonly Pattern[], key: string): Pattern[] {
  const left = patterns.flatMap((pattern) => below(pattern, key));
  return left.length <= 1 ? left : [...new Map(left.map((pattern) => [pattern.join('.'), pattern])).values()];
}

/** What of the pattern is left for what stands at the key; several where two stars may stand for one step or more. */
function below(pattern: Pattern, key: string): Pattern[] {
  const [step, ...rest] = pattern;
  if (step === undefined) {
    return [];
  }
  if (step === '**') {
    return [pattern, ...(rest.length > 0 ? below(rest, key) : [])];
  }
  return matches(step, key) ? [rest] : [];
}

/** `err*` and the like, without a regular expression of a stranger's making. */
function matches(step: string, key: string): boolean {
  const [head = '', ...others] = step.split('*');
  if (others.length === 0) {
    return step === key;
  }
  const tail = others.pop() ?? '';
  if (!key.startsWith(head) || key.length < head.length + tail.length || !key.endsWith(tail)) {
    return false;
  }
  let from = head.length;
  for (const part of others) {
    const at = key.indexOf(part, from);
    if (at === -1 || at + part.length > key.length - tail.length) {
      return false;
    }
    from = at + part.length;
  }
  return true;
}
