import fc from 'fast-check';
import { BestRows } from './best-rows.ts';
import { VectorPack } from './vector-pack.ts';

const DIMENSIONS = 100;
const vector = fc
  .array(fc.integer({ min: -128, max: 127 }), { minLength: DIMENSIONS, maxLength: DIMENSIONS })
  .map((values) => Int8Array.from(values));

function cosine(one: Int8Array, other: Int8Array): number {
  const dot = (a: Int8Array, b: Int8Array) => a.reduce((sum, value, place) => sum + value * (b[place] ?? 0), 0);
  const lengths = Math.sqrt(dot(one, one)) * Math.sqrt(dot(other, other));
  return lengths === 0 ? 0 : dot(one, other) / lengths;
}

test('the nearest are those that comparing every vector whole would find', () => {
  fc.assert(
    fc.property(
      fc.array(vector, { maxLength: 90 }),
      vector,
      fc.integer({ min: 1, max: 8 }),
      (vectors, query, limit) => {
        const pack = new VectorPack(DIMENSIONS);
        vectors.forEach((values, owner) => pack.add(owner, values));
        const best = new BestRows(limit);
        pack.eachNear(
          { model: '', values: query },
          () => best.floor,
          (owner, near) => best.offer(owner, near, 0)
        );
        const all = vectors.map((values) => cosine(query, values)).filter((near) => near > 0);
        const expected = all.sort((a, b) => b - a).slice(0, limit);
        const found = best.rows().map((owner) => cosine(query, vectors[owner] ?? query));
        expect(found.sort((a, b) => b - a).map((near) => near.toFixed(9))).toEqual(
          expected.map((near) => near.toFixed(9))
        );
      }
    )
  );
});
