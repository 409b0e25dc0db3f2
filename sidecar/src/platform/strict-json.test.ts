import fc from 'fast-check';
import { readJson, readJsonBytes } from './strict-json.ts';

const RUNS = Number(process.env['IM_FUZZ_RUNS'] ?? 1000);

/** What strict reading must find, told from a value that fast-check made: nothing but lone surrogates and __proto__. */
function isUnproblematic(value: unknown): boolean {
  if (typeof value === 'string') {
    return value.isWellFormed();
  }
  if (typeof value !== 'object' || value === null) {
    return true;
  }
  return Object.entries(value).every(
    ([key, inner]) =>
      key.isWellFormed() &&
      key !== '__proto__' &&
      !(key === 'constructor' && typeof inner === 'object' && inner !== null && !Array.isArray(inner)) &&
      isUnproblematic(inner)
  );
}

describe('reading JSON strictly', () => {
  it.each([
    ['a key that is there twice', '{"a":[{"b":1,"b":2}]}', 'the key is there twice', 'a[0].b'],
    ['the same key written with an escape', '{"ab":1,"\\u0061b":2}', 'the key is there twice', 'ab'],
    ['__proto__', '{"x":{"__proto__":{}}}', 'the key could change how objects behave', 'x.__proto__'],
    ['__proto__ with an escape', '{"__pr\\u006fto__":1}', 'the key could change how objects behave', '__proto__'],
    ['constructor with an object', '{"constructor":{}}', 'the key could change how objects behave', 'constructor'],
    ['an escaped half of a pair', '{"a":["x","\\ud83d"]}', 'it has half of a surrogate pair', 'a[1]'],
    ['a raw half of a pair', '{"a":"\udc00"}', 'it has half of a surrogate pair', 'a'],
    ['half of a pair in a key', '{"\\ud800":1}', 'it has half of a surrogate pair', '["�"]'],
    ['an endless number', '[1,{"n":1e999}]', 'the number is out of range', '[1].n'],
    ['an endless number without exponent', `[-${'9'.repeat(400)}]`, 'the number is out of range', '[0]'],
    ['a byte order mark', '\ufeff{}', 'it begins with a byte order mark', ''],
  ])('refuses %s and says where', (_, text, problem, path) => {
    expect(readJson(text)).toEqual({ ok: false, failure: { problem, path } });
  });

  it('finds a key twice among very many', () => {
    const keys = Array.from({ length: 5000 }, (_, index) => `"k${index}":1`);
    expect(readJson(`{${keys.join(',')}}`).ok).toBe(true);
    expect(readJson(`{${[...keys, '"k4000":2'].join(',')}}`)).toMatchObject({ failure: { path: 'k4000' } });
  });

  it.each([
    '',
    ' ',
    '{',
    '[1,]',
    '{} x',
    'NaN',
    '[Infinity]',
    "{'a':1}",
    '"\u0001"',
    '01',
    '{"a" 1}',
    '"\\x"',
    '[1 2]',
  ])('refuses %j as JSON.parse does', (text) => {
    expect(readJson(text)).toMatchObject({ ok: false });
  });

  it('takes nesting up to the bound and not one level more', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(readJson(nested(64)).ok).toBe(true);
    expect(readJson(nested(65))).toMatchObject({ failure: { problem: 'it is nested deeper than 64 levels' } });
    expect(readJson('{"a":'.repeat(5_000_000)).ok).toBe(false);
  });

  it('leaves constructor as an ordinary word alone', () => {
    expect(readJson('{"constructor":"Ferrari","prototype":1}').ok).toBe(true);
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(readJsonBytes(Buffer.from([0x22, 0xff, 0x22]))).toMatchObject({ failure: { problem: 'it is not UTF-8' } });
    expect(readJsonBytes(Buffer.from('{"ü":"😀"}'))).toEqual({ ok: true, value: { ü: '😀' } });
  });

  it('never repeats content in a problem', () => {
    const answer = readJson('{"password":hunter2}');
    expect(JSON.stringify(answer)).not.toContain('hunter2');
  });

  it('accepts every unproblematic value exactly as JSON.parse does, and refuses every other', () => {
    const value = fc.jsonValue({ maxDepth: 6, stringUnit: 'binary' });
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 1), (made, indent) => {
        const text = JSON.stringify(made, undefined, indent);
        const read = readJson(text);
        const parsed: unknown = JSON.parse(text);
        expect(read.ok).toBe(isUnproblematic(parsed));
        if (read.ok) {
          expect(read.value).toEqual(parsed);
        }
      }),
      { numRuns: RUNS }
    );
  });

  it('never throws and never accepts what JSON.parse refuses', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom('{', '}', '[', ']', ':', ',', '"', '\\', '\\u', 'd800', '1e9', '-', '__proto__', 'null', ' '),
        fc.string({ unit: 'binary', maxLength: 3 })
      ),
      { maxLength: 30 }
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('');
        const read = readJson(text);
        if (read.ok) {
          expect(JSON.parse(text)).toEqual(read.value);
        }
      }),
      { numRuns: RUNS * 5 }
    );
  });

  it('takes many keys, and refuses so many that reading them would take seconds', () => {
    const object = (keys: number) =>
      JSON.stringify(Object.fromEntries(Array.from({ length: keys }, (_, k) => [`k${k}`, 0])));
    expect(readJson(object(10_000)).ok).toBe(true);
    expect(readJson(object(10_001))).toMatchObject({ failure: { problem: 'an object has more than 10000 keys' } });
  });
});
