import { MESSAGES, type Fault, type FaultLanguage, type OwnFunction, type Printed, type Vary } from './fault.ts';

const fn = (module: string, name: string, kind: OwnFunction['kind'] = 'plain'): OwnFunction => ({ module, name, kind });
const MAIN = fn('main', 'main');
const SHOP = 'github.com/acme/shop/internal';
const PATHS = [
  [
    fn(`${SHOP}/orders`, '(*Repository).Load'),
    fn(`${SHOP}/orders`, '(*Service).Place'),
    fn(`${SHOP}/web`, 'Create'),
    MAIN,
  ],
  [
    fn(`${SHOP}/orders`, '(*Repository).Save'),
    fn(`${SHOP}/orders`, '(*Service).Place'),
    fn(`${SHOP}/web`, 'Create'),
    MAIN,
  ],
  [
    fn(`${SHOP}/orders`, '(*Repository).Load'),
    fn(`${SHOP}/orders`, '(*Service).Cancel'),
    fn(`${SHOP}/web`, 'Remove'),
    MAIN,
  ],
  [fn(`${SHOP}/orders`, 'Handler'), fn(`${SHOP}/web`, 'Serve', 'lambda'), MAIN],
  [fn(`${SHOP}/cart`, 'Handler'), fn(`${SHOP}/web`, 'Serve', 'lambda'), MAIN],
  [fn(`${SHOP}/pay`, 'Charge', 'lambda'), fn(`${SHOP}/pay`, '(*Payments).Settle', 'async'), MAIN],
  [fn(`${SHOP}/pay`, 'Refund', 'lambda'), fn(`${SHOP}/pay`, '(*Payments).Settle', 'async'), MAIN],
  [fn(`${SHOP}/stock`, 'Map', 'generic'), fn(`${SHOP}/stock`, '(*Level[...]).Reserve'), MAIN],
  [fn(`${SHOP}/stock`, 'Release', 'generic'), MAIN],
  [fn(`${SHOP}/search`, 'Query')],
] as const;

const RUNTIME: readonly ((vary: Vary) => string)[] = [
  (vary) => `runtime error: index out of range [${vary.below(99)}] with length ${vary.below(99)}`,
  () => 'runtime error: invalid memory address or nil pointer dereference',
  (vary) => `runtime error: slice bounds out of range [:${vary.below(99)}] with capacity ${vary.below(99)}`,
  () => 'assignment to entry in nil map',
  ...MESSAGES.slice(0, 2),
];

const faults: Fault[] = [
  ...PATHS.flatMap((own, path) =>
    RUNTIME.map((say, kind) => ({ name: `panic ${kind} at path ${path}`, chain: [{ type: 'panic', say, own }] }))
  ),
  ...PATHS.slice(0, 3).map((own, path) => ({
    name: `panic again at path ${path}`,
    chain: [
      { type: 'panic', say: (vary: Vary) => `again: worker ${vary.below(9)}`, own: [] },
      { type: 'panic', say: RUNTIME[path] ?? (() => ''), own },
    ],
  })),
  ...PATHS.slice(0, 6).map((own, path) => ({
    name: `error with stack at path ${path}`,
    chain: [{ type: 'error', say: MESSAGES[path] ?? (() => ''), own }],
  })),
];

function ownFrame({ module, name, kind }: OwnFunction, { root, vary }: { root: string; vary: Vary }): string[] {
  const file = `${root}/${module.split('/').slice(3).join('/')}${module === 'main' ? '' : '/'}${vary.pick(['file', 'more'])}.go`;
  const suffix = {
    plain: '',
    nested: '',
    constructor: '',
    lambda: vary.pick([`.func${1 + vary.below(9)}`, `.func${1 + vary.below(9)}.${1 + vary.below(4)}`, '']),
    async: vary.pick(['', `.gowrap${1 + vary.below(3)}`, '-fm']),
    generic: '[...]',
  }[kind];
  const version = vary.chance(0.1) ? module.replace('acme/shop', 'acme/shop/v2') : module;
  return [`${version}.${name}${suffix}`, `\t${file}:${vary.line()}`];
}

function libraryFrame(vary: Vary): string[] {
  return vary
    .pick([
      ['net/http.HandlerFunc.ServeHTTP', '\t/usr/local/go/src/net/http/server.go'],
      ['net/http.(*conn).serve', '\tnet/http/server.go'],
      ['github.com/gin-gonic/gin.(*Context).Next', '\t/root/go/pkg/mod/github.com/gin-gonic/gin@v1.9.1/context.go'],
      ['golang.org/x/sync/errgroup.(*Group).Go.func1', '\t/src/vendor/golang.org/x/sync/errgroup/errgroup.go'],
      ['reflect.Value.call', '\t/usr/local/go/src/reflect/value.go'],
    ])
    .map((line, at) => (at === 1 ? `${line}:${vary.line()}` : line));
}

function print(fault: Fault, vary: Vary): Printed {
  const root = vary.root();
  const exception = fault.chain.at(-1);
  const own = exception?.own ?? [];
  const message = exception?.say(vary) ?? '';
  const withStack = exception?.type === 'error';
  const frames: string[][] = [];
  const filler = libraryFrame(vary).join('\n');
  let cut: number | null = null;
  own.forEach((one, index) => {
    frames.push(
      ...vary.some(index === 0 && withStack ? 0 : 2, () => libraryFrame(vary)),
      ownFrame(one, { root, vary })
    );
    cut = index === 2 ? frames.length : cut;
  });
  frames.push(...vary.some(4, () => libraryFrame(vary)));
  if (withStack) {
    return { lines: [message, ...frames.flat()], safeCut: cut === null ? null : 1 + cut * 2, filler };
  }
  const lines = [...head(fault, { message, vary }), ...deferred(fault, { root, vary })];
  const safeCut = cut === null ? null : lines.length + cut * 2;
  lines.push(...frames.flatMap(([name = '', place = '']) => [`${name}(${args(vary)})`, `${place} +0x${vary.hex(2)}`]));
  lines.push(
    ...(vary.chance(0.3)
      ? ['created by net/http.(*Server).Serve in goroutine 1', '\t/usr/local/go/src/net/http/server.go:3086 +0x5cb']
      : [])
  );
  lines.push(
    ...(vary.chance(0.3)
      ? [
          '',
          `goroutine ${vary.line()} [select, 3 minutes]:`,
          'github.com/acme/shop/internal/idle.Wait(0x1)',
          `\t${root}/idle.go:3 +0x1`,
        ]
      : [])
  );
  return { lines, safeCut, filler };
}

function head(fault: Fault, { message, vary }: { message: string; vary: Vary }): string[] {
  const goroutine = `goroutine ${1 + vary.below(9000)}${vary.pick(['', ' gp=0xc000002380 m=0 mp=0x8a0'])} [running]:`;
  if (fault.chain.length > 1) {
    return [`panic: ${message} [recovered]`, `\tpanic: ${fault.chain[0]?.say(vary) ?? ''}`, '', goroutine];
  }
  const signal = vary.chance(0.3)
    ? [`[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x${vary.hex(6)}]`]
    : [];
  return message.startsWith('runtime error: ') && vary.chance(0.3)
    ? [`http: panic serving ${vary.address()}: ${message}`, goroutine]
    : [`panic: ${message}`, ...signal, '', goroutine];
}

/** What recovered the panic stands above it. */
function deferred(fault: Fault, { root, vary }: { root: string; vary: Vary }): string[] {
  return fault.chain.length > 1 || vary.chance(0.3)
    ? [
        'runtime/debug.Stack()',
        '\t/usr/local/go/src/runtime/debug/stack.go:26 +0x5e',
        `github.com/acme/shop/internal/web.Recover.func1.${1 + vary.below(3)}()`,
        `\t${root}/web.go:${vary.line()} +0x2b`,
        `panic({0x${vary.hex(6)}?, 0x${vary.hex(6)}?})`,
        `\t/usr/local/go/src/runtime/panic.go:${vary.line()} +0x13a`,
      ]
    : [];
}

function args(vary: Vary): string {
  return vary.pick(['', '...', `0x${vary.hex(9)}`, `{0x${vary.hex(6)}, 0x${vary.hex(2)}}, 0x1?`]);
}

export const goFaults: FaultLanguage = { faults, print };
