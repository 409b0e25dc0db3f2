/** A place in the request where a type does not fit. Caught where a request is read, never further. */
export class WrongType extends Error {
  override readonly name = 'WrongType';
  readonly path: string;
  constructor(problem: string, path: string) {
    super(problem);
    this.path = path;
  }
}

export type Fields = Readonly<Record<string, unknown>>;

export function expectFields(value: unknown, path: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new WrongType('expected an object', path);
  }
  return value as Fields;
}

/** null where it was left out. */
export function optionalFields(holder: Fields, key: string, path: string): Fields | null {
  const value = holder[key];
  return value === undefined || value === null ? null : expectFields(value, `${path}.${key}`);
}

export function* items(holder: Fields, key: string, path: string): Generator<readonly [Fields, string]> {
  const list = holder[key];
  if (list === undefined || list === null) {
    return;
  }
  const listPath = path === '' ? key : `${path}.${key}`;
  if (!Array.isArray(list)) {
    throw new WrongType('expected a list', listPath);
  }
  for (let index = 0; index < list.length; index += 1) {
    const itemPath = `${listPath}[${index}]`;
    yield [expectFields(list[index], itemPath), itemPath];
  }
}

export function expectText(value: unknown, path: string): string {
  if (typeof value !== 'string') {
    throw new WrongType('expected a string', path);
  }
  return value;
}

export function optionalText(holder: Fields, key: string, path: string): string {
  const value = holder[key];
  return value === undefined || value === null ? '' : expectText(value, `${path}.${key}`);
}

/** Enumerations and flags; 0 where left out, as in protobuf. */
export function optionalInteger(holder: Fields, key: string, path: string): number {
  const value = holder[key];
  if (value === undefined || value === null) {
    return 0;
  }
  if (typeof value === 'number' && Number.isInteger(value)) {
    return value;
  }
  throw new WrongType('expected an integer', `${path}.${key}`);
}

export function optionalBoolean(holder: Fields, key: string, path: string): boolean {
  const value = holder[key];
  if (value === undefined || value === null || typeof value === 'boolean') {
    return value === true;
  }
  throw new WrongType('expected true or false', `${path}.${key}`);
}

const SPECIAL_DOUBLES: ReadonlySet<unknown> = new Set(['NaN', 'Infinity', '-Infinity']);

export function expectDouble(value: unknown, path: string): number {
  if (typeof value === 'number') {
    return value;
  }
  if (typeof value === 'string' && (SPECIAL_DOUBLES.has(value) || (value !== '' && Number.isFinite(Number(value))))) {
    return Number(value);
  }
  throw new WrongType('expected a number', path);
}

export function optionalDouble(holder: Fields, key: string, path: string): number | null {
  const value = holder[key];
  return value === undefined || value === null ? null : expectDouble(value, `${path}.${key}`);
}

const INTEGER = /^-?\d{1,20}$/;

/** 64-bit integers come as text in OTLP/JSON, as numbers from senders that are older or careless. */
export function optionalLong(holder: Fields, key: string, path: string): number | null {
  const value = holder[key];
  if (value === undefined || value === null) {
    return null;
  }
  if (typeof value === 'number' || (typeof value === 'string' && INTEGER.test(value))) {
    return Number(value);
  }
  throw new WrongType('expected an integer', `${path}.${key}`);
}
