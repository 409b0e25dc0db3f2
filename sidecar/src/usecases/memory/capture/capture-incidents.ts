import type { MemoryRule } from '@incident-memory/contract';
import type { IncidentRecord } from '../../../domain/incidents/incident-record.ts';
import { attemptsOfNotes } from '../../../domain/memory/capture/attempts-of-notes.ts';
import { endedMemory, memoryIdOf } from '../../../domain/memory/capture/captured-incident.ts';
import { contextOfIncident } from '../../../domain/memory/capture/context-of-incident.ts';
import type { IncidentFacts } from '../../../domain/memory/capture/incident-facts.ts';
import { judgeRules } from '../../../domain/memory/capture/remember-rules.ts';
import type { MemoryRecord } from '../../../domain/memory/memory-record.ts';
import { systemScope } from '../../../domain/tenancy/scope.ts';
import type { Clock } from '../../../ports/clock.ts';
import { StoreUnavailable } from '../../../ports/stores/store-failure.ts';
import type { Stores } from '../../../ports/stores/stores.ts';
import { SYSTEM_ACTOR } from '../memory-actor.ts';
import type { MemoryLedger, Telling } from '../memory-ledger.ts';
import { gatherFacts } from './gather-facts.ts';
import type { IncidentMemory } from './incident-memory.ts';
import { judgeRelapse } from './judge-relapse.ts';
import { rememberableOf } from './rememberable-of.ts';

interface Dependencies {
  readonly ledger: MemoryLedger;
  readonly memory: IncidentMemory;
  readonly stores: Pick<Stores, 'events' | 'incidents' | 'logs' | 'memories' | 'templates' | 'occurrences'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly rules: readonly MemoryRule[];
  /** Whether it began in a maintenance window of all its services. */
  readonly inMaintenance: (incident: IncidentRecord) => Promise<boolean>;
  readonly expiresAt: (category: string, endedAt: number) => number | null;
  /** How the person who closed it may be named. */
  readonly nameOf: (login: string) => string;
}

/** Incidents that changed are looked at in portions, oldest change first. */
const PORTION = 200;

/**
 * Remembers incidents by itself: nobody fills in a form. Each incident that changed is looked at, and what its memory
 * lacks is written. All of it is named (`once`), so that looking again, at any time and after any crash, writes nothing
 * twice; the events of an incident are never changed by it.
 */
export class CaptureIncidents {
  private readonly dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
  }

  /** Every incident that changed since then; returns how many were looked at. */
  async run(organisation: string, since: number): Promise<number> {
    const scope = systemScope(organisation);
    let looked = 0;
    const failures: unknown[] = [];
    let cursor: string | undefined;
    for (;;) {
      const page = await this.dependencies.stores.incidents.list(scope, {
        sort: '-updatedAt',
        limit: PORTION,
        ...(cursor === undefined ? {} : { cursor }),
      });
      const changed = page.records.filter(({ updatedAt }) => updatedAt >= since);
      for (const incident of [...changed].reverse()) {
        // One that cannot be remembered keeps no other from being so; it is tried again.
        await this.capture(incident).catch((error: unknown) => {
          if (error instanceof StoreUnavailable) {
            throw error;
          }
          failures.push(error);
        });
      }
      looked += changed.length;
      if (changed.length < page.records.length || page.nextCursor === null) {
        if (failures.length > 0) {
          throw new AggregateError(failures, `${failures.length} incidents could not be remembered`);
        }
        return looked;
      }
      cursor = page.nextCursor;
    }
  }

  /** What its memory lacks is written; null where nothing is remembered of it. */
  async capture(incident: IncidentRecord): Promise<MemoryRecord | null> {
    const found = await this.dependencies.memory.find(systemScope(incident.organisation), incident);
    const known = found === null ? null : await this.reinstated(found, incident);
    switch (incident.state) {
      case 'open':
        return known === null ? null : this.cameBack(known, incident);
      case 'awaiting-confirmation':
        return incident.recovery?.proved === true ? this.ended(known, incident) : known;
      case 'resolved':
        return this.ended(known, incident);
      case 'dismissed':
        return this.dismissed(known, incident);
      case 'merged':
        return this.merged(known, incident);
    }
  }

  private async ended(known: MemoryRecord | null, incident: IncidentRecord): Promise<MemoryRecord | null> {
    const { ledger, memory, stores, clock } = this.dependencies;
    const once = endName(incident);
    if (known !== null && (await this.isTold(known, once))) {
      return known;
    }
    const facts = await gatherFacts({ stores, clock }, incident);
    if (known === null && !(await this.isWorthIt(facts))) {
      return null;
    }
    const own = known ?? (await memory.ensure(incident, () => Promise.resolve(facts)));
    if (own === null) {
      return null;
    }
    const back = await this.cameBack(own, incident);
    const recorded = await ledger.record(systemScope(incident.organisation), own.id, {
      once,
      actor: SYSTEM_ACTOR,
      events: (standing) => ({ ok: true, value: this.endEvents(standing, facts) }),
    });
    if (recorded.ok && recorded.value.id === memoryIdOf(incident.id)) {
      await judgeRelapse({ ledger, stores }, recorded.value);
    }
    return recorded.ok ? recorded.value : back;
  }

  /** Of a recurrence only its fixes are added: what is known of the trouble stands in the memory that it came back to. */
  private endEvents(standing: MemoryRecord, facts: IncidentFacts): Telling[] {
    const { incident } = facts;
    const { expiresAt, nameOf } = this.dependencies;
    const isOwn = standing.id === memoryIdOf(incident.id);
    const ended = endedMemory(facts, expiresAt(standing.category, incident.closedAt ?? incident.updatedAt));
    const notes = incident.resolution;
    return [
      ...(isOwn || notes !== null ? [{ type: 'ended' as const, payload: isOwn ? ended : wordsOnly(ended) }] : []),
      ...(notes === null
        ? []
        : attemptsOfNotes(standing, {
            incident,
            notes,
            by: nameOf(facts.closedBy ?? ''),
            changes: facts.changes,
            context: contextOfIncident(incident, facts.changes),
            idOf: (place) => `att_${incident.id.slice(4)}_${incident.closedAt ?? 0}_${place}`,
          })),
    ];
  }

  /** Each time that it came back after it was closed. */
  private async cameBack(known: MemoryRecord, incident: IncidentRecord): Promise<MemoryRecord> {
    let latest = known;
    for (const at of incident.recurredAt) {
      const isCounted = latest.recurrences.some((one) => one.incident === incident.id && one.at === at);
      latest = isCounted
        ? latest
        : ((await this.dependencies.memory.countRecurrence(latest, { at, incident: incident.id })) ?? latest);
    }
    return latest;
  }

  private async dismissed(known: MemoryRecord | null, incident: IncidentRecord): Promise<MemoryRecord | null> {
    if (known === null || known.id !== memoryIdOf(incident.id)) {
      return known;
    }
    return this.write(known, `dismissed ${incident.closedAt}`, {
      type: 'retired',
      payload: { reason: `INC-${incident.number} was dismissed: ${incident.dismissReason ?? ''}` },
    });
  }

  private async merged(known: MemoryRecord | null, incident: IncidentRecord): Promise<MemoryRecord | null> {
    if (known === null || known.id !== memoryIdOf(incident.id) || incident.mergedInto === null) {
      return known;
    }
    return this.write(known, `merged ${incident.mergedAtSequence ?? 0}`, {
      type: 'linked',
      payload: { kind: 'merged-into', memory: memoryIdOf(incident.mergedInto), reason: 'the incidents were merged' },
    });
  }

  /** What was retired or merged with its incident comes back with it; what a person retired stays so. */
  private async reinstated(known: MemoryRecord, { state, mergedInto }: IncidentRecord): Promise<MemoryRecord> {
    if (known.state === 'retired' && state !== 'dismissed') {
      const events = await this.dependencies.stores.events.read(systemScope(known.organisation), known.id);
      const retired = events.findLast(({ type }) => type === 'retired');
      return retired?.actor.kind === 'system' && String(retired.payload?.['once']).startsWith('dismissed')
        ? this.write(known, `again ${retired.sequence}`, { type: 'restored', payload: {} })
        : known;
    }
    const link = known.links.findLast(({ kind }) => kind === 'merged-into');
    if (known.state === 'merged' && mergedInto === null && link !== undefined) {
      const { kind, memory } = link;
      const payload = { kind, memory, reason: 'the incidents were separated again' };
      return this.write(known, `separated ${link.at}`, { type: 'unlinked', payload });
    }
    return known;
  }

  /** What its state refuses, since a person was there first, stays as the person left it. */
  private async write(known: MemoryRecord, once: string, event: Telling): Promise<MemoryRecord> {
    const scope = systemScope(known.organisation);
    const recorded = await this.dependencies.ledger.record(scope, known.id, {
      once,
      actor: SYSTEM_ACTOR,
      events: [event],
    });
    return recorded.ok ? recorded.value : known;
  }

  private async isTold({ organisation, id }: MemoryRecord, once: string): Promise<boolean> {
    const events = await this.dependencies.stores.events.read(systemScope(organisation), id);
    return events.some(({ payload }) => payload?.['once'] === once);
  }

  private async isWorthIt(facts: IncidentFacts): Promise<boolean> {
    const { rules, inMaintenance } = this.dependencies;
    const expected = await inMaintenance(facts.incident);
    const messages = facts.templates.map(({ text }) => text);
    return judgeRules(rules, rememberableOf(facts.incident, { messages, inMaintenance: expected })).remember;
  }
}

/** Names one end of it: a proved recovery, or a closing. */
function endName({ id, state, closedAt, quietSince }: IncidentRecord): string {
  return state === 'resolved' ? `closed ${id} ${closedAt}` : `recovered ${id} ${quietSince}`;
}

function wordsOnly(ended: ReturnType<typeof endedMemory>): ReturnType<typeof endedMemory> {
  const { endedAt, expiresAt, provenance, cause, resolution, prevention } = ended;
  return {
    endedAt,
    expiresAt,
    provenance,
    ...(cause === undefined ? {} : { cause }),
    ...(resolution === undefined ? {} : { resolution }),
    ...(prevention === undefined ? {} : { prevention }),
  };
}
