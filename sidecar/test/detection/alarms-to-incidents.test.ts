import { AlarmHouse } from '../support/detection/alarm-house.ts';

describe('alarms that stand alone', () => {
  it('open an incident of their service where users are hurt, with the alarm as its rule and evidence', async () => {
    const house = new AlarmHouse();
    const alarm = house.raise('payment', 'failure-ratio', { score: 3 });
    await house.pass(1);
    const record = await house.only();
    expect(await house.told()).toEqual(['payment detected open']);
    expect(record).toMatchObject({
      rule: { name: 'failure-ratio', sentence: alarm.sentence },
      startedAt: alarm.startedAt,
      outage: true,
      alarms: [{ id: alarm.id, endedAt: null }],
    });
    expect(house.assigned).toEqual(new Map([[alarm.id, record.id]]));
  });

  it('stay findings where they hurt nobody, for as long as they stand', async () => {
    const house = new AlarmHouse();
    house.raise('payment', 'exhaustion');
    house.raise('auth', 'new-message', { subject: 'tpl1' });
    await house.pass(600, 10);
    expect(await house.told()).toEqual([]);
    expect(house.assigned.size).toBe(0);
  });

  it('become evidence when their service is hurt', async () => {
    const house = new AlarmHouse();
    const odd = house.raise('payment', 'exhaustion', { startedAt: house.now - 86_000_000 });
    await house.pass(60, 10);
    const hurting = house.raise('payment', 'latency');
    await house.pass(1);
    const record = await house.only();
    expect(record.alarms.map(({ id }) => id).sort()).toEqual([odd.id, hurting.id].sort());
    // What has been filling for a day says nothing about when requests became slow.
    expect(record.startedAt).toBe(hurting.startedAt);
  });

  it('open nothing where they were over before anybody looked, in less than a minute', async () => {
    const house = new AlarmHouse();
    house.end(house.raise('payment', 'latency', { startedAt: house.now - 30_000 }));
    await house.pass(30);
    expect(await house.told()).toEqual([]);
  });
});

describe('alarms of one service', () => {
  it('join its incident late, in one event, and are told when they end', async () => {
    const house = new AlarmHouse();
    const first = house.raise('payment', 'failure-ratio');
    await house.pass(600, 10);
    house.raise('payment', 'latency');
    house.raise('payment', 'new-message', { subject: 'tpl1' });
    await house.pass(20, 10);
    house.end(first);
    await house.pass(20, 10);
    const record = await house.only();
    expect(record.alarms).toHaveLength(3);
    expect(await house.eventTypes(record)).toEqual(['opened', 'alarms-joined', 'alarms-ended']);
    expect(record.alarms.map(({ endedAt }) => endedAt === null)).toEqual([false, true, true]);
  });

  it('and a burst of it are one incident, whichever comes first', async () => {
    for (const order of [
      ['alarm', 'burst'],
      ['burst', 'alarm'],
    ]) {
      const house = new AlarmHouse();
      for (const what of order) {
        if (what === 'alarm') {
          house.raise('payment', 'latency');
        } else {
          house.errors('payment', 120);
        }
        await house.pass(5);
      }
      const record = await house.only();
      expect(record.alarms).toHaveLength(1);
      expect(record.services[0]?.errors).toBeGreaterThanOrEqual(120);
    }
  });

  it('decide nothing twice: the same moment again writes nothing', async () => {
    const house = new AlarmHouse();
    house.raise('payment', 'failure-ratio');
    house.raise('gateway', 'failure-ratio');
    house.calls('gateway', 'payment', { errors: 90, failingSince: house.now - 10_000 });
    house.errors('payment', 120);
    await house.pass(2);
    const record = await house.only();
    const before = await house.eventTypes(record);
    for (let again = 0; again < 20; again += 1) {
      await house.tick();
    }
    house.restart();
    await house.tick();
    expect(await house.eventTypes(record)).toEqual(before);
  });
});

describe('an incident that has only alarms', () => {
  it('is quiet when they have ended, and open again when one is back', async () => {
    const house = new AlarmHouse();
    const alarm = house.raise('payment', 'latency');
    const odd = house.raise('payment', 'exhaustion');
    await house.pass(30);
    house.end(alarm);
    await house.pass(1);
    expect(await house.told()).toEqual(['payment detected awaiting-confirmation']);
    expect((await house.only()).quietSince).toBe(house.now - 1000);
    house.end(odd);
    await house.pass(60);
    house.raise('payment', 'new-message', { subject: 'odd' });
    await house.pass(60);
    expect(await house.told()).toEqual(['payment detected awaiting-confirmation']);
    house.raise('payment', 'latency');
    await house.pass(1);
    expect(await house.told()).toEqual(['payment detected open']);
    expect(await house.eventTypes(await house.only())).toContain('errors-returned');
  });

  it('that flaps twenty times is one incident, and says that it flaps', async () => {
    const house = new AlarmHouse();
    for (let flap = 0; flap < 20; flap += 1) {
      const alarm = house.raise('payment', 'failure-ratio');
      await house.pass(30, 10);
      house.end(alarm);
      await house.pass(120, 10);
    }
    const record = await house.only();
    expect(record.returnsAt.filter((at) => at > house.now - 3_600_000).length).toBeGreaterThanOrEqual(2);
    expect((await house.eventTypes(record)).length).toBeLessThan(20 * 5);
  });

  it('goes quiet where its detector was switched off', async () => {
    const house = new AlarmHouse();
    house.raise('payment', 'latency');
    await house.pass(10);
    house.forget();
    await house.pass(60);
    expect(await house.told()).toEqual(['payment detected open']);
    await house.pass(90);
    expect(await house.told()).toEqual(['payment detected awaiting-confirmation']);
  });

  it('is not quiet because nobody looked', async () => {
    const house = new AlarmHouse();
    house.raise('payment', 'latency');
    await house.pass(10);
    for (let minute = 0; minute < 10; minute += 1) {
      await house.clock.advance(60_000);
      await house.watch.evaluate(house.now);
    }
    expect(await house.told()).toEqual(['payment detected open']);
  });
});

describe('what a person closed', () => {
  it('and dismissed is not asked again about an alarm that stands, but about a new one', async () => {
    const house = new AlarmHouse();
    house.raise('payment', 'latency');
    await house.pass(5);
    await house.act(await house.only(), { type: 'dismissed', payload: { reason: 'a test' } });
    await house.pass(1800, 30);
    expect(await house.told()).toEqual(['payment detected dismissed']);
    house.raise('payment', 'failure-ratio');
    await house.pass(1);
    expect(await house.told()).toEqual(['payment detected dismissed', 'payment detected open']);
  });

  it('as resolved comes back as the same incident within a day, where it is the same kind of trouble', async () => {
    const house = new AlarmHouse();
    const alarm = house.raise('payment', 'failure-ratio');
    await house.pass(5);
    house.end(alarm);
    await house.pass(5);
    const record = await house.only();
    await house.confirm(record);
    await house.pass(5 * 3600, 600);
    house.errors('payment', 120);
    await house.pass(2);
    const again = await house.only();
    expect(again).toMatchObject({ id: record.id, state: 'open', rule: { name: 'error-burst' } });
    expect(again.recurredAt).toHaveLength(1);
    expect(await house.eventTypes(record)).toContain('recurred');
  });

  it.each([
    ['another kind of trouble', 3600, 'latency'],
    ['a day later', 25 * 3600, 'failure-ratio'],
  ] as const)('as resolved stays closed: %s is a new incident', async (_, later, detector) => {
    const house = new AlarmHouse();
    const alarm = house.raise('payment', 'failure-ratio');
    await house.pass(5);
    house.end(alarm);
    await house.pass(5);
    await house.confirm(await house.only());
    await house.pass(later, 600);
    house.raise('payment', detector);
    await house.pass(1);
    expect(await house.told()).toEqual(['payment detected resolved', 'payment detected open']);
  });

  it('as resolved is back after ten minutes where users are hurt all the time', async () => {
    const house = new AlarmHouse();
    house.raise('payment', 'failure-ratio');
    await house.pass(5);
    await house.confirm(await house.only());
    await house.pass(590, 10);
    expect(await house.told()).toEqual(['payment detected resolved']);
    await house.pass(30, 10);
    expect(await house.told()).toEqual(['payment detected open']);
  });
});
