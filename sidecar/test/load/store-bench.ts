import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { openSqliteStores } from '../../src/adapters/store-sqlite/open-sqlite-stores.ts';
import { chainEvent, CHAIN_START } from '../../src/domain/events/event-chain.ts';
import { systemScope } from '../../src/domain/tenancy/scope.ts';
import { emptyBatch } from '../../src/ports/stores/signals/signal-store.ts';
import type { Stores } from '../../src/ports/stores/stores.ts';
import { lineOf, NOON } from '../conformance/examples.ts';

/** Figures of one run on one machine; only their ratios say something on another. */
export interface StoreBench {
  readonly bareFsyncsPerSecond: number;
  readonly bareInsertsPerSecond: number;
  readonly eventsPerSecond: number;
  readonly eventMilliseconds: { readonly p50: number; readonly p99: number };
  readonly linesPerSecond: number;
  /** The longest that the main thread was kept from other work while lines were written. */
  readonly longestMainThreadPauseMs: number;
}

const CALLERS = 50;
const LINES_A_BATCH = 1_000;
const BATCHES_AT_ONCE = 4;

export async function benchStores(seconds = 3): Promise<StoreBench> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'incident-memory-bench-'));
  const forMs = seconds * 1000;
  try {
    const bareFsyncsPerSecond = perSecond(bareFsync(join(dataFolder, 'fsync'), forMs / 2), forMs / 2);
    const bareInsertsPerSecond = perSecond(bareInserts(join(dataFolder, 'bare.sqlite'), forMs / 2), forMs / 2);
    const stores = await openSqliteStores({ dataFolder });
    const events = await appendEvents(stores, forMs);
    const lines = await appendLines(stores, forMs);
    await stores.close();
    return { bareFsyncsPerSecond, bareInsertsPerSecond, ...events, ...lines };
  } finally {
    await rm(dataFolder, { recursive: true });
  }
}

function bareFsync(file: string, forMs: number): number {
  const descriptor = openSync(file, 'w');
  const page = Buffer.alloc(4096);
  const count = repeat(forMs, () => {
    writeSync(descriptor, page);
    fsyncSync(descriptor);
  });
  closeSync(descriptor);
  return count;
}

function bareInserts(file: string, forMs: number): number {
  const database = new SqliteDatabase(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE notes (number INTEGER PRIMARY KEY, text TEXT)');
  const insert = database.prepare('INSERT INTO notes (text) VALUES (?)');
  const count = repeat(forMs, () => insert.run('a note of about the size of an event, '.repeat(8)));
  database.close();
  return count;
}

/** Many callers, each of which waits until its event is on disk before it writes the next. */
async function appendEvents(stores: Stores, forMs: number) {
  const scope = systemScope('bench:1');
  const milliseconds: number[] = [];
  const until = performance.now() + forMs;
  const caller = async (number: number) => {
    let previous = CHAIN_START;
    for (let sequence = 1; performance.now() < until; sequence += 1) {
      const place = { organisation: scope.organisation, stream: `inc_${number}`, sequence, at: NOON + sequence };
      const content = { type: 'noted' as const, actor: { kind: 'system' as const, name: 'bench' }, salt: 'salt' };
      const event = chainEvent({ ...place, ...content, payload: { text: 'a note '.repeat(30) } }, previous);
      previous = event.chainDigest;
      const began = performance.now();
      const appended = await stores.events.append(scope, [event]);
      milliseconds.push(performance.now() - began);
      if (!appended.ok) {
        throw new Error('an append of the bench met a conflict');
      }
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, (_, number) => caller(number)));
  milliseconds.sort((a, b) => a - b);
  const quantile = (share: number) => milliseconds[Math.floor(milliseconds.length * share)] ?? 0;
  return {
    eventsPerSecond: perSecond(milliseconds.length, forMs),
    eventMilliseconds: { p50: quantile(0.5), p99: quantile(0.99) },
  };
}

async function appendLines(stores: Stores, forMs: number) {
  const scope = systemScope('bench:1');
  const pauses = watchPauses();
  const started = performance.now();
  let batches = 0;
  const sender = async () => {
    while (performance.now() < started + forMs) {
      batches += 1;
      await stores.signals.append(scope, batchOf(batches));
    }
  };
  await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, sender));
  return {
    linesPerSecond: perSecond(batches * LINES_A_BATCH, performance.now() - started),
    longestMainThreadPauseMs: pauses.stop(),
  };
}

function batchOf(number: number) {
  const at = NOON + number * 20;
  const lines = Array.from({ length: LINES_A_BATCH }, (_, index) =>
    lineOf({
      id: `log_0195f3a0-${number}-7000-8000-${index}`,
      at: at + (index % 20),
      receivedAt: at + 50,
      service: `service-${index % 20}`,
      level: index % 10 === 0 ? 'error' : 'info',
      message: `request ${index} of customer ${number} took ${index * 3} ms and was answered by the second replica`,
      traceId: index % 2 === 0 ? `4bf92f3577b34da6a3ce929d0e0e${index}` : null,
    })
  );
  const counts = Array.from({ length: 20 }, (_, index) => ({
    service: `service-${index}`,
    at: Math.floor(at / 10_000) * 10_000,
    lines: 50,
    errors: 5,
    warnings: 0,
  }));
  return { ...emptyBatch(`bat_${number}`), lines, counts };
}

/** A timer that should come every 5 ms tells by how much it was late. */
function watchPauses(): { stop: () => number } {
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last - 5);
    last = performance.now();
  }, 5);
  return {
    stop: () => {
      clearInterval(timer);
      return longest;
    },
  };
}

function repeat(forMs: number, task: () => void): number {
  const until = performance.now() + forMs;
  let count = 0;
  for (; performance.now() < until; count += 1) {
    task();
  }
  return count;
}

function perSecond(count: number, milliseconds: number): number {
  return Math.round((count * 1000) / milliseconds);
}

// By itself: node sidecar/test/load/store-bench.ts
if (process.argv[1]?.endsWith('store-bench.ts') === true) {
  void benchStores().then((figures) => process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`));
}
