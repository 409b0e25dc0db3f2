import type { MemoryRecord } from '../memory/memory-record.ts';
import { finding, namesOf, type AuditFinding } from './audit-finding.ts';
import { findBursts } from './find-bursts.ts';
import { findContradictions } from './find-contradictions.ts';
import { CopyFinder, tellingOf } from './find-copies.ts';
import { findNeglected } from './find-neglected.ts';
import { instructionIn } from './instruction-like.ts';

/** So many memories are compared at once before others get their turn: some ten milliseconds. */
const PORTION = 200;

/**
 * What a reader should look at among the memories that the reader may see: the gravest first. Yields between portions,
 * so that whoever calls may let others go first, and returns what was found.
 */
export function* auditMemories(memories: readonly MemoryRecord[], now: number): Generator<void, AuditFinding[]> {
  const recalled = memories.filter(({ state }) => state === 'active' || state === 'forming');
  const copies = new CopyFinder();
  for (const [at, memory] of recalled.toSorted((a, b) => a.createdAt - b.createdAt).entries()) {
    copies.add(memory);
    if (at % PORTION === PORTION - 1) {
      yield;
    }
  }
  return [
    ...findInstructions(recalled),
    ...findBursts(recalled),
    ...findContradictions(recalled),
    ...copies.findings(),
    ...findNeglected(memories, now),
  ];
}

function findInstructions(memories: readonly MemoryRecord[]): AuditFinding[] {
  const bySign = Map.groupBy(
    memories.flatMap((memory) => {
      const sign = memory.flags.includes('instruction-like') ? instructionIn(tellingOf(memory)) : null;
      return sign === null ? [] : [{ memory, sign }];
    }),
    ({ sign }) => sign
  );
  return [...bySign].map(([sign, those]) => {
    const memories = those.map(({ memory }) => memory);
    return finding('instruction-like', memories, {
      sentence: `The text of ${namesOf(memories)} ${sign}. It is found, and never recommended.`,
      recommendation: 'Read it. Retire or forget it where it is an attempt; take the flag back where it is honest.',
    });
  });
}
