import fc from 'fast-check';
import { seenTraces } from '../../../test/support/stack-traces/seen-traces.ts';
import { readError } from './read-error.ts';

const RUNS = Number(process.env['IM_FUZZ_RUNS'] ?? 1000);
const inline = (message: string) => readError({ message, errorType: null, stack: null });

function seen(language: 'jvm' | 'python' | 'node' | 'go', name: string): string {
  return seenTraces(language).get(name) ?? '';
}

describe('what a line says of its error', () => {
  it('is nothing where there is neither stack nor type', () => {
    expect(inline('order A-1007 placed')).toEqual({
      errorType: null,
      message: 'order A-1007 placed',
      stack: null,
      fingerprint: null,
      ownFrames: [],
    });
  });

  it('is one message, with the stack apart, where the stack stood in the message', () => {
    const text = seen('jvm', 'cause-and-suppressed');
    const read = inline(`2026-11-21 17:02:29 ERROR [main] c.s.Orders - cannot place\n${text}`);
    expect(read).toMatchObject({
      errorType: 'java.lang.RuntimeException',
      message:
        '2026-11-21 17:02:29 ERROR [main] c.s.Orders - cannot place: java.lang.RuntimeException: cannot place A-1007',
      stack: text,
      ownFrames: [
        'com.shop.orders.Trouble$Repository.load (Trouble.java:8)',
        'com.shop.orders.Trouble$Service.place (Trouble.java:13)',
        'com.shop.orders.Trouble.main (Trouble.java:27)',
        'com.shop.orders.Trouble.print (Trouble.java:21)',
      ],
    });
    expect(read.fingerprint).toMatch(/^fp_[0-9a-f]{24}$/);
  });

  it('has no source lines that Node or Python printed', () => {
    expect(inline(seen('node', 'uncaught')).message).toBe('PaymentRefused: cannot place Z-9');
    expect(inline(seen('python', 'uncaught')).message).toBe(
      "AttributeError: 'NoneType' object has no attribute 'name'"
    );
    expect(inline(seen('go', 'overflow')).message).toBe('fatal error: stack overflow');
  });

  it('is the same whether the stack comes apart, inline, or with the control characters of rsyslog', () => {
    const text = seen('jvm', 'executor');
    const apart = readError({
      message: 'cannot place',
      errorType: 'java.util.concurrent.ExecutionException',
      stack: text,
    });
    expect(apart).toMatchObject({ message: 'cannot place', stack: text });
    expect(inline(text).fingerprint).toBe(apart.fingerprint);
    const escaped = text.replaceAll('\n', '#012').replaceAll('\t', '#011');
    expect(inline(escaped)).toEqual(inline(text));
  });

  it('is its type and message where there is no stack that we read', () => {
    const told = { message: 'order A-1007 not there', errorType: 'NotFound', stack: null };
    const ruby = { ...told, message: 'order B-9 not there', stack: "app/orders.rb:3:in `place'" };
    expect(readError(told).fingerprint).toBe(readError(ruby).fingerprint);
    expect(readError({ ...told, errorType: 'Gone' }).fingerprint).not.toBe(readError(told).fingerprint);
    expect(readError({ ...told, message: 'cart A-1007 not there' }).fingerprint).not.toBe(readError(told).fingerprint);
  });

  it('is a type from beside the stack where the stack has none', () => {
    const text = seen('python', 'direct-cause');
    const frames = text.slice(text.indexOf('  File'), text.indexOf('KeyError'));
    expect(readError({ message: "'A-1'", errorType: 'KeyError', stack: frames })).toMatchObject({
      errorType: 'KeyError',
      ownFrames: ['trouble:load (trouble.py:10)', 'trouble:place (trouble.py:15)'],
    });
  });

  it('of Go is the type and message from beside a bare dump of the goroutine', () => {
    const panic = seen('go', 'index');
    const stack = panic.slice(panic.indexOf('goroutine 1'));
    const other = readError({ message: 'no stock for A-7', errorType: '*orders.Refused', stack });
    expect(other).toMatchObject({ errorType: '*orders.Refused', message: 'no stock for A-7' });
    expect(other.ownFrames[0]).toBe('github.com/acme/shop/internal/orders.(*Service).Line (orders.go:9)');
    expect(other.fingerprint).not.toBe(readError({ message: 'x', errorType: '*orders.Gone', stack }).fingerprint);
  });

  it('that is several lines of something else stays as it is', () => {
    const message = 'query took 3 s:\n  select *\n  from orders\n  where at > now()';
    expect(inline(message)).toMatchObject({ message, stack: null, fingerprint: null });
  });

  it('is read from any text without throwing, and nothing is lost', () => {
    const traces = (['jvm', 'python', 'node', 'go'] as const).flatMap((language) => [...seenTraces(language).values()]);
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.tuple(fc.constantFrom(...traces), fc.nat(), fc.string({ maxLength: 30 })).map(([trace, at, put]) => {
        const from = at % trace.length;
        return trace.slice(0, from) + put + trace.slice(from);
      })
    );
    const optional = fc.option(text);
    fc.assert(
      fc.property(text, optional, optional, (message, errorType, stack) => {
        const read = readError({ message, errorType, stack });
        expect(readError({ message, errorType, stack })).toEqual(read);
        if (stack !== null && stack !== '') {
          expect(read.stack).toBe(stack);
        }
        expect(read.ownFrames.length).toBeLessThanOrEqual(5);
      }),
      { numRuns: RUNS }
    );
  });

  it.each<[string, (hostile: string) => Parameters<typeof readError>[0]]>([
    ['a type of brackets', () => ({ message: 'm', errorType: '<'.repeat(64_000), stack: null })],
    ['a type of back ticks', () => ({ message: 'm', errorType: `${'`1'.repeat(32_000)}\n`, stack: null })],
    [
      'words before a trace',
      (spaces) => ({ message: `a${spaces}b\n${seen('jvm', 'cause-and-suppressed')}`, errorType: null, stack: null }),
    ],
    [
      'a message',
      (spaces) => ({
        message: `java.lang.Error: a${spaces}b\n${seen('jvm', 'cause-and-suppressed')}`,
        errorType: null,
        stack: null,
      }),
    ],
  ])('takes no longer than its length asks for where %s is hostile', (_, told) => {
    const lines = Array.from({ length: 10 }, () => told(' '.repeat(63_000)));
    const before = process.cpuUsage();
    lines.forEach((one) => readError(one));
    const { user } = process.cpuUsage(before);
    // The square of the length would be some ten seconds.
    expect(user / 1000).toBeLessThan(2000);
  });

  it('costs an ordinary line less than half of parting it at its spaces', () => {
    const line = 'GET /orders/A-1007 200 in 12 ms '.repeat(5);
    const lines = Array.from({ length: 20_000 }, (_, at) => ({
      message: `${at} ${line}`,
      errorType: null,
      stack: null,
    }));
    const best = (work: (one: (typeof lines)[number]) => unknown) => {
      let nanoseconds = Infinity;
      for (let round = 0; round < 10; round += 1) {
        const before = process.cpuUsage();
        lines.forEach(work);
        const { user, system } = process.cpuUsage(before);
        nanoseconds = Math.min(nanoseconds, ((user + system) * 1000) / lines.length);
      }
      return nanoseconds;
    };
    const bare = best(({ message }) => message.split(' '));
    expect(best((one) => readError(one)) / bare).toBeLessThan(0.5);
  });
});
