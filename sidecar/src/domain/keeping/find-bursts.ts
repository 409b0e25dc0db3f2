import type { MemoryRecord } from '../memory/memory-record.ts';
import { finding, type AuditFinding } from './audit-finding.ts';

/** Nobody writes more by hand in ten minutes; imports are made by one deliberate act and are not counted. */
const BURST_MEMORIES = 20;
const BURST_MS = 10 * 60 * 1000;

/** Many notes of one author within minutes: a script, a client gone wild, or somebody who wants to be believed. */
export function findBursts(memories: readonly MemoryRecord[]): AuditFinding[] {
  const byAuthor = Map.groupBy(memories.filter(isWritten), ({ source: { actor } }) => `${actor.kind} ${actor.name}`);
  return [...byAuthor.values()].flatMap((written) => {
    const inOrder = written.toSorted((a, b) => a.createdAt - b.createdAt);
    const inBurst = new Set<MemoryRecord>();
    let first = 0;
    for (const [at, memory] of inOrder.entries()) {
      while (memory.createdAt - (inOrder[first]?.createdAt ?? 0) > BURST_MS) {
        first += 1;
      }
      if (at - first + 1 > BURST_MEMORIES) {
        inOrder.slice(first, at + 1).forEach((one) => inBurst.add(one));
      }
    }
    const [one] = inBurst;
    return one === undefined
      ? []
      : [
          finding('burst', [...inBurst], {
            sentence: `${one.source.actor.name} wrote ${inBurst.size} memories, more than ${BURST_MEMORIES} in ten minutes.`,
            recommendation: 'Look at a few. Retire them together where a script wrote them, and tell its owner.',
          }),
        ];
  });
}

function isWritten({ kind, provenance }: MemoryRecord): boolean {
  return kind === 'note' && provenance !== 'imported';
}
