/** Web Locks and BroadcastChannel, which jsdom does not have, for tests in which tabs share one stream. */
class FakeLocks {
  private readonly held = new Map<string, Promise<unknown>>();

  request(name: string, options: { signal?: AbortSignal }, work: () => Promise<unknown>): Promise<unknown> {
    const before = this.held.get(name) ?? Promise.resolve();
    const turn = before.then(() => {
      if (options.signal?.aborted) {
        throw new DOMException('given up', 'AbortError');
      }
      return work();
    });
    this.held.set(
      name,
      turn.catch(() => undefined)
    );
    return turn;
  }
}

export class FakeChannel {
  static readonly all = new Set<FakeChannel>();
  readonly name: string;
  onmessage: ((event: { data: unknown }) => void) | null = null;

  constructor(name: string) {
    this.name = name;
    FakeChannel.all.add(this);
  }

  postMessage(data: unknown): void {
    FakeChannel.all.forEach((other) => other !== this && other.name === this.name && other.onmessage?.({ data }));
  }

  close(): void {
    FakeChannel.all.delete(this);
  }
}

export const fakeBrowser = {
  newLocks: () => new FakeLocks() as unknown as LockManager,
  install(): void {
    Object.defineProperty(navigator, 'locks', { configurable: true, value: this.newLocks() });
    Object.defineProperty(globalThis, 'BroadcastChannel', { configurable: true, value: FakeChannel });
  },
  remove(): void {
    Reflect.deleteProperty(navigator, 'locks');
    Reflect.deleteProperty(globalThis, 'BroadcastChannel');
    FakeChannel.all.clear();
  },
};
