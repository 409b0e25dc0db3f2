import type { OccurrenceStore } from '../../../ports/stores/signals/occurrence-store.ts';
import type { Handlers } from '../call.ts';
import { instant } from '../present/present-incident.ts';
import { presentOccurrence } from '../present/present-occurrence.ts';
import { requireOrder } from '../present/series-steps.ts';

export function occurrenceRoutes({
  occurrences,
}: {
  occurrences: OccurrenceStore;
}): Pick<Handlers, 'listOccurrences' | 'listRelations'> {
  return {
    listOccurrences: async ({ reader, query: { service, kind, ...query } }) => {
      requireOrder(query.from, query.to);
      const found = await occurrences.list(reader.scope, {
        ...query,
        ...(service ? { services: service } : {}),
        ...(kind ? { kinds: kind } : {}),
      });
      return { items: found.occurrences.map(presentOccurrence), nextCursor: found.nextCursor };
    },
    listRelations: async ({ reader, query: { kind, name, limit } }) => {
      const relations = await occurrences.relations(reader.scope, { of: { kind, name }, limit });
      return {
        items: relations.map(({ firstSeenAt, lastSeenAt, ...relation }) => ({
          ...relation,
          firstSeenAt: instant(firstSeenAt),
          lastSeenAt: instant(lastSeenAt),
        })),
      };
    },
  };
}
