import { Worker } from 'node:worker_threads';
import { StoreRefused, StoreUnavailable } from '../../../ports/stores/store-failure.ts';
import type { Call, FromThread, Operations, Outcome, ToThread } from './thread-protocol.ts';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The main thread's end of a worker thread. Calls made in one turn of the event loop travel together. When the thread
 * dies, what was asked and everything asked later fails with StoreUnavailable: nothing hangs.
 */
export class StoreThread<Ops extends Operations> {
  private readonly name: string;
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private readonly opened: Promise<void>;
  private readonly exited: Promise<void>;
  /** Resolves with a sentence where the thread ended though nobody closed it; otherwise never. */
  readonly died: Promise<string>;
  private unsent: Call[] = [];
  private nextId = 1;
  private closed: string | null = null;
  private whenIdle: (() => void) | null = null;
  private isClosing = false;

  constructor(name: string, entry: URL, workerData: unknown) {
    this.name = name;
    this.worker = new Worker(entry, { name, workerData, execArgv: ['--disable-warning=ExperimentalWarning'] });
    let announceDeath: (sentence: string) => void = () => undefined;
    this.died = new Promise((resolve) => {
      announceDeath = resolve;
    });
    this.exited = new Promise((resolve) => {
      this.worker.once('exit', (code) => {
        if (!this.isClosing) {
          announceDeath(this.closed ?? `the ${name} thread of the store has ended (code ${code})`);
        }
        this.stop(`the ${name} thread of the store has ended (code ${code})`);
        resolve();
      });
    });
    this.opened = new Promise((resolve, reject) => {
      this.worker.once('exit', () => reject(new StoreUnavailable(this.closed ?? `the ${name} thread did not start`)));
      this.worker.on('error', (error) => this.stop(`the ${name} thread of the store failed: ${messageOf(error)}`));
      this.worker.on('message', (message: FromThread) => {
        if (message.kind === 'ready') {
          resolve();
        } else if (message.kind === 'refused') {
          this.isClosing = true;
          this.stop(message.sentence);
          reject(new StoreUnavailable(message.sentence));
          void this.worker.terminate();
        } else {
          message.outcomes.forEach((outcome) => this.settle(outcome));
        }
      });
    });
  }

  /** Throws StoreUnavailable with the thread's sentence where it could not open the store. */
  ready(): Promise<void> {
    return this.opened;
  }

  call<Name extends keyof Ops & string>(
    operation: Name,
    input: Parameters<Ops[Name]>[0]
  ): Promise<ReturnType<Ops[Name]>> {
    return new Promise((resolve, reject) => {
      if (this.closed !== null) {
        reject(new StoreUnavailable(this.closed));
        return;
      }
      const id = this.nextId++;
      this.waiting.set(id, { resolve: (value) => resolve(value as ReturnType<Ops[Name]>), reject });
      if (this.unsent.push({ id, operation, input }) === 1) {
        setImmediate(() => this.send());
      }
    });
  }

  /** Waits for what was asked before, then ends the thread. */
  async close(): Promise<void> {
    this.isClosing = true;
    this.closed ??= 'the store is closed';
    if (this.waiting.size > 0) {
      await new Promise<void>((resolve) => {
        this.whenIdle = resolve;
      });
    }
    this.worker.postMessage({ kind: 'close' } satisfies ToThread);
    await this.exited;
  }

  /** Ends the thread at once, as a crash would; for tests of what happens then. */
  async terminate(): Promise<void> {
    await this.worker.terminate();
  }

  private send(): void {
    const calls = this.unsent;
    this.unsent = [];
    if (calls.length > 0) {
      this.worker.postMessage({ kind: 'calls', calls } satisfies ToThread);
    }
  }

  private settle(outcome: Outcome): void {
    const waiting = this.waiting.get(outcome.id);
    this.waiting.delete(outcome.id);
    if (outcome.ok) {
      waiting?.resolve(outcome.value);
    } else {
      waiting?.reject(failureOf(this.name, outcome.problem));
    }
    this.tellWhenIdle();
  }

  private stop(sentence: string): void {
    this.closed ??= sentence;
    this.unsent = [];
    for (const { reject } of this.waiting.values()) {
      reject(new StoreUnavailable(sentence));
    }
    this.waiting.clear();
    this.tellWhenIdle();
  }

  private tellWhenIdle(): void {
    if (this.waiting.size === 0) {
      this.whenIdle?.();
    }
  }
}

/** What SQLite says of content that does not fit, today and ever after. */
const REFUSALS = /^SQLITE_(?:CONSTRAINT|MISMATCH|TOOBIG)/;

function failureOf(thread: string, problem: { message: string; code: string | null }): Error {
  if (problem.code === null) {
    return new Error(`the ${thread} thread of the store: ${problem.message}`);
  }
  const sentence = `the store refused: ${problem.message} (${problem.code})`;
  return REFUSALS.test(problem.code) ? new StoreRefused(sentence) : new StoreUnavailable(sentence);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
