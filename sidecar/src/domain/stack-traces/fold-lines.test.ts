import fc from 'fast-check';
import { dotnetFaults } from '../../../test/support/stack-traces/faults/dotnet-faults.ts';
import { Vary } from '../../../test/support/stack-traces/faults/fault.ts';
import { seenTraces } from '../../../test/support/stack-traces/seen-traces.ts';
import { readError } from '../fingerprints/read-error.ts';
import type { RawLine } from '../signals/raw-line.ts';
import { foldLines } from './fold-lines.ts';

const RUNS = Number(process.env['IM_FUZZ_RUNS'] ?? 300);
const NOW = Date.UTC(2026, 10, 21, 12);

function raw(message: string, more: Partial<RawLine> = {}): RawLine {
  return { at: NOW, service: 'shop', level: 'error', message, errorType: null, stack: null, traceId: null, ...more };
}

const split = (text: string, more: Partial<RawLine> = {}) => text.split('\n').map((line) => raw(line, more));
const texts = (lines: readonly RawLine[]) => lines.map(({ message }) => message);
const known = (message: string) => readError({ message, errorType: null, stack: null }).fingerprint;

/** Lines in front of their header or behind their frames that are known by nothing stay lines of their own. */
const NOT_WHOLE = ['python noted', 'node assertion', 'node uncaught', 'node vm', 'go overflow'];
const SEEN = (['jvm', 'python', 'node', 'go'] as const).flatMap((language) =>
  [...seenTraces(language)]
    .filter(([name]) => !NOT_WHOLE.includes(`${language} ${name}`))
    .map(([name, text]) => [`${language} ${name}`, text.replace(/ +$/gm, '')] as const)
);

describe('lines of one trace', () => {
  it.each(SEEN)('become one again: %s', (_, text) => {
    const folded = foldLines(split(text));
    expect(texts(folded)).toEqual([text]);
  });

  it.each(
    dotnetFaults.faults
      .slice(0, 8)
      .map((fault, at) => [fault.name, dotnetFaults.print(fault, new Vary(at + 3))] as const)
  )('become one again: .NET %s', (_, { lines }) => {
    const text = lines.join('\n');
    // A logger's lead of two lines keeps its first.
    expect(known(texts(foldLines(split(text))).at(-1) ?? '')).toBe(known(text));
  });

  it('are parted from lines before and after', () => {
    const text = seenTraces('jvm').get('executor') ?? '';
    const [before, after] = ['2026-11-21 12:00:00 INFO started', '2026-11-21 12:00:09 INFO stopped'];
    const folded = foldLines([raw(before, { at: NOW - 60_000 }), ...split(text), raw(after)]);
    expect(texts(folded)).toEqual([before, text, after]);
  });

  it('go with what the logger said on the line before', () => {
    const said = '2026-11-21 12:00:00 ERROR c.s.Orders - cannot place';
    const text = seenTraces('jvm').get('executor') ?? '';
    expect(texts(foldLines([raw('INFO up', { at: NOW - 1500 }), raw(said), ...split(text)]))).toEqual([
      'INFO up',
      `${said}\n${text}`,
    ]);
    const traceback = seenTraces('python').get('direct-cause') ?? '';
    expect(texts(foldLines([raw('ERROR:shop:no'), ...split(traceback)]))).toEqual([`ERROR:shop:no\n${traceback}`]);
  });

  it('keep type, message and frames together where Node or Go says more around them', () => {
    const [uncaught, overflow] = [seenTraces('node').get('uncaught') ?? '', seenTraces('go').get('overflow') ?? ''];
    const fingerprints = (text: string) => texts(foldLines(split(text))).map(known);
    expect(fingerprints(uncaught)).toContain(known(uncaught));
    expect(fingerprints(overflow)).toContain(known(overflow));
  });

  it('find each other between lines of other services and a few of their own', () => {
    const text = seenTraces('jvm').get('executor') ?? '';
    const lines = split(text).flatMap((line, at) =>
      at % 5 === 3
        ? [line, raw(`12:00:00 INFO GET /${at}`, { level: 'info' }), raw('other', { service: 'cart' })]
        : [line]
    );
    const folded = foldLines(lines);
    expect(texts(folded)[0]).toBe(text);
    expect(folded).toHaveLength(1 + lines.length - text.split('\n').length);
  });

  it('of two services or two trace ids stay two', () => {
    const [one, other] = [seenTraces('jvm').get('executor') ?? '', seenTraces('jvm').get('cause-and-suppressed') ?? ''];
    const first = split(one, { service: 'a' });
    const second = split(other, { service: 'b' });
    const mixed = first.flatMap((line, at) => [line, ...second.slice(at, at + 1)]);
    expect(texts(foldLines(mixed))).toEqual([one, other]);
    const ids = [...split(one, { traceId: '1' }), ...split(other, { traceId: '2' })];
    expect(texts(foldLines(ids))).toEqual([one, other]);
    expect(texts(foldLines([...split(one), ...split(other)]))).toEqual([one, other]);
  });

  it('may come with the control characters of rsyslog and the line ends of Docker', () => {
    const text = seenTraces('jvm').get('executor') ?? '';
    const rsyslog = text.split('\n').map((line) => raw(` ${line.replace('\t', '#011')}`));
    expect(known(texts(foldLines(rsyslog))[0] ?? '')).toBe(known(text));
    expect(foldLines(rsyslog)).toHaveLength(1);
    expect(texts(foldLines(text.split('\n').map((line) => raw(`${line}\n`))))).toEqual([text]);
  });

  it("keep the first one's place and time, the worst level and the trace id", () => {
    const [head, ...rest] = split(
      'java.io.IOException: reset\n\tat com.shop.A.b(A.java:1)\n\tat com.shop.A.c(A.java:2)'
    );
    const folded = foldLines([
      ...(head === undefined ? [] : [{ ...head, level: 'info' as const }]),
      ...rest.map((line) => ({ ...line, at: NOW + 3, traceId: 't1' })),
    ]);
    expect(folded).toEqual([
      raw('java.io.IOException: reset\n\tat com.shop.A.b(A.java:1)\n\tat com.shop.A.c(A.java:2)', { traceId: 't1' }),
    ]);
  });

  it('whose beginning went with another batch become one line of frames', () => {
    const [, ...frames] = split('x\n\tat com.shop.A.b(A.java:1)\n\tat com.shop.A.c(A.java:2)\n\t... 3 more');
    expect(foldLines(frames)).toHaveLength(1);
  });
});

describe('lines that are no trace', () => {
  it.each([
    [['at 12:00 the shop opens', 'at night (mostly) it is closed', 'Caution: wet floor']],
    [['  indented', '\tby a tab', '+ plus', '| bar']],
    [['ERROR one', 'ERROR two: three', 'com.shop.Orders: failed']],
    [['select *', '  from orders', '  where at > now()']],
  ])('stay as they are: %j', (lines) => {
    const told = lines.map((line) => raw(line));
    expect(foldLines(told)).toEqual(told);
  });

  it('are answered with the array they came in', () => {
    const told = [raw('GET /'), raw('POST /orders')];
    expect(foldLines(told)).toBe(told);
  });

  it('or that came long after, or with a stack of their own, are not joined', () => {
    const frame = '\tat com.shop.A.b(A.java:1)';
    expect(foldLines([raw('x.y.Z: a'), raw(frame, { at: NOW + 6000 })])).toHaveLength(2);
    expect(foldLines([raw('x.y.Z: a', { stack: frame, errorType: 'x.y.Z' }), raw(frame)])).toHaveLength(2);
  });
});

describe('any lines', () => {
  const pieces = SEEN.flatMap(([, text]) => text.split('\n'));
  const line = fc.record({
    message: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 20 })),
    service: fc.constantFrom('a', 'b', null),
    at: fc.option(fc.integer({ min: NOW, max: NOW + 8000 })),
  });

  it('are all there afterwards, once each, in the order of their service', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), (told) => {
        const lines = told.map(({ message, service, at }) => raw(message, { service, at }));
        const folded = foldLines(lines);
        const words = (of: readonly RawLine[]) =>
          of
            .flatMap(({ message }) =>
              message
                .replaceAll('#011', '\t')
                .split('\n')
                .map((text) => text.trimEnd())
            )
            .sort();
        expect(words(folded)).toEqual(words(lines));
      }),
      { numRuns: RUNS }
    );
  });

  it('of one giant trace stay within bounds, and cost in proportion', () => {
    const lines = Array.from({ length: 20_000 }, (_, at) => raw(`\tat com.shop.A.b${at}(A.java:${at})`));
    const folded = foldLines([raw('x.y.Z: a'), ...lines]);
    expect(Math.max(...folded.map(({ message }) => message.length))).toBeLessThanOrEqual(65_536);
    const time = (count: number) => {
      const some = lines.slice(0, count);
      let best = Infinity;
      for (let round = 0; round < 7; round += 1) {
        const before = process.cpuUsage();
        foldLines(some);
        const { user, system } = process.cpuUsage(before);
        best = Math.min(best, user + system);
      }
      return best;
    };
    time(2000);
    // Ten times the lines: 10 in proportion, 100 where it grows with the square.
    expect(time(20_000) / time(2000)).toBeLessThan(40);
  });
});
