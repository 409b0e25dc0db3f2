import { OTHER } from './naming/bounded-names.ts';
import { countOf, quantile } from './latency-sketch.ts';
import { sumCalls } from './sum-traffic.ts';
import { TrafficCounter, type CountedSpan, type TrafficLimits } from './traffic-counter.ts';
import type { CallCounts } from './traffic-counts.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const SETTLED = NOW + 10_000;

let nextSpan = 0;
function span(service: string, kind: CountedSpan['kind'], more: Partial<CountedSpan> = {}): CountedSpan {
  nextSpan += 1;
  return {
    traceId: 't',
    spanId: `s${nextSpan}`,
    parentSpanId: null,
    service,
    operation: 'GET /',
    kind,
    at: NOW - 1000,
    milliseconds: 10,
    isError: false,
    peer: null,
    ...more,
  };
}

const counter = (limits: Partial<TrafficLimits> = {}) => new TrafficCounter({ redact: (text) => text, limits });
const edges = (calls: readonly CallCounts[]) =>
  sumCalls(calls).map(({ caller, callee, calls: count }) => `${caller} → ${callee} ${count}`);

/** The client's side and the server's of one call. */
function call(caller: string, callee: string, more: { peer?: string; failed?: boolean; late?: number } = {}) {
  const client = span(caller, 'client', {
    peer: more.peer ?? null,
    milliseconds: 100,
    isError: more.failed ?? false,
    parentSpanId: 'elsewhere',
  });
  const server = span(callee, 'server', { parentSpanId: client.spanId, milliseconds: 40 });
  return { client, server };
}

describe('requests', () => {
  it('count for their operation and for the service, in the bucket of their own time', () => {
    const late = span('shop', 'consumer', { at: NOW - 3_600_000, operation: 'orders process', milliseconds: 5 });
    const { operations } = counter().addSpans(
      [
        span('shop', 'server', { operation: 'GET /users/1', isError: true, milliseconds: 30, traceId: 'slow' }),
        span('shop', 'server', { operation: 'GET /users/2?x=1' }),
        late,
        span('shop', 'client', { operation: 'SELECT' }),
        span('shop', 'internal', { parentSpanId: 'p', operation: 'render' }),
      ],
      NOW
    );
    const at = NOW - 10_000;
    expect(operations).toMatchObject([
      { operation: '', at, requests: 2, errors: 1, slowestMs: 30, slowestTrace: 'slow' },
      { operation: '', at: NOW - 3_600_000, requests: 1, errors: 0 },
      { operation: 'GET /users/{id}', at, requests: 2, errors: 1 },
      { operation: 'orders process', requests: 1, slowestMs: 5 },
    ]);
    expect(countOf(operations[0]?.latency ?? [])).toBe(2);
  });

  it('are also jobs that nobody calls: internal spans that begin a trace', () => {
    const { operations } = counter().addSpans([span('job', 'internal', { operation: 'nightly' })], NOW);
    expect(operations.map(({ operation, requests }) => [operation, requests])).toEqual([
      ['', 1],
      ['nightly', 1],
    ]);
  });

  it('are told under redacted names', () => {
    const careful = new TrafficCounter({ redact: (text) => text.replaceAll('hunter2', '[secret]') });
    const { operations, calls } = careful.addSpans(
      [
        span('a', 'server', { operation: 'login hunter2' }),
        span('a', 'producer', { peer: 'queue hunter2' }),
        span('a', 'client', { peer: 'db hunter2' }),
      ],
      NOW
    );
    const told = JSON.stringify([operations, calls, careful.settle(SETTLED)]);
    expect(told.match(/\[secret\]/g)).toHaveLength(3);
    expect(told).not.toContain('hunter2');
  });

  it('with a duration that makes no sense have a latency all the same', () => {
    const strange = [NaN, -1, 0, Infinity].map((milliseconds) => span('a', 'server', { milliseconds }));
    const [whole] = counter().addSpans(strange, NOW).operations;
    expect(countOf(whole?.latency ?? [])).toBe(4);
    expect(whole?.slowestMs).toBe(24 * 60 * 60 * 1000);
  });
});

describe('a call between services', () => {
  it('is found in whichever order and batch its two sides come, as its caller saw it', () => {
    for (const swap of [false, true]) {
      const traffic = counter();
      const { client, server } = call('a', 'b', { failed: true });
      const [first, second] = swap ? [server, client] : [client, server];
      expect(traffic.addSpans([first], NOW).calls).toEqual([]);
      const [found, ...more] = traffic.addSpans([second], NOW + 9000).calls;
      expect(found).toMatchObject({ caller: 'a', callee: 'b', origin: 'spans', calls: 1, errors: 1 });
      expect(quantile(found?.latency ?? [], 0.5)).toBeCloseTo(100, -1);
      expect([...more, ...traffic.settle(NOW + 120_000)]).toEqual([]);
    }
  });

  it('is told by the callee where the caller has no client span', () => {
    const parent = span('a', 'server');
    const child = span('b', 'server', { parentSpanId: parent.spanId, milliseconds: 40, isError: true });
    const [found] = counter().addSpans([child, parent], NOW).calls;
    expect(found).toMatchObject({ caller: 'a', callee: 'b', errors: 1 });
    expect(quantile(found?.latency ?? [], 0.5)).toBeCloseTo(40, -1);
  });

  it('that nobody answers for ten seconds is one to whom the client named, once', () => {
    const traffic = counter();
    const client = span('a', 'client', { peer: 'postgres' });
    expect(traffic.addSpans([client], NOW).calls).toEqual([]);
    expect(traffic.settle(NOW + 9_999)).toEqual([]);
    expect(edges(traffic.settle(SETTLED))).toEqual(['a → postgres 1']);
    expect(traffic.settle(NOW + 60_000)).toEqual([]);
  });

  it('that is refused counts for the service that answered under that name before', () => {
    const traffic = counter();
    const { client, server } = call('a', 'payment', { peer: 'payment.svc:8080' });
    const refused = span('a', 'client', { peer: 'payment.svc:8080', isError: true });
    traffic.addSpans([client, server, refused], NOW);
    expect(traffic.settle(SETTLED)).toMatchObject([{ caller: 'a', callee: 'payment', calls: 1, errors: 1 }]);
  });

  it('whose client gave up is one call, though the callee tells of it half a minute later', () => {
    const traffic = counter();
    const early = call('a', 'b', { peer: 'b.svc' });
    const { client, server } = call('a', 'b', { peer: 'b.svc', failed: true });
    const library = span('a', 'client', { peer: 'b-library' });
    const nested = { ...call('a', 'b'), client: span('a', 'client', { peer: 'b.svc', parentSpanId: library.spanId }) };
    traffic.addSpans([early.client, early.server, client, library, nested.client], NOW);
    expect(edges(traffic.settle(SETTLED))).toEqual(['a → b 1', 'a → b-library 1']);
    const late = [server, { ...nested.server, parentSpanId: nested.client.spanId }];
    expect(traffic.addSpans(late, NOW + 30_000).calls).toEqual([]);
  });

  it('to a name under which several answered keeps that name', () => {
    const traffic = counter();
    const answered = ['b', 'c', 'b'].map((callee) => call('a', callee, { peer: 'localhost' }));
    traffic.addSpans(
      answered.flatMap(({ client, server }) => [server, client]),
      NOW
    );
    traffic.addSpans([span('a', 'client', { peer: 'localhost' })], NOW);
    expect(edges(traffic.settle(SETTLED))).toEqual(['a → localhost 1']);
  });

  it('through a client within a client is one call, answered or not, in any order', () => {
    const orders = [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
      [0, 2, 1],
      [1, 0, 2],
      [2, 0, 1],
    ];
    for (const order of orders) {
      const outer = span('a', 'client', { peer: 'search' });
      const inner = span('a', 'client', { peer: '10.0.0.7:9200', parentSpanId: outer.spanId });
      const server = span('b', 'server', { parentSpanId: inner.spanId });
      const answered = counter();
      const all = [outer, inner, server];
      const found = order.flatMap((index) => answered.addSpans(all.slice(index, index + 1), NOW).calls);
      expect(edges([...found, ...answered.settle(SETTLED)])).toEqual(['a → b 1']);
      const unanswered = counter();
      order.filter((index) => index < 2).forEach((index) => unanswered.addSpans(all.slice(index, index + 1), NOW));
      expect(edges(unanswered.settle(SETTLED))).toEqual(['a → search 1']);
    }
  });

  it('of a service to itself is none', () => {
    const traffic = counter();
    const { client, server } = call('a', 'a', { peer: 'a.svc' });
    expect(traffic.addSpans([client, server], NOW).calls).toEqual([]);
    expect(traffic.settle(SETTLED)).toEqual([]);
  });

  it('by message is one to the queue and one to whoever takes it', () => {
    const producer = span('a', 'producer', { peer: 'orders' });
    const taken = ['b', 'c'].map((service) => span(service, 'consumer', { parentSpanId: producer.spanId }));
    const traffic = counter();
    const found = traffic.addSpans([producer, ...taken], NOW).calls;
    expect(edges([...found, ...traffic.settle(SETTLED)])).toEqual(['a → b 1', 'a → c 1', 'a → orders 1']);
  });

  it('whose spans are sent again is told once', () => {
    const traffic = counter();
    const { client, server } = call('a', 'b', { peer: 'b.svc' });
    const unanswered = span('a', 'client', { peer: 'db' });
    const message = span('a', 'producer', { peer: 'queue' });
    const batch = [server, client, unanswered, message];
    expect(edges(traffic.addSpans(batch, NOW).calls)).toEqual(['a → b 1', 'a → queue 1']);
    expect(traffic.addSpans(batch, NOW).calls).toEqual([]);
    expect(edges(traffic.settle(SETTLED))).toEqual(['a → db 1']);
  });

  it('waits in time that passes, also when the clock is set back', () => {
    const traffic = counter();
    traffic.addSpans([span('a', 'client', { peer: 'db' })], NOW);
    expect(traffic.settle(NOW - 3_600_000)).toEqual([]);
    expect(traffic.settle(NOW - 3_600_000 + 9_000)).toEqual([]);
    expect(edges(traffic.settle(NOW - 3_600_000 + 10_000))).toEqual(['a → db 1']);
  });
});

describe('calls from log lines', () => {
  const line = (service: string, at: number, more: { traceId?: string; isError?: boolean } = {}) => ({
    service,
    at: NOW + at,
    traceId: more.traceId ?? 'trace',
    isError: more.isError ?? false,
  });

  it('follow the order of the services in a trace, once a trace and pair', () => {
    const traffic = counter();
    traffic.addLines([line('c', 30, { isError: true }), line('a', 0), line('a', 50)], NOW);
    traffic.addLines([line('b', 10), line('b', 40)], NOW + 2000);
    const told = traffic.settle(SETTLED);
    expect(edges(told)).toEqual(['a → b 1', 'b → c 1']);
    expect(told).toMatchObject([
      { origin: 'logs', errors: 0, latency: [] },
      { origin: 'logs', errors: 1 },
    ]);
    traffic.addLines([line('b', 60), line('d', 70)], SETTLED);
    expect(traffic.settle(SETTLED + 20_000)).toEqual([]);
  });

  it('conclude nothing from equal times, a single service, or what is no trace id', () => {
    const traffic = counter();
    traffic.addLines([line('a', 0), line('b', 5), line('c', 5), line('d', 9)], NOW);
    traffic.addLines([line('a', 0, { traceId: 'lone' })], NOW);
    const long = 'x'.repeat(1000);
    traffic.addLines([line('a', 0, { traceId: long }), line('b', 1, { traceId: long })], NOW);
    expect(traffic.settle(SETTLED)).toEqual([]);
  });

  it('are told only between services of which neither sends spans', () => {
    const traffic = counter();
    traffic.addSpans([span('b', 'server')], NOW);
    traffic.addLines([line('a', 0), line('b', 1), line('c', 2), line('d', 3)], NOW);
    expect(edges(traffic.settle(SETTLED))).toEqual(['c → d 1']);
    const later = NOW + 11 * 60_000;
    traffic.addLines([line('a', 0, { traceId: 'later' }), line('b', 1, { traceId: 'later' })], later);
    expect(edges(traffic.settle(later + 10_000))).toEqual(['a → b 1']);
  });
});

describe('made-up names and ids', () => {
  it('of a million operations and callees stay within bounds, and the known ones exact', () => {
    const traffic = counter();
    const known = () => [span('a', 'server', { operation: 'GET /known' }), span('a', 'client', { peer: 'known' })];
    traffic.addSpans(known(), NOW);
    const made: Array<ReturnType<typeof traffic.addSpans>> = [];
    for (let batch = 0; batch < 100; batch += 1) {
      const spans = Array.from({ length: 10_000 }, (_, index) =>
        index % 2 === 0
          ? span('a', 'server', { operation: `op x${batch}y${index}z`, traceId: `${batch}` })
          : span('a', 'producer', { peer: `peer ${batch} ${index}`, traceId: `${batch}` })
      );
      made.push(traffic.addSpans([...spans, ...known()], NOW));
    }
    const operations = new Set(made.flatMap((added) => added.operations.map(({ operation }) => operation)));
    expect(operations.size).toBeLessThanOrEqual(202);
    const ofKnown = made.flatMap((added) => added.operations).filter(({ operation }) => operation === 'GET /known');
    expect(ofKnown.reduce((sum, { requests }) => sum + requests, 0)).toBe(100);
    const calls = [...made.flatMap((added) => added.calls), ...traffic.settle(SETTLED)];
    const others = calls.filter(({ callee }) => callee === OTHER).reduce((sum, { calls: count }) => sum + count, 0);
    const named = calls.filter(({ callee }) => callee !== OTHER).reduce((sum, { calls: count }) => sum + count, 0);
    expect(others + named).toBe(500_000 + 101);
    expect(new Set(calls.map(({ callee }) => callee)).size).toBeLessThanOrEqual(501);
    const status = traffic.status();
    expect(status.operations).toBe(200);
    expect(status.pairs).toBeLessThanOrEqual(500);
    expect(status.overflowed.operations).toBeGreaterThan(490_000);
    expect(status.rememberedSpans).toBeLessThanOrEqual(200_000);
    expect(status.forgottenEarly).toBeGreaterThan(700_000);
  });

  it('of a million traces of lines stay within bounds, and what leaves is told before', () => {
    const traffic = counter();
    let told = 0;
    for (let batch = 0; batch < 100; batch += 1) {
      const lines = Array.from({ length: 10_000 }, (_, index) =>
        ['a', 'b'].map((service, at) => {
          return { service, at: NOW + at, traceId: `${batch}.${index}`, isError: false };
        })
      ).flat();
      told += traffic.addLines(lines, NOW).reduce((sum, { calls }) => sum + calls, 0);
    }
    expect(traffic.status().rememberedTraces).toBeLessThanOrEqual(50_000);
    told += traffic.settle(SETTLED).reduce((sum, { calls }) => sum + calls, 0);
    expect(told).toBe(1_000_000);
  });

  it('count calls to known callees exactly while the rest is counted together', () => {
    const traffic = counter({ maxPairsPerCaller: 2, maxPairs: 3 });
    const producers = ['x', 'y', 'z', 'x', 'w'].map((peer) => span('a', 'producer', { peer }));
    const others = ['x', 'y'].map((peer) => span('b', 'producer', { peer }));
    expect(edges(traffic.addSpans([...producers, ...others], NOW).calls)).toEqual([
      'a → (other) 2',
      'a → x 2',
      'a → y 1',
      'b → (other) 1',
      'b → x 1',
    ]);
    expect(traffic.status()).toMatchObject({ pairs: 3, overflowed: { pairs: 3 } });
  });
});
