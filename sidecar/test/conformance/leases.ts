import type { Conformance } from './conformance.ts';
import { HOSTILE_STRINGS, NOON } from './examples.ts';

export function leasesConform({ stores, freshScope }: Conformance): void {
  describe('leases', () => {
    const lease = (holder: string, now: number, untilMs: number) => ({ name: 'watch', holder, now, untilMs });

    test('are held by one until they run out', async () => {
      const scope = freshScope();
      const { leases } = stores();
      expect(await leases.acquire(scope, lease('one', NOON, NOON + 100))).toBe(true);
      expect(await leases.acquire(scope, lease('two', NOON + 99, NOON + 200))).toBe(false);
      expect(await leases.acquire(scope, lease('two', NOON + 100, NOON + 200))).toBe(true);
      expect(await leases.acquire(scope, lease('one', NOON + 150, NOON + 300))).toBe(false);
    });

    test('are prolonged by their holder alone', async () => {
      const scope = freshScope();
      const { leases } = stores();
      await leases.acquire(scope, lease('one', NOON, NOON + 100));
      expect(await leases.acquire(scope, lease('one', NOON + 50, NOON + 300))).toBe(true);
      expect(await leases.acquire(scope, lease('two', NOON + 200, NOON + 400))).toBe(false);
      expect(await leases.acquire(scope, lease('one', NOON + 500, NOON + 600))).toBe(true);
    });

    test('a refused attempt does not prolong or take anything', async () => {
      const scope = freshScope();
      const { leases } = stores();
      await leases.acquire(scope, lease('one', NOON, NOON + 100));
      await leases.acquire(scope, lease('two', NOON + 50, NOON + 900));
      expect(await leases.acquire(scope, lease('three', NOON + 100, NOON + 200))).toBe(true);
    });

    test('are released by their holder alone', async () => {
      const scope = freshScope();
      const { leases } = stores();
      await leases.acquire(scope, lease('one', NOON, NOON + 100));
      await leases.release(scope, { name: 'watch', holder: 'two' });
      expect(await leases.acquire(scope, lease('two', NOON + 1, NOON + 100))).toBe(false);
      await leases.release(scope, { name: 'watch', holder: 'one' });
      expect(await leases.acquire(scope, lease('two', NOON + 1, NOON + 100))).toBe(true);
    });

    test('of many who ask at once exactly one gets it', async () => {
      const scope = freshScope();
      const holders = Array.from({ length: 10 }, (_, index) => `holder-${index}`);
      const got = await Promise.all(holders.map((h) => stores().leases.acquire(scope, lease(h, NOON, NOON + 100))));
      expect(got.filter(Boolean)).toHaveLength(1);
    });

    test('names and organisations do not mix', async () => {
      const [ours, theirs] = [freshScope(), freshScope()];
      const { leases } = stores();
      await leases.acquire(ours, lease('one', NOON, NOON + 100));
      expect(await leases.acquire(theirs, lease('two', NOON, NOON + 100))).toBe(true);
      await leases.release(theirs, { name: 'watch', holder: 'one' });
      expect(await leases.acquire(ours, lease('two', NOON + 1, NOON + 100))).toBe(false);
      for (const name of HOSTILE_STRINGS) {
        expect(await leases.acquire(ours, { ...lease(name, NOON, NOON + 100), name })).toBe(true);
        expect(await leases.acquire(ours, { ...lease('other', NOON, NOON + 100), name })).toBe(false);
      }
    });
  });

  describe('claims', () => {
    test('stay with the first value until it is freed', async () => {
      const scope = freshScope();
      const { leases } = stores();
      expect(await leases.claim(scope, { key: 'checkout', value: 'inc_1' })).toBe('inc_1');
      expect(await leases.claim(scope, { key: 'checkout', value: 'inc_2' })).toBe('inc_1');
      expect(await leases.claim(scope, { key: 'checkout', value: 'inc_1' })).toBe('inc_1');
      await leases.unclaim(scope, { key: 'checkout', value: 'inc_2' });
      expect(await leases.claim(scope, { key: 'checkout', value: 'inc_2' })).toBe('inc_1');
      await leases.unclaim(scope, { key: 'checkout', value: 'inc_1' });
      expect(await leases.claim(scope, { key: 'checkout', value: 'inc_2' })).toBe('inc_2');
    });

    test('are taken over where the value is the one to be replaced', async () => {
      const scope = freshScope();
      const { leases } = stores();
      await leases.claim(scope, { key: 'checkout', value: 'inc_1' });
      expect(await leases.claim(scope, { key: 'checkout', value: 'inc_3', instead: 'inc_2' })).toBe('inc_1');
      expect(await leases.claim(scope, { key: 'checkout', value: 'inc_3', instead: 'inc_1' })).toBe('inc_3');
      expect(await leases.claim(scope, { key: 'checkout', value: 'inc_4', instead: 'inc_1' })).toBe('inc_3');
      expect(await leases.claim(scope, { key: 'free', value: 'inc_4', instead: 'inc_1' })).toBe('inc_4');
    });

    test('of many who claim at once all hear the same value', async () => {
      const scope = freshScope();
      const values = Array.from({ length: 10 }, (_, index) => `inc_${index}`);
      const heard = await Promise.all(values.map((value) => stores().leases.claim(scope, { key: 'checkout', value })));
      expect(new Set(heard).size).toBe(1);
      expect(values).toContain(heard[0]);
    });

    test('of many who take over the same value one does', async () => {
      const scope = freshScope();
      await stores().leases.claim(scope, { key: 'checkout', value: 'old' });
      const values = Array.from({ length: 10 }, (_, index) => `inc_${index}`);
      const heard = await Promise.all(
        values.map((value) => stores().leases.claim(scope, { key: 'checkout', value, instead: 'old' }))
      );
      expect(new Set(heard).size).toBe(1);
    });

    test('keys and organisations do not mix', async () => {
      const [ours, theirs] = [freshScope(), freshScope()];
      const { leases } = stores();
      for (const key of HOSTILE_STRINGS) {
        expect(await leases.claim(ours, { key, value: `${key}!` })).toBe(`${key}!`);
        expect(await leases.claim(theirs, { key, value: 'theirs' })).toBe('theirs');
        await leases.unclaim(theirs, { key, value: `${key}!` });
        expect(await leases.claim(ours, { key, value: 'late' })).toBe(`${key}!`);
      }
    });
  });
}
