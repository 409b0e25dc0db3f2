import type { IncidentRecord } from '../../../src/domain/incidents/incident-record.ts';
import type { MemoryRecord } from '../../../src/domain/memory/memory-record.ts';
import { AttemptOnIncident } from '../../../src/usecases/memory/attempts/attempt-on-incident.ts';
import { TellIncident } from '../../../src/usecases/memory/attempts/tell-incident.ts';
import { CaptureIncidents } from '../../../src/usecases/memory/capture/capture-incidents.ts';
import { gatherFacts } from '../../../src/usecases/memory/capture/gather-facts.ts';
import { IncidentMemory } from '../../../src/usecases/memory/capture/incident-memory.ts';
import { MemoryLedger } from '../../../src/usecases/memory/memory-ledger.ts';
import { VerifyOutcomes } from '../../../src/usecases/memory/outcomes/verify-outcomes.ts';
import { DEFAULT_RULES } from '../../../src/domain/memory/capture/remember-rules.ts';
import { emptyBatch, type SignalBatch } from '../../../src/ports/stores/signals/signal-store.ts';
import { openMemoryStores } from '../../../src/adapters/store-memory/open-memory-stores.ts';
import { ledgerOver, openingOf, SCOPE } from '../detection/ledger-house.ts';

const MINUTE = 60_000;

/** Incidents and memories over stores in memory, with a clock that stands still. */
export function memoryHouse({ expected = false }: { expected?: boolean } = {}) {
  const stores = openMemoryStores();
  const { clock, ids, ledger: incidents } = ledgerOver(stores);
  const ledger = new MemoryLedger({
    ...{ stores, clock, ids },
    redact: (text) => text,
    entriesOf: (records) => Promise.resolve(records.map(() => null)),
  });
  const memory = new IncidentMemory({ ledger, stores });
  const tell = new TellIncident({ incidents, events: stores.events });
  const nameOf = (login: string): string => (login === 'shy' ? 'a colleague' : login);
  const facts = (incident: IncidentRecord) => gatherFacts({ stores, clock }, incident);
  const attempts = new AttemptOnIncident({ incidents, ledger, memory, tell, facts, clock, ids, nameOf });
  const capture = new CaptureIncidents({
    ...{ ledger, memory, stores, clock, nameOf },
    rules: DEFAULT_RULES,
    inMaintenance: () => Promise.resolve(expected),
    expiresAt: () => null,
  });
  const outcomes = new VerifyOutcomes({ stores, ledger, tell, clock });
  let batches = 0;
  return {
    ...{ stores, clock, incidents, ledger, memory, attempts, capture, outcomes },
    asked: (reference: string, login = 'ada') => ({ scope: SCOPE, login, reference, once: undefined }),
    /** An incident that begins now. */
    open: async (services: readonly string[] = ['payment']): Promise<IncidentRecord> => {
      const now = clock.now();
      const opening = openingOf(services);
      const affected = opening.opening.services.map((one) => ({ ...one, firstErrorAt: now }));
      const wanted = { ...opening, opening: { ...opening.opening, startedAt: now, services: affected } };
      return (await incidents.openOrJoin(SCOPE, wanted)).record;
    },
    act: async (id: string, ...events: Parameters<typeof incidents.record>[2]['events'][] & unknown[]) => {
      for (const event of events) {
        const recorded = await incidents.record(SCOPE, id, {
          events: event,
          actor: { kind: 'person', name: 'ada' },
        });
        if (!recorded.ok) {
          throw new Error(JSON.stringify(recorded.failure));
        }
      }
    },
    keep: (given: Partial<SignalBatch>) =>
      stores.signals.append(SCOPE, { ...emptyBatch(`bat_${(batches += 1)}`), ...given }),
    memoryOf: async (incident: IncidentRecord): Promise<MemoryRecord> => {
      const now = await incidents.read(SCOPE, incident.id);
      const record = now === null ? null : await memory.find(SCOPE, now);
      if (record === null) {
        throw new Error('nothing is remembered of it');
      }
      return record;
    },
    later: (minutes: number) => clock.advance(minutes * MINUTE),
  };
}
