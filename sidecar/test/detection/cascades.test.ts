import { AlarmHouse } from '../support/detection/alarm-house.ts';

/** The gateway calls the shop, the shop calls the database; calls between them fail since then. */
function failAlongTheWay(house: AlarmHouse, since: number): void {
  house.calls('shop', 'database', { errors: 150, failingSince: since });
  house.calls('gateway', 'shop', { errors: 120, failingSince: since });
}

describe('a cascade', () => {
  it('is one incident with its origin, though the callers reported first', async () => {
    const house = new AlarmHouse();
    const began = house.now;
    house.raise('gateway', 'failure-ratio', { startedAt: began });
    failAlongTheWay(house, began);
    await house.pass(10);
    house.raise('shop', 'failure-ratio', { startedAt: began + 5000 });
    await house.pass(10);
    house.raise('database', 'latency', { startedAt: began + 15_000 });
    await house.pass(10);
    expect(await house.told()).toEqual(['gateway+shop+database cascade open']);
    const { spread } = await house.only();
    expect(spread).toMatchObject({ kind: 'cascade', first: 'database', certainty: 'origin' });
    expect(spread?.steps.map(({ service, through }) => [service, through])).toEqual([
      ['database', null],
      ['shop', 'database'],
      ['gateway', 'shop'],
    ]);
    expect(spread?.steps[1]?.evidence).toBe('150 of 300 calls from shop to database failed');
    expect(spread?.sentence).toContain('nothing it calls fails');
  });

  it('is found from a slow leaf that fails nobody by itself', async () => {
    const house = new AlarmHouse();
    house.calls('shop', 'database');
    house.calls('gateway', 'shop', { errors: 40, failingSince: house.now });
    house.raise('database', 'latency');
    house.raise('shop', 'latency');
    house.raise('gateway', 'failure-ratio', { startedAt: house.now });
    await house.pass(2);
    expect((await house.only()).spread).toMatchObject({ kind: 'cascade', first: 'database', certainty: 'origin' });
  });

  it('leads to a database that says nothing of itself', async () => {
    const house = new AlarmHouse();
    house.calls('shop', 'database', { errors: 90, failingSince: house.now });
    house.calls('search', 'database', { errors: 60, failingSince: house.now });
    house.raise('shop', 'failure-ratio');
    house.raise('search', 'failure-ratio');
    await house.pass(2);
    const { spread, services } = await house.only();
    expect(spread).toMatchObject({ first: 'database', certainty: 'origin' });
    expect(services.map(({ service }) => service)).toEqual(['search', 'shop']);
  });

  it('leads to a service that fell silent, though its caller wrote about it a minute before by the minute', async () => {
    const house = new AlarmHouse();
    const began = house.now;
    house.calls('shop', 'payment', { calls: 80, errors: 30, failingSince: began });
    house.raise('shop', 'message-surge', { subject: 'tpl', hurts: true, startedAt: began - 50_000 });
    house.raise('shop', 'failure-ratio', { startedAt: began });
    await house.pass(30, 10);
    house.raise('payment', 'silence', { startedAt: began + 5000 });
    await house.pass(10);
    expect((await house.only()).spread).toMatchObject({ first: 'payment', certainty: 'origin' });
  });

  it('says "first to report" where only log lines tell who called whom', async () => {
    const house = new AlarmHouse();
    house.calls('shop', 'database', { origin: 'logs', errors: 90, failingSince: house.now });
    house.raise('shop', 'failure-ratio', { startedAt: house.now });
    house.raise('database', 'failure-ratio', { startedAt: house.now - 20_000 });
    await house.pass(2);
    const { spread } = await house.only();
    expect(spread).toMatchObject({ kind: 'cascade', first: 'database', certainty: 'first-to-report' });
    expect(spread?.sentence).toMatch(/^first to report: database/);
  });

  it('is none where the caller was unwell long before its calls failed: they are related, no more', async () => {
    const house = new AlarmHouse();
    house.raise('shop', 'failure-ratio', { startedAt: house.now - 200_000 });
    house.raise('database', 'failure-ratio', { startedAt: house.now });
    house.calls('shop', 'database', { errors: 90, failingSince: house.now });
    await house.pass(2);
    expect(await house.told()).toEqual(['shop+database detected open']);
    expect((await house.only()).spread).toBeNull();
  });

  it('takes in a third one that calls show later, and says so once', async () => {
    const house = new AlarmHouse();
    house.raise('shop', 'failure-ratio');
    house.raise('gateway', 'failure-ratio');
    house.calls('gateway', 'shop', { errors: 120, failingSince: house.now - 10_000 });
    await house.pass(60, 10);
    expect((await house.only()).spread?.first).toBe('shop');
    house.calls('shop', 'database', { errors: 150, failingSince: house.now - 60_000 });
    house.raise('database', 'latency');
    await house.pass(120, 10);
    const record = await house.only();
    expect(record.spread).toMatchObject({ first: 'database', certainty: 'origin' });
    expect((await house.eventTypes(record)).filter((type) => type === 'spread-found')).toHaveLength(1);
  });

  it('takes in a caller whose slow detector notices while its calls fail, and places it hours before', async () => {
    const house = new AlarmHouse();
    house.raise('shop', 'failure-ratio');
    house.calls('office', 'shop', { calls: 40, errors: 6, failingSince: house.now });
    await house.pass(1800, 60);
    house.raise('office', 'failure-ratio', { startedAt: house.now - 6 * 3_600_000 });
    await house.pass(10);
    expect((await house.only()).services.map(({ service }) => service).sort()).toEqual(['office', 'shop']);
  });

  it('is remembered when the calls that showed it are gone', async () => {
    const house = new AlarmHouse();
    const alarm = house.raise('shop', 'failure-ratio');
    house.raise('database', 'failure-ratio');
    house.calls('shop', 'database', { errors: 90, failingSince: house.now - 10_000 });
    await house.pass(20, 10);
    const before = await house.only();
    house.edges = [];
    await house.pass(60, 10);
    house.end(alarm);
    await house.pass(60, 10);
    const after = await house.only();
    expect(after.spread).toEqual(before.spread);
    expect((await house.eventTypes(after)).filter((type) => type === 'spread-found')).toEqual([]);
  });

  it('makes one of two incidents that were opened before anything showed that they belong together', async () => {
    const house = new AlarmHouse();
    house.raise('gateway', 'failure-ratio');
    await house.pass(5);
    house.raise('shop', 'failure-ratio');
    await house.pass(5);
    expect(await house.told()).toHaveLength(2);
    house.calls('gateway', 'shop', { errors: 120, failingSince: house.now - 15_000 });
    await house.pass(1);
    const standing = (await house.incidents()).filter(({ state }) => state === 'open');
    expect(standing).toMatchObject([{ kind: 'cascade', spread: { first: 'shop' }, alarms: [{}, {}] }]);
    expect(await house.told()).toContain('shop detected merged');
    expect(new Set(house.assigned.values())).toEqual(new Set([standing[0]?.id]));
  });

  it('that comes back is found anew, and stays a cascade when its calls fade', async () => {
    const house = new AlarmHouse();
    const fail = () => {
      house.calls('gateway', 'shop', { errors: 120, failingSince: house.now });
      house.raise('shop', 'failure-ratio', { startedAt: house.now });
      house.raise('gateway', 'failure-ratio', { startedAt: house.now });
    };
    fail();
    await house.pass(10);
    house.endAll();
    house.edges = [];
    await house.pass(10);
    await house.confirm(await house.only());
    await house.pass(7200, 600);
    fail();
    await house.pass(10);
    house.edges = [];
    await house.pass(120, 10);
    const { spread, recurredAt, kind } = await house.only();
    expect(recurredAt).toHaveLength(1);
    expect(kind).toBe('cascade');
    expect(spread?.steps.every(({ at }) => at > house.now - 600_000)).toBe(true);
  });

  it('is called so again after it was widened', async () => {
    const house = new AlarmHouse();
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (const caller of names.slice(1)) {
      house.calls(caller, 'a', { errors: 60, failingSince: house.now });
    }
    for (const service of [...names, 'outside']) {
      house.raise(service, 'failure-ratio', { startedAt: house.now });
      await house.pass(2);
    }
    const standing = (await house.incidents()).filter(({ state }) => state === 'open');
    expect(standing).toMatchObject([{ kind: 'cascade', spread: { first: 'a', certainty: 'origin' } }]);
    expect(standing[0]?.services).toHaveLength(7);
  });

  it('is not made again from what a person took apart', async () => {
    const house = new AlarmHouse();
    house.raise('gateway', 'failure-ratio');
    house.raise('shop', 'failure-ratio');
    house.calls('gateway', 'shop', { errors: 120, failingSince: house.now - 10_000 });
    await house.pass(5);
    const record = await house.only();
    const actor = { kind: 'person', name: 'ada' } as const;
    const split = await house.ledger.split(house.watch.scope, record.id, {
      ...{ services: ['gateway'], alarms: [], reason: 'its own certificate', actor },
    });
    expect(split.ok).toBe(true);
    house.watch.readAgain();
    const written = jest.spyOn(house.ledger, 'record');
    await house.pass(60, 10);
    // Not only refused: not even asked for.
    expect(written).not.toHaveBeenCalled();
    const standing = (await house.incidents()).filter(({ state }) => state === 'open');
    expect(standing.map(({ services }) => services.map(({ service }) => service)).sort()).toEqual([
      ['gateway'],
      ['shop'],
    ]);
  });
});

describe('troubles at the same time', () => {
  it('stay apart where the calls between them work', async () => {
    const house = new AlarmHouse();
    house.calls('gateway', 'shop');
    house.raise('gateway', 'failure-ratio');
    house.raise('shop', 'failure-ratio');
    house.raise('mailer', 'silence');
    await house.pass(60, 10);
    expect((await house.told()).sort()).toEqual([
      'gateway detected open',
      'mailer detected open',
      'shop detected open',
    ]);
  });

  it('stay apart though one caller feels both: it goes with the one that hurts it more', async () => {
    const house = new AlarmHouse();
    house.calls('gateway', 'shop', { errors: 120, failingSince: house.now });
    house.calls('gateway', 'search', { errors: 30, failingSince: house.now });
    house.raise('gateway', 'failure-ratio', { startedAt: house.now });
    house.raise('shop', 'failure-ratio', { startedAt: house.now });
    house.raise('search', 'failure-ratio', { startedAt: house.now });
    await house.pass(10);
    expect((await house.told()).sort()).toEqual(['gateway+shop cascade open', 'search detected open']);
    // Now the other one hurts more: that changes nothing.
    house.calls('gateway', 'search', { errors: 500, failingSince: house.now });
    await house.pass(10);
    expect((await house.told()).sort()).toEqual(['gateway+shop cascade open', 'search detected open']);
  });

  it('belong together where both write the same new message', async () => {
    const house = new AlarmHouse();
    house.raise('shop', 'failure-ratio');
    house.raise('shop', 'new-message', { subject: 'tpl-certificate' });
    house.raise('mailer', 'new-message', { subject: 'tpl-certificate' });
    house.raise('search', 'new-message', { subject: 'tpl-other' });
    await house.pass(2);
    expect(await house.told()).toEqual(['mailer+shop detected open']);
  });

  it('do not blame a callee that answers its other callers', async () => {
    const house = new AlarmHouse();
    house.calls('shop', 'database', { errors: 90, failingSince: house.now });
    house.calls('search', 'database', { calls: 500 });
    house.raise('shop', 'failure-ratio');
    await house.pass(2);
    house.raise('gateway', 'failure-ratio');
    house.calls('gateway', 'shop', { errors: 90, failingSince: house.now });
    await house.pass(2);
    expect((await house.only()).spread?.first).toBe('shop');
  });

  it('are a caller that is gone and those it does not call any more', async () => {
    const house = new AlarmHouse();
    house.calls('gateway', 'shop', { calls: 80 });
    house.calls('shop', 'database', { calls: 60 });
    house.raise('gateway', 'silence', { startedAt: house.now - 60_000 });
    house.raise('shop', 'traffic', { direction: 'below', startedAt: house.now - 50_000 });
    house.raise('database', 'traffic', { direction: 'below', startedAt: house.now - 50_000 });
    await house.pass(2);
    // Nothing shows that one failed because of another.
    expect(await house.told()).toEqual(['gateway+database+shop detected open']);
    expect((await house.only()).spread).toBeNull();
  });
});

describe('many services at once', () => {
  const names = (count: number) => Array.from({ length: count }, (_, index) => `service-${index}`);

  /** They are known by their lines. */
  async function watched(count: number): Promise<AlarmHouse> {
    const house = new AlarmHouse();
    for (const service of names(count)) {
      house.watch.detection.add(
        'push',
        [{ service, at: house.now - 1000, widthMs: 1000, lines: 5, errors: 0 }],
        house.now
      );
    }
    await house.pass(1);
    return house;
  }

  it('are widespread where five of forty are hurt, by alarms as by errors', async () => {
    const house = await watched(40);
    for (const service of names(3)) {
      house.errors(service, 120);
    }
    house.raise('service-3', 'failure-ratio');
    house.raise('service-4', 'latency');
    await house.pass(3);
    const record = await house.only();
    expect(record).toMatchObject({ kind: 'widespread', severity: 'critical', spread: { kind: 'widespread' } });
    expect(record.services).toHaveLength(5);
    expect(record.alarms).toHaveLength(2);
    expect(record.spread?.sentence).toMatch(/5 services within .*, where 0.1 at a time are what chance gives/);
  });

  it('are five incidents where it is five of five hundred', async () => {
    const house = await watched(500);
    for (const service of names(5)) {
      house.errors(service, 120);
    }
    await house.pass(5);
    expect((await house.told()).sort()).toEqual(names(5).map((service) => `${service} error-burst open`));
  });

  it('are widespread again where it is twelve of five hundred', async () => {
    const house = await watched(500);
    for (const service of names(12)) {
      house.errors(service, 120);
    }
    await house.pass(5);
    const standing = (await house.incidents()).filter(({ state }) => state === 'open');
    expect(standing).toMatchObject([{ kind: 'widespread' }]);
    expect(standing[0]?.services).toHaveLength(12);
  });

  it('are a cascade where calls show it, and one by one who joins is in it', async () => {
    const house = await watched(40);
    const [origin, ...callers] = names(6);
    for (const caller of callers) {
      house.calls(caller, origin ?? '', { errors: 50, failingSince: house.now });
    }
    for (const service of names(6)) {
      house.errors(service, 120);
      await house.pass(1);
    }
    const standing = (await house.incidents()).filter(({ state }) => state === 'open');
    expect(standing).toMatchObject([{ kind: 'cascade', spread: { first: 'service-0', certainty: 'origin' } }]);
    expect(standing[0]?.services).toHaveLength(6);
  });
});

describe('what was widespread and comes back in one service', () => {
  it('is not said to be in all of them again, and its order not to have taken a day', async () => {
    const house = new AlarmHouse();
    for (const service of ['a', 'b', 'c', 'd', 'e']) {
      house.raise(service, 'failure-ratio');
    }
    await house.pass(2);
    const record = await house.only();
    expect(record.kind).toBe('widespread');
    house.endAll();
    await house.pass(2);
    await house.confirm(record);
    await house.pass(6 * 3600, 600);
    house.raise('a', 'failure-ratio');
    await house.pass(20, 10);
    const again = await house.only();
    expect(again).toMatchObject({ id: record.id, state: 'open', spread: record.spread });
  });
});
