import fc from 'fast-check';
import { readLines } from './read-lines.ts';

async function* chunksOf(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0;
  for (const size of sizes) {
    yield bytes.subarray(at, at + size);
    at += size;
  }
  yield bytes.subarray(at);
}

async function linesOf(text: string, { sizes = [], maxBytes = 1000 }: { sizes?: number[]; maxBytes?: number } = {}) {
  const portions: string[][] = [];
  for await (const lines of readLines(chunksOf(Buffer.from(text), sizes), maxBytes)) {
    portions.push(lines);
  }
  return portions.flat();
}

it('the lines of a stream are the same, however it was cut, also within a character', async () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replace(/\n/g, ''));
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.array(fc.integer({ min: 0, max: 9 })), async (lines, sizes) => {
      const text = lines.map((one) => `${one}\n`).join('');
      expect(await linesOf(text, { sizes })).toEqual(lines.filter((one) => one.trim() !== ''));
    })
  );
});

it('half a line at the end is left out', async () => {
  expect(await linesOf('one\ntwo\nthr')).toEqual(['one', 'two']);
});

it.each([
  ['without an end', 'x'.repeat(2000)],
  ['with one', `${'x'.repeat(2000)}\n`],
])('a line that is too long %s ends the stream with an error', async (_, text) => {
  await expect(linesOf(text, { sizes: [500, 500, 500] })).rejects.toThrow('longer than 1000 bytes');
});
