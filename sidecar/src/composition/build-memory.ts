import { DEFAULT_RULES } from '../domain/memory/capture/remember-rules.ts';
import type { MemoryRule } from '@incident-memory/contract';
import type { Categories } from '../usecases/memory/act-on-memory.ts';
import { AttemptOnIncident } from '../usecases/memory/attempts/attempt-on-incident.ts';
import { TellIncident } from '../usecases/memory/attempts/tell-incident.ts';
import { CaptureIncidents } from '../usecases/memory/capture/capture-incidents.ts';
import { gatherFacts } from '../usecases/memory/capture/gather-facts.ts';
import { inMaintenance, type InMaintenance } from '../usecases/memory/capture/in-maintenance.ts';
import { IncidentMemory } from '../usecases/memory/capture/incident-memory.ts';
import { MeasureConfidence } from '../usecases/memory/confidence/measure-confidence.ts';
import { categoriesOf } from '../usecases/memory/expires-at.ts';
import { MemoryLedger } from '../usecases/memory/memory-ledger.ts';
import { recallEntries } from '../usecases/memory/recall/recall-entries.ts';
import { VerifyOutcomes } from '../usecases/memory/outcomes/verify-outcomes.ts';
import { RecallMemories } from '../usecases/memory/recall/recall-memories.ts';
import { WatchChanges } from '../usecases/memory/validity/watch-changes.ts';
import { MemorySearch } from '../usecases/recall/memory-search.ts';
import type { TextReader } from '../usecases/recall/recall-text.ts';
import type { Detectors } from './build-detectors.ts';
import type { Core } from './core.ts';

/** What is remembered, and what is recalled. */
export interface MemoryParts {
  readonly isEnabled: boolean;
  readonly ledger: MemoryLedger;
  readonly memory: IncidentMemory;
  readonly attempts: AttemptOnIncident;
  readonly tell: TellIncident;
  readonly capture: CaptureIncidents;
  readonly changes: WatchChanges;
  readonly outcomes: VerifyOutcomes;
  readonly confidence: MeasureConfidence;
  readonly recall: RecallMemories;
  readonly search: MemorySearch;
  readonly reader: TextReader;
  readonly categories: Categories;
  readonly rules: readonly MemoryRule[];
  readonly inMaintenance: InMaintenance;
  /** How somebody may be named: some do not want to be. */
  readonly nameOf: (login: string) => string;
}

const UNNAMED = 'a colleague';

export function buildMemory(
  core: Core,
  { planned, reader }: Pick<Detectors, 'planned'> & { readonly reader: TextReader }
): MemoryParts {
  const { configuration, stores, clock, ids, redact, logger, metrics } = core;
  const { enabled, deadlineMilliseconds, categories: names, expiryDays, rules: own, optOut } = configuration.memory;
  const unnamed = new Set(optOut);
  const nameOf = (login: string): string => (unnamed.has(login) ? UNNAMED : login);
  const ledger = new MemoryLedger({ stores, clock, ids, redact, entriesOf: recallEntries(reader) });
  const memory = new IncidentMemory({ ledger, stores });
  const tell = new TellIncident({ incidents: core.ledger, events: stores.events });
  const categories = categoriesOf(names, expiryDays);
  const rules = [...own, ...DEFAULT_RULES];
  const expected = inMaintenance(planned);
  const search = new MemorySearch({ index: stores.recall, reader });
  return {
    ...{ isEnabled: enabled, ledger, memory, tell, search, reader, categories, rules, nameOf },
    inMaintenance: expected,
    attempts: new AttemptOnIncident({
      ...{ incidents: core.ledger, ledger, memory, tell, clock, ids, nameOf },
      facts: (incident) => gatherFacts({ stores, clock }, incident),
    }),
    capture: new CaptureIncidents({
      ...{ ledger, memory, stores, clock, rules, nameOf, inMaintenance: expected },
      expiresAt: categories.expiresAt,
    }),
    changes: new WatchChanges({ stores, ledger, tell }),
    outcomes: new VerifyOutcomes({ stores, ledger, tell, clock }),
    confidence: new MeasureConfidence({ stores, search, clock }),
    recall: new RecallMemories({
      ...{ stores, search, memory, clock, nameOf, isEnabled: enabled, deadlineMilliseconds },
      onSearched: ({ milliseconds, matches, outcome }) => {
        metrics.recallSeconds.observe({ outcome }, milliseconds / 1000);
        metrics.memoriesRecalled.inc(matches);
      },
      onFailure: (error) => logger.warn({ err: error }, 'memory was asked and could not answer'),
    }),
  };
}
