import type { DetectorId, DetectorMode } from '@incident-memory/contract';
import { openMemoryStores } from '../../adapters/store-memory/open-memory-stores.ts';
import { FakeClock } from '../../../test/support/fake-clock.ts';
import { WatchedServices, type Life } from '../../../test/support/detection/watched-services.ts';
import { systemScope } from '../../domain/tenancy/scope.ts';
import { emptyBatch } from '../../ports/stores/signals/signal-store.ts';
import { StoreUnavailable } from '../../ports/stores/store-failure.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { WatchSignals } from './watch-signals.ts';

const SCOPE = systemScope('main:1');
const OTHERS = systemScope('main:2');
const HOUR = 360;
const MINUTE = 6;

/** Signals that are stored and then watched, as intake does it. */
class WatchHouse {
  readonly clock = new FakeClock();
  readonly stores: Stores = openMemoryStores();
  readonly failures: unknown[] = [];
  readonly modes = new Map<DetectorId, DetectorMode>();
  heldBack: string | null = null;
  signals: WatchSignals;
  private readonly services = new WatchedServices({ services: ['cart', 'checkout'] });
  private batches = 0;

  constructor() {
    this.signals = this.begin();
    this.clock.jumpTo(WatchedServices.start);
  }

  begin(): WatchSignals {
    return new WatchSignals({
      stores: this.stores,
      clock: this.clock,
      modes: { modeOf: (_, detector) => this.modes.get(detector) ?? 'live' },
      expected: { heldBack: () => this.heldBack },
      onFailure: (_, error) => this.failures.push(error),
    });
  }

  async live(buckets: number, life: Life = () => ({})): Promise<void> {
    for (const last = this.services.bucket + buckets; this.services.bucket < last; this.services.bucket += 1) {
      const told = this.services.signals(life);
      this.clock.jumpTo(this.services.now + 13_000);
      await this.stores.signals.append(SCOPE, { ...emptyBatch(`batch-${(this.batches += 1)}`), ...told });
      this.signals.observe(SCOPE, told);
      await this.signals.evaluate(SCOPE, this.clock.now());
    }
  }

  /** Nobody is there for so long; what is sent meanwhile comes into the store by another sidecar. */
  async restart({ awayBuckets = 0, life = (() => ({})) as Life, inOrder = true } = {}): Promise<void> {
    if (inOrder) {
      await this.signals.saveAll();
    }
    for (const last = this.services.bucket + awayBuckets; this.services.bucket < last; this.services.bucket += 1) {
      const told = this.services.signals(life);
      await this.stores.signals.append(SCOPE, { ...emptyBatch(`batch-${(this.batches += 1)}`), ...told });
    }
    this.clock.jumpTo(this.services.now + 5000);
    this.signals = this.begin();
    await this.signals.rebuild(SCOPE, this.clock.now());
  }

  async kept() {
    return (await this.stores.alarms.list(SCOPE, { show: 'all', limit: 100 })).alarms;
  }

  async words(): Promise<string[]> {
    return (await this.kept())
      .map(({ detector, service, endedAt }) => `${detector} of ${service}${endedAt === null ? '' : ', over'}`)
      .sort();
  }
}

const failing: Life = (service) => (service === 'checkout' ? { failedShare: 0.5 } : {});

describe('what detectors raise', () => {
  it('is kept, told while it stands and for a while after, and written again when it is over', async () => {
    const house = new WatchHouse();
    await house.live(HOUR);
    await house.live(5 * MINUTE, failing);
    expect(await house.words()).toEqual(['failure-ratio of checkout']);
    const standing = await house.signals.evaluate(SCOPE, house.clock.now());
    expect(standing.map(({ detector, endedAt }) => [detector, endedAt])).toEqual([['failure-ratio', null]]);
    await house.live(6 * MINUTE);
    expect(await house.words()).toEqual(['failure-ratio of checkout, over']);
    expect(await house.signals.evaluate(SCOPE, house.clock.now())).toHaveLength(1);
    await house.live(20 * MINUTE);
    expect(await house.signals.evaluate(SCOPE, house.clock.now())).toEqual([]);
  });

  it('on trial or held back is kept and makes no incident', async () => {
    const house = new WatchHouse();
    await house.live(HOUR);
    house.modes.set('failure-ratio', 'trial');
    await house.live(2 * MINUTE, failing);
    expect(await house.words()).toContain('failure-ratio of checkout');
    expect(await house.signals.evaluate(SCOPE, house.clock.now())).toEqual([]);
    const held = new WatchHouse();
    await held.live(HOUR);
    held.heldBack = 'Upgrade of the database';
    await held.live(2 * MINUTE, failing);
    expect((await held.kept()).map(({ heldBack }) => heldBack)).toContain('Upgrade of the database');
    expect(await held.signals.evaluate(SCOPE, held.clock.now())).toEqual([]);
  });

  it('keeps its incident and its verdict, however often it is told', async () => {
    const house = new WatchHouse();
    await house.live(HOUR);
    await house.live(2 * MINUTE, failing);
    const [alarm] = await house.kept();
    await house.signals.assigned(SCOPE, { id: 'inc_1', number: 7 }, [alarm?.id ?? '']);
    const verdict = { is: 'confirmed', reason: 'seen', at: 1, by: 'ada' } as const;
    await house.stores.alarms.judge(SCOPE, alarm?.id ?? '', verdict);
    await house.live(10 * MINUTE);
    const [after] = await house.kept();
    expect(after).toMatchObject({ id: alarm?.id, incident: { id: 'inc_1', number: 7 }, verdict });
    expect(after?.endedAt).not.toBeNull();
  });

  it('is nobody else’s', async () => {
    const house = new WatchHouse();
    await house.live(HOUR);
    await house.live(2 * MINUTE, failing);
    expect(await house.signals.evaluate(OTHERS, house.clock.now())).toEqual([]);
    expect(house.signals.health(OTHERS, 'checkout', house.clock.now())).toBeNull();
    expect(house.signals.graph(OTHERS, house.clock.now()).edges).toEqual([]);
  });

  it('waits while the store is away, and holds nothing up', async () => {
    const house = new WatchHouse();
    await house.live(HOUR);
    const save = house.stores.alarms.save.bind(house.stores.alarms);
    house.stores.alarms.save = () => Promise.reject(new StoreUnavailable('away'));
    await house.live(2 * MINUTE, failing);
    expect(await house.signals.evaluate(SCOPE, house.clock.now())).toHaveLength(1);
    expect(house.failures.length).toBeGreaterThan(0);
    house.stores.alarms.save = save;
    await house.live(1, failing);
    expect(await house.words()).toEqual(['failure-ratio of checkout']);
  });
});

describe('after a restart', () => {
  it('an alarm that stood still stands, and is over when it is over', async () => {
    const house = new WatchHouse();
    await house.live(HOUR);
    await house.live(2 * MINUTE, failing);
    const before = await house.kept();
    await house.restart({ awayBuckets: 6, life: failing });
    await house.live(MINUTE, failing);
    expect((await house.kept()).map(({ id, at }) => [id, at])).toEqual(before.map(({ id, at }) => [id, at]));
    expect(await house.words()).toEqual(['failure-ratio of checkout']);
    await house.live(10 * MINUTE);
    expect(await house.words()).toEqual(['failure-ratio of checkout, over']);
  });

  it('what came and went while nobody looked is found, with its own times', async () => {
    const house = new WatchHouse();
    await house.live(HOUR);
    const from = house.clock.now();
    const away: Life = (service, bucket) =>
      service === 'checkout' && bucket >= HOUR + 10 && bucket < HOUR + 40 ? { failedShare: 0.5 } : {};
    await house.restart({ awayBuckets: 90, life: away });
    const [alarm] = await house.kept();
    expect(await house.words()).toEqual(['failure-ratio of checkout, over']);
    expect(alarm?.startedAt).toBeGreaterThan(from + 60_000);
    expect(alarm?.startedAt).toBeLessThan(from + 130_000);
  });

  it('after a crash the slices that were written are enough: nothing is learnt anew and nothing raised twice', async () => {
    const house = new WatchHouse();
    await house.live(HOUR);
    await house.live(2 * MINUTE, failing);
    const before = (await house.kept()).map(({ id }) => id);
    await house.restart({ awayBuckets: 3, life: failing, inOrder: false });
    await house.live(2 * MINUTE, failing);
    expect((await house.kept()).map(({ id }) => id)).toEqual(before);
    expect(house.signals.health(SCOPE, 'cart', house.clock.now())?.traffic).not.toBeNull();
  });

  it('an alarm that no detector knows of any more is over', async () => {
    const house = new WatchHouse();
    await house.live(HOUR);
    await house.live(2 * MINUTE, failing);
    const [alarm] = await house.kept();
    const lost = { ...alarm, id: 'alm_lost', service: 'gone' } as NonNullable<typeof alarm>;
    await house.stores.alarms.save(SCOPE, [lost]);
    await house.restart({ awayBuckets: 3 });
    await house.live(1);
    expect((await house.stores.alarms.get(SCOPE, 'alm_lost'))?.endedAt).not.toBeNull();
  });

  it('the first start over a full store learns from the last hour and tells nothing of it', async () => {
    const house = new WatchHouse();
    const past: Life = (service, bucket) =>
      service === 'checkout' && bucket >= 200 && bucket < 240 ? { failedShare: 0.5 } : {};
    await house.restart({ awayBuckets: 2 * HOUR, life: past, inOrder: false });
    expect(await house.words()).toEqual([]);
    expect(house.signals.health(SCOPE, 'cart', house.clock.now())?.traffic).not.toBeNull();
    await house.live(2 * MINUTE, failing);
    expect(await house.words()).toEqual(['failure-ratio of checkout']);
  });
});

it('writes a slice at a time, each service again within minutes', async () => {
  const house = new WatchHouse();
  const written: string[] = [];
  const write = house.stores.settings.write.bind(house.stores.settings);
  house.stores.settings.write = (scope, key, value) => {
    written.push(key);
    return write(scope, key, value);
  };
  await house.live(HOUR / 2);
  const keys = new Set(written);
  expect(keys.size).toBe(2);
  expect(written.length).toBeGreaterThanOrEqual(8);
  expect(written.length).toBeLessThanOrEqual(14);
});
