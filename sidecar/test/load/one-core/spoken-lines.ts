import type { SeededRandom } from '../../support/seeded-random.ts';

/** What a program says, with what differs from time to time. */
export type Form = (random: SeededRandom) => string;

const oneOf = (random: SeededRandom, ...words: readonly string[]) => words[random.below(words.length)] ?? '';
const hex = (random: SeededRandom, digits: number) =>
  Array.from({ length: digits / 4 }, () => random.below(65_536).toString(16).padStart(4, '0')).join('');
const uuid = (random: SeededRandom) =>
  `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 4).slice(1)}-a${hex(random, 4).slice(1)}-${hex(random, 12)}`;
const address = (random: SeededRandom) => `10.${random.below(4)}.${random.below(250)}.${random.below(250)}`;
const route = (random: SeededRandom) =>
  `/api/v1/${oneOf(random, 'orders', 'carts', 'users', 'invoices')}/${random.below(1e6)}`;

export const ORDINARY: readonly Form[] = [
  (r) => `GET ${route(r)} 200 ${r.below(900)}ms ${r.below(40_000)} bytes from ${address(r)}`,
  (r) => `POST ${route(r)}/items 201 in ${(r.next() * 300).toFixed(2)} ms request_id=${uuid(r)}`,
  (r) => `Order ${uuid(r)} placed by customer ${r.below(1e6)}: ${r.below(9) + 1} items, total ${r.below(50_000)} cents`,
  (r) =>
    `cache ${oneOf(r, 'hit', 'miss')} key=product:${r.below(1e5)} region=${oneOf(r, 'eu', 'us', 'ap')} ttl=${r.below(600)}s`,
  (r) => `Consumed message offset=${r.below(1e8)} partition=${r.below(32)} topic=order-events lag=${r.below(500)}`,
  (r) =>
    `Query finished rows=${r.below(5000)} duration=${(r.next() * 80).toFixed(3)}ms pool=${oneOf(r, 'read', 'write')} waiting=${r.below(4)}`,
  (r) => `Connection accepted from ${address(r)}:${1024 + r.below(60_000)}, ${r.below(400)} open`,
  (r) =>
    `Session ${hex(r, 16)} of user u${r.below(1e5)} extended until 2026-11-21T${10 + r.below(10)}:${10 + r.below(50)}:00Z`,
  (r) =>
    `{"event":"checkout","step":"${oneOf(r, 'address', 'payment', 'review')}","cart":"${uuid(r)}","ms":${r.below(2000)}}`,
  (r) =>
    `Scheduled job cleanup-${oneOf(r, 'carts', 'sessions', 'exports')} finished: ${r.below(9000)} removed, ${r.below(20)} kept`,
  (r) =>
    `[pool-${r.below(4)}-thread-${r.below(64)}] Reserved ${r.below(50) + 1} of sku-${r.below(1e5)} in warehouse ${oneOf(r, 'HAM', 'LEJ', 'MUC')}`,
  (r) => `feature flag new-pricing evaluated to ${oneOf(r, 'on', 'off')} for tenant ${r.below(3000)}`,
];

export const WARNINGS: readonly Form[] = [
  (r) =>
    `Slow query (${800 + r.below(4000)} ms) on table ${oneOf(r, 'orders', 'payments', 'stock')}, ${r.below(1e6)} rows read`,
  (r) => `Retry ${1 + r.below(4)} of 5 for https://payments.internal/v2/charge after ${r.below(3000)}ms`,
  (r) => `Login with password=hunter${r.below(1000)}two refused for user u${r.below(1e5)} from ${address(r)}`,
];

export const ERRORS: readonly Form[] = [
  (r) => `connection to ${address(r)}:5432 refused after ${r.below(5000)} ms`,
  (r) => `Payment ${uuid(r)} failed: gateway answered ${500 + r.below(5)} after ${r.below(9000)}ms`,
];

/** As the JVM prints it; two frames of libraries between those of the program. */
export const STACK: Form = (r) =>
  [
    `java.lang.IllegalStateException: order ${r.below(1e6)} is closed`,
    `\tat com.shop.orders.OrderBook.close(OrderBook.java:${100 + r.below(40)})`,
    '\tat com.shop.orders.OrderService.settle(OrderService.java:88)',
    '\tat java.base/java.util.ArrayList.forEach(ArrayList.java:1596)',
    '\tat org.springframework.aop.framework.ReflectiveMethodInvocation.proceed(ReflectiveMethodInvocation.java:184)',
    '\tat com.shop.orders.OrderController.post(OrderController.java:41)',
  ].join('\n');

export const traceIdOf = (random: SeededRandom) => hex(random, 32);
export const spanIdOf = (random: SeededRandom) => hex(random, 16);
