import { linksToMake } from '../../domain/keeping/links-to-make.ts';
import { systemScope } from '../../domain/tenancy/scope.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { firstRecords } from '../every-record.ts';
import type { MemoryLedger } from '../memory/memory-ledger.ts';

interface Dependencies {
  readonly stores: Pick<Stores, 'memories'>;
  readonly ledger: MemoryLedger;
}

/** The newest ones: what is old was linked when it was new. Some tens of milliseconds. */
const MOST_LOOKED_AT = 2000;
const PAGE = 200;
/** A pass makes so many; the next one goes on. */
const MOST_LINKS = 50;
const CONSOLIDATION = { kind: 'system', name: 'consolidation' } as const;

/** Links by itself what tells of the same; never changes a text, and never makes again what somebody took back. */
export class ConsolidateMemories {
  private readonly dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
  }

  /** Returns how many links were made. */
  async run(organisation: string): Promise<number> {
    const { stores, ledger } = this.dependencies;
    const scope = systemScope(organisation);
    const query = { states: ['active'], sort: '-startedAt', limit: PAGE } as const;
    const memories = await firstRecords(MOST_LOOKED_AT, (place) => stores.memories.list(scope, { ...query, ...place }));
    let made = 0;
    for (const { from, kind, to, reason } of linksToMake(memories)) {
      if (made >= MOST_LINKS) {
        break;
      }
      const recorded = await ledger.record(scope, from.id, {
        // Told once in the life of a memory: the event stays when the link is taken back.
        once: `consolidated ${kind} ${to.id}`,
        actor: CONSOLIDATION,
        events: [{ type: 'linked', payload: { kind, memory: to.id, reason } }],
      });
      made += recorded.ok && recorded.value.version > from.version ? 1 : 0;
    }
    return made;
  }
}
