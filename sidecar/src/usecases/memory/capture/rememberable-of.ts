import type { IncidentRecord } from '../../../domain/incidents/incident-record.ts';
import type { Rememberable } from '../../../domain/memory/capture/remember-rules.ts';

/** An incident as rules see it. */
export function rememberableOf(
  { services, startedAt, quietSince, closedAt, updatedAt }: IncidentRecord,
  seen: Pick<Rememberable, 'messages' | 'inMaintenance'>
): Rememberable {
  return {
    services: services.map(({ service }) => service),
    lastedMs: (quietSince ?? closedAt ?? updatedAt) - startedAt,
    ...seen,
  };
}
