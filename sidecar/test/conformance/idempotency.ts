import type { Conformance } from './conformance.ts';
import { HOSTILE_STRINGS, NOON } from './examples.ts';

const DAY = 24 * 60 * 60 * 1000;

export function idempotencyConforms({ stores, freshScope }: Conformance): void {
  const answer = (body: string, at = NOON) => ({ requestDigest: `digest of ${body}`, status: 200, body, at });

  describe('answers kept for idempotency keys', () => {
    test('the first answer for a key stays', async () => {
      const scope = freshScope();
      const { idempotency } = stores();
      expect(await idempotency.find(scope, 'key', 0)).toBeNull();
      await idempotency.remember(scope, 'key', answer('first'));
      await idempotency.remember(scope, 'key', answer('second', NOON + 5));
      expect(await idempotency.find(scope, 'key', NOON)).toEqual(answer('first'));
    });

    test('of several remembered at once every reader sees the same', async () => {
      const scope = freshScope();
      const { idempotency } = stores();
      await Promise.all([1, 2, 3, 4].map((n) => idempotency.remember(scope, 'key', answer(`${n}`))));
      const found = await idempotency.find(scope, 'key', 0);
      await idempotency.remember(scope, 'key', answer('late'));
      expect(await idempotency.find(scope, 'key', 0)).toEqual(found);
      expect(found).not.toBeNull();
    });

    test('an answer from before the asked time is not given', async () => {
      const scope = freshScope();
      await stores().idempotency.remember(scope, 'key', answer('old'));
      expect(await stores().idempotency.find(scope, 'key', NOON)).toEqual(answer('old'));
      expect(await stores().idempotency.find(scope, 'key', NOON + 1)).toBeNull();
    });

    test('after a day the key is free for another answer', async () => {
      const scope = freshScope();
      const { idempotency } = stores();
      await idempotency.remember(scope, 'key', answer('old'));
      await idempotency.remember(scope, 'key', answer('too early', NOON + DAY - 1));
      expect((await idempotency.find(scope, 'key', 0))?.body).toBe('old');
      await idempotency.remember(scope, 'key', answer('new', NOON + DAY));
      expect(await idempotency.find(scope, 'key', NOON + 1)).toEqual(answer('new', NOON + DAY));
    });

    test('are forgotten by what they tell of, in one organisation alone', async () => {
      const [ours, theirs] = [freshScope(), freshScope()];
      const { idempotency } = stores();
      const bodies = ['{"id":"mem_1"}', '{"id":"mem_2"}', 'told 100 % of mem_1', 'of mem_3'];
      for (const [index, body] of bodies.entries()) {
        await idempotency.remember(ours, `key ${index}`, answer(body));
      }
      await idempotency.remember(theirs, 'key 0', answer('mem_1'));
      expect(await idempotency.forget(ours, ['mem_1', '%', 'mem_9'])).toBe(2);
      expect(await idempotency.forget(ours, ['mem_1', 'MEM_2'])).toBe(0);
      expect(await idempotency.forget(ours, [])).toBe(0);
      const left = await Promise.all(bodies.map((_, index) => idempotency.find(ours, `key ${index}`, 0)));
      expect(left.map((found) => found?.body)).toEqual([undefined, bodies[1], undefined, bodies[3]]);
      expect((await idempotency.find(theirs, 'key 0', 0))?.body).toBe('mem_1');
    });

    test('keep every string as it is, and organisations apart', async () => {
      const [ours, theirs] = [freshScope(), freshScope()];
      const { idempotency } = stores();
      for (const hostile of [...HOSTILE_STRINGS, 'x'.repeat(100_000)]) {
        const key = hostile.slice(0, 50);
        await idempotency.remember(ours, key, answer(hostile));
        expect(await idempotency.find(ours, key, 0)).toEqual(answer(hostile));
        expect(await idempotency.find(theirs, key, 0)).toBeNull();
        await idempotency.remember(theirs, key, answer('theirs'));
        expect(await idempotency.find(ours, key, 0)).toEqual(answer(hostile));
      }
    });
  });
}
