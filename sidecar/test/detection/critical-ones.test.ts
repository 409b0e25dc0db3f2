import { AlarmHouse } from '../support/detection/alarm-house.ts';
import type { ServiceHealth } from '../../src/domain/detection/recovery/service-health.ts';

function healthOf(service: string, given: Partial<ServiceHealth>): ServiceHealth {
  return { service, traffic: null, success: null, lastSeenAt: null, windowSeconds: 120, ...given };
}

/** Ten times the rule's line and far above the usual. */
const CRITICAL_ERRORS = 1200;

describe('critical ones are never held back', () => {
  it('a critical burst opens in the tick that sees it, where a lesser one waits for others', async () => {
    const house = new AlarmHouse();
    house.errors('payment', CRITICAL_ERRORS);
    house.errors('auth', 120);
    await house.tick();
    expect(await house.told()).toEqual(['payment error-burst open']);
    expect((await house.only()).severity).toBe('critical');
    await house.pass(1);
    expect(await house.told()).toContain('auth error-burst open');
  });

  it('an alarm opens in the tick that sees it, whatever else is going on', async () => {
    const house = new AlarmHouse();
    for (const service of ['a', 'b', 'c', 'd', 'e']) {
      house.errors(service, 120);
    }
    house.health.set('payment', healthOf('payment', { success: { failed: 900, requests: 1000, usualShare: 0.01 } }));
    house.raise('payment', 'failure-ratio');
    await house.tick();
    const records = await house.incidents();
    expect(records.some(({ services }) => services.some(({ service }) => service === 'payment'))).toBe(true);
    expect(records.map(({ severity }) => severity)).toContain('critical');
  });

  it('a rule on trial does not keep a critical burst from opening', async () => {
    const house = new AlarmHouse();
    house.modes.set('error-burst', 'trial');
    house.modes.set('widespread-errors', 'trial');
    house.errors('payment', CRITICAL_ERRORS);
    await house.tick();
    expect(await house.told()).toEqual(['payment error-burst open']);
  });

  it('a maintenance window of another service holds nothing back, nor one that was not there when it began', async () => {
    const house = new AlarmHouse();
    house.expectedSince.set('auth', 0);
    house.errors('payment', CRITICAL_ERRORS);
    house.errors('user', CRITICAL_ERRORS);
    house.expectedSince.set('user', house.now);
    await house.tick();
    expect((await house.told()).sort()).toEqual(['payment error-burst open', 'user error-burst open']);
  });
});

describe('a maintenance window', () => {
  it('holds back even a critical burst of its service that began in it: a restart of a database looks like one', async () => {
    const house = new AlarmHouse();
    house.expectedSince.set('payment', 0);
    house.errors('payment', CRITICAL_ERRORS);
    await house.pass(20);
    expect(await house.told()).toEqual([]);
    expect(house.wouldHaveFired).toMatchObject([
      { detector: 'error-burst', mode: 'live', service: 'payment', heldBack: 'maintenance is announced' },
    ]);
  });

  it('holds back a burst of its service that began in it, and lets it go when it goes on afterwards', async () => {
    const house = new AlarmHouse();
    house.expectedSince.set('payment', 0);
    for (let second = 0; second < 300; second += 1) {
      house.errors('payment', 2);
      await house.pass(1);
    }
    expect(await house.told()).toEqual([]);
    house.expectedUntil.set('payment', house.now);
    for (let second = 0; second < 125; second += 1) {
      house.errors('payment', 2);
      await house.pass(1);
    }
    expect(await house.told()).toEqual(['payment error-burst open']);
  });

  it('takes with it what ended in it', async () => {
    const house = new AlarmHouse();
    house.expectedSince.set('payment', 0);
    house.errors('payment', 150);
    await house.pass(5);
    house.expectedUntil.set('payment', house.now);
    await house.pass(300);
    expect(await house.told()).toEqual([]);
  });

  it('holds back nothing that began before it', async () => {
    const house = new AlarmHouse();
    house.errors('payment', 60);
    await house.pass(5);
    house.expectedSince.set('payment', house.now);
    house.errors('payment', 60);
    await house.pass(2);
    expect(await house.told()).toEqual(['payment error-burst open']);
  });
});

describe('how bad it is', () => {
  async function severityOf(arrange: (house: AlarmHouse) => void): Promise<string> {
    const house = new AlarmHouse();
    arrange(house);
    await house.pass(1);
    return (await house.only()).severity;
  }

  it.each([
    ['critical', 900, 1000],
    ['high', 150, 1000],
    ['medium', 50, 1000],
    // Nine of ten people: not enough to be sure.
    ['medium', 9, 10],
  ])('is %s where %i of %i requests fail', async (severity, failed, requests) => {
    expect(
      await severityOf((house) => {
        house.health.set('payment', healthOf('payment', { success: { failed, requests, usualShare: 0.01 } }));
        house.raise('payment', 'failure-ratio');
      })
    ).toBe(severity);
  });

  it.each([
    ['critical', 5000],
    ['high', 20],
  ])('is %s where a service is silent that usually has %i requests', async (severity, low) => {
    expect(
      await severityOf((house) => {
        house.health.set(
          'payment',
          healthOf('payment', { traffic: { seen: 0, low, high: 2 * low, unit: 'requests' } })
        );
        house.raise('payment', 'silence');
      })
    ).toBe(severity);
  });

  it('is high far above the line, and rises but does not fall while it lasts', async () => {
    const house = new AlarmHouse();
    const first = house.raise('payment', 'latency', { score: 9 });
    await house.pass(1);
    expect((await house.only()).severity).toBe('high');
    house.end(first);
    house.raise('payment', 'latency', { score: 1 });
    await house.pass(5);
    expect((await house.only()).severity).toBe('high');
  });
});

describe('a burst of a service whose requests are told', () => {
  /** Twenty errors in two minutes are usual, among many other lines. */
  async function lived(requests: { failed: number; requests: number } | null): Promise<AlarmHouse> {
    const house = new AlarmHouse();
    for (let second = 0; second < 1500; second += 3) {
      house.errors('payment', second % 6 === 0 ? 1 : 0, 20);
      await house.pass(3, 3);
    }
    const success = requests === null ? null : { ...requests, usualShare: 0.002 };
    house.health.set('payment', healthOf('payment', { success }));
    return house;
  }

  it('is a finding while they succeed as usual', async () => {
    const house = await lived({ failed: 9, requests: 4000 });
    house.errors('payment', 110, 800);
    await house.pass(5);
    expect(await house.told()).toEqual([]);
    expect(house.wouldHaveFired).toMatchObject([
      { detector: 'error-burst', mode: 'live', heldBack: null, sentence: expect.stringContaining('requests succeed') },
    ]);
  });

  it.each([
    ['where two in a hundred more of them fail', { failed: 90, requests: 4000 }, 110],
    ['where it is far above its usual', { failed: 9, requests: 4000 }, 400],
    ['where it has fewer requests than errors', { failed: 0, requests: 40 }, 110],
    ['where none are told', null, 110],
  ])('opens an incident %s', async (_, requests, errors) => {
    const house = await lived(requests);
    house.errors('payment', errors, 800);
    await house.pass(5);
    expect(await house.told()).toEqual(['payment error-burst open']);
    expect(house.wouldHaveFired).toEqual([]);
  });

  it('does not come back by errors that fail no requests', async () => {
    const house = await lived(null);
    house.errors('payment', 200, 800);
    await house.pass(5);
    house.health.set('payment', healthOf('payment', { success: { failed: 9, requests: 4000, usualShare: 0.002 } }));
    for (let second = 0; second < 300; second += 3) {
      house.errors('payment', 0, 20);
      await house.pass(3, 3);
    }
    expect((await house.only()).state).toBe('awaiting-confirmation');
    house.errors('payment', 150, 800);
    await house.pass(5);
    expect((await house.only()).state).toBe('awaiting-confirmation');
    house.health.set('payment', healthOf('payment', { success: { failed: 400, requests: 4000, usualShare: 0.002 } }));
    await house.pass(5);
    expect((await house.only()).state).toBe('open');
  });
});

describe('a fixed rule on trial', () => {
  it('says once what it would have opened, and once when that would have been over', async () => {
    const house = new AlarmHouse();
    house.modes.set('error-burst', 'trial');
    house.errors('payment', 120);
    await house.pass(10);
    expect(await house.told()).toEqual([]);
    expect(house.wouldHaveFired).toMatchObject([
      { detector: 'error-burst', mode: 'trial', service: 'payment', endedAt: null, numbers: { seen: 120, high: 100 } },
    ]);
    await house.pass(400, 10);
    const [raised, ended, ...more] = house.wouldHaveFired;
    expect(more).toEqual([]);
    expect(ended).toMatchObject({ id: raised?.id });
    expect(ended?.endedAt).not.toBeNull();
  });

  it('leaves services their own incidents where the widespread one is on trial', async () => {
    const house = new AlarmHouse();
    house.modes.set('widespread-errors', 'trial');
    const names = ['a', 'b', 'c', 'd', 'e'];
    names.forEach((service) => house.errors(service, 120));
    await house.pass(5);
    expect((await house.told()).sort()).toEqual(names.map((service) => `${service} error-burst open`));
    expect(house.wouldHaveFired).toMatchObject([{ detector: 'widespread-errors', numbers: { seen: 5 } }]);
  });

  it('that is off says nothing', async () => {
    const house = new AlarmHouse();
    house.modes.set('error-burst', 'off');
    house.errors('payment', CRITICAL_ERRORS);
    await house.pass(10);
    expect(await house.told()).toEqual([]);
    expect(house.wouldHaveFired).toEqual([]);
  });
});
