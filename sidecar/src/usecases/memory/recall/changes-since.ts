import type { Facet } from '@incident-memory/contract';
import { isTelling, type Remembered } from '../../../domain/memory/answer/situation.ts';
import { helpedUntil, otherChangesSince } from '../../../domain/memory/validity/touched-by-change.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { Stores } from '../../../ports/stores/stores.ts';

const MAX_CHANGES = 200;

/** How much changed since a memory's fix last helped is said of it, and alarms nobody: what touches it made it stale. */
export async function withChangesSince(
  stores: Pick<Stores, 'occurrences'>,
  scope: Scope,
  { remembered, now }: { remembered: readonly Remembered[]; now: number }
): Promise<Remembered[]> {
  const telling = remembered.filter(isTelling);
  if (telling.length === 0) {
    return [...remembered];
  }
  const { occurrences } = await stores.occurrences.list(scope, {
    services: [...new Set(telling.flatMap(({ record }) => record.services))],
    kinds: ['deploy', 'configuration', 'scaling', 'feature-flag'],
    from: Math.min(...telling.map(({ record }) => helpedUntil(record))),
    to: now,
    limit: MAX_CHANGES,
  });
  return remembered.map((one) => {
    const count = isTelling(one) ? otherChangesSince(one.record, occurrences) : 0;
    const facet: Facet = { what: 'change', sentence: `${count} other changes of its services are known since` };
    return count === 0 ? one : { ...one, differs: [...one.differs, facet] };
  });
}
