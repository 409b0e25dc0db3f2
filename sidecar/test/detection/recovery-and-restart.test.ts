import { AlarmHouse } from '../support/detection/alarm-house.ts';
import type { ServiceHealth } from '../../src/domain/detection/recovery/service-health.ts';

function well(service: string, now: number): ServiceHealth {
  return {
    service,
    traffic: { seen: 1000, low: 800, high: 1200, unit: 'requests' },
    success: { failed: 1, requests: 1000, usualShare: 0.001 },
    lastSeenAt: now - 5000,
    windowSeconds: 120,
  };
}

async function quietIncident(house: AlarmHouse): Promise<void> {
  const alarm = house.raise('payment', 'failure-ratio');
  await house.pass(5);
  house.end(alarm);
}

describe('what stopped', () => {
  it('is judged at once, and again when it turns out otherwise, and not for every new number', async () => {
    const house = new AlarmHouse();
    await quietIncident(house);
    await house.pass(1);
    const record = await house.only();
    expect(record).toMatchObject({ state: 'awaiting-confirmation', recovery: { proved: false } });
    for (let minute = 0; minute < 10; minute += 1) {
      house.health.set('payment', well('payment', house.now));
      await house.pass(60, 10);
      house.health.set('payment', { ...well('payment', house.now), windowSeconds: 120 + minute });
    }
    expect((await house.only()).recovery).toMatchObject({ proved: true });
    const judged = (await house.eventTypes(record)).filter((type) => type === 'recovery-judged');
    expect(judged).toHaveLength(2);
  });

  it('is judged no more once it is back', async () => {
    const house = new AlarmHouse();
    await quietIncident(house);
    await house.pass(1);
    house.raise('payment', 'failure-ratio');
    await house.pass(5);
    expect(await house.only()).toMatchObject({ state: 'open', recovery: null });
  });
});

describe('a restart', () => {
  it('asks nobody again about an alarm that stands and was dismissed hours ago', async () => {
    const house = new AlarmHouse();
    house.raise('payment', 'latency');
    await house.pass(5);
    await house.act(await house.only(), { type: 'dismissed', payload: { reason: 'a test' } });
    await house.pass(3 * 3600, 60);
    await house.restartFromStore();
    await house.pass(60, 10);
    expect(await house.told()).toEqual(['payment detected dismissed']);
  });

  it('in the middle of a cascade makes no second incident and tells nothing again', async () => {
    const house = new AlarmHouse();
    house.raise('shop', 'failure-ratio');
    house.raise('gateway', 'failure-ratio');
    house.calls('gateway', 'shop', { errors: 120, failingSince: house.now });
    await house.pass(5);
    const before = await house.only();
    await house.restartFromStore();
    await house.pass(60, 10);
    expect((await house.only()).version).toBe(before.version);
  });
});

describe('a store that fails', () => {
  it('delays an incident and which alarms are said to be in it, and loses neither', async () => {
    const house = new AlarmHouse();
    const append = house.stores.events.append.bind(house.stores.events);
    house.stores.events.append = () => Promise.reject(new Error('down'));
    house.raise('payment', 'failure-ratio');
    await expect(house.tick()).rejects.toThrow('down');
    house.stores.events.append = append;
    house.isKeepingDown = true;
    await expect(house.tick()).rejects.toThrow('down');
    expect(await house.told()).toEqual(['payment detected open']);
    expect(house.assigned.size).toBe(0);
    house.isKeepingDown = false;
    await house.tick();
    expect(house.assigned.size).toBe(1);
  });
});
