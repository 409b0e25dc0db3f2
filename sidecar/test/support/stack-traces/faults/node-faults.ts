import {
  faultsOf,
  type Fault,
  type FaultException,
  type FaultLanguage,
  type OwnFunction,
  type Printed,
  type Vary,
} from './fault.ts';

const fn = (module: string, name: string, kind: OwnFunction['kind'] = 'plain'): OwnFunction => ({ module, name, kind });
const MAIN = fn('server', 'main', 'async');
const PATHS = [
  [
    fn('orders/repository', 'Repository.load'),
    fn('orders/orders', 'Service.place', 'async'),
    fn('web/order-routes', 'create', 'async'),
    MAIN,
  ],
  [
    fn('orders/repository', 'Repository.save'),
    fn('orders/orders', 'Service.place', 'async'),
    fn('web/order-routes', 'create', 'async'),
    MAIN,
  ],
  [
    fn('orders/repository', 'Repository.load'),
    fn('orders/orders', 'Service.cancel', 'async'),
    fn('web/order-routes', 'remove', 'async'),
    MAIN,
  ],
  [fn('orders/index', 'handler'), fn('router', 'dispatch'), MAIN],
  [fn('cart/index', 'handler'), fn('router', 'dispatch'), MAIN],
  [fn('pay/gateway', 'charge', 'async'), fn('pay/payments', 'settle', 'async'), MAIN],
  [fn('pay/gateway', 'refund', 'async'), fn('pay/payments', 'settle', 'async'), MAIN],
  [fn('stock/level', 'Level', 'constructor'), fn('stock/reserve', 'reserve', 'nested'), MAIN],
  [fn('stock/reserve', 'release', 'nested'), MAIN],
  [fn('search', 'query')],
  [fn('checkout', 'pay', 'generic'), fn('checkout', 'submit', 'generic')],
  [fn('account', 'pay', 'generic'), fn('checkout', 'submit', 'generic')],
] as const;
const TYPES = ['TypeError', 'RangeError', 'OrderRejected', 'ReferenceError'];

const member = (name: string): Fault => ({
  name: `undefined asked for ${name}`,
  chain: [
    {
      type: 'TypeError',
      say: (vary) =>
        vary.pick([
          `Cannot read properties of undefined (reading '${name}')`,
          `Cannot read property '${name}' of undefined`,
        ]),
      own: PATHS[0],
    },
  ],
});

function ownFrame({ module, name, kind }: OwnFunction, { root, vary }: { root: string; vary: Vary }): string {
  const scheme = vary.pick(['', '', 'file://']);
  const extension = vary.pick(['.js', '.js', '.mjs', '.ts']);
  const folder = vary.pick(['/dist', '/src', '/build']);
  const place =
    kind === 'generic'
      ? `${vary.pick(['https://shop.example', root])}/assets/${module}${vary.pick(['-', '.'])}${vary.digest()}.js${vary.pick(['', `?v=${vary.below(99)}`])}:1:${vary.line()}`
      : vary.chance(0.05)
        ? `webpack://shop/./src/${module}.ts:${vary.line()}:${vary.line()}`
        : `${scheme}${root}${folder}/${module}${extension}:${vary.line()}:${vary.line()}`;
  const last = name.slice(name.lastIndexOf('.') + 1);
  const printed = {
    plain: name,
    constructor: `new ${name}`,
    nested: `${vary.pick(['Object.', 'Module.', '', 'process.'])}${name}${vary.pick(['', ` [as ${last}]`, ' [as _onTimeout]'])}`,
    async: `${vary.pick(['', 'async '])}${name}`,
    generic: name,
    lambda: name,
  }[kind];
  return `at ${printed} (${place})`;
}

function libraryFrame(root: string, vary: Vary): string {
  const [line, column] = [vary.line(), vary.line()];
  return vary.pick([
    `at process.processTicksAndRejections (node:internal/process/task_queues:${line}:${column})`,
    `at async Promise.all (index ${vary.below(9)})`,
    `at Array.map (<anonymous>)`,
    `at Layer.handle [as handle_request] (${root}/node_modules/express/lib/router/layer.js:${line}:${column})`,
    `at ${vary.word()} (${root}/node_modules/.pnpm/pg@8.${vary.below(9)}.0/node_modules/pg/lib/client.js:${line}:${column})`,
    `at new Promise (<anonymous>)`,
    `at node:internal/main/run_main_module:${line}:${column}`,
    `at internal/timers.js:${line}:${column}`,
  ]);
}

function print(fault: Fault, vary: Vary): Printed {
  const root = vary.root();
  const lines: string[] = vary.chance(0.2)
    ? [`${root}/dist/x.js:${vary.line()}`, `  throw ${vary.word()};`, '  ^', '']
    : vary.chance(0.3)
      ? [`[2026-11-21T09:12:44.${100 + vary.below(800)}Z] ERROR (${vary.below(9999)}): request failed`]
      : [];
  const isInspected = vary.chance(0.7);
  let safeCut: number | null = null;
  fault.chain.forEach((exception, depth) => {
    const isRoot = depth === fault.chain.length - 1;
    const indent = isInspected ? '  '.repeat(depth) : '';
    const prefix = depth === 0 ? vary.pick(['', '', 'Uncaught ']) : isInspected ? '[cause]: ' : 'caused by: ';
    const code = depth === 0 && exception.type.endsWith('Error') ? vary.pick(['', '', ' [ERR_SHOP]']) : '';
    lines.push(
      `${indent}${lines.length > 0 && depth === 0 ? '' : prefix}${exception.type}${code}: ${exception.say(vary)}`
    );
    const cut = printFrames(lines, { exception, indent }, { root, vary });
    safeCut = isRoot ? cut : safeCut;
    if (!isRoot && isInspected) {
      lines[lines.length - 1] = `${lines.at(-1) ?? ''} {`;
    }
  });
  if (isInspected && fault.chain.length > 1) {
    lines.push('}');
  }
  return { lines, safeCut, filler: `    ${libraryFrame(root, vary)}` };
}

function printFrames(
  lines: string[],
  { exception, indent }: { exception: FaultException; indent: string },
  { root, vary }: { root: string; vary: Vary }
): number | null {
  let cut: number | null = null;
  const library = () => `${indent}    ${libraryFrame(root, vary)}`;
  lines.push(...vary.some(2, library));
  exception.own.forEach((own, index) => {
    lines.push(`${indent}    ${ownFrame(own, { root, vary })}`);
    cut = index === 2 ? lines.length : cut;
    lines.push(...vary.some(2, library));
  });
  lines.push(library(), ...vary.some(2, library));
  return cut;
}

export const nodeFaults: FaultLanguage = {
  faults: [...faultsOf(PATHS, { types: TYPES, generic: 'Error' }), member('name'), member('address')],
  print,
};
