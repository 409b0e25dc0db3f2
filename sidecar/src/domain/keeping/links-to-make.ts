import type { MemoryLink, MemoryRecord } from '../memory/memory-record.ts';
import { signatureMarks } from '../memory/memory-marks.ts';
import { isSameSignature } from '../memory/capture/same-signature.ts';
import { bucketOf } from '../tenancy/visibility-bucket.ts';
import { CopyFinder } from './find-copies.ts';
import { contradictingGroups } from './find-contradictions.ts';
import { BY_CONSOLIDATION } from './consolidation-links.ts';

/**
 * Consolidation: what belongs together is linked, by the product itself, and nothing is rewritten. A link is an event that
 * anyone may take back; then it is not made again. What the same people see is linked with itself alone: a link tells its
 * reader that the other memory is there, and its reason holds none of the other's words, which may be forgotten or made
 * private later.
 */
export interface LinkToMake {
  readonly from: MemoryRecord;
  readonly kind: MemoryLink['kind'];
  readonly to: MemoryRecord;
  readonly reason: string;
}

export function linksToMake(memories: readonly MemoryRecord[]): LinkToMake[] {
  const active = memories.filter(({ state }) => state === 'active').toSorted(byAge);
  const found = [...Map.groupBy(active, bucketOf).values()].flatMap((together) => [
    ...linksOfCopies(together),
    ...linksOfRecurrences(together),
    ...linksOfContradictions(together),
  ]);
  const seen = new Set<string>();
  return found.filter((link) => {
    const name = [link.from.id, link.to.id].sort().join(' ');
    const isNew = !seen.has(name) && !areLinked(link.from, link.to);
    seen.add(name);
    return isNew;
  });
}

/** Each copy points to the first telling. A person's newer note stands for the older one; a program's is one more voice of it. */
function linksOfCopies(memories: readonly MemoryRecord[]): LinkToMake[] {
  const copies = new CopyFinder();
  memories.forEach((memory) => copies.add(memory));
  return copies.groups().flatMap(([first, others]) =>
    others.map((copy) => {
      const isRevised = copy.kind === 'note' && first.kind === 'note' && copy.provenance === 'confirmed';
      const reason = `${BY_CONSOLIDATION}it tells nearly the same`;
      return { from: copy, kind: isRevised ? 'supersedes' : 'recurrence-of', to: first, reason } as const;
    })
  );
}

/** The same trouble with the same class of cause: each time points to the first one. */
function linksOfRecurrences(memories: readonly MemoryRecord[]): LinkToMake[] {
  // Without a stack or a message in common nothing is the same trouble (same-signature.ts).
  const firstsByMark = new Map<string, MemoryRecord[]>();
  const links: LinkToMake[] = [];
  for (const memory of memories.filter(isCausedIncident)) {
    const marks = signatureMarks(memory.signature);
    const first = marks
      .flatMap((mark) => firstsByMark.get(mark) ?? [])
      .find((one) => one.cause?.class === memory.cause?.class && isSameSignature(one, memory));
    if (first === undefined) {
      marks.forEach((mark) => firstsByMark.set(mark, [...(firstsByMark.get(mark) ?? []), memory]));
    } else {
      const reason = `${BY_CONSOLIDATION}the same trouble with the same cause`;
      links.push({ from: memory, kind: 'recurrence-of', to: first, reason });
    }
  }
  return links;
}

/** The newest memory of each class of cause: a look at one leads to the other. */
function linksOfContradictions(memories: readonly MemoryRecord[]): LinkToMake[] {
  return contradictingGroups(memories).flatMap((alike) => {
    const newest = [...Map.groupBy(alike, ({ cause }) => cause?.class ?? 'other').values()]
      .flatMap((those) => those.toSorted(byAge).at(-1) ?? [])
      .toSorted(byAge);
    const [first, ...others] = newest;
    return first === undefined
      ? []
      : others.map((from) => {
          const reason = `${BY_CONSOLIDATION}the same trouble, another cause`;
          return { from, kind: 'contradicts', to: first, reason } as const;
        });
  });
}

function isCausedIncident({ kind, cause, provenance }: MemoryRecord): boolean {
  return kind === 'incident' && cause !== null && provenance !== 'inferred';
}

function areLinked(one: MemoryRecord, other: MemoryRecord): boolean {
  return one.links.some(({ memory }) => memory === other.id) || other.links.some(({ memory }) => memory === one.id);
}

function byAge(a: MemoryRecord, b: MemoryRecord): number {
  return a.createdAt - b.createdAt || a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1);
}
