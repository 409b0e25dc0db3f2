import { hash } from 'node:crypto';
import type { StackException, StackTrace } from '../stack-traces/stack-trace.ts';
import { frameName, type FrameName } from './frame-name.ts';
import { missingMember, normaliseMessage } from './normalise-message.ts';

/**
 * Fingerprints: what makes two errors the same. An error is known by its type and that of its root cause, by the top
 * functions of our own code at the root, by the member that was missing where that is what it complains of, and, where
 * frames or type say little, by its message without its values. Nothing else counts: no line, path, argument, number of
 * a thread, or frame of a library while own frames are there.
 *
 * How others decide: Bugsnag and Datadog take the top own frame, Sentry all own frames, Elastic APM all frames, Rollbar
 * frames with their lines. One frame puts all faults below a shared helper together; all frames part one fault by who
 * called it. Three distinct functions stand between; the measurements are in docs/signals.md.
 *
 * What no fingerprint survives: own functions renamed or inlined, classes renamed by an obfuscator, and a trace that was
 * cut before its root cause began.
 */
const OWN_FUNCTIONS = 3;
/** A change of method changes all fingerprints; then memories are matched by what they keep beside it. */
const VERSION = 'v1';
const DIGEST_LENGTH = 24;

/** Types that say no more than that something failed: the message tells faults of one function apart. */
const GENERIC_TYPES: ReadonlySet<string> = new Set([
  ...['Error', 'Exception', 'Throwable', 'BaseException', 'java.lang.Exception', 'java.lang.RuntimeException'],
  ...['java.lang.Error', 'java.lang.Throwable', 'RuntimeException', 'RuntimeError', 'kotlin.Exception'],
  ...['System.Exception', 'System.SystemException', 'System.ApplicationException', 'panic', 'fatal error'],
  ...['runtime error', 'errors.errorString', '*errors.errorString', '*fmt.wrapError', '*errors.fundamental'],
  ...['*errors.withStack', '*errors.withMessage', '*errors.joinError', 'Warning', 'Failure'],
]);

/** Wrappers that only carry a failure from one thread or layer to another: with or without them it is the same. */
const CARRIERS: ReadonlySet<string> = new Set([
  ...['java.util.concurrent.ExecutionException', 'java.util.concurrent.CompletionException'],
  ...['java.lang.reflect.InvocationTargetException', 'java.lang.reflect.UndeclaredThrowableException'],
  ...['jakarta.servlet.ServletException', 'javax.servlet.ServletException'],
  ...['org.springframework.web.util.NestedServletException', 'reactor.core.Exceptions$ReactiveException'],
  ...['com.google.common.util.concurrent.UncheckedExecutionException', 'java.security.PrivilegedActionException'],
  ...['System.AggregateException', 'System.Reflection.TargetInvocationException', 'System.TypeInitializationException'],
  ...['AggregateError', 'ExceptionGroup', 'BaseExceptionGroup'],
]);

/** Where recursion ends is chance, and so is which of the functions in the circle is on top. */
const OVERFLOWS: ReadonlySet<string> = new Set(['java.lang.StackOverflowError', 'RecursionError']);
const OVERFLOW_MESSAGE = /^(?:Maximum call stack size exceeded|stack overflow|too much recursion)/;

export interface ToldError {
  readonly errorType: string | null;
  readonly message: string;
}

/** `fp_` and 24 hexadecimal digits; null where neither a trace nor a type says that there was an error. */
export function fingerprintOf(trace: StackTrace | null, told: ToldError): string | null {
  const parts = trace === null ? partsOfTold(told) : partsOfTrace(trace, told);
  if (parts === null) {
    return null;
  }
  return `fp_${hash('sha256', [VERSION, ...parts].join('\n'), 'hex').slice(0, DIGEST_LENGTH)}`;
}

function partsOfTold({ errorType, message }: ToldError): string[] | null {
  return errorType === null || errorType === ''
    ? null
    : [plainType(errorType), plainType(errorType), normaliseMessage(message), missingMember(message) ?? ''];
}

function partsOfTrace(trace: StackTrace, told: ToldError): string[] {
  const chain = withoutCarriers(trace.exceptions);
  const outermost = chain[0];
  const root = chain.at(-1) ?? outermost;
  const outermostType = outermost?.type ?? (outermost === trace.exceptions[0] ? told.errorType : null) ?? '';
  const rootType = root?.type ?? (root === trace.exceptions[0] ? told.errorType : null) ?? '';
  const message = root?.message !== '' ? (root?.message ?? '') : root === trace.exceptions[0] ? told.message : '';
  const own = ownFunctions(trace);
  const needsMessage = own.isWeak || rootType === '' || GENERIC_TYPES.has(rootType);
  return [
    plainType(outermostType),
    plainType(rootType),
    needsMessage ? normaliseMessage(message) : '',
    missingMember(message) ?? '',
    missingMember(outermost?.message ?? '') ?? '',
    outermost === undefined || outermost === root ? '' : topOwnFunction(trace, outermost),
    ...own.names,
  ];
}

/** Where a failure was caught and told as another one: two of these over one root cause are two faults. */
function topOwnFunction(trace: StackTrace, exception: StackException): string {
  return namesOf(trace, [exception]).next().value?.name ?? '';
}

function withoutCarriers(chain: StackTrace['exceptions']): readonly StackException[] {
  const kept = chain.filter(({ type }, at) => at === chain.length - 1 || type === null || !CARRIERS.has(type));
  return kept.length === 0 ? chain : kept;
}

/** No type is longer; searching for pairs of brackets would take the square of the length. */
const TYPE_LOOKED_AT = 500;

/** Names differ in anonymous classes' numbers and generics' arguments. */
function plainType(type: string): string {
  return !/[$`<]/.test(type)
    ? type
    : type
        .slice(0, TYPE_LOOKED_AT)
        .replace(/\$\d+/g, '$')
        .replace(/`\d+.*$/, '')
        .replace(/<.*>/, '')
        .trim();
}

interface OwnFunctions {
  readonly names: readonly string[];
  /** Whether they say too little to tell one fault from another. */
  readonly isWeak: boolean;
}

/** The top own functions from the root cause outward, each once. */
function ownFunctions(trace: StackTrace): OwnFunctions {
  const rootFirst = trace.exceptions.toReversed();
  const circle = isOverflow(rootFirst[0]) ? circleOf(trace, rootFirst.slice(0, 1)) : [];
  if (circle.length > 0) {
    return { names: circle.slice(0, OWN_FUNCTIONS), isWeak: false };
  }
  const names = new Set<string>();
  let hasStrong = false;
  for (const { name, isWeak } of namesOf(trace, rootFirst)) {
    names.add(name);
    hasStrong ||= !isWeak;
    if (names.size === OWN_FUNCTIONS) {
      break;
    }
  }
  return { names: [...names], isWeak: !hasStrong };
}

function isOverflow(root: StackException | undefined): boolean {
  return root !== undefined && (OVERFLOWS.has(root.type ?? '') || OVERFLOW_MESSAGE.test(root.message));
}

/** The functions that occur more than once, by name. */
function circleOf(trace: StackTrace, exceptions: readonly StackException[]): string[] {
  const counts = new Map<string, number>();
  for (const { name } of namesOf(trace, exceptions)) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].flatMap(([name, count]) => (count > 1 ? [name] : [])).sort();
}

function* namesOf(trace: StackTrace, rootFirst: readonly StackException[]): Generator<FrameName, undefined> {
  for (const { frames } of rootFirst) {
    for (const frame of frames) {
      const name = frame.isOwn ? frameName(trace.language, frame) : null;
      if (name !== null) {
        yield name;
      }
    }
  }
  return undefined;
}
