import type {
  Attempt as WireAttempt,
  Memory,
  MemoryFlag,
  MemoryLink as WireLink,
  Provenance,
  Severity,
} from '@incident-memory/contract';
import type { Ownership } from '../tenancy/scope.ts';

/**
 * Memories: what is worth recalling about an incident, with where it comes from and how long it holds.
 *
 * A memory is a stream of events on the house's chain (memory-events.ts), and this record is what they add up to
 * (project-memory.ts): it may be thrown away and made again. An incident has one memory, whose id is the incident's own
 * UUID, so that two writers can never remember it twice. Attempts lie in it as they were made and judged; which fix is
 * worth trying is never stored but worked out on reading (domain/learning), since each outcome, each change and each
 * undo moves it. Undoing an event is an event of its own that the projection reads by leaving the other one out.
 */
export type Attempt = Omit<WireAttempt, 'begunAt' | 'appliedAt' | 'outcomeAt'> & {
  readonly begunAt: number;
  readonly appliedAt: number | null;
  readonly outcomeAt: number | null;
};

export type MemoryLink = Omit<WireLink, 'at'> & { readonly at: number };

type Plain = 'kind' | 'state' | 'title' | 'text' | 'category' | 'incident' | 'service' | 'cause' | 'resolution';

/** Times are epoch milliseconds. */
export interface MemoryRecord extends Ownership, Readonly<Pick<Memory, Plain>> {
  readonly id: string;
  /** The sequence of the last event in it. */
  readonly version: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly services: readonly string[];
  readonly severity: Severity | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly signature: {
    readonly errorType: string | null;
    readonly fingerprints: readonly string[];
    readonly templates: readonly { readonly id: string; readonly text: string }[];
    readonly symptoms: readonly string[];
  };
  readonly attempts: readonly Attempt[];
  readonly prevention: string;
  readonly provenance: Provenance;
  readonly source: Memory['source'];
  readonly stale: { readonly since: number; readonly reason: string } | null;
  readonly validUntil: number | null;
  readonly expiresAt: number | null;
  readonly recurrences: readonly { readonly at: number; readonly incident: string | null }[];
  readonly links: readonly MemoryLink[];
  readonly evidence: readonly string[];
  readonly flags: readonly MemoryFlag[];
  readonly legalHold: boolean;
  readonly helped: number;
  readonly misled: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}
