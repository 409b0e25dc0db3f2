import type { MemoryLink } from '../memory/memory-record.ts';

/** How the reasons of the product's own links begin: they settle nothing that only a person can. */
export const BY_CONSOLIDATION = 'found alike: ';

export function isByConsolidation({ reason }: Pick<MemoryLink, 'reason'>): boolean {
  return reason.startsWith(BY_CONSOLIDATION);
}
