import { CHECK_LABELS } from '../memory/answer/tell-apart.ts';
import type { MemoryRecord } from '../memory/memory-record.ts';
import { finding, nameOf, type AuditFinding } from './audit-finding.ts';

/** What counts as the same trouble: the same fault in the code, or the same message, in the same service. */
function keysOf({ service, signature: { fingerprints, templates } }: MemoryRecord): Set<string> {
  return new Set([
    ...fingerprints.map((fingerprint) => `fault ${fingerprint}`),
    ...templates.map(({ id }) => `message ${service ?? ''} ${id}`),
  ]);
}

/**
 * Memories of the same trouble that name different causes. Both stay, the newest confirmed one first; often they are
 * look-alikes, one symptom with two causes, and then a check that tells them apart is worth more than either.
 */
export function findContradictions(memories: readonly MemoryRecord[]): AuditFinding[] {
  const byKey = new Map<string, MemoryRecord[]>();
  for (const memory of memories) {
    if (memory.cause !== null && memory.provenance !== 'inferred') {
      for (const key of keysOf(memory)) {
        byKey.set(key, [...(byKey.get(key) ?? []), memory]);
      }
    }
  }
  const told = new Set<string>();
  return [...byKey.values()].flatMap((alike) => {
    const byClass = Map.groupBy(alike, ({ cause }) => cause?.class ?? 'other');
    const name = alike
      .map(({ id }) => id)
      .toSorted()
      .join(' ');
    if (byClass.size < 2 || told.has(name) || areSettled(alike)) {
      return [];
    }
    told.add(name);
    const causes = [...byClass].map(([cause, those]) => `${cause} (${those.slice(0, 3).map(nameOf).join(', ')})`);
    return [
      finding('contradiction', alike, {
        sentence: `The same trouble has different causes in memory: ${causes.join('; ')}.`,
        recommendation:
          'Write down the check that tells them apart where both are right; correct or link (“contradicts”) where one is not.',
      }),
    ];
  });
}

/** A person said already how to tell them apart, that they contradict, or which one supersedes the other. */
function areSettled(memories: readonly MemoryRecord[]): boolean {
  if (memories.some(({ labels }) => CHECK_LABELS.question in labels)) {
    return true;
  }
  const ids = new Set(memories.map(({ id }) => id));
  return memories.some(({ links }) =>
    links.some(({ kind, memory }) => (kind === 'contradicts' || kind === 'supersedes') && ids.has(memory))
  );
}
