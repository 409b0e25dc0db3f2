import { openMemoryStores } from '../../adapters/store-memory/open-memory-stores.ts';
import { redact } from '../../domain/redaction/redact.ts';
import { succeed, fail, type Result } from '../../domain/result.ts';
import type { RawLine } from '../../domain/signals/raw-line.ts';
import { NO_SIGNALS } from '../../domain/signals/raw-signals.ts';
import type { ObservedCount } from '../../domain/detection/counting/observed-count.ts';
import { systemScope } from '../../domain/tenancy/scope.ts';
import type { SignalBatch, SignalStore } from '../../ports/stores/signals/signal-store.ts';
import type { Spool, SpooledBatch, SpoolFailure } from '../../ports/spool.ts';
import { StoreRefused, StoreUnavailable } from '../../ports/stores/store-failure.ts';
import { FakeClock } from '../../../test/support/fake-clock.ts';
import { fixedIds } from '../../../test/support/fixed-ids.ts';
import { DrainSpool } from './drain-spool.ts';
import { IngestSignals, type IngestLimits } from './ingest-signals.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const scope = systemScope('main:1');

class ListSpool implements Spool {
  readonly entries: SpooledBatch[] = [];
  readonly aside: SpooledBatch[] = [];
  isFull = false;
  async append(entry: SpooledBatch): Promise<Result<void, SpoolFailure>> {
    if (this.isFull) {
      return fail('full');
    }
    this.entries.push(entry);
    return succeed(undefined);
  }
  private given = 0;
  async oldest(atMost: number): Promise<readonly SpooledBatch[]> {
    const oldest = this.entries.slice(0, atMost);
    this.given = oldest.length;
    return oldest;
  }
  async settle(): Promise<void> {
    this.entries.splice(0, this.given);
    this.given = 0;
  }
  async setAside(entry: SpooledBatch): Promise<void> {
    this.aside.push(entry);
  }
  status() {
    return { batches: this.entries.length, bytes: 0, maxBytes: 1, lostBytes: 0 };
  }
  async close(): Promise<void> {}
}

function house(limits: Partial<IngestLimits> = {}) {
  const clock = new FakeClock(NOW);
  const stores = openMemoryStores();
  const store = { isAway: false, refuses: '', appended: [] as SignalBatch[] };
  const signals: SignalStore = {
    append: async (of, batch) => {
      if (store.isAway) {
        throw new StoreUnavailable('away');
      }
      if (store.refuses !== '' && batch.lines.some(({ message }) => message.includes(store.refuses))) {
        throw new StoreRefused('it does not fit');
      }
      store.appended.push(batch);
      await stores.signals.append(of, batch);
    },
    rollUp: (of, before) => stores.signals.rollUp(of, before),
    expire: (of, before) => stores.signals.expire(of, before),
  };
  const spool = new ListSpool();
  const told: Array<{ counts: readonly ObservedCount[]; late: number }> = [];
  const accepted: unknown[] = [];
  const ingest = new IngestSignals({
    signals,
    templates: stores.templates,
    occurrences: stores.occurrences,
    spool,
    clock,
    ids: fixedIds(),
    redact,
    limits,
    listeners: {
      onCounted: (_, counts, late) => told.push({ counts, late }),
      onAccepted: (what) => accepted.push(what),
    },
  });
  const send = (lines: readonly RawLine[], bytes = 1) =>
    ingest.ingest(scope, { ...NO_SIGNALS, lines }, { bytes, source: 'test' });
  const drain = new DrainSpool({ spool, signals, clock });
  return { clock, store, spool, told, accepted, ingest, send, drain };
}

function raw(more: Partial<RawLine> = {}): RawLine {
  return {
    at: NOW - 1000,
    service: 'payment',
    level: 'error',
    message: 'refused',
    errorType: null,
    stack: null,
    traceId: null,
    ...more,
  };
}

describe('taking log lines in', () => {
  it('stores redacted lines with their counts, then tells detection', async () => {
    const { send, store, told } = house();
    const lines = [
      raw({ message: 'password=hunter2', stack: 'at x token=abc123', errorType: 'E' }),
      raw({ level: 'warn' }),
      raw({ level: 'info', at: NOW - 11_000 }),
    ];
    expect(await send(lines, 100)).toMatchObject({ ok: true });
    const [batch] = store.appended;
    expect(batch?.lines[0]).toMatchObject({
      service: 'payment',
      message: 'password=[secret:password]',
      stack: 'at x token=[secret:token]',
      at: NOW - 1000,
      receivedAt: NOW,
    });
    expect(batch?.counts).toEqual([
      { service: 'payment', at: NOW - 10_000, lines: 2, errors: 1, warnings: 1 },
      { service: 'payment', at: NOW - 20_000, lines: 1, errors: 0, warnings: 0 },
    ]);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ counts: [{ at: NOW - 1000, lines: 2, errors: 1 }, { at: NOW - 11_000 }], late: 0 });
  });

  it('does not let others wait behind what the store will never take', async () => {
    const { send, store, spool, drain, clock } = house();
    store.refuses = 'poison';
    await expect(send([raw({ message: 'poison' })])).rejects.toThrow(StoreRefused);
    expect(spool.entries).toEqual([]);
    store.isAway = true;
    for (const message of ['first', 'poison', 'second']) {
      await send([raw({ message })]);
    }
    store.isAway = false;
    drain.start();
    await clock.advance(10_000);
    expect(spool.entries).toEqual([]);
    expect(spool.aside.map(({ batch }) => batch.lines[0]?.message)).toEqual(['poison']);
    expect(store.appended.map(({ lines }) => lines[0]?.message)).toEqual(['first', 'second']);
    expect(await send([raw({ message: 'third' })])).toMatchObject({ ok: true });
    expect(store.appended).toHaveLength(3);
    await drain.stop();
  });

  it('spools while the store is away, keeps order, and catches up without doubling', async () => {
    const { send, store, spool, told, drain, clock } = house();
    store.isAway = true;
    expect(await send([raw({ message: 'first' })])).toMatchObject({ ok: true });
    drain.start();
    await clock.advance(10_000);
    expect(spool.entries).toHaveLength(1);
    store.isAway = false;
    expect(await send([raw({ message: 'second' })])).toMatchObject({ ok: true });
    expect(store.appended).toEqual([]);
    await clock.advance(10_000);
    expect(store.appended.map(({ lines }) => lines[0]?.message)).toEqual(['first', 'second']);
    expect(spool.entries).toEqual([]);
    expect(told).toHaveLength(2);
    await send([raw({ message: 'third' })]);
    expect(store.appended).toHaveLength(3);
    await drain.stop();
  });

  it('acknowledges nothing and tells detection nothing where neither store nor spool takes it', async () => {
    const { send, store, spool, told } = house();
    store.isAway = true;
    spool.isFull = true;
    expect(await send([raw()])).toEqual({
      ok: false,
      failure: { code: 'IM_SPOOL_FULL', retryAfterSeconds: 30 },
    });
    expect(told).toEqual([]);
  });

  it('sends back what is too much at once, and takes it when there is room again', async () => {
    const { send } = house({ maxInFlightBytes: 100 });
    const answers = await Promise.all([60, 60, 30].map((bytes) => send([raw()], bytes)));
    expect(answers.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(answers[1]).toEqual({ ok: false, failure: { code: 'IM_INTAKE_BUSY', retryAfterSeconds: 1 } });
    expect(await send([raw()], 60)).toMatchObject({ ok: true });
  });

  it('keeps the asked share of lines below warn, every other line, and counts all', async () => {
    const { send, store, accepted } = house({ keepInfoShare: 0.1 });
    const lines = [...Array.from({ length: 100 }, () => raw({ level: 'info' })), raw({ level: 'warn' }), raw()];
    await send(lines);
    expect(store.appended[0]?.lines.filter(({ level }) => level === 'info')).toHaveLength(10);
    expect(store.appended[0]?.lines).toHaveLength(12);
    expect(store.appended[0]?.counts[0]?.lines).toBe(102);
    expect(accepted).toEqual([{ lines: 102, spans: 0, points: 0, kept: 12, late: 0, repaired: 0, spooled: false }]);
  });

  it.each([
    ['none', null, NOW, 0],
    ['1970', 1000, NOW, 0],
    ['2200', Date.UTC(2200, 0, 1), NOW, 0],
    ['six minutes ahead', NOW + 360_000, NOW, 0],
    ['four minutes ahead', NOW + 240_000, NOW + 240_000, 0],
    ['an hour ago', NOW - 3_600_000, NOW - 3_600_000, 1],
  ])('with the time %s', async (_, at, believed, late) => {
    const { send, store, told } = house();
    await send([raw({ at })]);
    expect(store.appended[0]?.lines[0]?.at).toBe(believed);
    expect(told[0]?.late).toBe(late);
  });

  it('bounds texts with a mark, without cutting a pair or a secret in half', async () => {
    const { send, store } = house();
    await send([raw({ message: `${'y '.repeat(4080)}😀😀 password=${'p'.repeat(70_000)}` })]);
    const message = store.appended[0]?.lines[0]?.message ?? '';
    expect(message.length).toBeLessThanOrEqual(8192);
    expect(message.isWellFormed()).toBe(true);
    expect(message).not.toContain('ppp');
    await send([raw({ message: 'z '.repeat(9000) })]);
    expect(store.appended[1]?.lines[0]?.message.endsWith('… [cut]')).toBe(true);
  });

  it('counts services beyond the bound together, until the next day', async () => {
    const { send, store, clock } = house({ maxServicesPerOrganisation: 2 });
    const named = (service: string | null) => raw({ service });
    await send([named('a'), named(' b\u0000\n'), named('c'), named('d'), named('a')]);
    expect(store.appended[0]?.lines.map(({ service }) => service)).toEqual(['a', 'b', '(other)', '(other)', 'a']);
    clock.jumpTo(NOW + 86_400_000);
    await send([named('c'), named(null)]);
    expect(store.appended[1]?.lines.map(({ service }) => service)).toEqual(['c', 'unknown_service']);
  });
});
