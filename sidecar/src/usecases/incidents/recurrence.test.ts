import {
  ADA,
  DETECTION,
  dyingAfter,
  joinedAlarm,
  ledgerOver,
  namesOf,
  opened,
  openingOf,
  SCOPE,
} from '../../../test/support/detection/ledger-house.ts';
import { openMemoryStores } from '../../adapters/store-memory/open-memory-stores.ts';
import type { IncidentRecord } from '../../domain/incidents/incident-record.ts';
import type { IncidentLedger } from './incident-ledger.ts';

const NOTES = { cause: 'pool', fix: 'restart', fixKind: 'restart', didNotHelp: '', prevention: '' } as const;
const HOUR = 3_600_000;

async function resolve(ledger: IncidentLedger, { id }: IncidentRecord): Promise<void> {
  await ledger.record(SCOPE, id, { events: [{ type: 'confirmed', payload: { notes: NOTES } }], actor: ADA });
}

function back(service: string) {
  const { rule, services } = openingOf([service]).opening;
  return { service, actor: DETECTION, recurred: { rule, services, alarms: [joinedAlarm('alm_new', service)] } };
}

describe('what comes back within a day', () => {
  it('is the incident of the service that was closed last, if that is not long ago', async () => {
    const { ledger, clock } = ledgerOver();
    const first = await opened(ledger, ['payment']);
    await resolve(ledger, first);
    await clock.advance(HOUR);
    const second = await opened(ledger, ['payment', 'web']);
    await resolve(ledger, second);
    // A note on the older one makes it the one that changed last.
    await clock.advance(HOUR);
    await ledger.record(SCOPE, first.id, { events: [{ type: 'noted', payload: { text: 'hm' } }], actor: ADA });
    const since = clock.now() - 24 * HOUR;
    expect((await ledger.lastResolved(SCOPE, 'payment', since))?.id).toBe(second.id);
    expect((await ledger.lastResolved(SCOPE, 'web', since))?.id).toBe(second.id);
    expect(await ledger.lastResolved(SCOPE, 'payment', clock.now())).toBeNull();
    expect(await ledger.lastResolved(SCOPE, 'search', since)).toBeNull();
  });

  it('opens it again, unowned, with what was written at the closing kept', async () => {
    const { ledger, clock } = ledgerOver();
    const incident = await opened(ledger, ['payment']);
    await ledger.record(SCOPE, incident.id, { events: [{ type: 'acknowledged', payload: {} }], actor: ADA });
    await resolve(ledger, incident);
    const closedAt = clock.now();
    await clock.advance(HOUR);
    const result = await ledger.recur(SCOPE, incident.id, back('payment'));
    expect(result).toMatchObject({
      ok: true,
      value: {
        state: 'open',
        acknowledged: null,
        resolution: null,
        closedAt: null,
        recurredAt: [clock.now()],
        earlierResolutions: [{ closedAt, notes: NOTES, openedAgainAt: clock.now() }],
        alarms: [{ id: 'alm_new' }],
      },
    });
    expect(await ledger.openOrJoin(SCOPE, openingOf(['payment']))).toMatchObject({
      opened: false,
      record: { id: incident.id },
    });
  });

  it('is refused where the service is in another incident by now, or where it is not resolved', async () => {
    const { ledger } = ledgerOver();
    const old = await opened(ledger, ['payment', 'web']);
    await resolve(ledger, old);
    const present = await opened(ledger, ['search', 'web']);
    expect(await ledger.recur(SCOPE, old.id, back('web'))).toEqual({
      ok: false,
      failure: { kind: 'service-taken', by: present.id },
    });
    const dismissed = await opened(ledger, ['auth']);
    await ledger.record(SCOPE, dismissed.id, { events: [{ type: 'dismissed', payload: { reason: '-' } }], actor: ADA });
    expect(await ledger.recur(SCOPE, dismissed.id, back('auth'))).toMatchObject({ failure: { kind: 'refused' } });
    expect(await ledger.openOrJoin(SCOPE, openingOf(['auth']))).toMatchObject({ opened: true });
  });

  it('and is opened anew at the same moment ends as one incident', async () => {
    const { ledger } = ledgerOver();
    const old = await opened(ledger, ['payment']);
    await resolve(ledger, old);
    await Promise.all([
      ledger.recur(SCOPE, old.id, back('payment')),
      ledger.openOrJoin(SCOPE, openingOf(['payment'])),
      ledger.recur(SCOPE, old.id, back('payment')),
    ]);
    expect((await ledger.underWay(SCOPE)).flatMap((record) => namesOf(record))).toEqual(['payment']);
  });

  it('is one incident wherever the process dies', async () => {
    for (let lastWrite = 0; ; lastWrite += 1) {
      const stores = openMemoryStores();
      const { ledger, ids } = ledgerOver(stores);
      const old = await opened(ledger, ['payment']);
      await resolve(ledger, old);
      const mortal = dyingAfter(stores, lastWrite);
      await ledgerOver(mortal.stores, ids)
        .ledger.recur(SCOPE, old.id, back('payment'))
        .catch(() => undefined);
      if (!mortal.died()) {
        expect(lastWrite).toBeGreaterThanOrEqual(3);
        break;
      }
      const next = ledgerOver(stores, ids).ledger;
      await next.repair(SCOPE.organisation, 0);
      await next.openOrJoin(SCOPE, openingOf(['payment']));
      expect(await next.underWay(SCOPE)).toHaveLength(1);
    }
  });

  it('keeps what people wrote when they open one again themselves', async () => {
    const { ledger } = ledgerOver();
    const incident = await opened(ledger, ['payment']);
    for (let round = 0; round < 12; round += 1) {
      await resolve(ledger, incident);
      await ledger.record(SCOPE, incident.id, { events: [{ type: 'reopened', payload: { reason: '-' } }], actor: ADA });
    }
    const record = await ledger.read(SCOPE, incident.id);
    expect(record).toMatchObject({ state: 'open', resolution: null, recurredAt: [] });
    expect(record?.earlierResolutions).toHaveLength(10);
  });
});
