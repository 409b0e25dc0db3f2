import type { IncidentRecord } from '../../../domain/incidents/incident-record.ts';
import { formingMemory, memoryIdOf } from '../../../domain/memory/capture/captured-incident.ts';
import { recurrenceEvents } from '../../../domain/memory/capture/recurrence-events.ts';
import { isSameSignature } from '../../../domain/memory/capture/same-signature.ts';
import { signatureOfIncident } from '../../../domain/memory/capture/signature-of-incident.ts';
import type { IncidentFacts } from '../../../domain/memory/capture/incident-facts.ts';
import { incidentMark, signatureMarks } from '../../../domain/memory/memory-marks.ts';
import type { MemoryRecord } from '../../../domain/memory/memory-record.ts';
import { systemScope, type Scope } from '../../../domain/tenancy/scope.ts';
import type { MemoryQuery } from '../../../ports/stores/memories/memory-store.ts';
import type { Stores } from '../../../ports/stores/stores.ts';
import { everyRecord } from '../../every-record.ts';
import { SYSTEM_ACTOR } from '../memory-actor.ts';
import type { MemoryLedger } from '../memory-ledger.ts';

interface Dependencies {
  readonly ledger: MemoryLedger;
  readonly stores: Pick<Stores, 'memories'>;
}

/** The same again within a day is the same trouble: counted on the old memory, not stored anew. */
const SAME_TROUBLE_MS = 24 * 60 * 60 * 1000;
const PAGE = 50;
/** An incident rarely goes on for longer; its memory is found by when it began. */
const LONGEST_INCIDENT_MS = 14 * 24 * 60 * 60 * 1000;

/** Which memory an incident belongs to: its own, or the one that it was a recurrence of. */
export class IncidentMemory {
  private readonly dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
  }

  /** null while nothing is remembered of it, and where the reader may not see it. */
  async find(scope: Scope, incident: IncidentRecord): Promise<MemoryRecord | null> {
    const own = await this.dependencies.ledger.read(scope, memoryIdOf(incident.id));
    return (
      own ??
      this.first(scope, { marks: [incidentMark(incident.id)] }, ({ recurrences }) =>
        recurrences.some((one) => one.incident === incident.id)
      )
    );
  }

  /** The memory of the same trouble that ended within a day before this began. */
  earlierOfSame(incident: IncidentRecord, facts: IncidentFacts): Promise<MemoryRecord | null> {
    const signed = { service: incident.service, signature: signatureOfIncident(facts) };
    const among = {
      marks: signatureMarks(signed.signature),
      services: [incident.service],
      from: incident.startedAt - LONGEST_INCIDENT_MS,
      to: incident.startedAt,
    };
    return this.first(
      systemScope(incident.organisation),
      among,
      (memory) =>
        memory.id !== memoryIdOf(incident.id) &&
        memory.incident !== null &&
        mayHold(memory, incident) &&
        memory.endedAt !== null &&
        memory.endedAt <= incident.startedAt &&
        lastSeenAt(memory) >= incident.startedAt - SAME_TROUBLE_MS &&
        isSameSignature(memory, signed)
    );
  }

  /** Its memory, begun now where there is none. */
  async ensure(incident: IncidentRecord, facts: () => Promise<IncidentFacts>): Promise<MemoryRecord | null> {
    const scope = systemScope(incident.organisation);
    const known = await this.find(scope, incident);
    if (known !== null) {
      return known;
    }
    const seen = await facts();
    const earlier = await this.earlierOfSame(incident, seen);
    return earlier === null
      ? this.dependencies.ledger.capture(scope, {
          id: memoryIdOf(incident.id),
          captured: formingMemory(seen),
          actor: SYSTEM_ACTOR,
        })
      : this.countRecurrence(earlier, { at: incident.startedAt, incident: incident.id });
  }

  /** Counted once for each time; the fix that seemed to have ended it did not last. */
  async countRecurrence(
    memory: MemoryRecord,
    { at, incident }: { at: number; incident: string }
  ): Promise<MemoryRecord | null> {
    const recorded = await this.dependencies.ledger.record(systemScope(memory.organisation), memory.id, {
      once: `recurred ${incident} ${at}`,
      actor: SYSTEM_ACTOR,
      events: (standing) => ({ ok: true, value: recurrenceEvents(standing, { at, incident }) }),
    });
    return recorded.ok ? recorded.value : null;
  }

  /** The newest of those, however many there are. */
  private async first(
    scope: Scope,
    among: Pick<MemoryQuery, 'marks' | 'services' | 'from' | 'to'>,
    is: (memory: MemoryRecord) => boolean
  ): Promise<MemoryRecord | null> {
    const query = {
      ...among,
      kind: 'incident',
      states: ['forming', 'active'],
      sort: '-startedAt',
      limit: PAGE,
    } as const;
    const listed = everyRecord((place) => this.dependencies.stores.memories.list(scope, { ...query, ...place }));
    for await (const memory of listed) {
      if (is(memory)) {
        return memory;
      }
    }
    return null;
  }
}

/** What a team or a person keeps to itself holds nothing that others may see, and the other way round. */
function mayHold(memory: MemoryRecord, { visibility, team, owner }: IncidentRecord): boolean {
  return memory.visibility === visibility && memory.team === team && memory.owner === owner;
}

function lastSeenAt({ endedAt, recurrences }: MemoryRecord): number {
  return Math.max(endedAt ?? 0, ...recurrences.map(({ at }) => at));
}
