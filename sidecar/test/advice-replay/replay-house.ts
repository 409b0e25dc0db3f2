import { openEmbeddingTable } from '../../src/adapters/embedding-table/embedding-table.ts';
import { inProcessFeed } from '../../src/adapters/live-feed/in-process-feed.ts';
import { openMemoryStores } from '../../src/adapters/store-memory/open-memory-stores.ts';
import { DEFAULT_RULES } from '../../src/domain/memory/capture/remember-rules.ts';
import { PRODUCT_CONCEPTS } from '../../src/domain/recall/thesaurus/product-thesaurus.ts';
import { Thesaurus } from '../../src/domain/recall/thesaurus/thesaurus.ts';
import { systemScope } from '../../src/domain/tenancy/scope.ts';
import { IncidentLedger } from '../../src/usecases/incidents/incident-ledger.ts';
import { TellIncident } from '../../src/usecases/memory/attempts/tell-incident.ts';
import { CaptureIncidents } from '../../src/usecases/memory/capture/capture-incidents.ts';
import { IncidentMemory } from '../../src/usecases/memory/capture/incident-memory.ts';
import { MemoryLedger } from '../../src/usecases/memory/memory-ledger.ts';
import { recallEntries } from '../../src/usecases/memory/recall/recall-entries.ts';
import { RecallMemories } from '../../src/usecases/memory/recall/recall-memories.ts';
import { WatchChanges } from '../../src/usecases/memory/validity/watch-changes.ts';
import { MemorySearch } from '../../src/usecases/recall/memory-search.ts';
import { TextReader } from '../../src/usecases/recall/recall-text.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { fixedIds } from '../support/fixed-ids.ts';

export const ORGANISATION = 'main:1';
export const SCOPE = systemScope(ORGANISATION);
/** A replay asks about what is right; how fast it comes is measured elsewhere. */
const PATIENT_MS = 60_000;

export type ReplayHouse = ReturnType<typeof replayHouse>;

/** Memory as the product builds it, over stores in memory and a clock that is set from incident to incident. */
export function replayHouse() {
  const stores = openMemoryStores();
  const [clock, ids] = [new FakeClock(0), fixedIds()];
  const reader = new TextReader({ thesaurus: new Thesaurus(PRODUCT_CONCEPTS), embeddings: openEmbeddingTable() });
  const ledger = new MemoryLedger({ stores, clock, ids, redact: (text) => text, entriesOf: recallEntries(reader) });
  const memory = new IncidentMemory({ ledger, stores });
  const incidents = new IncidentLedger({ stores, clock, ids, feed: inProcessFeed() });
  const nameOf = (login: string): string => login;
  const recall = new RecallMemories({
    ...{ stores, memory, clock, nameOf, isEnabled: true, deadlineMilliseconds: PATIENT_MS },
    search: new MemorySearch({ index: stores.recall, reader }),
    onSearched: () => undefined,
    onFailure: (error) => {
      throw error;
    },
  });
  const capture = new CaptureIncidents({
    ...{ ledger, memory, stores, clock, nameOf, rules: DEFAULT_RULES },
    inMaintenance: () => Promise.resolve(false),
    expiresAt: () => null,
  });
  const tell = new TellIncident({ incidents, events: stores.events });
  const changes = new WatchChanges({ stores, ledger, tell });
  return { stores, clock, ids, ledger, recall, capture, changes };
}
