import fc from 'fast-check';
import { seenTraces } from '../../../test/support/stack-traces/seen-traces.ts';
import { ownCode } from './own-code.ts';
import { parseStack } from './parse-stack.ts';
import { cutStack, MAX_EXCEPTIONS, MAX_FRAMES } from './stack-trace.ts';

const RUNS = Number(process.env['IM_FUZZ_RUNS'] ?? 1000);
const LANGUAGES = ['jvm', 'python', 'node', 'go'] as const;
const SEEN = LANGUAGES.flatMap((language) => [...seenTraces(language).values()]);

/** Types from the outermost to the root, and the own functions of the root. */
function summary(text: string) {
  const trace = parseStack(text);
  return {
    language: trace?.language,
    types: trace?.exceptions.map(({ type }) => type),
    own: trace?.exceptions.at(-1)?.frames.flatMap((frame) => (frame.isOwn ? [frame.function] : [])),
  };
}

function seen(language: (typeof LANGUAGES)[number], name: string): string {
  const text = seenTraces(language).get(name);
  if (text === undefined) {
    throw new Error(`no trace ${name}`);
  }
  return text;
}

describe('a trace of the JVM', () => {
  it.each([
    ['cause-and-suppressed', ['java.lang.RuntimeException', 'java.util.NoSuchElementException'], ['load', 'place']],
    [
      'executor',
      ['java.util.concurrent.ExecutionException', 'java.lang.RuntimeException', 'java.util.NoSuchElementException'],
      ['load', 'place'],
    ],
    ['circular', ['java.lang.Exception', 'java.lang.Exception'], []],
    ['lambda-in-stream', ['java.lang.NumberFormatException'], ['lambda$main$2', 'lambda$main$3', 'print', 'main']],
    ['proxy', ['java.lang.reflect.UndeclaredThrowableException', 'java.io.IOException'], ['lambda$main$11']],
    ['helpful-null', ['java.lang.NullPointerException'], ['lambda$main$1', 'print', 'main']],
    ['anonymous-class', ['java.lang.IndexOutOfBoundsException'], ['call', 'lambda$main$13', 'print', 'main']],
  ])('that was seen: %s', (name, types, own) => {
    expect(summary(seen('jvm', name))).toEqual({ language: 'jvm', types, own });
  });

  it('has messages of several lines, places and lines', () => {
    const trace = parseStack(seen('jvm', 'proxy'));
    expect(trace?.exceptions[1]?.message).toBe('connection reset\nby peer');
    expect(trace?.exceptions[1]?.frames[0]).toEqual({
      function: 'lambda$main$11',
      module: 'com.shop.orders.Trouble',
      file: 'Trouble.java',
      line: 35,
      isOwn: true,
    });
  });

  it.each([
    ['module and version', 'at java.base@17.0.15/java.lang.Thread.run(Thread.java:840)', 'run', false],
    ['class loader', 'at app//com.shop.Orders.place(Orders.java:12)', 'place', true],
    ['hidden class', 'at com.shop.Orders$$Lambda/0x00007f1.accept(Unknown Source)', 'accept', false],
    ['older hidden class', 'at com.shop.Orders$$Lambda$14/0x0000000800066840.apply(Unknown Source)', 'apply', false],
    ['native', 'at com.shop.Native.read0(Native Method)', 'read0', true],
    ['constructor', 'at com.shop.Orders.<init>(Orders.kt:9)', '<init>', true],
    ['Kotlin', 'at com.shop.OrdersKt$place$2.invokeSuspend(Orders.kt:41)', 'invokeSuspend', true],
    ['Scala', 'at com.shop.Orders$.$anonfun$place$1(Orders.scala:7)', '$anonfun$place$1', true],
    ['logback with jars', 'at com.shop.Orders.place(Orders.java:12) ~[shop-1.4.jar!/:1.4]', 'place', true],
    ['CGLIB', 'at com.shop.Orders$$EnhancerBySpringCGLIB$$1a2b.place(<generated>)', 'place', false],
    ['CGLIB of Spring 6', 'at com.shop.Orders$$SpringCGLIB$$0.place(<generated>)', 'place', false],
    ['proxy', 'at jdk.proxy2/jdk.proxy2.$Proxy45.charge(Unknown Source)', 'charge', false],
    ['Android', 'at com.shop.ui.CartFragment.onClick(SourceFile:9)', 'onClick', true],
  ])('has a frame with %s', (_, frame, name, isOwn) => {
    const [exception] = parseStack(`com.shop.Refused: no\n\t${frame}`)?.exceptions ?? [];
    expect(exception).toMatchObject({ type: 'com.shop.Refused', message: 'no', frames: [{ function: name, isOwn }] });
  });

  it('may come through logcat, behind what the logger said, and root cause first', () => {
    const android =
      'E/AndroidRuntime( 812): FATAL EXCEPTION: main\nE/AndroidRuntime( 812): Process: com.shop, PID: 812\n' +
      'E/AndroidRuntime( 812): java.lang.IllegalStateException: gone\nE/AndroidRuntime( 812): \tat com.shop.A.b(A.java:1)';
    expect(parseStack(android)).toMatchObject({
      leadLines: 2,
      exceptions: [{ message: 'gone', frames: [{ function: 'b' }] }],
    });
    const rootFirst =
      'java.io.IOException: reset\n\tat com.shop.Net.read(Net.java:3)\nWrapped by: com.shop.Refused: no\n' +
      '\tat com.shop.Orders.place(Orders.java:12)\n\t... 3 common frames omitted';
    expect(summary(rootFirst)).toMatchObject({ types: ['com.shop.Refused', 'java.io.IOException'], own: ['read'] });
  });
});

describe('a traceback of Python', () => {
  it.each([
    ['direct-cause', ['PaymentRefused', 'KeyError'], ['load', 'place']],
    ['during-handling', ['AttributeError', 'KeyError'], ['load', 'cancel']],
    ['group', ['ExceptionGroup', 'PaymentRefused', 'KeyError'], ['load', 'place']],
    ['recursion', ['RecursionError'], ['depth', 'depth', 'depth', '<lambda>', '<module>']],
    ['syntax', ['SyntaxError'], [null, '<lambda>', '<module>']],
    ['json', ['json.decoder.JSONDecodeError'], ['<lambda>', '<module>']],
    ['connection', ['urllib.error.URLError', 'ConnectionRefusedError'], []],
    ['exec', ['ValueError'], ['<module>', '<lambda>', '<module>']],
  ])('that was seen: %s', (name, types, own) => {
    expect(summary(seen('python', name))).toEqual({ language: 'python', types, own });
  });

  it('keeps notes and lines of its message, and what the logger said before', () => {
    const trace = parseStack(`ERROR:shop:cannot read row 7\n${seen('python', 'noted')}`);
    expect(trace).toMatchObject({
      leadLines: 1,
      exceptions: [{ message: 'bad amount\nsecond line\nwhile reading row 7' }],
    });
  });

  it('is read without its spaces, and without its end', () => {
    const whole = seen('python', 'direct-cause');
    const trimmed = whole
      .split('\n')
      .map((line) => line.trim())
      .join('\n');
    expect(summary(trimmed)).toEqual(summary(whole));
    const cut = whole.slice(0, whole.indexOf('KeyError'));
    expect(summary(cut)).toEqual({ language: 'python', types: [null], own: ['load', 'place'] });
  });

  it('of a group keeps the first member, also of groups in groups', () => {
    const text = [
      '  + Exception Group Traceback (most recent call last):',
      '  |   File "/srv/app/run.py", line 3, in run',
      '  | ExceptionGroup: two (2 sub-exceptions)',
      '  +-+---------------- 1 ----------------',
      '    | ExceptionGroup: inner (1 sub-exception)',
      '    +-+---------------- 1 ----------------',
      '      | Traceback (most recent call last):',
      '      |   File "/srv/app/a.py", line 9, in first',
      '      | KeyError: 1',
      '      +------------------------------------',
      '    +---------------- 2 ----------------',
      '    | Traceback (most recent call last):',
      '    |   File "/srv/app/b.py", line 9, in second',
      '    | OSError: 2',
      '    +------------------------------------',
    ].join('\n');
    expect(summary(text)).toMatchObject({ types: ['ExceptionGroup', 'ExceptionGroup', 'KeyError'], own: ['first'] });
  });
});

describe('a stack of Node', () => {
  it.each([
    ['cause-inspected', ['PaymentRefused', 'Error'], ['Repository.load', 'Repository.fetch', 'Service.place']],
    [
      'any-inspected',
      ['AggregateError', 'PaymentRefused', 'Error'],
      ['Repository.load', 'Repository.fetch', 'Service.place'],
    ],
    ['fetch-inspected', ['TypeError', 'Error'], []],
    ['uncaught', ['PaymentRefused', 'Error'], ['Repository.load', 'Repository.fetch', 'Service.place']],
    ['all', ['PaymentRefused'], ['Service.place', null]],
    ['constructor', ['TypeError'], ['new Broken', 'constructor', null]],
    ['eval', ['TypeError'], ['inner', 'eval', 'eval', null]],
    ['assertion', ['AssertionError'], ['assertion', null]],
    ['timer', ['TypeError'], ['Timeout.later [as _onTimeout]']],
  ])('that was seen: %s', (name, types, own) => {
    expect(summary(seen('node', name))).toEqual({ language: 'node', types, own });
  });

  it.each([
    ['at Cart.add (/srv/app/src/cart.js:12:7)', 'Cart.add', '/srv/app/src/cart.js', true],
    ['at async Promise.all (index 0)', 'Promise.all', 'index 0', false],
    ['at Array.map (<anonymous>)', 'Array.map', '<anonymous>', false],
    [
      'at next (/srv/app/node_modules/express/lib/router/index.js:9:1)',
      'next',
      '/srv/app/node_modules/express/lib/router/index.js',
      false,
    ],
    ['at ./src/cart.ts (webpack-internal:///./src/cart.ts:4:1)', './src/cart.ts', './src/cart.ts', true],
    ['at add (webpack://shop/./src/cart.ts:4:1)', 'add', './src/cart.ts', true],
    ['at t (https://shop.example/assets/index-DbQ2xY9p.js?v=3:1:2044)', 't', 'assets/index-DbQ2xY9p.js', true],
    ['at add (C:\\srv\\app\\cart.js:4:1)', 'add', 'C:\\srv\\app\\cart.js', true],
    [
      'at processTicksAndRejections (internal/process/task_queues.js:97:5)',
      'processTicksAndRejections',
      'internal/process/task_queues.js',
      false,
    ],
  ])('has a frame %s', (frame, name, file, isOwn) => {
    expect(parseStack(`Error: x\n    ${frame}`)?.exceptions[0].frames).toMatchObject([{ function: name, file, isOwn }]);
  });
});

describe('a panic of Go', () => {
  it.each([
    ['nil', ['runtime error'], ['(*Service).Name', 'Run', 'main']],
    ['repanic', ['panic', 'runtime error'], ['(*Service).Line', 'Run.func1', 'Run', 'main']],
    ['recovered', ['runtime error'], ['(*Service).Line', 'Run.func5', 'Run', 'main']],
    ['http', ['runtime error'], ['(*Service).Name', 'Run.func6']],
    ['all', ['runtime error'], ['(*Service).Line', 'Run.func2', 'Run']],
    ['custom', ['orders.reason'], ['Run', 'main']],
    ['trimpath', ['runtime error'], ['(*Service).Line', 'Run', 'main']],
    ['generic', ['runtime error'], ['(*Service).Line', 'Run.func3', 'Map[...]', 'Run', 'main']],
  ])('that was seen: %s', (name, types, own) => {
    expect(summary(seen('go', name))).toEqual({ language: 'go', types, own });
  });

  it('may be an error that carries stacks, root first', () => {
    const text =
      'connection refused\ngithub.com/acme/shop/store.dial\n\t/srv/app/store/dial.go:12\nmain.main\n\t/srv/app/main.go:20\n' +
      'runtime.main\n\t/usr/local/go/src/runtime/proc.go:267\nloading cart\ngithub.com/acme/shop/cart.Load\n\t/srv/app/cart/load.go:8';
    expect(summary(text)).toEqual({ language: 'go', types: [null, null], own: ['dial', 'main'] });
    expect(parseStack(text)?.exceptions.map(({ message }) => message)).toEqual(['loading cart', 'connection refused']);
  });

  it.each([
    ['/root/go/pkg/mod/github.com/lib/pq@v1.10.9/conn.go', 'github.com/lib/pq.(*conn).exec', false],
    ['/srv/app/vendor/github.com/lib/pq/conn.go', 'github.com/lib/pq.(*conn).exec', false],
    ['net/http/server.go', 'net/http.(*Server).Serve', false],
    ['/srv/app/cart/cart.go', 'shop/cart.Load', true],
  ])('in %s', (file, name, isOwn) => {
    const trace = parseStack(`panic: x\n\ngoroutine 1 [running]:\n${name}(0x1)\n\t${file}:12 +0x1d`);
    expect(trace?.exceptions[0].frames).toMatchObject([{ isOwn, line: 12 }]);
  });
});

describe('an exception of .NET', () => {
  const TEXT = [
    'Unhandled exception. System.InvalidOperationException: cannot place A-1007',
    ' ---> Shop.Orders.OrderMissing: order A-1007 not there',
    '   at Shop.Orders.Repository.Load(String id) in /src/Orders/Repository.cs:line 14',
    '   at Shop.Orders.Service.<PlaceAsync>d__4.MoveNext() in /src/Orders/Service.cs:line 31',
    '--- End of stack trace from previous location ---',
    '   --- End of inner exception stack trace ---',
    '   at Shop.Orders.Service.<PlaceAsync>d__4.MoveNext() in /src/Orders/Service.cs:line 35',
    '   at System.Runtime.CompilerServices.TaskAwaiter.HandleNonSuccessAndDebuggerNotification(Task task)',
    '   at Program.<Main>$(String[] args) in /src/Program.cs:line 3',
  ].join('\n');

  it('has its inner exceptions in order with their frames', () => {
    expect(summary(TEXT)).toEqual({
      language: 'dotnet',
      types: ['System.InvalidOperationException', 'Shop.Orders.OrderMissing'],
      own: ['Load', 'MoveNext'],
    });
    expect(parseStack(TEXT)?.exceptions[0].frames.map(({ isOwn, line }) => [isOwn, line])).toEqual([
      [true, 35],
      [false, null],
      [true, 3],
    ]);
  });

  it('may print its headers on one line, and members of an aggregate behind', () => {
    const text = [
      'System.AggregateException: One or more errors occurred. (a) (b) ---> System.Exception: a',
      '   at Shop.A.First()',
      '   --- End of inner exception stack trace ---',
      '   at Shop.A.All()',
      '---> (Inner Exception #0) System.Exception: a',
      '   at Shop.A.First()<---',
      '',
      '---> (Inner Exception #1) System.ArgumentException: b',
      '   at Shop.A.Second()<---',
    ].join('\n');
    expect(summary(text)).toEqual({
      language: 'dotnet',
      types: ['System.AggregateException', 'System.Exception'],
      own: ['First'],
    });
    expect(parseStack(text)?.exceptions[0].frames.map((frame) => frame.function)).toEqual(['All']);
  });

  it('may have numbers behind its types', () => {
    const text = 'A.SqlException (0x80131904): no time\n ---> A.Win32Exception (258): waited\n   at A.B.C()';
    expect(summary(text).types).toEqual(['A.SqlException', 'A.Win32Exception']);
  });

  it('may be of Mono', () => {
    expect(summary('Shop.Refused: no\n  at Shop.Cart.Add (System.String id) [0x00012] in <3f2a>:0')).toMatchObject({
      language: 'dotnet',
      own: ['Add'],
    });
  });
});

describe('own code', () => {
  it('can be named by a setting', () => {
    const place = { function: 'place', module: 'com.google.shop.Orders', file: 'Orders.java', line: 1 };
    expect(ownCode('jvm')(place)).toBe(false);
    expect(ownCode('jvm', { ownPrefixes: ['com.google.shop.'] })(place)).toBe(true);
    expect(
      ownCode('python', { ownPrefixes: ['/usr/lib/python3/dist-packages/shop/'] })({
        function: 'f',
        module: null,
        file: '/usr/lib/python3/dist-packages/shop/a.py',
        line: 1,
      })
    ).toBe(true);
  });
});

describe('any text', () => {
  const pieces = fc.constantFrom(
    ...SEEN.flatMap((text) => text.split('\n').slice(0, 12)),
    ...[
      '',
      ' ',
      '\t',
      '|',
      '+',
      'at ',
      'at (',
      'File "',
      'panic: ',
      'goroutine 1 [running]:',
      ' ---> ',
      '[errors]: [',
      'Caused by: ',
      '\r',
    ]
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(fc.oneof(pieces, fc.string({ maxLength: 20 })), { maxLength: 40 }).map((lines) => lines.join('\n')),
    fc
      .tuple(fc.constantFrom(...SEEN), fc.nat(), fc.nat(), fc.string({ maxLength: 5 }))
      .map(([text, from, length, put]) => {
        const at = from % text.length;
        return text.slice(0, at) + put + text.slice(at + (length % 50));
      })
  );

  it('is read without throwing, within bounds', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const trace = parseStack(text);
        expect(trace === null || trace.exceptions.length <= MAX_EXCEPTIONS).toBe(true);
        expect(trace?.exceptions.every(({ frames }) => frames.length <= MAX_FRAMES) ?? true).toBe(true);
        expect(trace === null || trace.leadLines <= text.split('\n').length).toBe(true);
      }),
      { numRuns: RUNS }
    );
  });

  it('that has a giant frame, endless causes or endless frames stays bounded', () => {
    const hostile = [
      `Error: x\n    at ${'('.repeat(60_000)}`,
      'java.lang.Error: x\n\tat a.b.C.d(E.java:1)\n'.concat('Caused by: java.lang.Error: x\n'.repeat(2000)),
      `java.lang.Error\n${'\tat a.b.C.d(E.java:1)\n'.repeat(100_000)}`,
      `Traceback (most recent call last):\n${'  File "/a.py", line 1, in f\n'.repeat(50_000)}`,
      `${'  +-+---------------- 1 ----------------\n'.repeat(20_000)}  File "/a.py", line 1, in f`,
      `panic: x\n\ngoroutine 1 [running]:\n${'main.f(0x1)\n\t/a.go:1\n'.repeat(50_000)}`,
      `System.Exception: ${' ---> a.B: c'.repeat(5000)}\n   at A.B()`,
      `Error: x\n    at f (${'(eval at '.repeat(6000)}`,
    ];
    for (const text of hostile) {
      const trace = parseStack(text);
      expect(trace?.exceptions.length ?? 0).toBeLessThanOrEqual(MAX_EXCEPTIONS);
    }
  });

  it.each(LANGUAGES.map((language) => [language, [...seenTraces(language).values()].join('\n')] as const))(
    'of %s costs no more than in proportion',
    (_, text) => {
      const [short, long] = [text.slice(0, 8000), text.repeat(10).slice(0, 64_000)];
      const time = (what: string) => {
        let best = Infinity;
        for (let round = 0; round < 25; round += 1) {
          const begin = process.hrtime.bigint();
          parseStack(what);
          best = Math.min(best, Number(process.hrtime.bigint() - begin));
        }
        return best;
      };
      time(long);
      // Eight times the text: 8 in proportion, 64 where it grows with the square.
      expect(time(long) / time(short)).toBeLessThan(32);
    }
  );

  it('longer than what is looked at keeps its two ends', () => {
    const cut = cutStack(`first\n${'x\n'.repeat(50_000)}last`, 1000);
    expect(cut.length).toBeLessThanOrEqual(1000);
    expect(cut.startsWith('first\n')).toBe(true);
    expect(cut.endsWith('\nlast')).toBe(true);
    expect(cut).toContain('… [cut]');
  });
});
