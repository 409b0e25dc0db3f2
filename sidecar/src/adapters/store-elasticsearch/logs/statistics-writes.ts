import { bucketStart, type ServiceCounts } from '../../../domain/signals/service-counts.ts';
import { hasSomething, sumCounts } from '../../../domain/signals/sum-counts.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { SignalBatch } from '../../../ports/stores/signals/signal-store.ts';
import type { BulkWrite } from '../bulk-writes.ts';
import type { Connection } from '../connection.ts';
import { documentId } from '../document-id.ts';

/**
 * What a batch counted is a document of its own for each service and bucket, added up when read: batches never
 * wait for each other, and a batch that is sent twice counts once.
 */
export function pushedCountWrites(connection: Connection, { organisation }: Scope, batch: SignalBatch): BulkWrite[] {
  return sumCounts(batch.counts).map((counts) => ({
    action: 'create',
    index: connection.alias('counts'),
    id: documentId(organisation, 'batch', batch.id, counts.service, counts.at),
    document: { organisation, ...counts },
  }));
}

/** What a source says about a service and bucket has one place: the newest word replaces, a zero too. */
export function polledCountWrites(
  connection: Connection,
  { organisation }: Scope,
  { source, counts }: { source: string; counts: readonly ServiceCounts[] }
): BulkWrite[] {
  const zeros = counts
    .filter((count) => !hasSomething(count))
    .map((count) => ({ ...count, at: bucketStart(count.at) }));
  const whole = new Map<string, ServiceCounts>();
  for (const count of [...zeros, ...sumCounts(counts)]) {
    whole.set(documentId(organisation, 'source', source, count.service, count.at), count);
  }
  const index = connection.alias('counts');
  return [...whole].map(([id, { service, at, lines, errors, warnings }]) => ({
    action: 'index',
    index,
    id,
    document: { organisation, service, at, lines, errors, warnings },
  }));
}
