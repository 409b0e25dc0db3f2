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
const RUN = fn('shop/worker', 'run_forever');
const PATHS = [
  [fn('shop/orders/repository', 'load'), fn('shop/orders/service', 'place'), fn('shop/web/orders', 'create'), RUN],
  [fn('shop/orders/repository', 'save'), fn('shop/orders/service', 'place'), fn('shop/web/orders', 'create'), RUN],
  [fn('shop/orders/repository', 'load'), fn('shop/orders/service', 'cancel'), fn('shop/web/orders', 'remove'), RUN],
  [fn('shop/orders/views', 'detail'), fn('shop/middleware', '__call__'), RUN],
  [fn('shop/cart/views', 'detail'), fn('shop/middleware', '__call__'), RUN],
  [fn('shop/pay/gateway', 'charge', 'async'), fn('shop/pay/payments', 'settle', 'async'), RUN],
  [fn('shop/pay/gateway', 'refund', 'async'), fn('shop/pay/payments', 'settle', 'async'), RUN],
  [fn('shop/stock/level', '__init__', 'constructor'), fn('shop/stock/reserve', 'reserve', 'nested'), RUN],
  [fn('shop/stock/reserve', 'release', 'nested'), RUN],
  [fn('shop/search', 'query')],
] as const;
const TYPES = ['ValueError', 'KeyError', 'shop.errors.OrderRejected', 'ConnectionError'];

const member = (name: string): Fault => ({
  name: `None asked for ${name}`,
  chain: [{ type: 'AttributeError', say: () => `'NoneType' object has no attribute '${name}'`, own: PATHS[0] }],
});

interface Place {
  readonly root: string;
  readonly library: string;
  readonly carets: boolean;
  readonly version: number;
}

function frame(file: string, name: string, { place, vary }: { place: Place; vary: Vary }): string[] {
  const [held, source] = [vary.word(), `    return ${vary.word()}(${vary.word()}, ${vary.word()})`];
  return [
    `  File "${file}", line ${vary.line()}, in ${name}`,
    ...(vary.chance(0.9) ? [vary.chance(0.2) ? `    raise ${held}` : source] : []),
    ...(place.carets && vary.chance(0.5)
      ? [`           ${'~'.repeat(vary.below(6))}${'^'.repeat(3 + vary.below(9))}`]
      : []),
  ];
}

function library(place: Place, vary: Vary): string[] {
  const [file, name] = vary.pick([
    [`${place.library}/site-packages/django/core/handlers/exception.py`, 'inner'],
    [`${place.library}/site-packages/requests/adapters.py`, 'send'],
    [`${place.library}/asyncio/base_events.py`, 'run_until_complete'],
    ['<frozen importlib._bootstrap>', '_call_with_frames_removed'],
    [`${place.library}/contextlib.py`, '__exit__'],
  ]);
  return frame(file, name, { place, vary });
}

function print(fault: Fault, vary: Vary): Printed {
  const version = 8 + vary.below(6);
  const place: Place = {
    root: vary.root(),
    library: vary.pick([
      `/usr/local/lib/python3.${version}`,
      `/usr/lib/python3.${version}`,
      `/srv/app/.venv/lib/python3.${version}`,
      `/root/.pyenv/versions/3.${version}.2/lib/python3.${version}`,
    ]),
    carets: version >= 11,
    version,
  };
  const lines: string[] = vary.chance(0.3) ? [`ERROR:shop:request ${vary.id()} failed`] : [];
  // Causes stand above what they caused.
  fault.chain.toReversed().forEach((exception, index) => {
    if (index > 0) {
      lines.push('', vary.chance(0.5) ? BETWEEN[0] : BETWEEN[1], '');
    }
    lines.push('Traceback (most recent call last):', ...frames(exception, { place, vary }));
    lines.push(`${exception.type}: ${exception.say(vary)}`);
    lines.push(
      ...(index === fault.chain.length - 1 && place.version >= 11
        ? vary.some(1, () => `while reading row ${vary.line()}`)
        : [])
    );
  });
  const trims = vary.chance(0.05);
  return { lines: trims ? trimmed(lines) : lines, safeCut: null, filler: '' };
}

const BETWEEN = [
  'The above exception was the direct cause of the following exception:',
  'During handling of the above exception, another exception occurred:',
] as const;

function frames(exception: FaultException, { place, vary }: { place: Place; vary: Vary }): string[] {
  const lines = vary.some(3, () => library(place, vary)).flat();
  for (const { module, name } of exception.own.toReversed()) {
    const isListed = place.version < 12 && vary.chance(0.2);
    const file = `${place.root}${vary.pick(['', '', '/src'])}/${module}.py`;
    lines.push(...frame(file, name, { place, vary }));
    lines.push(...(isListed ? frame(file, vary.pick(['<listcomp>', '<dictcomp>']), { place, vary }) : []));
    lines.push(...vary.some(2, () => library(place, vary)).flat());
  }
  return lines;
}

/** As a sender that trims lines tells it; without source a line under a frame cannot be told from a header. */
function trimmed(lines: readonly string[]): string[] {
  return lines.flatMap((line, at) => {
    const isFrame = line.startsWith('  File "');
    const hasSource = (lines[at + 1] ?? '').startsWith('    ');
    return isFrame && !hasSource ? [line.trim(), 'pass'] : [line.trim()];
  });
}

export const pythonFaults: FaultLanguage = {
  faults: [...faultsOf(PATHS, { types: TYPES, generic: 'RuntimeError' }), member('name'), member('address')],
  print,
};
