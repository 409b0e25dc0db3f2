import fc from 'fast-check';
import { MergedTemplates } from './merged-templates.ts';

const merged = (pairs: Record<string, string | null>) =>
  new MergedTemplates(Object.entries(pairs).map(([id, mergedInto]) => ({ id, mergedInto })));

test('a chain is followed to its end, whatever the order in which it was told', () => {
  const templates = merged({ b: 'c', a: 'b', d: 'c', c: null });
  expect(['a', 'b', 'c', 'd', 'unknown'].map((id) => templates.lastOf(id))).toEqual(['c', 'c', 'c', 'c', 'unknown']);
});

test('a family is everything that is told under the same template', () => {
  const templates = merged({ a: 'b', b: 'c', d: 'c', x: 'y' });
  for (const id of ['a', 'b', 'c', 'd']) {
    expect(templates.familyOf([id])).toEqual(['a', 'b', 'c', 'd']);
  }
  expect(templates.familyOf(['y', 'alone'])).toEqual(['alone', 'x', 'y']);
  expect(templates.familyOf([])).toEqual([]);
});

test('a circle is harmless: all of it, and what leads into it, is told under one', () => {
  const templates = merged({ c: 'b', b: 'a', a: 'c', tail: 'b', self: 'self' });
  expect(['a', 'b', 'c', 'tail', 'self'].map((id) => templates.lastOf(id))).toEqual(['a', 'a', 'a', 'a', 'self']);
});

test('whatever the merges, following ends, and following twice changes nothing', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
  fc.assert(
    fc.property(fc.array(fc.record({ id, mergedInto: fc.option(id) })), (merges) => {
      const templates = new MergedTemplates(merges);
      for (const one of ['a', 'b', 'c', 'd', 'e', 'f']) {
        const last = templates.lastOf(one);
        expect(templates.lastOf(last)).toBe(last);
        expect(templates.familyOf([one])).toContain(last);
      }
    })
  );
});
