import { MAX_DEPTH, MAX_ITEMS, type OtlpValue } from '../otlp-value.ts';
import { expectDouble, expectFields, expectText, items, optionalText, WrongType, type Fields } from './json-fields.ts';

export function eachAttribute(holder: Fields, path: string, take: (key: string, value: OtlpValue) => void): void {
  const list = holder['attributes'];
  if (Array.isArray(list) && list.every(isPlain)) {
    list.forEach(({ key, value }) => take(key, value.stringValue));
    return;
  }
  for (const [pair, pairPath] of items(holder, 'attributes', path)) {
    take(optionalText(pair, 'key', pairPath), anyValue(pair['value'], `${pairPath}.value`, 0));
  }
}

/** As nearly all attributes are; paths are only built for the others. */
function isPlain(pair: unknown): pair is { key: string; value: { stringValue: string } } {
  const { key, value } = (pair ?? {}) as { key?: unknown; value?: { stringValue?: unknown } | null };
  return typeof key === 'string' && typeof value?.stringValue === 'string';
}

export function anyValue(told: unknown, path: string, depth: number): OtlpValue {
  if (told === undefined || told === null) {
    return null;
  }
  if (depth > MAX_DEPTH) {
    throw new WrongType('it is nested too deeply', path);
  }
  const value = expectFields(told, path);
  if (typeof value['stringValue'] === 'string') {
    return value['stringValue'];
  }
  for (const kind of VALUE_KINDS) {
    const inner = value[kind];
    if (inner !== undefined && inner !== null) {
      return readValue(kind, inner, { path: `${path}.${kind}`, depth });
    }
  }
  return null;
}

const VALUE_KINDS = [
  'stringValue',
  'boolValue',
  'intValue',
  'doubleValue',
  'arrayValue',
  'kvlistValue',
  'bytesValue',
] as const;
const INTEGER = /^-?\d{1,20}$/;
const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

function readValue(
  kind: (typeof VALUE_KINDS)[number],
  inner: unknown,
  { path, depth }: { path: string; depth: number }
): OtlpValue {
  switch (kind) {
    case 'stringValue':
      return expectText(inner, path);
    case 'boolValue':
      if (typeof inner === 'boolean') {
        return inner;
      }
      throw new WrongType('expected true or false', path);
    case 'intValue':
      if (typeof inner === 'number' || (typeof inner === 'string' && INTEGER.test(inner))) {
        return inner;
      }
      throw new WrongType('expected an integer', path);
    case 'doubleValue':
      return expectDouble(inner, path);
    case 'bytesValue': {
      const text = expectText(inner, path);
      if (!BASE64.test(text)) {
        throw new WrongType('expected base64', path);
      }
      return Buffer.from(text, 'base64');
    }
    case 'arrayValue':
      return listed(inner, path).map(([value, at]) => anyValue(value, at, depth + 1));
    case 'kvlistValue':
      return {
        pairs: listed(inner, path).map(
          ([pair, at]) => [optionalText(pair, 'key', at), anyValue(pair['value'], `${at}.value`, depth + 1)] as const
        ),
      };
  }
}

function listed(inner: unknown, path: string): (readonly [Fields, string])[] {
  const values: (readonly [Fields, string])[] = [];
  for (const value of items(expectFields(inner, path), 'values', path)) {
    if (values.push(value) >= MAX_ITEMS) {
      break;
    }
  }
  return values;
}
