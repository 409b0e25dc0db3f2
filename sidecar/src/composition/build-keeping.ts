import type { Spool } from '../ports/spool.ts';
import { ConsolidateMemories } from '../usecases/keeping/consolidate-memories.ts';
import { ExpireMemories } from '../usecases/keeping/expire-memories.ts';
import { Forget, type ForgetfulPlace } from '../usecases/keeping/forget.ts';
import { ReadAudit } from '../usecases/keeping/read-audit.ts';
import { VerifyChains } from '../usecases/keeping/verify-chains.ts';
import type { MemoryParts } from './build-memory.ts';
import type { Core } from './core.ts';

export interface KeepingParts {
  readonly audit: ReadAudit;
  readonly verify: VerifyChains;
  readonly forget: Forget;
  readonly expire: ExpireMemories;
  readonly consolidate: ConsolidateMemories;
}

interface Parts {
  readonly memory: Pick<MemoryParts, 'ledger'>;
  readonly spool: Pick<Spool, 'status'>;
  /** Where else something of a memory may lie. */
  readonly places: readonly ForgetfulPlace[];
}

/** Memory is looked through, checked, and forgotten. */
export function buildKeeping({ stores, clock, ids, ledger }: Core, { memory, spool, places }: Parts): KeepingParts {
  const forget = new Forget({ stores, incidents: ledger, memories: memory.ledger, spool, places, clock, ids });
  return {
    audit: new ReadAudit({ stores, clock }),
    verify: new VerifyChains({ stores, clock }),
    forget,
    consolidate: new ConsolidateMemories({ stores, ledger: memory.ledger }),
    expire: new ExpireMemories({ stores, ledger: memory.ledger, clock }),
  };
}
