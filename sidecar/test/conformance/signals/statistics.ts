import type { ServiceCounts } from '../../../src/domain/signals/service-counts.ts';
import type { Scope } from '../../../src/domain/tenancy/scope.ts';
import type { Conformance } from '../conformance.ts';
import { batchOf, HOSTILE_STRINGS, NOON } from '../examples.ts';

const STEP = 10_000;

export function statisticsConform({ stores, settle, freshScope }: Conformance): void {
  let batches = 0;
  const push = async (scope: Scope, counts: readonly ServiceCounts[]) => {
    batches += 1;
    await stores().signals.append(scope, batchOf({ id: `bat_${batches}`, counts }));
  };
  const count = (service: string, bucket: number, numbers: readonly [number, number, number]): ServiceCounts => ({
    service,
    at: NOON + bucket * STEP,
    lines: numbers[0],
    errors: numbers[1],
    warnings: numbers[2],
  });
  const range = { from: NOON, to: NOON + 100 * STEP, stepMs: STEP };

  describe('statistics', () => {
    test('pushed counts add up, by service then time', async () => {
      const scope = freshScope();
      await push(scope, [count('b', 1, [5, 1, 0]), count('a', 2, [1, 0, 1])]);
      await push(scope, [count('b', 1, [2, 2, 2]), count('a', 0, [1, 0, 0])]);
      await Promise.all([1, 2, 3, 4].map(() => push(scope, [count('c', 0, [1, 1, 1])])));
      await settle();
      expect(await stores().statistics.counts(scope, range)).toEqual([
        count('a', 0, [1, 0, 0]),
        count('a', 2, [1, 0, 1]),
        count('b', 1, [7, 3, 2]),
        count('c', 0, [4, 4, 4]),
      ]);
    });

    test('polled counts replace what the same source said, and add to other sources and to what was pushed', async () => {
      const scope = freshScope();
      await push(scope, [count('a', 0, [1, 1, 0])]);
      await stores().statistics.replace(scope, 'east', [count('a', 0, [10, 5, 0]), count('a', 1, [7, 0, 0])]);
      await stores().statistics.replace(scope, 'west', [count('a', 0, [100, 0, 3])]);
      await stores().statistics.replace(scope, 'east', [count('a', 0, [12, 6, 1])]);
      await settle();
      expect(await stores().statistics.counts(scope, range)).toEqual([
        count('a', 0, [113, 7, 4]),
        count('a', 1, [7, 0, 0]),
      ]);
      await stores().statistics.replace(scope, 'east', [count('a', 1, [0, 0, 0])]);
      await settle();
      expect(await stores().statistics.counts(scope, range)).toEqual([count('a', 0, [113, 7, 4])]);
    });

    test('polled counts finer than a bucket make up the bucket together', async () => {
      const scope = freshScope();
      const fine = [0, 2_000, 9_999, 10_000].map((offset) => ({ ...count('a', 0, [1, 1, 0]), at: NOON + offset }));
      await stores().statistics.replace(scope, 'east', fine);
      await settle();
      expect(await stores().statistics.counts(scope, range)).toEqual([
        count('a', 0, [3, 3, 0]),
        count('a', 1, [1, 1, 0]),
      ]);
    });

    test('are read by time, the end excluded, by services, and in wider steps', async () => {
      const scope = freshScope();
      await push(
        scope,
        [0, 1, 2, 3, 4].map((bucket) => count('a', bucket, [1, 1, 0]))
      );
      await push(scope, [count('b', 1, [1, 0, 0])]);
      await settle();
      const between = { from: NOON + STEP, to: NOON + 3 * STEP, stepMs: STEP };
      expect(await stores().statistics.counts(scope, between)).toEqual([
        count('a', 1, [1, 1, 0]),
        count('a', 2, [1, 1, 0]),
        count('b', 1, [1, 0, 0]),
      ]);
      expect(await stores().statistics.counts(scope, { ...between, services: ['b', 'none'] })).toEqual([
        count('b', 1, [1, 0, 0]),
      ]);
      expect(await stores().statistics.counts(scope, { ...between, services: [] })).toEqual([]);
      expect(await stores().statistics.counts(scope, { ...range, stepMs: 3 * STEP, services: ['a'] })).toEqual([
        count('a', 0, [3, 3, 0]),
        count('a', 3, [2, 2, 0]),
      ]);
    });

    test('tell when each service was last seen, whoever said so', async () => {
      const scope = freshScope();
      await push(scope, [count('a', 1, [1, 0, 0]), count('b', 3, [1, 0, 0]), count('old', 0, [1, 0, 0])]);
      await stores().statistics.replace(scope, 'east', [count('a', 5, [1, 0, 0]), count('b', 6, [0, 0, 0])]);
      await settle();
      const seen = await stores().statistics.lastSeen(scope, NOON + STEP);
      expect([...seen].sort()).toEqual([
        ['a', NOON + 5 * STEP],
        ['b', NOON + 3 * STEP],
      ]);
    });

    test('keep every name of a service as it is', async () => {
      const scope = freshScope();
      await push(
        scope,
        HOSTILE_STRINGS.map((service) => count(service, 0, [1, 0, 0]))
      );
      for (const service of HOSTILE_STRINGS) {
        await stores().statistics.replace(scope, service, [count(service, 0, [1, 0, 0])]);
      }
      await settle();
      const counts = await stores().statistics.counts(scope, range);
      expect(counts.map(({ service, lines }) => [service, lines]).sort()).toEqual(
        HOSTILE_STRINGS.map((service) => [service, 2]).sort()
      );
      expect([...(await stores().statistics.lastSeen(scope, NOON)).keys()].sort()).toEqual([...HOSTILE_STRINGS].sort());
      expect(await stores().statistics.counts(scope, { ...range, services: ['__proto__'] })).toHaveLength(1);
    });

    test('are nobody else’s: another organisation reads and replaces nothing', async () => {
      const [ours, theirs] = [freshScope(), freshScope()];
      await push(ours, [count('a', 0, [1, 1, 1])]);
      await stores().statistics.replace(ours, 'east', [count('a', 0, [1, 1, 1])]);
      await settle();
      expect(await stores().statistics.counts(theirs, range)).toEqual([]);
      expect((await stores().statistics.lastSeen(theirs, 0)).size).toBe(0);
      await stores().statistics.replace(theirs, 'east', [count('a', 0, [9, 9, 9])]);
      await settle();
      expect(await stores().statistics.counts(ours, range)).toEqual([count('a', 0, [2, 2, 2])]);
    });
  });
}
