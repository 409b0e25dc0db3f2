import type { Occurrence } from '../../../domain/occurrences/occurrence.ts';
import type { MemoryRecord } from '../../../domain/memory/memory-record.ts';
import { appliedByChange } from '../../../domain/memory/validity/applied-by-change.ts';
import { touchedByChange } from '../../../domain/memory/validity/touched-by-change.ts';
import { systemScope, type Scope } from '../../../domain/tenancy/scope.ts';
import type { Stores } from '../../../ports/stores/stores.ts';
import type { TellIncident } from '../attempts/tell-incident.ts';
import { firstRecords, type ReadPage } from '../../every-record.ts';
import { SYSTEM_ACTOR } from '../memory-actor.ts';
import type { MemoryLedger, Telling } from '../memory-ledger.ts';

interface Dependencies {
  readonly stores: Pick<Stores, 'memories' | 'occurrences'>;
  readonly ledger: MemoryLedger;
  readonly tell: TellIncident;
}

const PAGE = 200;

/**
 * What changes says two things about memories: that a fix which someone is doing took effect now, and that a fix which
 * helped once may not hold any more. Each change is told to a memory once, however often it is looked at.
 */
export class WatchChanges {
  private readonly dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
  }

  /** Changes that happened in the range; returns how many memories were written. */
  async run(organisation: string, range: { from: number; to: number }): Promise<number> {
    const scope = systemScope(organisation);
    const occurrences = await this.changes(scope, range);
    const memories = new Map<string, MemoryRecord[]>();
    let written = 0;
    for (const change of occurrences.sort((a, b) => a.at - b.at)) {
      if (change.service !== null) {
        const known = memories.get(change.service) ?? (await this.memoriesOf(scope, change.service));
        memories.set(change.service, known);
        for (const record of known) {
          written += (await this.look(record, change)) ? 1 : 0;
        }
      }
    }
    return written;
  }

  private async look(record: MemoryRecord, change: Occurrence): Promise<boolean> {
    const attempt = appliedByChange(record, change);
    if (attempt !== null) {
      const sentence = `Done: ${attempt.fix.words} (${change.kind} of ${change.service ?? ''}: ${change.title})`;
      return this.write(record, `applied ${change.id}`, {
        type: 'attempt-done',
        payload: { attempt: attempt.id, appliedAt: change.at, knownFrom: 'change', sentence },
      });
    }
    const reason = record.stale === null && record.state === 'active' ? touchedByChange(record, change) : null;
    return reason === null
      ? false
      : this.write(record, `touched ${change.id}`, { type: 'staled', payload: { reason } });
  }

  private async write({ organisation, id, version }: MemoryRecord, once: string, event: Telling): Promise<boolean> {
    const { ledger, tell } = this.dependencies;
    const recorded = await ledger.record(systemScope(organisation), id, { once, actor: SYSTEM_ACTOR, events: [event] });
    if (!recorded.ok || recorded.value.version === version) {
      return false;
    }
    if (event.type === 'attempt-done') {
      await tell.incidentOf(recorded.value);
    }
    return true;
  }

  private async changes(scope: Scope, range: { from: number; to: number }): Promise<Occurrence[]> {
    const query = { kinds: ['deploy', 'configuration', 'scaling', 'feature-flag'], ...range, limit: PAGE } as const;
    return all(async (place) => {
      const { occurrences, nextCursor } = await this.dependencies.stores.occurrences.list(scope, {
        ...query,
        ...place,
      });
      return { records: occurrences, nextCursor };
    });
  }

  /** In which the service failed, or in which it is spoken of: a fix may have been done to another one. */
  private async memoriesOf(scope: Scope, service: string): Promise<MemoryRecord[]> {
    const { memories } = this.dependencies.stores;
    const common = { kind: 'incident', states: ['forming', 'active'], sort: '-startedAt', limit: PAGE } as const;
    const [ofService, spokenOf] = await Promise.all([
      all((place) => memories.list(scope, { ...common, services: [service], ...place })),
      all((place) => memories.list(scope, { ...common, text: service, ...place })),
    ]);
    return [...new Map([...ofService, ...spokenOf].map((record) => [record.id, record])).values()];
  }
}

function all<Thing>(readPage: ReadPage<Thing>): Promise<Thing[]> {
  return firstRecords(Infinity, readPage);
}
