import type { StackFrame, StackLanguage } from '../stack-traces/stack-trace.ts';
import { frameName } from './frame-name.ts';
import { moduleOfPath } from './module-of-path.ts';

const frame = (place: Partial<StackFrame>): StackFrame => ({
  function: null,
  module: null,
  file: null,
  line: 1,
  isOwn: true,
  ...place,
});
const named = (language: StackLanguage, place: Partial<StackFrame>) => frameName(language, frame(place))?.name ?? null;

describe('the name of a frame', () => {
  it.each([
    ['com.shop.Orders', 'place'],
    ['com.shop.Orders', 'lambda$place$3'],
    ['com.shop.Orders', 'place$lambda$12'],
    ['com.shop.Orders', 'place$lambda-1'],
    ['com.shop.Orders', 'place$default'],
    ['com.shop.Orders', 'place-IoAF18A'],
    ['com.shop.Orders', 'access$place'],
    ['com.shop.Orders', '$anonfun$place$1'],
    ['com.shop.Orders$', '$anonfun$place$1$adapted'],
    ['com.shop.Orders$place$2', 'invokeSuspend'],
    ['com.shop.Orders$$anonfun$place$1', 'apply'],
    ['com.shop.Orders$4', 'place'],
  ])('of the JVM is that of the function it was made from: %s.%s', (module, name) => {
    expect(named('jvm', { module, function: name })).toBe('com.shop.Orders.place');
  });

  it.each([
    ['Shop.Orders', 'Place'],
    ['Shop.Orders', '<Place>b__3_0'],
    ['Shop.Orders.<Place>d__12', 'MoveNext'],
    ['Shop.Orders.<>c', '<Place>b__0_1'],
    ['Shop.Orders.<>c__DisplayClass3_0', '<Place>b__0'],
    ['Shop.Orders.<>c__DisplayClass3_0.<<Place>b__0>d', 'MoveNext'],
    ['Shop.Orders`1', 'Place[T]'],
  ])('of .NET is that of the method it was made from: %s.%s', (module, name) => {
    expect(named('dotnet', { module, function: name })).toBe('Shop.Orders.Place');
  });

  it('of .NET knows local functions, nested classes and constructors', () => {
    expect(named('dotnet', { module: 'Shop.Orders', function: '<Place>g__Check|3_0' })).toBe('Shop.Orders.Place.Check');
    expect(named('dotnet', { module: 'Program', function: '<Main>$' })).toBe('Program.Main');
    expect(named('dotnet', { module: 'Shop.Orders+Line', function: 'Total' })).toBe('Shop.Orders.Line.Total');
    expect(named('dotnet', { module: 'Shop.Orders', function: '.ctor' })).not.toBe(
      named('dotnet', { module: 'Shop.Orders', function: 'Place' })
    );
  });

  it.each([
    ['github.com/acme/shop/orders', '(*Service).Place'],
    ['github.com/acme/shop/orders', '(*Service).Place.func1'],
    ['github.com/acme/shop/orders', '(*Service).Place.func1.2'],
    ['github.com/acme/shop/orders', '(*Service[...]).Place.gowrap1'],
    ['github.com/acme/shop/v3/orders', '(*Service).Place-fm'],
  ])('of Go is that of the function around a closure: %s.%s', (module, name) => {
    expect(named('go', { module, function: name })).toBe('github.com/acme/shop/orders.(*Service).Place');
  });

  it('of Python has its module, and comprehensions have none', () => {
    expect(named('python', { file: '/srv/app/shop/orders.py', function: 'place' })).toBe('orders:place');
    expect(named('python', { file: '/srv/app/shop/orders.py', function: '<listcomp>' })).toBeNull();
    expect(named('python', { file: '/srv/app/orders/views.py', function: 'detail' })).not.toBe(
      named('python', { file: '/srv/app/cart/views.py', function: 'detail' })
    );
  });

  it.each([
    ['place', '/srv/app/dist/orders.js'],
    ['Object.place', '/app/orders.mjs'],
    ['Timeout.place [as _onTimeout]', '/app/orders.js'],
    ['async place', 'C:\\srv\\orders.ts'],
  ])('of Node is that of the function, however it was called: %s', (name, file) => {
    expect(named('node', { function: name, file })).toBe('orders:place');
  });

  it('of Node is weak where a bundler chose it', () => {
    expect(frameName('node', frame({ function: 't', file: 'assets/index-DbQ2xY9p.js' }))).toEqual({
      name: 'index:*',
      isWeak: true,
    });
    expect(frameName('node', frame({ function: 'to', file: '/srv/app/src/mail.js' }))).toEqual({
      name: 'mail:to',
      isWeak: false,
    });
    expect(frameName('node', frame({ file: '/srv/app/src/mail.js' }))?.isWeak).toBe(true);
  });
});

describe('the module of a path', () => {
  it.each([
    '/app/orders/index.js',
    '/srv/app/dist/orders/index.js',
    '/opt/shop/1.4.2/orders/index.ts',
    '/opt/shop-1.4.2/orders/index.js',
    '/home/deploy/shop/orders/index.js',
    '/var/www/shop/releases/20261121093000/src/orders/index.mjs',
    '/home/deploy/shop/3f2a9c1/orders/index.js',
    'C:\\app\\orders\\index.js',
  ])('takes a folder along where every project has such a file: %s', (path) => {
    expect(moduleOfPath(path).name).toBe('orders/index');
  });

  it.each([
    ['/app/index.js', 'index'],
    ['/home/deploy/shop/index.js', 'index'],
    ['/var/task/.next/server/chunks/472.js', 'bundle'],
    ['/srv/shop/index.js', 'index'],
    ['/home/node/index.js', 'index'],
    ['assets/checkout-DbQ2xY9p.js', 'checkout'],
    ['static/js/main.3f2a9c1b.chunk.js', 'main'],
    ['/app/dist/472.d41d8cd98f00.js', 'bundle'],
    ['assets/checkout-[secret:high-entropy].js', 'checkout'],
    ['/app/order-repository.js', 'order-repository'],
    ['/app/http-client.js', 'http-client'],
    ['/app/vendors~main.min.js', 'vendors~main'],
  ])('of %s is %s', (path, name) => {
    expect(moduleOfPath(path).name).toBe(name);
  });
});
