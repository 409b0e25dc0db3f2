import {
  event,
  EVENTS,
  ago,
  mount,
  replayedCluster,
  settingsStore,
} from '../../../test/support/kubernetes/watch-house.ts';
import type { ReplayedApiServer } from '../../../test/support/kubernetes/replayed-api-server.ts';
import { until } from '../../../test/support/until.ts';

jest.setTimeout(20_000);

let cluster: ReturnType<typeof replayedCluster>;
let server: ReplayedApiServer;
let address: string;
beforeEach(async () => {
  cluster = replayedCluster();
  server = cluster.server;
  address = await cluster.start();
});
afterEach(() => cluster.stop());

const house = (options: Parameters<typeof cluster.open>[1] = {}) => cluster.open(address, options);

describe('a watch of events', () => {
  it('tells what is there and then what happens, each once, with a token', async () => {
    server.put(EVENTS, event('a'));
    const { watch, messages, heard } = house();
    watch.start();
    watch.start();
    await heard('a');
    await until('the watch', () => server.watches === 1);
    server.put(EVENTS, event('b'));
    await heard('b');
    expect(messages()).toEqual([mount('a'), mount('b')]);
    expect(server.requests[1]).toMatch(/watch=1.*allowWatchBookmarks=true.*resourceVersion=101.*timeoutSeconds=\d+/);
    expect(new Set(server.authorizations)).toEqual(new Set(['Bearer a-token-of-tests']));
  });

  it('reads a large cluster in pages', async () => {
    const uids = Array.from({ length: 620 }, (_, index) => `n${index}`);
    uids.forEach((uid) => server.put(EVENTS, event(uid)));
    const { watch, messages, heard } = house();
    watch.start();
    await heard('n619');
    expect(messages()).toEqual(uids.map(mount));
    expect(server.requests.slice(0, 3)).toEqual([
      `${EVENTS}?limit=250`,
      `${EVENTS}?limit=250&continue=250`,
      `${EVENTS}?limit=250&continue=500`,
    ]);
  });

  it('goes on where it was when the server ends it, without a list', async () => {
    const { watch, messages, heard } = house();
    watch.start();
    await until('the watch', () => server.watches === 1);
    server.put(EVENTS, event('a'));
    await heard('a');
    server.endWatches(EVENTS);
    await until('the end', () => server.requests.length > 2);
    server.put(EVENTS, event('b'));
    await heard('b');
    expect(messages()).toEqual([mount('a'), mount('b')]);
    expect(server.requests.filter((request) => !request.includes('watch=1'))).toHaveLength(1);
  });

  it('loses nothing and tells nothing twice when the connection breaks in the middle of a line', async () => {
    const { watch, messages, heard, health } = house();
    watch.start();
    await until('the watch', () => server.watches === 1);
    server.put(EVENTS, event('a'));
    await heard('a');
    const half = JSON.stringify({ type: 'ADDED', object: event('half') });
    server.write(EVENTS, half.slice(0, half.length / 2));
    await new Promise((resolve) => setImmediate(resolve));
    server.breakConnections(EVENTS);
    server.put(EVENTS, event('b'));
    await heard('b');
    expect(messages()).toEqual([mount('a'), mount('b')]);
    await until('health', () => health.at(-1) === null);
    expect(health).toContain('the connection broke while watching events');
  });

  it('waits for a slow server: for its list, and for the rest of a line', async () => {
    server.delayMs = 300;
    server.put(EVENTS, event('a'));
    const { watch, messages, heard, health } = house();
    watch.start();
    await heard('a');
    await until('the watch', () => server.watches === 1);
    const line = `${JSON.stringify({ type: 'ADDED', object: event('b') })}\n`;
    for (let at = 0; at < line.length; at += 100) {
      server.write(EVENTS, line.slice(at, at + 100));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await heard('b');
    expect(messages()).toEqual([mount('a'), mount('b')]);
    expect(health.every((problem) => problem === null)).toBe(true);
  });

  it.each([
    ['when it asks again', false],
    ['in the stream', true],
  ])('lists again when it is told %s that its version is gone, and tells only what is new', async (_, tellWatchers) => {
    const { watch, messages, heard, health } = house();
    server.put(EVENTS, event('a'));
    watch.start();
    await heard('a');
    await until('the watch', () => server.watches === 1);
    server.forget(EVENTS, { tellWatchers });
    server.endWatches(EVENTS);
    server.put(EVENTS, event('b'));
    await heard('b');
    expect(messages()).toEqual([mount('a'), mount('b')]);
    expect(server.requests.filter((request) => !request.includes('watch=1'))).toHaveLength(2);
    expect(health.every((problem) => problem === null)).toBe(true);
  });

  it('goes on after a restart from where the last bookmark was', async () => {
    const settings = settingsStore();
    const first = house({ settings });
    server.put(EVENTS, event('a'));
    first.watch.start();
    await first.heard('a');
    await until('the watch', () => server.watches === 1);
    server.bookmark(EVENTS);
    const requests = server.requests.length;
    await until('the bookmark', () => first.health.length >= 3);
    await first.watch.stop();
    expect([...settings.kept.values()]).toEqual([{ server: address, version: '102' }]);
    server.put(EVENTS, event('b'));
    const second = house({ settings });
    second.watch.start();
    await second.heard('b');
    expect(second.messages()).toEqual([mount('b')]);
    expect(server.requests[requests]).toContain('watch=1&allowWatchBookmarks=true&resourceVersion=102');
  });

  it('does not go on from a version of another cluster', async () => {
    const settings = settingsStore();
    settings.kept.set(`kubernetes.eu-1.${EVENTS}`, { server: 'https://another', version: '9' });
    server.put(EVENTS, event('a'));
    const { watch, heard } = house({ settings });
    watch.start();
    await heard('a');
    expect(server.requests[0]).toBe(`${EVENTS}?limit=250`);
  });

  it('tells a series that is repeated as one occurrence', async () => {
    const { watch, told } = house();
    watch.start();
    await until('the watch', () => server.watches === 1);
    for (const count of [1, 2, 3]) {
      server.put(EVENTS, event('a', { count, firstTimestamp: ago(0), lastTimestamp: ago(0) }));
    }
    await until('all three', () => told.length === 3);
    expect(new Set(told.map(({ key }) => key)).size).toBe(1);
    expect(told.at(-1)?.details).toContainEqual(['count', '3']);
  });

  it('leaves out what it cannot read and goes on', async () => {
    const { watch, heard } = house();
    watch.start();
    await until('the watch', () => server.watches === 1);
    server.put(EVENTS, { metadata: { uid: 'odd' }, involvedObject: 7, reason: [] });
    server.put(EVENTS, event('b'));
    await heard('b');
  });

  it('lists again when a line is no JSON', async () => {
    const { watch, heard } = house();
    watch.start();
    await until('the watch', () => server.watches === 1);
    server.write(EVENTS, '<html>\n');
    server.put(EVENTS, event('b'));
    await heard('b');
    expect(server.requests.filter((request) => !request.includes('watch=1')).length).toBeGreaterThan(1);
  });

  it.each([
    [401, 'the cluster does not know our credential (401)'],
    [403, 'our account may not list events (403)'],
    [429, 'the cluster is busy and asks to list events later (429)'],
    [500, 'the cluster answered 500 when asked to list events'],
  ])('that is refused with %d says why, tries again, and is well when it works', async (status, sentence) => {
    server.refusals.push({ status }, { status });
    server.put(EVENTS, event('a'));
    const { watch, heard, health } = house();
    watch.start();
    await heard('a');
    expect(health.filter((problem) => problem?.startsWith(sentence))).toHaveLength(2);
    await until('health', () => health.at(-1) === null);
  });

  it('waits where intake is full, and passes nothing over', async () => {
    let busy = 3;
    const { watch, messages, heard } = house({ ingest: () => (busy-- > 0 ? 'busy' : 'taken') });
    server.put(EVENTS, event('a'));
    watch.start();
    await heard('a');
    expect(messages()).toEqual([mount('a')]);
    expect(server.requests.filter((request) => !request.includes('watch=1'))).toHaveLength(1);
  });

  it('says so while the store is away, and tells everything when it is back', async () => {
    let away = 2;
    const { watch, messages, heard, health } = house({ ingest: () => (away-- > 0 ? 'away' : 'taken') });
    server.put(EVENTS, event('a'));
    watch.start();
    await heard('a');
    expect(messages()).toEqual([mount('a')]);
    expect(health).toContain('the store is away');
  });

  it('ends when it is told to, also while it waits', async () => {
    server.refusals.push(...Array.from({ length: 50 }, () => ({ status: 500, headers: { 'retry-after': '3600' } })));
    const { watch, health } = house();
    watch.start();
    await until('a refusal', () => health.length > 0);
    await watch.stop();
    const asked = server.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(server.requests.length).toBe(asked);
    expect(server.watches).toBe(0);
  });
});
