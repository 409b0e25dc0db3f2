import { CHECK_LABELS } from '../memory/answer/tell-apart.ts';
import type { MemoryRecord } from '../memory/memory-record.ts';
import { finding, nameOf, type AuditFinding } from './audit-finding.ts';
import { isByConsolidation } from './consolidation-links.ts';

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
  return contradictingGroups(memories).map((alike) => {
    const byClass = Map.groupBy(alike, ({ cause }) => cause?.class ?? 'other');
    const causes = [...byClass].map(([cause, those]) => `${cause} (${those.slice(0, 3).map(nameOf).join(', ')})`);
    const linked = alike.some(({ links }) =>
      links.some((link) => link.kind === 'contradicts' && isByConsolidation(link))
    );
    return finding('contradiction', alike, {
      sentence: `The same trouble has different causes in memory: ${causes.join('; ')}.`,
      recommendation: `Write down the check that tells them apart where both are right; correct or link (“contradicts”) where one is not.${
        linked ? ' The newest of them are linked by now, which settles nothing.' : ''
      }`,
    });
  });
}

/** Memories of one trouble with causes of several classes, of which nobody said yet how they are told apart. */
export function contradictingGroups(memories: readonly MemoryRecord[]): (readonly MemoryRecord[])[] {
  const byKey = new Map<string, MemoryRecord[]>();
  for (const memory of memories) {
    if (memory.cause !== null && memory.provenance !== 'inferred') {
      for (const key of keysOf(memory)) {
        byKey.set(key, [...(byKey.get(key) ?? []), memory]);
      }
    }
  }
  const told = new Set<string>();
  return [...byKey.values()].filter((alike) => {
    const classes = new Set(alike.map(({ cause }) => cause?.class ?? 'other'));
    const name = alike
      .map(({ id }) => id)
      .toSorted()
      .join(' ');
    const isOne = classes.size >= 2 && !told.has(name) && !areSettled(alike);
    told.add(name);
    return isOne;
  });
}

/** A person said already how to tell them apart, that they contradict, or which one supersedes the other. */
function areSettled(memories: readonly MemoryRecord[]): boolean {
  if (memories.some(({ labels }) => CHECK_LABELS.question in labels)) {
    return true;
  }
  const ids = new Set(memories.map(({ id }) => id));
  return memories.some(({ links }) =>
    links.some(
      (link) =>
        (link.kind === 'contradicts' || link.kind === 'supersedes') && ids.has(link.memory) && !isByConsolidation(link)
    )
  );
}
