import { AUDIT_KINDS, type AuditFinding, type AuditKind } from '@incident-memory/contract';
import { auditMemories } from '../../domain/keeping/audit-memories.ts';
import type { MemoryRecord } from '../../domain/memory/memory-record.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import type { MemoryTally } from '../../ports/stores/memories/memory-store.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { Breath } from '../breath.ts';
import { firstRecords } from '../every-record.ts';
import { Turns } from '../turns.ts';

export interface Audit {
  readonly at: number;
  readonly memories: number;
  readonly lookedAt: number;
  readonly tally: readonly MemoryTally[];
  readonly counts: Readonly<Record<AuditKind, number>>;
  readonly findings: readonly AuditFinding[];
}

/** The newest ones are compared; older ones are told by the tally alone. */
const MAX_LOOKED_AT = 20_000;
const PAGE = 200;
const MAX_FINDINGS = 200;

/** Looks through the memories that a reader may see, without keeping others waiting. */
export class ReadAudit {
  private readonly stores: Pick<Stores, 'memories'>;
  private readonly clock: Clock;
  private readonly turns = new Turns();

  constructor({ stores, clock }: { stores: Pick<Stores, 'memories'>; clock: Clock }) {
    this.stores = stores;
    this.clock = clock;
  }

  /** One at a time, so that several readers do not each hold all memories. */
  read(scope: Scope): Promise<Audit> {
    return this.turns.take(scope.organisation, () => this.readNow(scope));
  }

  private async readNow(scope: Scope): Promise<Audit> {
    const at = this.clock.now();
    const [tally, memories] = await Promise.all([this.stores.memories.tally(scope), this.newest(scope)]);
    const findings = await this.findings(memories, at);
    const counts = Object.fromEntries(AUDIT_KINDS.map((kind) => [kind, 0])) as Record<AuditKind, number>;
    for (const { kind, count } of findings) {
      counts[kind] += count;
    }
    return {
      at,
      memories: tally.reduce((sum, { memories: some }) => sum + some, 0),
      lookedAt: memories.length,
      tally,
      counts,
      findings: findings.slice(0, MAX_FINDINGS),
    };
  }

  private async findings(memories: readonly MemoryRecord[], at: number): Promise<AuditFinding[]> {
    const breath = new Breath(this.clock);
    const running = auditMemories(memories, at);
    for (;;) {
      const { done, value } = running.next();
      if (done === true) {
        return value;
      }
      if (breath.isDue) {
        await breath.take();
      }
    }
  }

  private newest(scope: Scope): Promise<MemoryRecord[]> {
    return firstRecords(MAX_LOOKED_AT, (place) =>
      this.stores.memories.list(scope, { sort: '-startedAt', limit: PAGE, ...place })
    );
  }
}
