import { fail, succeed, type Result } from '../../domain/result.ts';
import { readJson, readJsonBytes, type JsonProblem } from '../../platform/strict-json.ts';

/** More than any exporter sends at once; a list of a whole cluster may hold some thousand. */
const MAX_OBJECTS = 10_000;
const NEW_LINE = 0x0a;

export interface PushedProblem extends JsonProblem {
  /** Whether it is no JSON at all, or JSON of another shape. */
  readonly isMalformed: boolean;
}

export interface PushedObject {
  readonly value: unknown;
  /** Where it stands in what was sent, for the answer. */
  readonly path: string;
}

/**
 * The objects in a body, however they were put together: one object, a list, a `List` of Kubernetes, or one a line; each
 * plain, wrapped by a watch (`{type, object}`), or as the text of a log line (`{message: "{…}"}`), as collectors that
 * read an exporter's output send them.
 */
export function readPushed(bytes: Buffer): Result<PushedObject[], PushedProblem> {
  const whole = readJsonBytes(bytes);
  if (whole.ok) {
    return bounded(spread(whole.value, ''));
  }
  if (!bytes.includes(NEW_LINE)) {
    return fail({ ...whole.failure, isMalformed: true });
  }
  const lines = bytes.toString('utf8').split('\n');
  const objects: PushedObject[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') {
      continue;
    }
    const read = readJson(line);
    if (!read.ok) {
      // A single object over several lines: the problem of the whole says more.
      const failure = index === 0 ? whole.failure : { ...read.failure, path: joined(`[${index}]`, read.failure.path) };
      return fail({ ...failure, isMalformed: true });
    }
    objects.push(...spread(read.value, `[${index}]`));
    if (objects.length > MAX_OBJECTS) {
      break;
    }
  }
  return bounded(objects);
}

function bounded(objects: PushedObject[]): Result<PushedObject[], PushedProblem> {
  return objects.length <= MAX_OBJECTS
    ? succeed(objects)
    : fail({ problem: `more than ${MAX_OBJECTS} objects at once`, path: '', isMalformed: false });
}

function spread(value: unknown, path: string): PushedObject[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => spread(item, `${path}[${index}]`));
  }
  const items = field(value, 'items');
  if (Array.isArray(items) && field(value, 'involvedObject') === undefined) {
    return items.map((item, index) => unwrapped(item, joined(path, `items[${index}]`)));
  }
  return [unwrapped(value, path)];
}

function unwrapped(value: unknown, path: string): PushedObject {
  const object = field(value, 'object');
  if (object instanceof Object && typeof field(value, 'type') === 'string') {
    return { value: object, path: joined(path, 'object') };
  }
  const message = field(value, 'message');
  const isLogLine = typeof message === 'string' && message.startsWith('{') && field(value, 'reason') === undefined;
  const inner = isLogLine ? readJson(message) : null;
  return inner?.ok === true ? { value: inner.value, path: joined(path, 'message') } : { value, path };
}

function field(value: unknown, name: string): unknown {
  return value instanceof Object && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

function joined(path: string, more: string): string {
  return path === '' || more === '' || more.startsWith('[') ? path + more : `${path}.${more}`;
}
