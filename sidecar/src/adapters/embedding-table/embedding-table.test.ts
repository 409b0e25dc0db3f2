import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { openEmbeddingTable } from './embedding-table.ts';

const FOLDER = path.resolve(__dirname, '../../../assets/embedding');
const { tolerance, checks } = z
  .object({
    tolerance: z.number(),
    checks: z.array(z.object({ text: z.string(), tokens: z.array(z.string()), first8: z.array(z.number()) })),
  })
  .parse(JSON.parse(readFileSync(path.join(FOLDER, 'vectors-check.json'), 'utf8')));
const { vocab } = z
  .object({ vocab: z.array(z.string()) })
  .parse(JSON.parse(readFileSync(path.join(FOLDER, 'table.json'), 'utf8')));
const table = openEmbeddingTable();

describe('the embedding table', () => {
  it.each(checks)('reads "$text" as the table was made', ({ text, tokens, first8 }) => {
    expect(table.rowsOf(text).map((row) => vocab[row])).toEqual(tokens);
    const vector = table.vectorOf(text);
    first8.forEach((value, index) => expect(Math.abs((vector[index] ?? NaN) - value)).toBeLessThan(tolerance));
    expect(Math.hypot(...vector)).toBeCloseTo(tokens.length === 0 ? 0 : 1, 5);
  });

  it('embeds texts in their order, and gives zeros for what it does not know', async () => {
    const [first, nothing, second] = await table.embed(['disk full', '… 1234567 …', 'login refused']);
    expect(first).toEqual(table.vectorOf('disk full'));
    expect(second).toEqual(table.vectorOf('login refused'));
    expect(nothing?.every((value) => value === 0)).toBe(true);
  });

  it('takes what a sender may send: half surrogates, endless words, megabytes', () => {
    const began = performance.now();
    for (const text of ['\ud800', 'x'.repeat(1_000_000), 'oom '.repeat(1_000_000), 'é'.repeat(100_000)]) {
      expect(table.vectorOf(text)).toHaveLength(table.dimensions);
    }
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('carries a key that names these very numbers', () => {
    expect(table.key).toMatch(/^table:[0-9a-f]{16}$/);
  });
});
