import fc from 'fast-check';
import { FakeClock } from '../../../test/support/fake-clock.ts';
import { fixedIds } from '../../../test/support/fixed-ids.ts';
import { inProcessFeed } from '../../adapters/live-feed/in-process-feed.ts';
import { openMemoryStores } from '../../adapters/store-memory/open-memory-stores.ts';
import type { IncomingAlert } from '../../domain/alerts/incoming-alert.ts';
import { MAX_ALERTS } from '../../domain/incidents/projection/joined-lists.ts';
import { systemScope } from '../../domain/tenancy/scope.ts';
import { IncidentLedger } from '../incidents/incident-ledger.ts';
import { ReceiveAlerts } from './receive-alerts.ts';

const scope = systemScope('main:1');
const sender = { scope, name: 'grafana', team: null };

function setUp() {
  const stores = openMemoryStores();
  const clock = new FakeClock();
  const ledger = new IncidentLedger({ stores, clock, ids: fixedIds(), feed: inProcessFeed() });
  const alerts = new ReceiveAlerts({ ledger, incidents: stores.incidents, clock });
  const list = jest.spyOn(stores.incidents, 'list');
  const reads = () => list.mock.calls.length;
  const all = async () => (await stores.incidents.list(scope, { sort: 'startedAt', limit: 100 })).records;
  return { clock, ledger, alerts, all, reads };
}

function alert(clock: FakeClock, changes: Partial<IncomingAlert> = {}): IncomingAlert {
  return {
    fingerprint: 'f1',
    name: 'Latency',
    status: 'firing',
    service: 'payment',
    startedAt: clock.now() - 30_000,
    endedAt: null,
    severity: 'high',
    link: null,
    summary: 'p99 is 3 s',
    ...changes,
  };
}

describe('an alert', () => {
  it('opens an incident of its service that says why', async () => {
    const { alerts, clock, all } = setUp();
    await alerts.receive(sender, [alert(clock)]);
    expect(await all()).toMatchObject([
      {
        kind: 'alert',
        state: 'open',
        service: 'payment',
        severity: 'high',
        alerts: [{ name: 'Latency', status: 'firing' }],
      },
    ]);
  });

  it('joins the incident of its service, also where that is one of several services', async () => {
    const { alerts, clock, all } = setUp();
    await alerts.receive(sender, [alert(clock), alert(clock, { fingerprint: 'f2', name: 'Errors' })]);
    expect(await all()).toMatchObject([{ alerts: [{ name: 'Latency' }, { name: 'Errors' }] }]);
  });

  it('moves its incident on when it is resolved, once no other alert of it fires', async () => {
    const { alerts, clock, all } = setUp();
    const [first, second] = [alert(clock), alert(clock, { fingerprint: 'f2' })];
    await alerts.receive(sender, [first, second]);
    await alerts.receive(sender, [{ ...first, status: 'resolved', endedAt: clock.now() }]);
    expect(await all()).toMatchObject([{ state: 'open' }]);
    await alerts.receive(sender, [{ ...second, status: 'resolved', endedAt: clock.now() }]);
    expect(await all()).toMatchObject([{ state: 'awaiting-confirmation', quietSince: clock.now() }]);
  });

  it('that fires anew later opens its incident again while nobody confirmed, and a new one afterwards', async () => {
    const { alerts, clock, all, ledger } = setUp();
    await alerts.receive(sender, [alert(clock), alert(clock, { status: 'resolved' })]);
    await clock.advance(60_000);
    await alerts.receive(sender, [alert(clock, { startedAt: clock.now() })]);
    const [incident] = await all();
    expect(incident).toMatchObject({ state: 'open' });
    const dismissal = {
      events: [{ type: 'dismissed', payload: { reason: 'drill' } } as const],
      actor: { kind: 'person', name: 'ada' } as const,
    };
    await ledger.record(scope, incident?.id ?? '', dismissal);
    await clock.advance(60_000);
    await alerts.receive(sender, [alert(clock, { startedAt: clock.now() })]);
    expect((await all()).map(({ state }) => state)).toEqual(['dismissed', 'open']);
  });

  it('is matched with its end though Grafana gives that a start of its own', async () => {
    const { alerts, clock, all } = setUp();
    const firing = alert(clock, { startedAt: clock.now() - 140_000 });
    await alerts.receive(sender, [firing]);
    await alerts.receive(sender, [alert(clock, { status: 'resolved', startedAt: clock.now(), endedAt: clock.now() })]);
    expect(await all()).toMatchObject([{ state: 'awaiting-confirmation' }]);
    await alerts.receive(sender, [firing]);
    expect(await all()).toMatchObject([{ state: 'awaiting-confirmation' }]);
  });

  it('that a late message says has ended goes on where it fired anew after that end', async () => {
    const { alerts, clock, all } = setUp();
    const lateEnd = alert(clock, {
      status: 'resolved',
      startedAt: clock.now() - 90_000,
      endedAt: clock.now() - 60_000,
    });
    await alerts.receive(sender, [alert(clock), lateEnd]);
    expect(await all()).toMatchObject([{ state: 'open', alerts: [{ status: 'firing' }] }]);
  });

  it('leads to the same incidents however often and in whatever order it is told', async () => {
    const messages = ['a', 'b'].flatMap((fingerprint) =>
      (['firing', 'resolved'] as const).map((status) => ({ fingerprint, status, service: `service-${fingerprint}` }))
    );
    const repeats = fc.array(fc.constantFrom(...messages), { maxLength: 6 });
    const eachOnce = fc.shuffledSubarray(messages, { minLength: messages.length });
    await fc.assert(
      fc.asyncProperty(repeats, eachOnce, repeats, async (before, between, after) => {
        const { alerts, clock, all } = setUp();
        for (const message of [...before, ...between, ...after]) {
          await alerts.receive(sender, [alert(clock, message)]);
        }
        const outcome = (await all()).map(({ service, state }) => `${service} ${state}`).sort();
        expect(outcome).toEqual(['service-a awaiting-confirmation', 'service-b awaiting-confirmation']);
      }),
      { numRuns: 50, seed: 7 }
    );
  });

  it('that comes with a thousand others is read once and written once an incident, and the incident stays bounded', async () => {
    const { alerts, clock, all, reads } = setUp();
    const storm = Array.from({ length: 1000 }, (_, index) => alert(clock, { fingerprint: `f${index}` }));
    await alerts.receive(sender, storm);
    expect(reads()).toBeLessThan(5);
    const [incident] = await all();
    expect(incident?.alerts).toHaveLength(MAX_ALERTS);
    expect(incident?.version).toBe(1001);
  });
});
