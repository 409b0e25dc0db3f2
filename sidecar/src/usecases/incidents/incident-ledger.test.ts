import { fixedIds } from '../../../test/support/fixed-ids.ts';
import { ledgerOver } from '../../../test/support/detection/ledger-house.ts';
import { FakeClock } from '../../../test/support/fake-clock.ts';
import { inProcessFeed } from '../../adapters/live-feed/in-process-feed.ts';
import { openMemoryStores } from '../../adapters/store-memory/open-memory-stores.ts';
import { findBrokenLink } from '../../domain/events/event-chain.ts';
import { systemScope } from '../../domain/tenancy/scope.ts';
import { StoreUnavailable } from '../../ports/stores/store-failure.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { IncidentLedger, type Opening } from './incident-ledger.ts';

const scope = systemScope('main:1');
const other = systemScope('main:2');
const actor = { kind: 'system', name: 'detection' } as const;

function opening(service: string): Opening {
  return {
    service,
    actor,
    opening: {
      kind: 'error-burst',
      severity: 'high',
      services: [{ service, firstErrorAt: 1000, errors: 120, peakErrors: 120, baselineErrors: 2 }],
      rule: { name: 'error-burst', sentence: '120 errors in 2 min', thresholdErrors: 100, windowSeconds: 120 },
      startedAt: 1000,
      team: null,
      visibility: 'organisation',
      owner: null,
    },
  };
}

function setUp(stores: Stores = openMemoryStores()) {
  const clock = new FakeClock();
  return { stores, clock, ledger: new IncidentLedger({ stores, clock, ids: fixedIds(), feed: inProcessFeed() }) };
}

/** The store answers no more from the given call on, as when the process dies there. */
function dyingAt(stores: Stores, port: 'events' | 'incidents', method: string): Stores {
  const dying = Object.create(stores[port] as object) as Record<string, unknown>;
  dying[method] = () => Promise.reject(new StoreUnavailable('died here'));
  return { ...stores, [port]: dying };
}

describe('the ledger of incidents', () => {
  it('opens an incident once, and joins it afterwards', async () => {
    const { ledger } = setUp();
    const first = await ledger.openOrJoin(scope, opening('payment'));
    const second = await ledger.openOrJoin(scope, opening('payment'));
    expect(first.opened).toBe(true);
    expect(second).toEqual({ record: first.record, opened: false });
    expect(first.record).toMatchObject({ number: 1, state: 'open', service: 'payment', version: 1 });
  });

  it('opens one incident where many try at once', async () => {
    const { ledger } = setUp();
    const answers = await Promise.all(Array.from({ length: 20 }, () => ledger.openOrJoin(scope, opening('payment'))));
    expect(answers.filter(({ opened }) => opened)).toHaveLength(1);
    expect(new Set(answers.map(({ record }) => record.id)).size).toBe(1);
  });

  it('keeps organisations apart, also in their numbers', async () => {
    const { ledger } = setUp();
    const { record } = await ledger.openOrJoin(scope, opening('payment'));
    const elsewhere = await ledger.openOrJoin(other, opening('payment'));
    expect(elsewhere).toMatchObject({ opened: true, record: { number: 1 } });
    expect(await ledger.read(other, record.id)).toBeNull();
    const acted = await ledger.record(other, record.id, { events: [{ type: 'acknowledged', payload: {} }], actor });
    expect(acted).toEqual({ ok: false, failure: { kind: 'unknown' } });
  });

  it('opens a new one after the last was closed', async () => {
    const { ledger } = setUp();
    const { record } = await ledger.openOrJoin(scope, opening('payment'));
    await ledger.record(scope, record.id, { events: [{ type: 'dismissed', payload: { reason: 'a drill' } }], actor });
    const next = await ledger.openOrJoin(scope, opening('payment'));
    expect(next).toMatchObject({ opened: true, record: { number: 2 } });
    expect(await ledger.underWay(scope)).toEqual([next.record]);
  });

  it('refuses what the life cycle refuses, and changes nothing', async () => {
    const { ledger, stores } = setUp();
    const { record } = await ledger.openOrJoin(scope, opening('payment'));
    const result = await ledger.record(scope, record.id, {
      events: [
        { type: 'acknowledged', payload: {} },
        { type: 'reopened', payload: { reason: 'why not' } },
      ],
      actor,
    });
    expect(result).toEqual({ ok: false, failure: { kind: 'refused', state: 'open', event: 'reopened' } });
    expect(await stores.events.read(scope, record.id)).toHaveLength(1);
  });

  it('refuses to act on a version that is not the present one', async () => {
    const { ledger } = setUp();
    const { record } = await ledger.openOrJoin(scope, opening('payment'));
    const acknowledge = { events: [{ type: 'acknowledged', payload: {} }], actor, ifVersion: 1 } as const;
    expect(await ledger.record(scope, record.id, acknowledge)).toMatchObject({ ok: true, value: { version: 2 } });
    expect(await ledger.record(scope, record.id, acknowledge)).toEqual({
      ok: false,
      failure: { kind: 'version-conflict', version: 2 },
    });
  });

  it('takes every one of many simultaneous acts, one behind the other, in a sound chain', async () => {
    const { ledger, stores } = setUp();
    const { record } = await ledger.openOrJoin(scope, opening('payment'));
    const note = (text: string) => ({ events: [{ type: 'noted', payload: { text } } as const], actor });
    const texts = Array.from({ length: 30 }, (_, index) => `note ${index}`);
    await Promise.all(texts.map((text) => ledger.record(scope, record.id, note(text))));
    const events = await stores.events.read(scope, record.id);
    expect(events).toHaveLength(31);
    expect(findBrokenLink(events)).toBeNull();
  });

  it('goes on with the same incident where an opener died between claim and event', async () => {
    const stores = openMemoryStores();
    const dead = setUp(dyingAt(stores, 'events', 'append'));
    await expect(dead.ledger.openOrJoin(scope, opening('payment'))).rejects.toThrow(StoreUnavailable);
    const { ledger } = setUp(stores);
    expect(await ledger.openOrJoin(scope, opening('payment'))).toMatchObject({ opened: true });
    expect(await ledger.underWay(scope)).toHaveLength(1);
  });

  it('mends the state where a writer died between event and state', async () => {
    const stores = openMemoryStores();
    const dead = setUp(dyingAt(stores, 'incidents', 'save'));
    await expect(dead.ledger.openOrJoin(scope, opening('payment'))).rejects.toThrow(StoreUnavailable);
    const { ledger } = setUp(stores);
    expect(await ledger.openOrJoin(scope, opening('payment'))).toMatchObject({ opened: false });
    expect(await ledger.repair('main:1', 0)).toBe(0);
    expect(await ledger.underWay(scope)).toHaveLength(1);
  });

  it('finds the incident that a service joined, also where the joiner died before it had the claim', async () => {
    const stores = openMemoryStores();
    const { ledger, ids } = ledgerOver(stores);
    const { record } = await ledger.openOrJoin(scope, opening('payment'));
    const { services } = opening('auth').opening;
    const leases = Object.assign(Object.create(stores.leases) as typeof stores.leases, {
      claim: () => Promise.reject(new StoreUnavailable('died here')),
    });
    const join = { events: [{ type: 'service-joined', payload: { services } } as const], actor };
    const dead = ledgerOver({ ...stores, leases }, ids).ledger;
    await expect(dead.record(scope, record.id, join)).rejects.toThrow(StoreUnavailable);
    expect(await ledgerOver(stores, ids).ledger.openOrJoin(scope, opening('auth'))).toMatchObject({
      opened: false,
      record: { id: record.id },
    });
  });

  it('mends all of them after a start', async () => {
    const stores = openMemoryStores();
    const dead = setUp(dyingAt(stores, 'incidents', 'save'));
    for (const service of ['auth', 'payment']) {
      await expect(dead.ledger.openOrJoin(scope, opening(service))).rejects.toThrow(StoreUnavailable);
    }
    const { ledger } = setUp(stores);
    expect(await ledger.underWay(scope)).toHaveLength(0);
    expect(await ledger.repair('main:1', 0)).toBe(2);
    expect(await ledger.underWay(scope)).toHaveLength(2);
  });

  it('writes a repeated request once, whatever became of the first answer', async () => {
    const stores = openMemoryStores();
    const { record } = await setUp(stores).ledger.openOrJoin(scope, opening('payment'));
    const noted = { type: 'noted', payload: { text: 'pool is full' } } as const;
    const request = { events: [noted], actor, ifVersion: 1, once: 'this very request' };
    await setUp(stores).ledger.record(scope, record.id, request);
    const again = await setUp(stores).ledger.record(scope, record.id, request);
    expect(again).toMatchObject({ ok: true, value: { version: 2 } });
    await setUp(stores).ledger.record(scope, record.id, { ...request, ifVersion: 2, once: 'another one' });
    const events = await stores.events.read(scope, record.id);
    expect(events.map(({ type }) => type)).toEqual(['opened', 'noted', 'noted']);
    expect(findBrokenLink(events)).toBeNull();
  });

  it('tells open pages of the same organisation, and no others', async () => {
    const stores = openMemoryStores();
    const feed = inProcessFeed();
    const ledger = new IncidentLedger({ stores, clock: new FakeClock(), ids: fixedIds(), feed });
    const heard: string[] = [];
    feed.subscribe(scope, () => heard.push('same'));
    feed.subscribe(other, () => heard.push('other'));
    await ledger.openOrJoin(scope, opening('payment'));
    expect(heard).toEqual(['same']);
  });
});
