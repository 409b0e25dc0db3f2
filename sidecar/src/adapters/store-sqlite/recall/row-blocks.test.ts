import fc from 'fast-check';
import { packRows, unpackRows } from './row-blocks.ts';

test('rows come out as they went in, up to the largest number of a row', () => {
  const rows = fc.uniqueArray(fc.oneof(fc.integer({ min: 1, max: 300 }), fc.maxSafeInteger().map(Math.abs)));
  fc.assert(
    fc.property(rows, (some) => {
      const ascending = [...some].sort((a, b) => a - b);
      expect(unpackRows(packRows(ascending))).toEqual(ascending);
    })
  );
});

test('neighbours take a byte each', () => {
  expect(packRows([1000, 1001, 1003, 1100])).toHaveLength(5);
});
