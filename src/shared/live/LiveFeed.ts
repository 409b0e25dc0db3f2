import { type StreamMessage } from '@incident-memory/contract';
import { isStreamMessage, type OpenStream } from './openEventStream';

/**
 * Browsers allow six connections to one origin, and a stream holds one for good. So all tabs of a browser share one
 * stream: whoever holds the lock reads it and tells the others over a channel. A hidden tab lets go of the lock, and
 * the next visible one takes it. Where that cannot work the page asks every few seconds instead, and says so.
 */
export type LiveMode = 'connecting' | 'live' | 'polling' | 'paused';

export interface LiveStatus {
  mode: LiveMode;
  /** Why it is not live, as a sentence; null while it is, or is about to be. */
  reason: string | null;
  lastMessageAt: number | null;
}

export interface LiveSurroundings {
  openStream: OpenStream;
  locks: Pick<LockManager, 'request'> | undefined;
  openChannel: ((name: string) => BroadcastChannel) | undefined;
  now: () => number;
}

/** The sidecar sends a sign of life with every check, at least every ten seconds; three may be missed. */
export const SILENCE_LIMIT_MILLISECONDS = 35_000;
const WATCH_MILLISECONDS = 5_000;
const RETRY_FIRST_MILLISECONDS = 1_000;
const RETRY_MOST_MILLISECONDS = 15_000;

type Listener = (message: StreamMessage) => void;

export class LiveFeed {
  private status: LiveStatus = { mode: 'connecting', reason: null, lastMessageAt: null };
  private readonly statusListeners = new Set<() => void>();
  private readonly listeners = new Set<Listener>();
  private channel: BroadcastChannel | undefined;
  private competing: AbortController | undefined;
  private watch: ReturnType<typeof setInterval> | undefined;
  private readonly name: string;
  private readonly surroundings: LiveSurroundings;

  constructor(name: string, surroundings: LiveSurroundings) {
    this.name = name;
    this.surroundings = surroundings;
  }

  readonly getStatus = (): LiveStatus => this.status;

  readonly onStatus = (listener: () => void): (() => void) => {
    this.statusListeners.add(listener);
    return () => this.statusListeners.delete(listener);
  };

  onMessage(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  start(): void {
    if (this.competing !== undefined) {
      return;
    }
    const { locks, openChannel, now } = this.surroundings;
    if (locks === undefined || openChannel === undefined) {
      this.say({ mode: 'polling', reason: 'This browser cannot share one live connection between its tabs.' });
      return;
    }
    this.competing = new AbortController();
    const { signal } = this.competing;
    this.channel = openChannel(this.name);
    this.channel.onmessage = (event: MessageEvent<unknown>) => {
      if (isStreamMessage(event.data)) {
        this.receive(event.data);
      }
    };
    const startedAt = now();
    this.say({ mode: 'connecting', reason: null });
    this.watch = setInterval(() => {
      if (now() - (this.status.lastMessageAt ?? startedAt) > SILENCE_LIMIT_MILLISECONDS) {
        this.say({ mode: 'polling', reason: 'The live connection has been silent for half a minute.' });
      }
    }, WATCH_MILLISECONDS);
    locks.request(this.name, { signal }, () => this.lead(signal)).catch(() => undefined); // rejects when we give up waiting
  }

  pause(): void {
    this.stop();
    this.say({ mode: 'paused', reason: 'This tab is hidden.' });
  }

  stop(): void {
    this.competing?.abort();
    this.competing = undefined;
    this.channel?.close();
    this.channel = undefined;
    clearInterval(this.watch);
  }

  /** Reads the stream and keeps reopening it until this tab gives up the lead. */
  private async lead(signal: AbortSignal): Promise<void> {
    let wait = RETRY_FIRST_MILLISECONDS;
    while (!signal.aborted) {
      const heard = await this.readUntilEnd(signal);
      if (signal.aborted) {
        return;
      }
      wait = heard ? RETRY_FIRST_MILLISECONDS : Math.min(wait * 2, RETRY_MOST_MILLISECONDS);
      await pauseFor(wait, signal);
    }
  }

  private readUntilEnd(signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      let heardAt: number | null = null;
      const openedAt = this.surroundings.now();
      const finish = () => {
        stream.close();
        clearInterval(silence);
        signal.removeEventListener('abort', finish);
        resolve(heardAt !== null);
      };
      const stream = this.surroundings.openStream({
        onMessage: (message) => {
          heardAt = this.surroundings.now();
          this.receive(message);
          this.channel?.postMessage(message);
        },
        onEnd: (error) => {
          this.say({ mode: 'polling', reason: error.message });
          queueMicrotask(finish);
        },
      });
      const silence = setInterval(() => {
        if (this.surroundings.now() - (heardAt ?? openedAt) > SILENCE_LIMIT_MILLISECONDS) {
          finish();
        }
      }, WATCH_MILLISECONDS);
      signal.addEventListener('abort', finish);
    });
  }

  private receive(message: StreamMessage): void {
    this.say({ mode: 'live', reason: null, lastMessageAt: this.surroundings.now() });
    this.listeners.forEach((listener) => listener(message));
  }

  private say(change: Partial<LiveStatus>): void {
    const next = { ...this.status, ...change };
    const visiblyChanged = next.mode !== this.status.mode || next.reason !== this.status.reason;
    this.status = visiblyChanged ? next : Object.assign(this.status, change);
    if (visiblyChanged) {
      this.statusListeners.forEach((listener) => listener());
    }
  }
}

function pauseFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
}
