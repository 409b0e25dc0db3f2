import type { AuditFinding, AuditKind } from '@incident-memory/contract';
import type { MemoryRecord } from '../memory/memory-record.ts';

/** So many memories are named; the count tells the rest. */
const MAX_NAMED = 20;

export type { AuditFinding, AuditKind };

export function finding(
  kind: AuditKind,
  memories: readonly MemoryRecord[],
  told: Pick<AuditFinding, 'sentence' | 'recommendation'>
): AuditFinding {
  const newestFirst = memories.toSorted((a, b) => b.startedAt - a.startedAt);
  return { kind, memories: newestFirst.slice(0, MAX_NAMED).map(({ id }) => id), count: memories.length, ...told };
}

/** "INC-42", or the title of what no incident stands behind. */
export function nameOf({ incident, title }: MemoryRecord): string {
  return incident === null ? `“${title.slice(0, 80)}”` : `INC-${incident.number}`;
}

export function namesOf(memories: readonly MemoryRecord[]): string {
  const named = memories.slice(0, 3).map(nameOf);
  const more = memories.length - named.length;
  return more > 0 ? `${named.join(', ')} and ${more} more` : named.join(' and ');
}
