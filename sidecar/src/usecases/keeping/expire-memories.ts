import { systemScope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import type { MemoryLedger } from '../memory/memory-ledger.ts';

interface Dependencies {
  readonly stores: Pick<Stores, 'memories' | 'scrub'>;
  readonly ledger: MemoryLedger;
  readonly clock: Clock;
}

/** A turn takes so many; the next one goes on. */
const AT_ONCE = 200;

/** What its category keeps no longer is forgotten like anything else: by an event, with its text (C4). */
export class ExpireMemories {
  private readonly stores: Dependencies['stores'];
  private readonly ledger: MemoryLedger;
  private readonly clock: Clock;

  constructor({ stores, ledger, clock }: Dependencies) {
    this.stores = stores;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Returns how many went. What is under legal hold stays. */
  async expire(organisation: string): Promise<number> {
    const scope = systemScope(organisation);
    const expiredBefore = this.clock.now();
    const { records } = await this.stores.memories.list(scope, { expiredBefore, sort: 'startedAt', limit: AT_ONCE });
    for (const { id, category } of records) {
      const event = { type: 'forgotten', payload: { reason: `its time is over (${category})` } } as const;
      await this.ledger.record(scope, id, { events: [event], actor: { kind: 'system', name: 'retention' } });
      await this.ledger.read(scope, id);
    }
    if (records.length > 0) {
      await this.stores.scrub();
    }
    return records.length;
  }
}
