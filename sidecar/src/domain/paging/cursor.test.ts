import fc from 'fast-check';
import { compareKeys, decodeCursor, encodeCursor, InvalidCursor } from './cursor.ts';

test('a cursor gives back the key it was made of', () => {
  fc.assert(
    fc.property(fc.integer(), fc.string({ unit: 'grapheme' }), (at, id) => {
      expect(decodeCursor(encodeCursor([at, id]), [0, ''])).toEqual([at, id]);
    })
  );
});

test('whatever else is given as a cursor is refused as the caller’s mistake', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => decodeCursor(text, [0, ''])).toThrow(InvalidCursor);
    })
  );
  expect(() => decodeCursor(encodeCursor([1]), [0, ''])).toThrow(InvalidCursor);
  expect(() => decodeCursor(encodeCursor(['1', 'a']), [0, ''])).toThrow(InvalidCursor);
});

test('keys compare part by part', () => {
  expect(compareKeys([1, 'b'], [1, 'a'])).toBe(1);
  expect(compareKeys([1, 'b'], [2, 'a'])).toBe(-1);
  expect(compareKeys([1, 'a'], [1, 'a'])).toBe(0);
});
