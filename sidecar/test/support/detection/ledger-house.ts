import { inProcessFeed } from '../../../src/adapters/live-feed/in-process-feed.ts';
import { openMemoryStores } from '../../../src/adapters/store-memory/open-memory-stores.ts';
import type { AlarmRecord } from '../../../src/domain/detection/alarms/alarm.ts';
import type { IncidentRecord, JoinedAlarm } from '../../../src/domain/incidents/incident-record.ts';
import { systemScope } from '../../../src/domain/tenancy/scope.ts';
import { StoreUnavailable } from '../../../src/ports/stores/store-failure.ts';
import type { Stores } from '../../../src/ports/stores/stores.ts';
import { IncidentLedger, type Opening } from '../../../src/usecases/incidents/incident-ledger.ts';
import { FakeClock } from '../fake-clock.ts';
import { fixedIds } from '../fixed-ids.ts';

export const SCOPE = systemScope('main:1');
export const DETECTION = { kind: 'system', name: 'detection' } as const;
export const ADA = { kind: 'person', name: 'ada' } as const;

type LedgerStores = Pick<Stores, 'events' | 'incidents' | 'leases' | 'alarms'>;

/** A ledger over stores in memory, with a clock that stands still. Ids differ between ledgers of the same stores. */
export function ledgerOver(stores: LedgerStores = openMemoryStores(), ids = fixedIds()) {
  const clock = new FakeClock();
  return { stores, clock, ids, ledger: new IncidentLedger({ stores, clock, ids, feed: inProcessFeed() }) };
}

/** An incident of these services; each reported a second after the one before. */
export function openingOf(
  names: readonly string[],
  given: Partial<Opening['opening']> = {}
): Opening & { service: string } {
  const services = names.map((service, index) => ({
    service,
    firstErrorAt: 1000 * (index + 1),
    errors: 120,
    peakErrors: 120,
    baselineErrors: 2,
  }));
  return {
    service: names[0] ?? '',
    actor: DETECTION,
    opening: {
      kind: 'error-burst',
      severity: 'high',
      services,
      rule: { name: 'error-burst', sentence: '120 errors in 2 min', thresholdErrors: 100, windowSeconds: 120 },
      startedAt: 1000,
      team: null,
      visibility: 'organisation',
      owner: null,
      ...given,
    },
  };
}

export async function opened(ledger: IncidentLedger, ...given: Parameters<typeof openingOf>): Promise<IncidentRecord> {
  return (await ledger.openOrJoin(SCOPE, openingOf(...given))).record;
}

export function namesOf(record: IncidentRecord | null): string[] | undefined {
  return record?.services.map(({ service }) => service);
}

export function joinedAlarm(id: string, service: string, given: Partial<JoinedAlarm> = {}): JoinedAlarm {
  return {
    id,
    detector: 'failure-ratio',
    service,
    subject: '',
    startedAt: 1500,
    at: 3000,
    endedAt: null,
    score: 3,
    sentence: `12 % of ${service}'s requests fail, usual 0.2 %`,
    hurts: true,
    ...given,
  };
}

/** The alarm as it is kept, in that incident. */
export async function keepAlarm(
  { alarms }: Pick<Stores, 'alarms'>,
  { id, detector, service, subject, startedAt, at, endedAt, score, sentence, hurts }: JoinedAlarm,
  incident: AlarmRecord['incident'] = null
): Promise<void> {
  const numbers = { seen: 12, usual: 0.2, low: 0, high: 1, unit: '% of requests' };
  const told = { id, detector, service, subject, startedAt, at, endedAt, score, sentence, hurts, numbers };
  await alarms.save(SCOPE, [{ ...told, mode: 'live', direction: 'above', heldBack: null, incident, verdict: null }]);
}

const WRITES: Readonly<Record<keyof LedgerStores, readonly string[]>> = {
  events: ['append'],
  incidents: ['save', 'nextNumber'],
  leases: ['claim', 'unclaim'],
  alarms: ['save'],
};

/** The same stores to a process that dies before its write number `lastWrite + 1`. */
export function dyingAfter(stores: LedgerStores, lastWrite: number): { stores: LedgerStores; died: () => boolean } {
  let writes = 0;
  const mortal = Object.fromEntries(
    Object.entries(WRITES).map(([port, methods]) => {
      const whole = stores[port as keyof LedgerStores];
      const copy = Object.create(whole) as Record<string, unknown>;
      for (const method of methods) {
        copy[method] = (...given: unknown[]) => {
          writes += 1;
          return writes > lastWrite
            ? Promise.reject(new StoreUnavailable('died here'))
            : (Reflect.get(whole, method) as (...all: unknown[]) => unknown).apply(whole, given);
        };
      }
      return [port, copy];
    })
  );
  return { stores: mortal as unknown as LedgerStores, died: () => writes > lastWrite };
}
