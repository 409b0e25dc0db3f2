import fc from 'fast-check';
import { OrderedWindow } from './ordered-window.ts';

test('it holds the last values, in both orders', () => {
  const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true }));
  fc.assert(
    fc.property(fc.array(value, { minLength: 1 }), fc.integer({ min: 1, max: 9 }), (values, capacity) => {
      const window = new OrderedWindow(capacity);
      values.forEach((one) => window.add(one));
      const last = values.slice(-capacity);
      const ordered = [...last].sort((a, b) => a - b);
      expect(window.values()).toEqual(last);
      expect(ordered.map((_, rank) => window.at(rank))).toEqual(ordered.map((one) => expect.closeTo(one) as number));
      expect([window.lowest, window.highest, window.size]).toEqual([ordered.at(0), ordered.at(-1), last.length]);
    })
  );
});

test('quantiles are values that came', () => {
  const window = new OrderedWindow(200);
  for (let value = 100; value >= 0; value -= 1) {
    window.add(value);
  }
  expect([window.median, window.upper(0.05), window.lower(0.05)]).toEqual([50, 95, 5]);
  expect(window.medianAboveZero).toBe(50);
  window.clear();
  expect(window.values()).toEqual([]);
  [0, -1, 0, 7, 9].forEach((value) => window.add(value));
  expect(window.medianAboveZero).toBe(7);
});
