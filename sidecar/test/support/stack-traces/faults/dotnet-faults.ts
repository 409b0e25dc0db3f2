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
const MAIN = fn('Shop.Program', 'Main', 'async');
const PATHS = [
  [
    fn('Shop.Orders.Repository', 'Load'),
    fn('Shop.Orders.Service', 'PlaceAsync', 'async'),
    fn('Shop.Web.OrderController', 'Create', 'async'),
    MAIN,
  ],
  [
    fn('Shop.Orders.Repository', 'Save'),
    fn('Shop.Orders.Service', 'PlaceAsync', 'async'),
    fn('Shop.Web.OrderController', 'Create', 'async'),
    MAIN,
  ],
  [
    fn('Shop.Orders.Repository', 'Load'),
    fn('Shop.Orders.Service', 'CancelAsync', 'async'),
    fn('Shop.Web.OrderController', 'Remove', 'async'),
    MAIN,
  ],
  [fn('Shop.Pay.Gateway', 'Charge', 'lambda'), fn('Shop.Pay.Payments', 'Settle'), fn('Shop.Jobs.Settlement', 'Run')],
  [fn('Shop.Pay.Gateway', 'Refund', 'lambda'), fn('Shop.Pay.Payments', 'Settle'), fn('Shop.Jobs.Settlement', 'Run')],
  [fn('Shop.Cart.Store', 'Items', 'generic'), fn('Shop.Cart.Cart', 'Total', 'async'), MAIN],
  [fn('Shop.Cart.Store', 'Clear', 'generic'), fn('Shop.Cart.Cart', 'Total', 'async'), MAIN],
  [fn('Shop.Stock.Level', '.ctor', 'constructor'), fn('Shop.Stock.Stock', 'Reserve', 'nested'), MAIN],
  [fn('Shop.Stock.Stock', 'Release', 'nested'), MAIN],
  [fn('Shop.Search.Index', 'Query')],
] as const;
const TYPES = [
  'System.InvalidOperationException',
  'System.NullReferenceException',
  'System.IO.IOException',
  'Shop.Orders.OrderRejected',
];

function ownFrame({ module, name, kind }: OwnFunction, { root, vary }: { root: string; vary: Vary }): string {
  const number = vary.below(30);
  const args = vary.pick(['', 'String id', 'String id, Int32 count', 'List`1 items, CancellationToken token']);
  const printed = {
    plain: [`${module}.${name}(${args})`],
    constructor: [`${module}.${name}(${args})`],
    nested: [`${module}.${name}(${args})`, `${module}.<${name}>b__${number}_${number}()`],
    generic: [
      `${module}\`1.${name}[T](${args})`,
      `${module}.${name}(${args})`,
      `${module}.${name}[TKey,TValue](${args})`,
    ],
    lambda: [
      `${module}.<>c.<${name}>b__${number}_0(${args})`,
      `${module}.<>c__DisplayClass${number}_0.<${name}>b__${vary.below(9)}(${args})`,
      `${module}.<>c__DisplayClass${number}_0.<<${name}>b__${vary.below(9)}>d.MoveNext()`,
    ],
    async: [`${module}.<${name}>d__${number}.MoveNext()`, `${module}.${name}(${args})`],
  }[kind];
  const simple = module.slice(module.lastIndexOf('.') + 1);
  const place = vary.pick([
    '',
    ` in ${root}/${simple}.cs:line ${vary.line()}`,
    ` in D:\\a\\shop (${number})\\${simple}.cs:line ${vary.line()}`,
  ]);
  return `   at ${printed[vary.below(printed.length)] ?? ''}${place}`;
}

function libraryFrame(vary: Vary): string {
  return vary.pick([
    '   at System.Runtime.CompilerServices.TaskAwaiter.ThrowForNonSuccess(Task task)',
    '   at System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw()',
    '--- End of stack trace from previous location ---',
    '--- End of stack trace from previous location where exception was thrown ---',
    `   at Microsoft.AspNetCore.Mvc.Infrastructure.ControllerActionInvoker.<InvokeAsync>d__${vary.below(30)}.MoveNext()`,
    '   at lambda_method(Closure , Object , Object[] )',
    '   at Npgsql.NpgsqlConnector.<>c__DisplayClass3_0.<Open>b__1(Object state)',
  ]);
}

function print(fault: Fault, vary: Vary): Printed {
  const root = vary.root();
  const isOld = vary.chance(0.2);
  const lines: string[] = vary.chance(0.3)
    ? [`fail: Shop.Web[${vary.below(99)}]`, `      request ${vary.id()} failed`]
    : [];
  const headers = fault.chain.map(({ type, say }) => `${type}: ${say(vary)}`);
  const [first = '', ...inner] = headers;
  const start = lines.length > 0 ? '' : vary.pick(['', '', 'Unhandled exception. ']);
  if (isOld) {
    lines.push([`${start}${first}`, ...inner].join(' ---> '));
  } else {
    lines.push(`${start}${first}`, ...inner.map((header) => ` ---> ${header}`));
  }
  let safeCut: number | null = null;
  fault.chain.toReversed().forEach((exception, index) => {
    if (index > 0) {
      lines.push('   --- End of inner exception stack trace ---');
    }
    const cut = printFrames(lines, exception, { root, vary });
    // The outermost frames stand last, and its top one counts.
    safeCut = fault.chain.length === 1 ? cut : null;
  });
  return { lines, safeCut, filler: libraryFrame(vary) };
}

function printFrames(
  lines: string[],
  exception: FaultException,
  { root, vary }: { root: string; vary: Vary }
): number | null {
  let cut: number | null = null;
  const library = () => libraryFrame(vary);
  lines.push('   at System.ThrowHelper.Throw()', ...vary.some(2, library));
  exception.own.forEach((own, index) => {
    lines.push(ownFrame(own, { root, vary }));
    cut = index === 2 ? lines.length : cut;
    lines.push(...vary.some(3, library));
  });
  return cut;
}

export const dotnetFaults: FaultLanguage = {
  faults: faultsOf(PATHS, { types: TYPES, generic: 'System.Exception' }),
  print,
};
