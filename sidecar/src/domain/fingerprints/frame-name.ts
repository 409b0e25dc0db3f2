import type { StackFrame, StackLanguage } from '../stack-traces/stack-trace.ts';
import { moduleOfPath } from './module-of-path.ts';

export interface FrameName {
  readonly name: string;
  /** Without a function's name of its own: top level of a module, an anonymous function, a minified one. */
  readonly isWeak: boolean;
}

/**
 * What a frame is called whichever build, process and place printed it: line numbers, counters of lambdas and closures,
 * classes of state machines, generics and arguments are gone, and what a compiler made of a part of a function has the
 * name of that function. Null for frames that come and go with the version of the language.
 */
export function frameName(language: StackLanguage, frame: StackFrame): FrameName | null {
  return NAMES[language](frame);
}

const NAMES: Record<StackLanguage, (frame: StackFrame) => FrameName | null> = {
  jvm: jvmName,
  python: pythonName,
  node: nodeName,
  go: goName,
  dotnet: dotnetName,
};

const strong = (name: string): FrameName => ({ name, isWeak: false });

/**
 * Java: `lambda$place$3`. Kotlin: `place$lambda$3`, `place$default`, `place-IoAF18A`, `OrderService$place$2.invokeSuspend`.
 * Scala: `$anonfun$place$1`, `OrderService$.place`, `apply$mcV$sp`.
 */
function jvmName({ module, function: method }: StackFrame): FrameName {
  const [outer = '', ...inner] = (module ?? '').split('$').filter((part) => part !== '' && !/^\d/.test(part));
  const plain = plainJvmMethod(method ?? '');
  const isSynthetic = /^(?:invokeSuspend|invoke|apply|call|accept|get|run|emit|doCall)$/.test(plain);
  // A class that is named in lower case was made from the function of that name.
  const functions = inner.filter(
    (part) => /^[a-z]/.test(part) && !/^(?:anonfun|lambda|inlined|package|sam|anon|special)$/.test(part)
  );
  const classes = inner.filter((part) => /^[A-Z]/.test(part) && !/^Lambda/.test(part));
  const enclosing = functions[0];
  return strong([[outer, ...classes].join('$'), enclosing !== undefined && isSynthetic ? enclosing : plain].join('.'));
}

function plainJvmMethod(method: string): string {
  if (method.startsWith('<')) {
    return method;
  }
  const parts = method.split('$').filter((part) => part !== '' && !/^\d+$/.test(part));
  const named =
    parts.find((part) => !/^(?:lambda|anonfun|adapted|access|static|suspendImpl|default)$/.test(part)) ?? method;
  const mangled = /^(.+)-[\w-]{4,10}$/.exec(named);
  return mangled?.[1] ?? named.replace(/-\d+$/, '');
}

/** Comprehensions are frames up to 3.11 and none from 3.12 on. */
function pythonName({ file, function: name }: StackFrame): FrameName | null {
  if (name === '<listcomp>' || name === '<dictcomp>' || name === '<setcomp>') {
    return null;
  }
  const isWeak = name === null || name === '<module>' || name === '<lambda>';
  // 3.14 may print qualified names.
  const plain = (name ?? '').replaceAll('<locals>.', '');
  return { name: `${moduleOfPath(file ?? '').name}:${plain.slice(plain.lastIndexOf('.') + 1)}`, isWeak };
}

/** Names of receivers that are not of the code: what calls a function on what differs with the caller. */
const RECEIVER =
  /^(?:Object|Module|Function|Array|process|global|globalThis|undefined|null|exports|Timeout|Immediate|Socket|Server|EventEmitter|[A-Za-z]*Wrap)\./;
const SHORTEST_NAME = 3;

function nodeName({ file, function: printed }: StackFrame): FrameName {
  const { name: module, isBundle } = moduleOfPath(file ?? '');
  let name = (printed ?? '').replace(/ \[as .*\]$/, '').replace(/^(?:async|get|set) /, '');
  const isConstructor = name.startsWith('new ');
  name = (isConstructor ? name.slice(4) : name).replace(RECEIVER, '');
  const isAnonymous = name === '' || name.includes('<anonymous>') || name === 'eval';
  // Bundlers give short names, others with each build.
  const isMinified = isBundle && (name.split('.').at(-1) ?? '').length < SHORTEST_NAME;
  if (isAnonymous || isMinified) {
    return { name: `${module}:*`, isWeak: true };
  }
  return strong(`${module}:${isConstructor ? 'new ' : ''}${name}`);
}

/** `Serve.func1.2`, `Serve.gowrap1`, `(*Service).Place-fm`, `Map[...]`; `/v2` in a path is a version. */
function goName({ module, function: printed }: StackFrame): FrameName {
  const name = (printed ?? '')
    .replaceAll('[...]', '')
    .replace(/-fm$/, '')
    .replace(/(?:\.(?:func\d+|gowrap\d+|deferwrap\d+|\d+))+$/, '');
  const path = (module ?? '').replace(/\/v\d+(?=\/|$)/g, '').replace(/\.v\d+(?=\/|$)/, '');
  return strong(`${path}.${name === '' ? 'glob.' : name}`);
}

/** `<Place>d__5.MoveNext`, `<>c.<Place>b__0_1`, `<>c__DisplayClass3_0.<<Place>b__0>d.MoveNext`, `<Place>g__Check|3_0`. */
function dotnetName({ module, function: method }: StackFrame): FrameName {
  const types: string[] = [];
  let enclosing: string | null = null;
  for (const part of splitDotnet(`${module ?? ''}.${method ?? ''}`)) {
    const made = /^<+(\w[\w.]*)>(?:\w__([A-Za-z]\w*)?|\$)?/.exec(part);
    if (made !== null) {
      const local = /^<+[\w.]+>g__(\w+)/.exec(part)?.[1];
      enclosing ??= [made[1] ?? '', ...(local === undefined ? [] : [local])].join('.');
    } else if (!part.startsWith('<>') && part !== '') {
      types.push(part);
    }
  }
  const method0 = types.at(-1);
  if (enclosing !== null) {
    // MoveNext is the state machine's, not ours.
    return strong(
      [...(method0 === 'MoveNext' ? types.slice(0, -1) : types), enclosing].join('.').replace(/\.Main\$?$/, '.Main')
    );
  }
  return strong(types.join('.'));
}

/** At dots outside of angle brackets; generics (`List`1[T]`) and Mono's nested classes (`A+B`, `A/B`) made plain. */
function splitDotnet(name: string): string[] {
  const plain = name
    .replace(/`\d+/g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/[+/]/g, '.');
  const parts: string[] = [];
  let depth = 0;
  let begin = 0;
  for (let at = 0; at < plain.length; at += 1) {
    const character = plain[at];
    depth += character === '<' ? 1 : character === '>' ? -1 : 0;
    if (character === '.' && depth <= 0) {
      parts.push(plain.slice(begin, at));
      begin = at + 1;
    }
  }
  parts.push(plain.slice(begin));
  return parts;
}
