import type { Occurrence } from '../../domain/occurrences/occurrence.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import type { OccurrenceStore } from '../../ports/stores/signals/occurrence-store.ts';
import { StoreUnavailable } from '../../ports/stores/store-failure.ts';

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
/** Of one kind and service in a week: more are made by a machine that tells times. */
const LOOKED_THROUGH = 200;

/**
 * Who repeats an occurrence without a time tells of the same moment as before: a pipeline that is run again must not
 * move a deploy behind the outage that it caused. While the store is away it is taken as new.
 */
export async function firstTold(
  occurrence: Occurrence,
  { scope, store }: { scope: Scope; store: Pick<OccurrenceStore, 'list'> }
): Promise<Occurrence> {
  const { id, kind, stage, service, receivedAt } = occurrence;
  try {
    const { occurrences } = await store.list(scope, {
      kinds: [kind],
      ...(service === null ? {} : { services: [service] }),
      from: receivedAt - WEEK_MS,
      to: receivedAt,
      limit: LOOKED_THROUGH,
    });
    const known = occurrences.find((other) => other.id === id && other.stage === stage);
    return known === undefined ? occurrence : { ...occurrence, at: known.at };
  } catch (error) {
    if (error instanceof StoreUnavailable) {
      return occurrence;
    }
    throw error;
  }
}
