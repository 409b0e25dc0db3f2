import { FakeClock } from '../../../test/support/fake-clock.ts';
import type { SettingsStore } from '../../ports/stores/settings-store.ts';
import { SessionStore, type SessionRecord } from './session-store.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

function build() {
  const values = new Map<string, unknown>();
  const settings: SettingsStore = {
    read: async ({ organisation }, key) => structuredClone(values.get(`${organisation} ${key}`)),
    write: async ({ organisation }, key, value) => void values.set(`${organisation} ${key}`, structuredClone(value)),
  };
  const clock = new FakeClock();
  const scope = (user: string) => ({ organisation: 'main:1', teams: [], user });
  return { values, clock, scope, store: new SessionStore({ settings, clock }) };
}

function session(id: string, at: number, texts: readonly string[] = ['a question']): SessionRecord {
  const turns = texts.map((text) => ({ at, text, answer: 'an answer', memories: [`mem of ${text}`], incidents: [] }));
  return { id, startedAt: at, updatedAt: at, services: [], incident: null, turns };
}

it('keeps the newest twenty sessions of a reader, and the last twenty turns of each', async () => {
  const { store, scope, clock } = build();
  for (let number = 1; number <= 25; number += 1) {
    await store.save(scope('ada'), session(`ses_${number}`, clock.now()));
  }
  expect((await store.list(scope('ada'))).map(({ id }) => id)).toEqual(
    Array.from({ length: 20 }, (_, index) => `ses_${25 - index}`)
  );
  const many = Array.from({ length: 30 }, (_, index) => `question ${index}`);
  await store.save(scope('ada'), session('ses_long', clock.now(), many));
  expect((await store.find(scope('ada'), 'ses_long'))?.turns.map(({ text }) => text)).toEqual(many.slice(10));
});

it('lets sessions go after 30 days, also those of readers who never came back', async () => {
  const { store, scope, clock, values } = build();
  await store.save(scope('ada'), session('ses_1', clock.now()));
  await clock.advance(31 * DAY_MS);
  expect(await store.list(scope('ada'))).toEqual([]);
  await store.save(scope('bob'), session('ses_2', clock.now()));
  expect(JSON.stringify([...values])).not.toContain('ses_1');
});

it('forgets turns of every reader by what they rest on and by their words', async () => {
  const { store, scope, clock, values } = build();
  await store.save(scope('ada'), session('ses_1', clock.now(), ['about the pool', 'about the cache']));
  await store.save(scope('bob'), session('ses_2', clock.now(), ['about the pool', 'about Carol']));
  expect(await store.forget('main:2', { streams: ['mem of about the pool'] })).toBe(0);
  expect(await store.forget('main:1', { streams: ['mem of about the pool'] })).toBe(2);
  expect(await store.forget('main:1', { streams: [], texts: ['carol'] })).toBe(1);
  expect((await store.list(scope('ada')))[0]?.turns).toMatchObject([{ text: 'about the cache' }]);
  expect(await store.list(scope('bob'))).toEqual([]);
  expect(JSON.stringify([...values])).not.toMatch(/pool|Carol/);
});

it('names turns by which a forgetting can be finished when nobody knows the words any more', async () => {
  const { store, scope, clock, values } = build();
  await store.save(scope('ada'), session('ses_1', clock.now(), ['about Carol']));
  await store.save(scope('bob'), session('ses_2', clock.now(), ['about the pool']));
  const named = await store.holding('main:1', ['carol']);
  expect(JSON.stringify(named)).not.toMatch(/carol/i);
  expect(await store.forget('main:1', { streams: [], named })).toBe(1);
  expect(JSON.stringify([...values])).not.toContain('Carol');
  expect((await store.list(scope('bob')))[0]?.turns).toHaveLength(1);
});

it('is never read by another reader or organisation', async () => {
  const { store, scope, clock } = build();
  await store.save(scope('ada'), session('ses_1', clock.now()));
  expect(await store.find(scope('bob'), 'ses_1')).toBeNull();
  expect(await store.find({ ...scope('ada'), organisation: 'main:2' }, 'ses_1')).toBeNull();
});
