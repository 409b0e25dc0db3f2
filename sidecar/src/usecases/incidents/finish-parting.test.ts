import {
  ADA,
  dyingAfter,
  joinedAlarm,
  keepAlarm,
  ledgerOver,
  namesOf,
  opened,
  openingOf,
  SCOPE,
} from '../../../test/support/detection/ledger-house.ts';
import { openMemoryStores } from '../../adapters/store-memory/open-memory-stores.ts';
import type { IncidentLedger } from './incident-ledger.ts';

const person = { actor: ADA, reason: 'another thing' };

describe('a process that dies in the middle', () => {
  type Prepared = { readonly act: (ledger: IncidentLedger) => Promise<unknown>; readonly look: string };

  type Prepare = Pick<ReturnType<typeof ledgerOver>, 'ledger' | 'stores'>;
  const ended = joinedAlarm('alm_0001', 'search', { endedAt: 9000 });

  const ACTS: readonly [string, (house: Prepare) => Promise<Prepared>][] = [
    [
      'a split',
      async ({ ledger, stores }) => {
        const { id, number } = await opened(ledger, ['payment', 'search'], { alarms: [ended] });
        await keepAlarm(stores, ended, { id, number });
        const wish = { ...person, services: ['search'], alarms: [], once: 'r' };
        return { act: (other) => other.split(SCOPE, id, wish), look: id };
      },
    ],
    [
      'a merge',
      async ({ ledger, stores }) => {
        const [one, two] = [
          await opened(ledger, ['search', 'a'], { alarms: [ended] }),
          await opened(ledger, ['payment', 'b']),
        ];
        await keepAlarm(stores, ended, { id: one.id, number: one.number });
        return { act: (other) => other.merge(SCOPE, one.id, { ...person, into: two.id, once: 'r' }), look: one.id };
      },
    ],
    [
      'taking a merge back',
      async ({ ledger, stores }) => {
        const [one, two] = [
          await opened(ledger, ['search', 'a'], { alarms: [ended] }),
          await opened(ledger, ['payment', 'b']),
        ];
        await keepAlarm(stores, ended, { id: one.id, number: one.number });
        await ledger.merge(SCOPE, one.id, { ...person, into: two.id });
        return { act: (other) => other.unmerge(SCOPE, one.id, { ...person, once: 'r' }), look: one.id };
      },
    ],
  ];

  /** Which services each incident has, in which state, whom a claim on each service names, and where the alarm is. */
  async function standing(stores: ReturnType<typeof openMemoryStores>) {
    const { records } = await stores.incidents.list(SCOPE, { sort: 'startedAt', limit: 20 });
    const claims: Record<string, number> = {};
    for (const service of new Set(records.flatMap((record) => namesOf(record) ?? []))) {
      const claimed = await stores.leases.claim(SCOPE, { key: `open-incident:${service}`, value: 'nobody' });
      claims[service] = records.findIndex(({ id }) => id === claimed);
    }
    const incidents = records.map((record) => ({
      state: record.state,
      version: record.version,
      services: namesOf(record)?.sort(),
      alarms: record.alarms.map(({ id }) => id),
    }));
    const kept = await stores.alarms.get(SCOPE, ended.id);
    return { claims, incidents, alarmIn: records.findIndex(({ id }) => id === kept?.incident?.id) };
  }

  it.each(ACTS)('%s ends the same, wherever it dies and whoever goes on', async (_, prepare) => {
    const sound = openMemoryStores();
    const undisturbed = ledgerOver(sound);
    const prepared = await prepare(undisturbed);
    await prepared.act(undisturbed.ledger);
    const expected = await standing(sound);
    expect(expected.alarmIn).toBe(
      expected.incidents.findIndex(({ alarms, state }) => alarms.length > 0 && state === 'open')
    );

    let deaths = 0;
    for (const goOn of ['read', 'repair', 'repeat', 'join'] as const) {
      for (let lastWrite = 0; ; lastWrite += 1) {
        const stores = openMemoryStores();
        const house = ledgerOver(stores);
        const { ids, ledger } = house;
        const { act, look } = await prepare(house);
        const services = (await ledger.underWay(SCOPE)).flatMap((record) => namesOf(record) ?? []);
        const mortal = dyingAfter(stores, lastWrite);
        await act(ledgerOver(mortal.stores, ids).ledger).catch(() => undefined);
        if (!mortal.died()) {
          break;
        }
        deaths += 1;
        const next = ledgerOver(stores, ids).ledger;
        const isWritten = (await stores.events.read(SCOPE, look)).some(({ payload }) => payload?.['once'] === 'r');
        if (goOn === 'repair') {
          await next.repair(SCOPE.organisation, 0);
        } else if (goOn === 'repeat') {
          await act(next);
        } else {
          for (const service of goOn === 'join' ? services : []) {
            expect(await next.openOrJoin(SCOPE, openingOf([service]))).toMatchObject({ opened: false });
          }
          await next.read(SCOPE, look);
        }
        if (isWritten || goOn === 'repeat') {
          expect({ goOn, lastWrite, ...(await standing(stores)) }).toEqual({ goOn, lastWrite, ...expected });
        }
        const underWay = (await next.underWay(SCOPE)).flatMap((record) => namesOf(record) ?? []);
        expect(new Set(underWay).size).toBe(underWay.length);
      }
    }
    // Before each of at least three writes, in each of four ways of going on.
    expect(deaths).toBeGreaterThanOrEqual(12);
  });
});
