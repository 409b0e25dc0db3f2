import type { Scope } from '../../../src/domain/tenancy/scope.ts';
import type { SignalBatch } from '../../../src/ports/stores/signals/signal-store.ts';
import type { Conformance } from '../conformance.ts';
import { batchOf, HOSTILE_STRINGS, NOON } from '../examples.ts';
import { callCount as call, operationCount as operation, STEP } from './signal-examples.ts';

const SPAN = { from: NOON, to: NOON + 100 * STEP };

export function trafficConforms({ stores, settle, freshScope }: Conformance): void {
  let batches = 0;
  const push = async (scope: Scope, given: Partial<SignalBatch>) => {
    batches += 1;
    await stores().signals.append(scope, batchOf({ id: `bat_traffic_${batches}`, ...given }));
  };
  const operations = (scope: Scope, query: object = {}) =>
    stores().traffic.operations(scope, { ...SPAN, stepMs: STEP, ...query });
  const calls = (scope: Scope, query: object = {}) =>
    stores().traffic.calls(scope, { ...SPAN, stepMs: STEP, ...query });

  describe('traffic', () => {
    test('of operations adds up: requests, errors, latency, and the slowest with its trace', async () => {
      const scope = freshScope();
      await push(scope, {
        operations: [
          operation('b', '', { requests: 5, errors: 1, latency: [90, 2, 100, 3], slowestMs: 10, slowestTrace: 'f1' }),
          operation('b', 'GET /', { latency: [] }),
          operation('a', 'GET /', { bucket: 2 }),
        ],
      });
      const slower = { requests: 2, latency: [80, 1, 100, 1], slowestMs: 30, slowestTrace: 'f2' };
      await push(scope, { operations: [operation('b', '', slower)] });
      await push(scope, { operations: [operation('b', '', { slowestMs: 20, slowestTrace: 'f3' })] });
      await settle();
      const sum = { requests: 8, errors: 1, latency: [80, 1, 90, 2, 100, 5], slowestMs: 30, slowestTrace: 'f2' };
      expect(await operations(scope)).toEqual([
        operation('a', 'GET /', { bucket: 2 }),
        operation('b', '', sum),
        operation('b', 'GET /', { latency: [] }),
      ]);
      expect(await operations(scope, { operations: [''] })).toEqual([operation('b', '', sum)]);
      expect(await operations(scope, { services: ['a'], operations: ['', 'GET /'] })).toHaveLength(1);
      expect(await operations(scope, { operations: [] })).toEqual([]);
      expect(await operations(scope, { services: [] })).toEqual([]);
    });

    test('of operations is read by time, the end excluded, in wider steps, and as one for the whole span', async () => {
      const scope = freshScope();
      await push(scope, {
        operations: [0, 1, 2, 3, 4].map((bucket) => operation('a', '', { bucket, latency: [bucket, 1] })),
      });
      await settle();
      const between = { from: NOON + STEP, to: NOON + 3 * STEP };
      expect((await operations(scope, between)).map(({ at }) => (at - NOON) / STEP)).toEqual([1, 2]);
      expect(await operations(scope, { stepMs: 3 * STEP })).toEqual([
        operation('a', '', { requests: 3, latency: [0, 1, 1, 1, 2, 1] }),
        operation('a', '', { bucket: 3, requests: 2, latency: [3, 1, 4, 1] }),
      ]);
      expect(await operations(scope, { ...between, stepMs: null })).toEqual([
        operation('a', '', { bucket: 1, requests: 2, latency: [1, 1, 2, 1] }),
      ]);
    });

    test('between services is found from either side, each origin by itself', async () => {
      const scope = freshScope();
      await push(scope, {
        calls: [
          call('web', 'cart', { calls: 4, errors: 1 }),
          call('cart', 'database'),
          call('web', 'cart', { origin: 'logs', latency: [] }),
          call('other', 'another'),
        ],
      });
      await push(scope, { calls: [call('web', 'cart', { calls: 2, latency: [100, 2, 120, 1] })] });
      await settle();
      const both = [
        call('web', 'cart', { origin: 'logs', latency: [] }),
        call('web', 'cart', { calls: 6, errors: 1, latency: [100, 3, 120, 1] }),
      ];
      expect(await calls(scope, { services: ['web'] })).toEqual(both);
      expect(await calls(scope, { services: ['cart'] })).toEqual([call('cart', 'database'), ...both]);
      expect(await calls(scope, { services: ['database', 'cart', 'none'] })).toHaveLength(3);
      expect((await calls(scope)).map(({ caller }) => caller)).toEqual(['cart', 'other', 'web', 'web']);
      expect(await calls(scope, { services: [] })).toEqual([]);
    });

    test('that was polled replaces what the same source said, and adds to other sources and to what was pushed', async () => {
      const scope = freshScope();
      const replace = (source: string, requests: number) =>
        stores().traffic.replace(scope, source, {
          operations: [operation('a', '', { requests, latency: [50, requests] })],
          calls: [call('a', 'b', { calls: requests, latency: [] })],
        });
      await push(scope, { operations: [operation('a', '')], calls: [call('a', 'b')] });
      await replace('east', 10);
      await replace('west', 100);
      await settle();
      await replace('east', 12);
      await settle();
      expect(await operations(scope)).toEqual([operation('a', '', { requests: 113, latency: [50, 112, 100, 1] })]);
      expect(await calls(scope)).toEqual([call('a', 'b', { calls: 113 })]);
      await replace('east', 0);
      await replace('west', 0);
      await settle();
      expect((await operations(scope)).map(({ requests }) => requests)).toEqual([1]);
      expect((await calls(scope)).map((row) => row.calls)).toEqual([1]);
    });

    test('that was polled finer than a bucket makes up the bucket together', async () => {
      const scope = freshScope();
      const fine = [0, 2_000, 9_999].map((offset) => ({ ...operation('a', ''), at: NOON + offset }));
      await stores().traffic.replace(scope, 'east', { operations: fine, calls: [] });
      await settle();
      expect(await operations(scope)).toEqual([operation('a', '', { requests: 3, latency: [100, 3] })]);
    });

    test('keeps every name as it is', async () => {
      const scope = freshScope();
      await push(scope, {
        operations: HOSTILE_STRINGS.map((name) => operation(name, name, { slowestTrace: name })),
        calls: HOSTILE_STRINGS.map((name) => call(name, `${name}!`)),
      });
      await settle();
      expect((await operations(scope)).map((row) => [row.service, row.operation, row.slowestTrace]).sort()).toEqual(
        HOSTILE_STRINGS.map((name) => [name, name, name]).sort()
      );
      for (const name of HOSTILE_STRINGS) {
        expect(await operations(scope, { services: [name], operations: [name] })).toHaveLength(1);
        expect(await calls(scope, { services: [`${name}!`] })).toEqual([call(name, `${name}!`)]);
      }
    });

    test('is nobody else’s: another organisation reads and replaces nothing', async () => {
      const [ours, theirs] = [freshScope(), freshScope()];
      const told = { operations: [operation('a', '')], calls: [call('a', 'b')] };
      await push(ours, told);
      await stores().traffic.replace(ours, 'east', told);
      await settle();
      expect(await operations(theirs)).toEqual([]);
      expect(await calls(theirs)).toEqual([]);
      await stores().traffic.replace(theirs, 'east', { operations: [operation('a', '', { requests: 9 })], calls: [] });
      await settle();
      expect((await operations(ours)).map(({ requests }) => requests)).toEqual([2]);
    });
  });
}
