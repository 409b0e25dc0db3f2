import { dotProducts, vectorMemory } from './dot-products.ts';
import { SeededRandom } from '../../../../test/support/seeded-random.ts';

test('products are those of plain arithmetic, of the largest numbers too', () => {
  const random = new SeededRandom(3);
  for (const width of [16, 256, 1536]) {
    const vectors = Array.from({ length: 20 }, (_, row) =>
      Int8Array.from({ length: width }, () => (row < 2 ? -128 : random.below(256) - 128))
    );
    const memory = vectorMemory(1);
    const from = width + vectors.length * 4;
    const [query = new Int8Array()] = vectors;
    new Int8Array(memory.buffer).set(query);
    vectors.forEach((values, row) => new Int8Array(memory.buffer).set(values, from + row * width));
    dotProducts(memory)(from, from + vectors.length * width, width);
    const expected = vectors.map((values) => values.reduce((sum, value, at) => sum + value * (query[at] ?? 0), 0));
    expect([...new Int32Array(memory.buffer, width, vectors.length)]).toEqual(expected);
  }
});
