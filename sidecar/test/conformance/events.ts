import { findBrokenLink } from '../../src/domain/events/event-chain.ts';
import type { EventQuery } from '../../src/ports/stores/event-store.ts';
import type { Conformance } from './conformance.ts';
import { eventsOf, HOSTILE_STRINGS, NOON } from './examples.ts';

export function eventsConform({ stores, settle, freshScope }: Conformance): void {
  describe('events', () => {
    test('are read back in order and whole, as a sound chain', async () => {
      const scope = freshScope();
      const events = eventsOf(scope, 'inc_1', { count: 12 });
      expect(await stores().events.append(scope, events.slice(0, 1))).toEqual({ ok: true, value: undefined });
      expect(await stores().events.append(scope, events.slice(1))).toEqual({ ok: true, value: undefined });
      const read = await stores().events.read(scope, 'inc_1');
      expect(read).toEqual(events);
      expect(findBrokenLink(read)).toBeNull();
    });

    test('nothing to append is no conflict, and an unknown stream is empty', async () => {
      const scope = freshScope();
      expect(await stores().events.append(scope, [])).toEqual({ ok: true, value: undefined });
      expect(await stores().events.read(scope, 'inc_unknown')).toEqual([]);
    });

    test('a sequence that is taken is a conflict, and none of the events is stored', async () => {
      const scope = freshScope();
      const events = eventsOf(scope, 'inc_1', { count: 4 });
      await stores().events.append(scope, events.slice(0, 2));
      expect(await stores().events.append(scope, events.slice(1))).toEqual({ ok: false, failure: 'conflict' });
      expect(await stores().events.read(scope, 'inc_1')).toEqual(events.slice(0, 2));
    });

    test('a gap before or among the events is a conflict, and none of the events is stored', async () => {
      const scope = freshScope();
      const events = eventsOf(scope, 'inc_1', { count: 5 });
      const among = events.filter((event) => event.sequence !== 3);
      expect(await stores().events.append(scope, among)).toEqual({ ok: false, failure: 'conflict' });
      expect(await stores().events.append(scope, events.slice(1))).toEqual({ ok: false, failure: 'conflict' });
      expect(await stores().events.read(scope, 'inc_1')).toEqual([]);
      expect(await stores().events.append(scope, events)).toMatchObject({ ok: true });
    });

    test('of several writers of the same sequence exactly one wins', async () => {
      const scope = freshScope();
      const writers = Array.from({ length: 10 }, (_, writer) =>
        eventsOf(scope, 'inc_1', { count: 3, text: `of writer ${writer}` })
      );
      const results = await Promise.all(writers.map((events) => stores().events.append(scope, events)));
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      const winner = results.findIndex((result) => result.ok);
      expect(await stores().events.read(scope, 'inc_1')).toEqual(writers[winner]);
    });

    test('one writer’s conflict leaves the others’ appends alone', async () => {
      const scope = freshScope();
      await stores().events.append(scope, eventsOf(scope, 'inc_taken', { count: 1 }));
      const streams = ['inc_a', 'inc_taken', 'inc_b', 'inc_c'];
      const results = await Promise.all(
        streams.map((stream) => stores().events.append(scope, eventsOf(scope, stream, { count: 2 })))
      );
      expect(results.map((result) => result.ok)).toEqual([true, false, true, true]);
      expect(await stores().events.read(scope, 'inc_c')).toHaveLength(2);
    });

    test('are searched newest first between two times, both included', async () => {
      const scope = freshScope();
      await stores().events.append(scope, eventsOf(scope, 'inc_1', { count: 3, at: (n) => NOON + n * 10 }));
      await stores().events.append(scope, eventsOf(scope, 'inc_2', { count: 3, at: (n) => NOON + n * 10 + 5 }));
      await settle();
      const found = await stores().events.search(scope, { of: 'incidents', from: NOON + 15, to: NOON + 30, limit: 10 });
      expect(found.events.map(({ stream, sequence }) => `${stream}/${sequence}`)).toEqual([
        'inc_1/3',
        'inc_2/2',
        'inc_1/2',
        'inc_2/1',
      ]);
      expect(found.nextCursor).toBeNull();
      expect(found.events[0]).toEqual(eventsOf(scope, 'inc_1', { count: 3, at: (n) => NOON + n * 10 })[2]);
    });

    test('are searched by what happened, to whom, by whom, and page by page', async () => {
      const scope = freshScope();
      const [ada, product] = [{ kind: 'person', name: 'ada' } as const, { kind: 'system', name: 'detection' } as const];
      const types = ['captured', 'confirmed', 'retired'] as const;
      for (const stream of ['mem_1', 'mem_2']) {
        const events = eventsOf(scope, stream, { count: 3, at: (n) => NOON + n });
        const of = (n: number) => ({ type: types[n] ?? 'captured', actor: n === 1 ? ada : product });
        await stores().events.append(
          scope,
          events.map((event, n) => ({ ...event, ...of(n) }))
        );
      }
      await settle();
      const search = async (query: Partial<EventQuery>) => {
        const { events } = await stores().events.search(scope, { of: 'memories', limit: 10, ...query });
        return events.map(({ stream, sequence }) => `${stream}/${sequence}`);
      };
      expect(await search({ types: ['captured', 'retired'] })).toEqual(['mem_2/3', 'mem_1/3', 'mem_2/1', 'mem_1/1']);
      expect(await search({ streams: ['mem_1', 'mem_none'] })).toEqual(['mem_1/3', 'mem_1/2', 'mem_1/1']);
      expect(await search({ by: ['person'] })).toEqual(['mem_2/2', 'mem_1/2']);
      expect(await search({ who: 'detection', streams: ['mem_2'] })).toEqual(['mem_2/3', 'mem_2/1']);
      expect(await search({ who: 'ad' })).toEqual([]);
      expect(await search({ types: [] })).toEqual([]);
      expect(await search({ streams: [] })).toEqual([]);
      expect(await search({ by: ['system'], from: NOON + 3, types: ['retired'] })).toEqual(['mem_2/3', 'mem_1/3']);
      const narrowed = { of: 'memories', by: ['system'], limit: 3 } as const;
      const { nextCursor } = await stores().events.search(scope, narrowed);
      const rest = await stores().events.search(scope, { ...narrowed, cursor: nextCursor ?? '' });
      expect(rest.events.map(({ stream, sequence }) => `${stream}/${sequence}`)).toEqual(['mem_1/1']);
      expect(await stores().events.search(freshScope(), { of: 'memories', limit: 9, who: 'ada' })).toMatchObject({
        events: [],
      });
    });

    test('heads tell the last sequence of named streams, and of streams with something since a time', async () => {
      const scope = freshScope();
      await stores().events.append(scope, eventsOf(scope, 'inc_old', { count: 2, at: () => NOON }));
      await stores().events.append(scope, eventsOf(scope, 'inc_new', { count: 3, at: (n) => NOON + n }));
      await settle();
      const named = await stores().events.heads(scope, { streams: ['inc_old', 'inc_new', 'inc_none', '__proto__'] });
      expect([...named].sort()).toEqual([
        ['inc_new', 3],
        ['inc_old', 2],
      ]);
      expect([...(await stores().events.heads(scope, { of: 'incidents', since: NOON + 3 }))]).toEqual([['inc_new', 3]]);
      expect((await stores().events.heads(scope, { of: 'incidents', since: NOON })).size).toBe(2);
      expect((await stores().events.heads(scope, { streams: [] })).size).toBe(0);
    });

    test('of incidents and of memories are found apart, by time and by head', async () => {
      const scope = freshScope();
      await stores().events.append(scope, eventsOf(scope, 'inc_1', { count: 2, at: (n) => NOON + n * 10 }));
      await stores().events.append(scope, eventsOf(scope, 'mem_1', { count: 3, at: (n) => NOON + n * 10 }));
      await settle();
      for (const [of, stream, count] of [
        ['incidents', 'inc_1', 2],
        ['memories', 'mem_1', 3],
      ] as const) {
        const { events } = await stores().events.search(scope, { of, limit: 10 });
        expect(events.map((event) => event.stream)).toEqual(Array(count).fill(stream));
        const one = await stores().events.search(scope, { of, limit: count - 1 });
        const rest = await stores().events.search(scope, { of, limit: 9, cursor: one.nextCursor ?? '' });
        expect([...one.events, ...rest.events]).toEqual(events);
        expect([...(await stores().events.heads(scope, { of, since: 0 }))]).toEqual([[stream, count]]);
        expect((await stores().events.heads(scope, { of, since: NOON + 31 })).size).toBe(0);
      }
      const named = await stores().events.heads(scope, { streams: ['inc_1', 'mem_1'] });
      expect([...named].sort()).toEqual([
        ['inc_1', 2],
        ['mem_1', 3],
      ]);
      expect(await stores().events.read(scope, 'mem_1')).toHaveLength(3);
      expect(await stores().events.forget(scope, 'mem_1', 3)).toBe(3);
    });

    test('forgetting takes payload and salt, up to the sequence, and leaves the chain sound', async () => {
      const scope = freshScope();
      const events = eventsOf(scope, 'inc_1', { count: 4 });
      await stores().events.append(scope, events);
      await stores().events.append(scope, eventsOf(scope, 'inc_2', { count: 2 }));
      await settle();
      expect(await stores().events.forget(scope, 'inc_1', 3)).toBe(3);
      await settle();
      expect(await stores().events.forget(scope, 'inc_1', 3)).toBe(0);
      const read = await stores().events.read(scope, 'inc_1');
      expect(read).toEqual(events.map((e) => (e.sequence <= 3 ? { ...e, payload: null, salt: null } : e)));
      expect(findBrokenLink(read)).toBeNull();
      expect(await stores().events.read(scope, 'inc_2')).toEqual(eventsOf(scope, 'inc_2', { count: 2 }));
      const more = eventsOf(scope, 'inc_1', { count: 5 }).slice(4);
      expect(await stores().events.append(scope, more)).toMatchObject({ ok: true });
    });

    test('keep every string as it is', async () => {
      const scope = freshScope();
      for (const [index, hostile] of HOSTILE_STRINGS.entries()) {
        const stream = `inc_${index}${hostile}`;
        const events = eventsOf(scope, stream, { count: 1, text: hostile });
        const [first] = events;
        const payload: Record<string, unknown> = JSON.parse(`{"__proto__": {"nested": [1, null, ""]}, "empty": ""}`);
        const strange = {
          ...first,
          payload: { ...first?.payload, ...payload, [hostile]: hostile },
        } as (typeof events)[0];
        await stores().events.append(scope, [strange]);
        const [read] = await stores().events.read(scope, stream);
        expect(JSON.parse(JSON.stringify(read))).toEqual(JSON.parse(JSON.stringify(strange)));
        expect(Object.keys(read?.payload ?? {}).sort()).toEqual(Object.keys(strange.payload ?? {}).sort());
      }
    });

    test('are nobody else’s: another organisation reads nothing and is not in the way', async () => {
      const [ours, theirs] = [freshScope(), freshScope()];
      const events = eventsOf(ours, 'inc_1', { count: 2 });
      await stores().events.append(ours, events);
      await settle();
      expect(await stores().events.read(theirs, 'inc_1')).toEqual([]);
      expect((await stores().events.search(theirs, { of: 'incidents', limit: 10 })).events).toEqual([]);
      expect((await stores().events.heads(theirs, { streams: ['inc_1'] })).size).toBe(0);
      expect((await stores().events.heads(theirs, { of: 'incidents', since: 0 })).size).toBe(0);
      expect(await stores().events.forget(theirs, 'inc_1', 2)).toBe(0);
      await expect(stores().events.append(theirs, events)).rejects.toThrow('another organisation');
      expect(await stores().events.append(theirs, eventsOf(theirs, 'inc_1', { count: 1 }))).toMatchObject({ ok: true });
      expect(await stores().events.read(ours, 'inc_1')).toEqual(events);
    });
  });
}
