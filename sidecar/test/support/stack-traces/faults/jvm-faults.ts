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
const MAIN = fn('com.shop.Application', 'main');
const PATHS = [
  [
    fn('com.shop.orders.OrderRepository', 'load'),
    fn('com.shop.orders.OrderService', 'place'),
    fn('com.shop.web.OrderController', 'create'),
    MAIN,
  ],
  [
    fn('com.shop.orders.OrderRepository', 'save'),
    fn('com.shop.orders.OrderService', 'place'),
    fn('com.shop.web.OrderController', 'create'),
    MAIN,
  ],
  [
    fn('com.shop.orders.OrderRepository', 'load'),
    fn('com.shop.orders.OrderService', 'cancel'),
    fn('com.shop.web.OrderController', 'remove'),
    MAIN,
  ],
  [
    fn('com.shop.pay.CardGateway', 'charge', 'lambda'),
    fn('com.shop.pay.Payments', 'settle'),
    fn('com.shop.jobs.Settlement', 'run'),
  ],
  [
    fn('com.shop.pay.CardGateway', 'refund', 'lambda'),
    fn('com.shop.pay.Payments', 'settle'),
    fn('com.shop.jobs.Settlement', 'run'),
  ],
  [
    fn('com.shop.cart.CartStore', 'items', 'async'),
    fn('com.shop.cart.CartService', 'total', 'async'),
    fn('com.shop.web.CartRoutes', 'get'),
  ],
  [
    fn('com.shop.cart.CartStore', 'clear', 'async'),
    fn('com.shop.cart.CartService', 'total', 'async'),
    fn('com.shop.web.CartRoutes', 'get'),
  ],
  [fn('com.shop.stock.Level', '<init>', 'constructor'), fn('com.shop.stock.Stock', 'reserve', 'nested'), MAIN],
  [fn('com.shop.stock.Stock', 'release', 'nested'), MAIN],
  [fn('com.shop.search.Index', 'query', 'generic')],
] as const;
const TYPES = [
  'java.lang.IllegalStateException',
  'java.lang.NullPointerException',
  'java.io.IOException',
  'com.shop.OrderRejected',
];

const member = (name: string): Fault => ({
  name: `null asked for ${name}`,
  chain: [
    {
      type: 'java.lang.NullPointerException',
      say: (vary) =>
        `Cannot invoke "com.shop.Customer.${name}()" because "${vary.pick(['<local4>', 'customer', 'order.customer', `<parameter${vary.below(4)}>`])}" is null`,
      own: PATHS[0],
    },
  ],
});

function ownFrame({ module, name, kind }: OwnFunction, vary: Vary): string {
  const simple = module.slice(module.lastIndexOf('.') + 1);
  const place = vary.chance(0.05) ? 'Unknown Source' : `${simple}.${vary.pick(['java', 'java', 'kt'])}:${vary.line()}`;
  const number = vary.below(40);
  const printed = {
    plain: [`${module}.${name}`],
    constructor: [`${module}.${name}`],
    nested: [`${module}.${name}`, `${module}$${1 + number}.${name}`],
    generic: [`${module}.${name}`, `${module}.${name}$default`, `${module}.access$${name}`],
    lambda: [
      `${module}.lambda$${name}$${number}`,
      `${module}.${name}$lambda$${number}`,
      `${module}.$anonfun$${name}$${number}`,
      `${module}.${name}$lambda-${number}`,
    ],
    async: [
      `${module}$${name}$${1 + number}.invokeSuspend`,
      `${module}.${name}`,
      `${module}.${name}$suspendImpl`,
      `${module}.${name}-IoAF18A`,
    ],
  }[kind];
  const loader = vary.pick(['', '', '', 'app//', 'shop@1.2.3/']);
  return `at ${loader}${printed[vary.below(printed.length)] ?? printed[0]}(${place})${vary.pick(['', '', ` ~[shop-1.${number}.jar!/:1.${number}]`, ' [classes/:?]'])}`;
}

function libraryFrame(vary: Vary): string {
  const name = vary.made([
    () =>
      `${vary.pick(['java.base/', 'java.base@17.0.15/', ''])}java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:${vary.line()})`,
    () =>
      `org.springframework.web.servlet.${vary.pick(['DispatcherServlet', 'FrameworkServlet'])}.doDispatch(DispatcherServlet.java:${vary.line()})`,
    () => `com.shop.orders.OrderService$$EnhancerBySpringCGLIB$$${vary.hex(8)}.place(<generated>)`,
    () => `com.shop.orders.OrderService$$SpringCGLIB$$${vary.below(3)}.place(<generated>)`,
    () => `jdk.proxy2/jdk.proxy2.$Proxy${vary.below(200)}.place(Unknown Source)`,
    () => `com.shop.pay.Payments$$Lambda/0x${vary.hex(16)}.accept(Unknown Source)`,
    () => `jdk.internal.reflect.GeneratedMethodAccessor${vary.below(99)}.invoke(Unknown Source)`,
    () => `kotlin.coroutines.jvm.internal.BaseContinuationImpl.resumeWith(ContinuationImpl.kt:${vary.line()})`,
    () => `io.netty.channel.AbstractChannelHandlerContext.invoke(AbstractChannelHandlerContext.java:${vary.line()})`,
    () => `java.base/sun.nio.ch.SocketDispatcher.read0(Native Method)`,
  ]);
  return `at ${name}`;
}

function print(fault: Fault, vary: Vary): Printed {
  const lines: string[] = vary.chance(0.3)
    ? [
        `2026-11-21 0${vary.below(9)}:12:44.${100 + vary.below(800)} ERROR [http-${vary.below(20)}] c.s.Web - request ${vary.id()} failed`,
      ]
    : [];
  let safeCut: number | null = null;
  fault.chain.forEach((exception, depth) => {
    const isRoot = depth === fault.chain.length - 1;
    const prefix = depth === 0 ? vary.pick(['', '', 'Exception in thread "main" ']) : 'Caused by: ';
    lines.push(`${lines.length > 0 && depth === 0 ? '' : prefix}${exception.type}: ${exception.say(vary)}`);
    const cut = printFrames(lines, { exception, isRoot, isCaused: depth > 0 }, vary);
    safeCut = isRoot ? cut : safeCut;
  });
  return { lines, safeCut, filler: `\t${libraryFrame(vary)}` };
}

function printFrames(
  lines: string[],
  { exception, isRoot, isCaused }: { exception: FaultException; isRoot: boolean; isCaused: boolean },
  vary: Vary
): number | null {
  let cut: number | null = null;
  const library = () => `\t${libraryFrame(vary)}`;
  lines.push(library(), ...vary.some(3, library));
  const elided = isCaused && vary.chance(0.7) ? 2 : exception.own.length;
  exception.own.slice(0, elided).forEach((own, index) => {
    lines.push(`\t${ownFrame(own, vary)}`);
    cut = index === 2 ? lines.length : cut;
    lines.push(...vary.some(3, library));
  });
  lines.push(...(isRoot ? vary.some(30, library) : vary.some(4, library)));
  if (elided < exception.own.length || vary.chance(0.2)) {
    lines.push(`\t... ${vary.line()} ${vary.pick(['more', 'common frames omitted'])}`);
  }
  if (vary.chance(0.1)) {
    lines.push(
      '\tSuppressed: java.lang.IllegalStateException: already closed',
      `\t\t${ownFrame(MAIN, vary)}`,
      `\t\t... ${vary.line()} more`
    );
  }
  return cut;
}

export const jvmFaults: FaultLanguage = {
  faults: [
    ...faultsOf(PATHS, { types: TYPES, generic: 'java.lang.RuntimeException' }),
    member('getName'),
    member('getAddress'),
  ],
  print,
};
