import type { Conformance } from './conformance.ts';
import { HOSTILE_STRINGS, NOON } from './examples.ts';

export function outboxConforms({ stores, settle, freshScope }: Conformance): void {
  const message = (id: string, offset = 0) => ({
    id,
    topic: 'incident-opened',
    payload: { text: `about ${id}`, nested: { list: [1, 'two', null] } },
    createdAt: NOON + offset,
    nextAttemptAt: NOON + offset,
  });

  describe('outbox', () => {
    test('gives due messages, oldest first, each once while its lease lasts', async () => {
      const scope = freshScope();
      const { outbox } = stores();
      await outbox.put(scope, message('msg_2', 2));
      await outbox.put(scope, message('msg_1', 1));
      await outbox.put(scope, message('msg_3', 3));
      await outbox.put(scope, message('msg_future', 500));
      await settle();
      const first = await outbox.lease(scope, { now: NOON + 10, untilMs: NOON + 100, limit: 2 });
      expect(first).toEqual([
        { ...message('msg_1', 1), attempts: 1 },
        { ...message('msg_2', 2), attempts: 1 },
      ]);
      await settle();
      const second = await outbox.lease(scope, { now: NOON + 11, untilMs: NOON + 100, limit: 10 });
      expect(second.map(({ id }) => id)).toEqual(['msg_3']);
      await settle();
      expect(await outbox.lease(scope, { now: NOON + 99, untilMs: NOON + 200, limit: 10 })).toEqual([]);
    });

    test('what was delivered never comes back; what was leased and not delivered does', async () => {
      const scope = freshScope();
      const { outbox } = stores();
      await outbox.put(scope, message('msg_1', 1));
      await outbox.put(scope, message('msg_2', 2));
      await settle();
      await outbox.lease(scope, { now: NOON + 10, untilMs: NOON + 100, limit: 10 });
      await outbox.delivered(scope, 'msg_1');
      await settle();
      const again = await outbox.lease(scope, { now: NOON + 100, untilMs: NOON + 200, limit: 10 });
      expect(again).toEqual([{ ...message('msg_2', 2), attempts: 2 }]);
      await outbox.delivered(scope, 'msg_2');
      await outbox.delivered(scope, 'msg_unknown');
      await settle();
      expect(await outbox.lease(scope, { now: NOON + 10_000, untilMs: NOON + 20_000, limit: 10 })).toEqual([]);
    });

    test('a retry frees the lease and waits for its time', async () => {
      const scope = freshScope();
      const { outbox } = stores();
      await outbox.put(scope, message('msg_1'));
      await settle();
      await outbox.lease(scope, { now: NOON, untilMs: NOON + 1000, limit: 1 });
      await outbox.retryAt(scope, 'msg_1', NOON + 50);
      await outbox.retryAt(scope, 'msg_unknown', NOON);
      await settle();
      expect(await outbox.lease(scope, { now: NOON + 49, untilMs: NOON + 1000, limit: 1 })).toEqual([]);
      const again = await outbox.lease(scope, { now: NOON + 50, untilMs: NOON + 1000, limit: 1 });
      expect(again).toEqual([{ ...message('msg_1'), attempts: 2, nextAttemptAt: NOON + 50 }]);
    });

    test('the same id put again is ignored, also after delivery', async () => {
      const scope = freshScope();
      const { outbox } = stores();
      await outbox.put(scope, message('msg_1'));
      await outbox.put(scope, { ...message('msg_1'), topic: 'another' });
      await settle();
      const leased = await outbox.lease(scope, { now: NOON, untilMs: NOON + 10, limit: 10 });
      expect(leased.map(({ topic }) => topic)).toEqual(['incident-opened']);
      await outbox.put(scope, message('msg_1'));
      await settle();
      expect(await outbox.lease(scope, { now: NOON + 1, untilMs: NOON + 10, limit: 10 })).toEqual([]);
      await outbox.delivered(scope, 'msg_1');
      await outbox.put(scope, message('msg_1'));
      await settle();
      expect(await outbox.lease(scope, { now: NOON + 100, untilMs: NOON + 200, limit: 10 })).toEqual([]);
    });

    test('two who lease at once never get the same message', async () => {
      const scope = freshScope();
      const { outbox } = stores();
      const ids = Array.from({ length: 20 }, (_, index) => `msg_${index}`);
      await Promise.all(ids.map((id, index) => outbox.put(scope, message(id, index))));
      await settle();
      const request = { now: NOON + 100, untilMs: NOON + 1000, limit: 10 };
      const leased = (await Promise.all([1, 2, 3].map(() => outbox.lease(scope, request)))).flat();
      expect(new Set(leased.map(({ id }) => id)).size).toBe(leased.length);
    });

    test('keeps every string as it is, and organisations apart', async () => {
      const [ours, theirs] = [freshScope(), freshScope()];
      const { outbox } = stores();
      const messages = HOSTILE_STRINGS.map((hostile, index) => ({
        ...message(hostile, index),
        topic: hostile,
        payload: { [hostile === '__proto__' ? 'proto' : hostile]: hostile },
      }));
      for (const each of messages) {
        await outbox.put(ours, each);
      }
      await settle();
      const request = { now: NOON + 100, untilMs: NOON + 1000, limit: 50 };
      expect(await outbox.lease(theirs, request)).toEqual([]);
      await outbox.delivered(theirs, '__proto__');
      await outbox.retryAt(theirs, 'constructor', NOON + 5000);
      await settle();
      expect(await outbox.lease(ours, request)).toEqual(messages.map((each) => ({ ...each, attempts: 1 })));
    });
  });
}
