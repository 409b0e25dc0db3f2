import { DetectionHouse, SCOPE } from '../../../test/support/detection/detection-house.ts';
import { StoreUnavailable } from '../../ports/stores/store-failure.ts';

const FIVE = ['api-gateway', 'auth', 'database', 'payment', 'user'];

/** A burst that has opened its incident. */
async function openIncident(house: DetectionHouse, service = 'payment') {
  await house.pass(5);
  await house.push([house.errors(service, 120)]);
  await house.pass(2);
  const [record] = await house.incidents();
  if (record === undefined) {
    throw new Error('no incident was opened');
  }
  return record;
}

describe('an error burst', () => {
  it('opens one incident of its service within two ticks, with its own start and numbers', async () => {
    const house = new DetectionHouse();
    await house.pass(5);
    const firstErrorAt = house.now - 500;
    await house.push([house.errors('payment', 120)]);
    await house.pass(2);
    const [record] = await house.incidents();
    expect(await house.told()).toEqual(['payment error-burst open']);
    expect(record).toMatchObject({ startedAt: firstErrorAt, severity: 'high', services: [{ errors: 120 }] });
    expect(record?.rule.sentence).toBe('120 errors in 2 min; the rule opens at 100; its usual is 0');
  });

  it('opens at the hundredth error and not at the ninety-ninth', async () => {
    const house = new DetectionHouse();
    await house.push([house.errors('payment', 99)]);
    await house.pass(3);
    expect(await house.told()).toEqual([]);
    await house.push([house.errors('payment', 1)]);
    await house.pass(2);
    expect(await house.told()).toEqual(['payment error-burst open']);
  });

  it('does not add up errors that lie more than two minutes apart', async () => {
    const house = new DetectionHouse();
    await house.push([house.errors('payment', 60)]);
    await house.pass(121);
    await house.push([house.errors('payment', 60)]);
    await house.pass(3);
    expect(await house.told()).toEqual([]);
  });

  it('opens although its shipper delivered it two minutes late, and counts what is later than that', async () => {
    const house = new DetectionHouse();
    await house.pass(130);
    const late = await house.push([house.errors('payment', 120, house.now - 118_000)]);
    const tooLate = await house.push([house.errors('auth', 120, house.now - 122_000)]);
    await house.pass(2);
    expect([late.lateLines, tooLate.lateLines]).toEqual([0, 120]);
    expect(await house.told()).toEqual(['payment error-burst open']);
  });

  it('writes few events while it grows', async () => {
    const house = new DetectionHouse();
    const record = await openIncident(house);
    for (let second = 0; second < 300; second += 1) {
      await house.push([house.errors('payment', 12)]);
      await house.pass(1);
    }
    const events = await house.eventTypes(record);
    expect(events.filter((type) => type === 'evidence-updated').length).toBeGreaterThan(3);
    expect(events.length).toBeLessThan(15);
    const [grown] = await house.incidents();
    expect(grown?.services[0]?.peakErrors).toBeGreaterThan(1300);
    expect(grown?.services[0]?.errors).toBeGreaterThan(3000);
  });
});

describe('several services at once', () => {
  it('are one widespread incident from five on, in the order in which they first reported', async () => {
    const house = new DetectionHouse();
    await house.pass(10);
    const order = ['database', 'payment', 'auth', 'user', 'api-gateway'];
    await house.push(order.map((service, place) => house.errors(service, 120, house.now - 3000 + place * 150)));
    await house.pass(3);
    expect(await house.told()).toEqual(['database widespread open']);
    const [record] = await house.incidents();
    expect(record?.services.map(({ service }) => service)).toEqual(order);
    expect(record?.severity).toBe('critical');
  });

  it('stay incidents of their own where they are four', async () => {
    const house = new DetectionHouse();
    await house.pass(10);
    await house.push(FIVE.slice(0, 4).map((service) => house.errors(service, 120)));
    await house.pass(5);
    expect((await house.told()).sort()).toEqual(FIVE.slice(0, 4).map((service) => `${service} error-burst open`));
  });

  it('make the oldest of the single ones wide and merge the others, where the fifth comes later', async () => {
    const house = new DetectionHouse();
    await house.pass(10);
    for (const service of FIVE) {
      await house.push([house.errors(service, 120)]);
      await house.pass(10);
    }
    expect((await house.told()).sort()).toEqual([
      'api-gateway widespread open',
      'auth error-burst merged',
      'database error-burst merged',
      'payment error-burst merged',
    ]);
    const [wide, merged] = await house.incidents();
    expect(wide?.services.map(({ service }) => service)).toEqual(FIVE);
    expect(merged?.mergedInto).toBe(wide?.id);
  });

  it('let a service that is raised later join', async () => {
    const house = new DetectionHouse();
    await house.pass(10);
    await house.push(FIVE.map((service) => house.errors(service, 120)));
    await house.pass(10);
    await house.push([house.errors('notification', 25)]);
    await house.pass(2);
    expect(await house.told()).toEqual(['api-gateway widespread open']);
    const [record] = await house.incidents();
    expect(record?.services.at(-1)?.service).toBe('notification');
  });

  it('leave a single incident its name while others are as noisy as ever', async () => {
    const house = new DetectionHouse();
    await house.pass(5);
    await house.push([house.errors('payment', 120), ...FIVE.slice(0, 3).map((service) => house.errors(service, 15))]);
    await house.pass(5);
    expect(await house.told()).toEqual(['payment error-burst open']);
  });
});

describe('errors that stop', () => {
  it('move the incident to awaiting confirmation by itself, once a whole window was quiet', async () => {
    const house = new DetectionHouse();
    const record = await openIncident(house);
    await house.pass(115);
    expect(await house.told()).toEqual(['payment error-burst open']);
    await house.pass(10);
    expect(await house.told()).toEqual(['payment error-burst awaiting-confirmation']);
    const quietSince = (await house.incidents())[0]?.quietSince ?? 0;
    expect(quietSince).toBeGreaterThan(record.startedAt);
    expect(quietSince).toBeLessThan(record.startedAt + 10_000);
  });

  it('are not concluded from a silent source', async () => {
    const house = new DetectionHouse();
    await openIncident(house);
    await house.pass(600, {});
    expect(await house.told()).toEqual(['payment error-burst open']);
  });

  it('are not concluded from a service that usually speaks and now says nothing at all', async () => {
    const house = new DetectionHouse();
    await house.pass(400, { payment: 5, auth: 5 });
    await house.push([house.errors('payment', 120)]);
    await house.pass(300, { auth: 5 });
    expect(await house.told()).toEqual(['payment error-burst open']);
    await house.pass(150, { auth: 5, payment: 5 });
    expect(await house.told()).toEqual(['payment error-burst awaiting-confirmation']);
  });

  it('bring the same incident back when they return', async () => {
    const house = new DetectionHouse();
    const record = await openIncident(house);
    await house.pass(130);
    await house.push([house.errors('payment', 120)]);
    await house.pass(2);
    expect(await house.told()).toEqual(['payment error-burst open']);
    const types = await house.eventTypes(record);
    expect(types.slice(0, 3)).toEqual(['opened', 'errors-stopped', 'errors-returned']);
  });

  it('do not move an incident on while an alert still fires', async () => {
    const house = new DetectionHouse();
    const record = await openIncident(house);
    const alert = {
      fingerprint: 'f1',
      name: 'High error rate',
      status: 'firing' as const,
      startedAt: house.now,
      endedAt: null,
      link: null,
    };
    await house.act(record, { type: 'alert-joined', payload: { alert } });
    await house.pass(200);
    expect(await house.told()).toEqual(['payment error-burst open']);
  });
});

describe('a person', () => {
  it('who dismisses it is not asked again about the same errors, but about new ones', async () => {
    const house = new DetectionHouse();
    const record = await openIncident(house);
    await house.act(record, { type: 'dismissed', payload: { reason: 'a test' } });
    await house.pass(30);
    await house.push([house.errors('payment', 60, house.now - 25_000)]);
    await house.pass(2);
    expect(await house.told()).toEqual(['payment error-burst dismissed']);
    await house.push([house.errors('payment', 120)]);
    await house.pass(2);
    expect(await house.told()).toEqual(['payment error-burst dismissed', 'payment error-burst open']);
  });

  it('who opens it again is not overruled by the quiet before', async () => {
    const house = new DetectionHouse();
    const record = await openIncident(house);
    await house.pass(130);
    await house.act(record, { type: 'reopened', payload: { reason: 'customers still call' } });
    await house.pass(60);
    expect(await house.told()).toEqual(['payment error-burst open']);
  });
});

describe('a restart', () => {
  const PHASES: Array<[string, (house: DetectionHouse) => Promise<unknown>, string]> = [
    [
      'before the tick that would have opened it',
      async (house) => {
        await house.pass(5);
        await house.push([house.errors('payment', 120)]);
      },
      'open',
    ],
    ['while it is open', openIncident, 'open'],
    [
      'while it awaits confirmation',
      async (house) => {
        await openIncident(house);
        await house.pass(130);
      },
      'awaiting-confirmation',
    ],
    [
      'after it came back',
      async (house) => {
        await openIncident(house);
        await house.pass(130);
        await house.push([house.errors('payment', 120)]);
        await house.pass(2);
      },
      'open',
    ],
    [
      'after it was dismissed',
      async (house) => {
        await house.act(await openIncident(house), { type: 'dismissed', payload: { reason: 'a test' } });
        await house.pass(2);
      },
      'dismissed',
    ],
  ];

  it.each(PHASES)('%s makes no second incident', async (_, reach, state) => {
    const house = new DetectionHouse();
    await reach(house);
    await house.restart(5);
    await house.pass(20);
    expect(await house.told()).toEqual([`payment error-burst ${state}`]);
  });

  it('in the middle of a widespread one makes no second incident', async () => {
    const house = new DetectionHouse();
    await house.pass(10);
    await house.push(FIVE.map((service) => house.errors(service, 120)));
    await house.pass(3);
    await house.restart(5);
    await house.pass(20);
    expect(await house.told()).toEqual(['api-gateway widespread open']);
  });

  it('an hour later still tells of a burst that nobody had looked at, and that it is over', async () => {
    const house = new DetectionHouse();
    await house.pass(5);
    await house.push([house.errors('payment', 120)]);
    const startedAround = house.now;
    await house.push([{ service: 'heartbeat', at: house.now, widthMs: 1000, lines: 1, errors: 0 }]);
    // The disk took more before the process died, but no tick came.
    for (let second = 10; second < 200; second += 10) {
      await house.clock.advance(10_000);
      await house.push([{ service: 'heartbeat', at: house.now - 1000, widthMs: 1000, lines: 5, errors: 0 }]);
    }
    await house.restart(3600);
    await house.pass(5);
    expect(await house.told()).toEqual(['payment error-burst awaiting-confirmation']);
    const [record] = await house.incidents();
    expect(Math.abs((record?.startedAt ?? 0) - startedAround)).toBeLessThanOrEqual(10_000);
  });

  it('keeps what was usual', async () => {
    const house = new DetectionHouse();
    for (let minute = 0; minute < 40; minute += 1) {
      await house.push([{ service: 'busy', at: house.now - 1000, widthMs: 1000, lines: 30_000, errors: 150 }]);
      await house.clock.advance(60_000);
    }
    await house.restart(1);
    expect(house.detection.serviceStates(SCOPE, house.now)).toEqual([
      expect.objectContaining({ service: 'busy', state: 'usual' }),
    ]);
    await house.pass(3);
    expect(await house.told()).toEqual([]);
  });
});

describe('a store that fails', () => {
  it('delays an incident and loses none', async () => {
    const house = new DetectionHouse();
    await house.pass(5);
    const append = house.stores.events.append.bind(house.stores.events);
    house.stores.events.append = () => Promise.reject(new StoreUnavailable('down'));
    await house.push([house.errors('payment', 120)]);
    await house.pass(20);
    expect(await house.told()).toEqual([]);
    expect(house.failures.length).toBeGreaterThan(0);
    house.stores.events.append = append;
    await house.pass(1);
    expect(await house.told()).toEqual(['payment error-burst open']);
  });

  it('while five are made one leaves no single one behind', async () => {
    const house = new DetectionHouse();
    await house.pass(5);
    await house.push(FIVE.slice(0, 3).map((service) => house.errors(service, 120)));
    await house.pass(3);
    const append = house.stores.events.append.bind(house.stores.events);
    let calls = 0;
    house.stores.events.append = (scope, events) =>
      (calls += 1) === 2 ? Promise.reject(new StoreUnavailable('down')) : append(scope, events);
    await house.push(FIVE.slice(3).map((service) => house.errors(service, 120)));
    await house.pass(3);
    expect((await house.told()).sort()).toEqual([
      'api-gateway widespread open',
      'auth error-burst merged',
      'database error-burst merged',
    ]);
  });
});

describe('a clock that is set', () => {
  it.each([
    ['an hour forward', 3_600_000],
    ['an hour back', -3_600_000],
  ])('%s: detection goes on with the next burst', async (_, jump) => {
    const house = new DetectionHouse();
    await openIncident(house, 'auth');
    house.clock.jumpTo(house.now + jump);
    await house.pass(5);
    await house.push([house.errors('payment', 120)]);
    await house.pass(2);
    expect(await house.told()).toContain('payment error-burst open');
    expect((await house.told()).filter((told) => told.startsWith('auth'))).toHaveLength(1);
  });
});
