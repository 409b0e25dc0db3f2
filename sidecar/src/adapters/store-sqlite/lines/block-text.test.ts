import fc from 'fast-check';
import type { LogLine } from '../../../domain/signals/log-line.ts';
import { packBody, unpackBody } from './block-body.ts';
import { decodeBlock } from './block-text.ts';
import { hashOf, marksOf, mayHave } from './block-marks.ts';
import { STORED_LEVELS } from './log-levels.ts';
import { BLOCK_SPAN_MS, packLines } from './pack-lines.ts';

/** Any string at all, halves of pairs too. */
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary', minLength: 300, maxLength: 9_000 }));
const lines: fc.Arbitrary<LogLine[]> = fc.array(
  fc.record({
    id: fc.string({ unit: 'binary' }),
    at: fc.integer({ min: 0, max: 4 * BLOCK_SPAN_MS }),
    receivedAt: fc.integer({ min: 0 }),
    service: fc.constantFrom('a', '__proto__'),
    level: fc.constantFrom(...STORED_LEVELS),
    message: text,
    errorType: fc.option(text),
    stack: fc.option(text),
    traceId: fc.option(text),
    template: fc.option(text),
    fingerprint: fc.option(text),
  }),
  { maxLength: 12 }
);

test('what was put into blocks comes out again, each line once', () => {
  fc.assert(
    fc.property(lines, (given) => {
      const blocks = packLines(given);
      const read = blocks.flatMap(({ service, text: body }) => decodeBlock(unpackBody(packBody(body)), service));
      const inOrder = (all: readonly LogLine[]) =>
        all.map((line) => JSON.stringify(Object.entries(line).sort())).sort();
      expect(inOrder(read)).toEqual(inOrder(given));
    }),
    { numRuns: 200 }
  );
});

test('a block is of one service, one class of levels and one minute, and knows its ends', () => {
  fc.assert(
    fc.property(lines, (given) => {
      for (const block of packLines(given)) {
        const read = decodeBlock(block.text, block.service);
        const times = read.map(({ at }) => at);
        expect([Math.min(...times), Math.max(...times), read.length]).toEqual([
          block.oldest,
          block.newest,
          block.lines,
        ]);
        expect(new Set(times.map((at) => Math.floor(at / BLOCK_SPAN_MS))).size).toBe(1);
      }
    })
  );
});

test('blocks are bounded, in lines and in characters', () => {
  const line = { ...of('x'), message: 'y'.repeat(100_000) };
  const large = packLines(Array.from({ length: 20 }, (_, index) => ({ ...line, id: `log_${index}` })));
  expect(Math.max(...large.map(({ text: body }) => body.length))).toBeLessThan(400_000);
  expect(
    packLines(Array.from({ length: 1_200 }, (_, index) => of(`log_${index}`))).map((block) => block.lines)
  ).toEqual([500, 500, 200]);
});

test('marks never say that something is not there which is, and seldom that it may be', () => {
  const known = Array.from({ length: 100 }, (_, index) => ({ ...of(`${index}`), traceId: `trace-${index}` }));
  const marks = marksOf(known);
  expect(known.every(({ traceId }) => mayHave(marks, hashOf('trace', traceId)))).toBe(true);
  const others = Array.from({ length: 10_000 }, (_, index) => hashOf('trace', `other-${index}`));
  expect(others.filter((hash) => mayHave(marks, hash)).length).toBeLessThan(500);
  expect(mayHave(marksOf([of('x')]), hashOf('trace', 'x'))).toBe(false);
  expect(mayHave(null, hashOf('trace', 'x'))).toBe(true);
});

function of(id: string): LogLine {
  return {
    ...{ id, at: 1, receivedAt: 2, service: 's', level: 'info', message: 'm' },
    ...{ errorType: null, stack: null, traceId: null, template: null, fingerprint: null },
  };
}
