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
  readonly expiring: Expiring;
  readonly counts: Readonly<Record<AuditKind, number>>;
  readonly findings: readonly AuditFinding[];
}

export interface Expiring {
  readonly withinDays: number;
  readonly memories: number;
  readonly isMore: boolean;
  readonly categories: readonly { readonly category: string; readonly memories: number; readonly firstAt: number }[];
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Long enough to look through what goes, and to hold what should stay. */
const EXPIRING_DAYS = 30;
/** Beyond so many nobody looks through them one by one: an admin changes the days of the category. */
const MAX_EXPIRING = 2000;

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
    const [tally, memories, expiring] = await Promise.all([
      this.stores.memories.tally(scope),
      this.newest(scope),
      this.expiring(scope, at),
    ]);
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
      expiring,
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

  private async expiring(scope: Scope, now: number): Promise<Expiring> {
    const expiredBefore = now + EXPIRING_DAYS * DAY_MS;
    const found = await firstRecords(MAX_EXPIRING + 1, (place) =>
      this.stores.memories.list(scope, { expiredBefore, sort: 'startedAt', limit: PAGE, ...place })
    );
    const counted = found.slice(0, MAX_EXPIRING);
    const categories = [...Map.groupBy(counted, ({ category }) => category)].map(([category, records]) => ({
      category,
      memories: records.length,
      firstAt: Math.min(...records.map(({ expiresAt }) => expiresAt ?? Infinity)),
    }));
    return {
      withinDays: EXPIRING_DAYS,
      memories: counted.length,
      isMore: found.length > counted.length,
      categories: categories.sort((a, b) => a.firstAt - b.firstAt),
    };
  }

  private newest(scope: Scope): Promise<MemoryRecord[]> {
    return firstRecords(MAX_LOOKED_AT, (place) =>
      this.stores.memories.list(scope, { sort: '-startedAt', limit: PAGE, ...place })
    );
  }
}
