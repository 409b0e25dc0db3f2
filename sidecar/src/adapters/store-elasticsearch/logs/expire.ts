import type { estypes } from '@elastic/elasticsearch';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { Connection } from '../connection.ts';
import { ANSWERS_KEPT_MS } from '../stores/elasticsearch-idempotency-store.ts';
import type { Room } from '../index-definitions.ts';
import { idsInPages, organisationFilter } from '../queries.ts';
import { expireTemplates } from '../signals/expire-templates.ts';

/** A call ends soon, also where retention was shortened by months. */
const MOST_DOCUMENTS_A_CALL = 10_000;

/**
 * Retention by removing ids that were found in a point in time: this works on every server, and nothing that comes
 * in meanwhile is touched. Marks that outlived their use go with the statistics.
 */
export async function expire(
  connection: Connection,
  scope: Scope,
  before: { lines: number; statistics: number }
): Promise<number> {
  const statistics = before.statistics;
  for (const room of ['counts', 'template-counts', 'operations', 'calls', 'metrics', 'occurrences'] as const) {
    await remove(connection, scope, { room, filter: [olderThan('at', statistics)] });
  }
  await expireTemplates(connection, scope, statistics);
  await remove(connection, scope, { room: 'batches', filter: [olderThan('at', statistics)] });
  await remove(connection, scope, { room: 'idempotency', filter: [olderThan('at', statistics - ANSWERS_KEPT_MS)] });
  const delivered = [{ term: { delivered: true } }, olderThan('createdAt', statistics)];
  await remove(connection, scope, { room: 'outbox', filter: delivered });
  return remove(connection, scope, { room: 'logs', filter: [olderThan('at', before.lines)] });
}

function olderThan(field: string, at: number): estypes.QueryDslQueryContainer {
  return { range: { [field]: { lt: at } } };
}

/** Pages of those that match, until there are none or a call removed enough. */
export async function remove(
  connection: Connection,
  scope: Scope,
  { room, filter }: { room: Room; filter: estypes.QueryDslQueryContainer[] }
): Promise<number> {
  const index = connection.alias(room);
  let removed = 0;
  for await (const ids of idsInPages(connection, room, [organisationFilter(scope), ...filter])) {
    const statuses = await connection.bulk(ids.map((id) => ({ action: 'delete', index, id })));
    removed += statuses.filter((status) => status < 300).length;
    if (removed >= MOST_DOCUMENTS_A_CALL) {
      break;
    }
  }
  return removed;
}
