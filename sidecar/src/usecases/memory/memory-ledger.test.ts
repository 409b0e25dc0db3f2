import { findBrokenLink } from '../../domain/events/event-chain.ts';
import { openMemoryStores } from '../../adapters/store-memory/open-memory-stores.ts';
import { systemScope } from '../../domain/tenancy/scope.ts';
import { StoreUnavailable } from '../../ports/stores/store-failure.ts';
import type { RecallEntry } from '../../ports/stores/memories/recall-index.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { FakeClock } from '../../../test/support/fake-clock.ts';
import { fixedIds } from '../../../test/support/fixed-ids.ts';
import { begun, capturedPayload, MEMORY, ORGANISATION } from '../../../test/support/memory/memory-examples.ts';
import type { MemoryRecord } from '../../domain/memory/memory-record.ts';
import { MemoryLedger, type Telling } from './memory-ledger.ts';

const SCOPE = systemScope(ORGANISATION);
const ADA = { kind: 'person', name: 'ada' } as const;
const CONFIRMED: Telling = { type: 'confirmed', payload: {} };

function entryOf(record: MemoryRecord): RecallEntry | null {
  const { organisation, team, visibility, owner, kind, category, labels, provenance, startedAt, services } = record;
  return record.state !== 'active'
    ? null
    : {
        ...{ organisation, team, visibility, owner, kind, category, labels, provenance, startedAt, services },
        ...{ memory: record.id, version: record.version, errorType: null, fingerprints: [], templates: [] },
        ...{ analyser: '1', terms: [[record.title, 1]], length: 1, identifiers: [], concepts: [], vector: null },
      };
}

/** Stores of which the named write fails once, as a crash before it would leave them. */
function house() {
  const stores = openMemoryStores();
  let failing: string | null = null;
  const guarded = <Store extends object>(store: Store, name: string): Store =>
    new Proxy(store, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        return typeof value !== 'function'
          ? value
          : (...given: unknown[]) => {
              if (failing === `${name}.${String(key)}`) {
                failing = null;
                throw new StoreUnavailable('gone');
              }
              return (value as (...given: unknown[]) => unknown).apply(target, given);
            };
      },
    });
  const guardedStores: Stores = {
    ...stores,
    events: guarded(stores.events, 'events'),
    memories: guarded(stores.memories, 'memories'),
    recall: guarded(stores.recall, 'recall'),
  };
  const dependencies = {
    stores: guardedStores,
    clock: new FakeClock(Date.UTC(2026, 9, 3)),
    ids: fixedIds(),
    redact: (text: string) => text.replaceAll('hunter2', '[secret]'),
    entriesOf: (records: readonly MemoryRecord[]) => Promise.resolve(records.map(entryOf)),
  };
  const ledger = new MemoryLedger(dependencies);
  return {
    stores,
    ledger,
    crashBefore: (write: string) => void (failing = write),
    capture: (given = {}) =>
      ledger.capture(SCOPE, { id: MEMORY, captured: capturedPayload({ state: 'active', ...given }), actor: ADA }),
    found: async () => (await stores.recall.read(SCOPE, [MEMORY])).map(({ version }) => version),
  };
}

describe('the ledger of memories', () => {
  it('remembers once, however often it is told', async () => {
    const { capture, stores } = house();
    await Promise.all([capture(), capture({ title: 'another telling' })]);
    expect(await stores.events.read(SCOPE, MEMORY)).toHaveLength(1);
  });

  it('writes events, record and index entry, on a sound chain', async () => {
    const { capture, ledger, stores, found } = house();
    await capture();
    const recorded = await ledger.record(SCOPE, MEMORY, { actor: ADA, events: [CONFIRMED] });
    expect(recorded).toMatchObject({ ok: true, value: { provenance: 'confirmed', version: 2 } });
    expect(findBrokenLink(await stores.events.read(SCOPE, MEMORY))).toBeNull();
    expect(await found()).toEqual([2]);
  });

  it('does what has the same name once', async () => {
    const { capture, ledger } = house();
    await capture();
    const wanted = { actor: ADA, once: 'this request', events: [CONFIRMED] };
    await ledger.record(SCOPE, MEMORY, wanted);
    expect(await ledger.record(SCOPE, MEMORY, wanted)).toMatchObject({ ok: true, value: { version: 2 } });
  });

  it('refuses what was decided by an older version', async () => {
    const { capture, ledger } = house();
    await capture();
    await ledger.record(SCOPE, MEMORY, { actor: ADA, events: [CONFIRMED] });
    const late = await ledger.record(SCOPE, MEMORY, { actor: ADA, ifVersion: 1, events: [CONFIRMED] });
    expect(late).toEqual({ ok: false, failure: { kind: 'version-conflict', version: 2 } });
  });

  it('takes back, and takes that back', async () => {
    const { capture, ledger } = house();
    await capture();
    await ledger.record(SCOPE, MEMORY, { actor: ADA, events: [{ type: 'staled', payload: { reason: 'deployed' } }] });
    const undone = await ledger.undo(SCOPE, MEMORY, { actor: ADA, sequence: 2, reason: '' });
    expect(undone).toMatchObject({ ok: true, value: { stale: null } });
    const again = await ledger.undo(SCOPE, MEMORY, { actor: ADA, sequence: 3, reason: '' });
    expect(again).toMatchObject({ ok: true, value: { stale: { reason: 'deployed' } } });
    expect(await ledger.undo(SCOPE, MEMORY, { actor: ADA, sequence: 1, reason: '' })).toMatchObject({
      ok: false,
      failure: { kind: 'not-undoable' },
    });
  });

  it('keeps no secret, in whatever field it comes', async () => {
    const { capture, ledger, stores } = house();
    await capture({ evidence: ['payment said hunter2'], labels: { note: 'hunter2' } });
    const fix = { ...begun('att_1').fix, exact: 'psql -p hunter2' };
    await ledger.record(SCOPE, MEMORY, {
      actor: ADA,
      events: [{ type: 'attempt-begun', payload: { attempt: begun('att_1', { fix, context: { login: 'hunter2' } }) } }],
    });
    const kept = JSON.stringify([await stores.events.read(SCOPE, MEMORY), await ledger.read(SCOPE, MEMORY)]);
    expect(kept).toContain('psql -p [secret]');
    expect(kept).not.toContain('hunter2');
  });

  it('writes many at once, each on its own chain, and none twice', async () => {
    const { ledger, stores } = house();
    const captures = Array.from({ length: 150 }, (_, index) => ({
      id: `mem_01920000-0000-7000-8000-${String(index).padStart(12, '0')}`,
      captured: capturedPayload({ state: 'active', title: `memory ${index}` }),
      actor: ADA,
      at: 1000 + index,
      then: [CONFIRMED],
    }));
    expect(await ledger.captureMany(SCOPE, captures)).toBe(150);
    expect(await ledger.captureMany(SCOPE, captures)).toBe(0);
    const events = await stores.events.read(SCOPE, captures[7]?.id ?? '');
    expect(events.map(({ at, type }) => [at, type])).toEqual([
      [1007, 'captured'],
      [expect.any(Number), 'confirmed'],
    ]);
  });
});

describe('a crash', () => {
  const BEFORE = ['recall.put', 'memories.save'] as const;

  it.each(BEFORE)('before %s is mended by reading', async (write) => {
    const { capture, ledger, crashBefore, found } = house();
    await capture();
    crashBefore(write);
    await expect(ledger.record(SCOPE, MEMORY, { actor: ADA, events: [CONFIRMED] })).rejects.toThrow('gone');
    expect(await ledger.read(SCOPE, MEMORY)).toMatchObject({ version: 2, provenance: 'confirmed' });
    expect(await found()).toEqual([2]);
  });

  it.each(BEFORE)('before %s of the first event is mended by repair', async (write) => {
    const { capture, ledger, crashBefore, stores, found } = house();
    crashBefore(write);
    await expect(capture()).rejects.toThrow('gone');
    expect(await ledger.repair(ORGANISATION, 0)).toBe(1);
    expect(await stores.memories.get(SCOPE, [MEMORY])).toHaveLength(1);
    expect(await found()).toEqual([1]);
  });

  it('before the event leaves nothing', async () => {
    const { capture, crashBefore, ledger } = house();
    crashBefore('events.append');
    await expect(capture()).rejects.toThrow('gone');
    expect(await ledger.read(SCOPE, MEMORY)).toBeNull();
  });

  it.each(['recall.remove', 'memories.remove', 'events.forget'])(
    'in the middle of forgetting, before %s, is finished by repair',
    async (write) => {
      const { capture, ledger, crashBefore, stores, found } = house();
      await capture({ title: 'canary' });
      crashBefore(write);
      const forgetting = ledger.record(SCOPE, MEMORY, {
        actor: ADA,
        events: [{ type: 'forgotten', payload: { reason: 'asked for' } }],
      });
      await forgetting.catch(() => undefined);
      await ledger.repair(ORGANISATION, 0);
      expect(await ledger.read(SCOPE, MEMORY)).toBeNull();
      expect(await found()).toEqual([]);
      expect(await stores.memories.get(SCOPE, [MEMORY])).toEqual([]);
      const events = await stores.events.read(SCOPE, MEMORY);
      expect(JSON.stringify(events)).not.toContain('canary');
      expect(findBrokenLink(events)).toBeNull();
    }
  );
});
