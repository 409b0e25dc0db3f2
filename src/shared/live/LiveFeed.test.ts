import { type StreamMessage } from '@incident-memory/contract';
import { FakeChannel, fakeBrowser } from '../../testing/fakeBrowser';
import { errorOnTheWay } from '../api/ApiError';
import { LiveFeed, SILENCE_LIMIT_MILLISECONDS } from './LiveFeed';
import { type StreamListener } from './openEventStream';

const TICK: StreamMessage = { type: 'tick', at: '2026-11-21T02:13:00.000Z' };

/** Tabs of one browser, and the streams that they have open. */
class Tabs {
  readonly streams = new Set<StreamListener>();
  opened = 0;
  private readonly locks = fakeBrowser.newLocks();

  open(): { feed: LiveFeed; heard: StreamMessage[] } {
    const feed = new LiveFeed('live', {
      openStream: (listener) => {
        this.streams.add(listener);
        this.opened += 1;
        return { close: () => this.streams.delete(listener) };
      },
      locks: this.locks,
      openChannel: (name) => new FakeChannel(name) as unknown as BroadcastChannel,
      now: () => Date.now(),
    });
    const heard: StreamMessage[] = [];
    feed.onMessage((message) => heard.push(message));
    feed.start();
    return { feed, heard };
  }

  say(message: StreamMessage): void {
    this.streams.forEach((stream) => stream.onMessage(message));
  }
}

describe('LiveFeed', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => {
    jest.useRealTimers();
    FakeChannel.all.clear();
  });

  const settle = () => jest.advanceTimersByTimeAsync(0);

  it('opens one stream for all tabs, and all of them hear it', async () => {
    const tabs = new Tabs();
    const [first, second] = [tabs.open(), tabs.open()];
    await settle();
    expect(tabs.streams.size).toBe(1);
    tabs.say(TICK);
    expect(first.heard).toEqual([TICK]);
    expect(second.heard).toEqual([TICK]);
    expect(second.feed.getStatus().mode).toBe('live');
  });

  it('hands the stream to another tab when the one that reads it is hidden', async () => {
    const tabs = new Tabs();
    const [first, second] = [tabs.open(), tabs.open()];
    await settle();
    first.feed.pause();
    await settle();
    expect(tabs.streams.size).toBe(1);
    tabs.say(TICK);
    expect(first.heard).toEqual([]);
    expect(first.feed.getStatus().mode).toBe('paused');
    expect(second.heard).toEqual([TICK]);
  });

  it('closes the stream when nobody looks any more', async () => {
    const tabs = new Tabs();
    const only = tabs.open();
    await settle();
    only.feed.pause();
    await settle();
    expect(tabs.streams.size).toBe(0);
  });

  it('says why it is not live, and comes back by itself', async () => {
    const tabs = new Tabs();
    const { feed } = tabs.open();
    await settle();
    [...tabs.streams].forEach((stream) => stream.onEnd(errorOnTheWay(502)));
    expect(feed.getStatus()).toMatchObject({
      mode: 'polling',
      reason: 'Grafana cannot reach the Incident Memory sidecar, so nothing new can be shown.',
    });
    await jest.advanceTimersByTimeAsync(20_000);
    expect(tabs.opened).toBe(2);
    tabs.say(TICK);
    expect(feed.getStatus()).toMatchObject({ mode: 'live', reason: null });
  });

  it('takes a stream that has fallen silent for a broken one', async () => {
    const tabs = new Tabs();
    const { feed } = tabs.open();
    await settle();
    tabs.say(TICK);
    await jest.advanceTimersByTimeAsync(SILENCE_LIMIT_MILLISECONDS + 10_000);
    expect(feed.getStatus().mode).toBe('polling');
    expect(tabs.opened).toBeGreaterThan(1);
    expect(tabs.streams.size).toBe(1);
  });

  it('polls where tabs cannot agree on one stream', () => {
    const openStream = jest.fn();
    const feed = new LiveFeed('live', { openStream, locks: undefined, openChannel: undefined, now: () => 0 });
    feed.start();
    expect(feed.getStatus().mode).toBe('polling');
    expect(openStream).not.toHaveBeenCalled();
  });
});
