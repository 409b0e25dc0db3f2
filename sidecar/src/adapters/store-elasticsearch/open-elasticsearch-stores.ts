import type { Clock } from '../../ports/clock.ts';
import { StoreUnavailable } from '../../ports/stores/store-failure.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { createClient, type ElasticsearchConnectionOptions } from '../elasticsearch-client/create-client.ts';
import { Connection } from './connection.ts';
import { completeDocuments } from './complete-documents.ts';
import { ElasticsearchAlarmStore } from './stores/elasticsearch-alarm-store.ts';
import { ElasticsearchEventStore } from './stores/elasticsearch-event-store.ts';
import { ElasticsearchIdempotencyStore } from './stores/elasticsearch-idempotency-store.ts';
import { ElasticsearchIncidentStore } from './stores/elasticsearch-incident-store.ts';
import { ElasticsearchLeaseStore } from './stores/elasticsearch-lease-store.ts';
import { ElasticsearchLogStore } from './stores/elasticsearch-log-store.ts';
import { ElasticsearchMetricStore } from './stores/elasticsearch-metric-store.ts';
import { ElasticsearchOccurrenceStore } from './stores/elasticsearch-occurrence-store.ts';
import { ElasticsearchOutboxStore } from './stores/elasticsearch-outbox-store.ts';
import { ElasticsearchSettingsStore } from './stores/elasticsearch-settings-store.ts';
import { ElasticsearchSignalStore } from './stores/elasticsearch-signal-store.ts';
import { ElasticsearchStatisticsStore } from './stores/elasticsearch-statistics-store.ts';
import { ElasticsearchTemplateStore } from './stores/elasticsearch-template-store.ts';
import { ElasticsearchTrafficStore } from './stores/elasticsearch-traffic-store.ts';
import { ElasticsearchMemoryStore } from './memories/elasticsearch-memory-store.ts';
import { ElasticsearchRecallIndex } from './memories/elasticsearch-recall-index.ts';
import { ensureIndices } from './ensure-indices.ts';
import { Expunging } from './expunging.ts';
import { FORGETFUL_ROOMS, ROOMS } from './index-definitions.ts';

export interface ElasticsearchStoreOptions extends ElasticsearchConnectionOptions {
  /** How the names of our indices begin; two products on one cluster take two prefixes. */
  readonly indexPrefix: string;
  readonly replicas: number;
  readonly clock: Clock;
}

/** Throws StoreUnavailable where the cluster is not there, or would not keep what it acknowledges. */
export async function openElasticsearchStores(options: ElasticsearchStoreOptions): Promise<Stores> {
  const connection = new Connection(createClient(options), {
    prefix: options.indexPrefix,
    requestTimeoutSeconds: options.requestTimeoutSeconds,
  });
  try {
    await ensureIndices(connection, { replicas: options.replicas });
    await completeDocuments(connection);
  } catch (failure) {
    await connection.close();
    throw failure;
  }
  const expunging = new Expunging(connection);
  expunging.resume(FORGETFUL_ROOMS);
  return {
    kind: 'elasticsearch',
    events: new ElasticsearchEventStore(connection, expunging),
    incidents: new ElasticsearchIncidentStore(connection, expunging),
    signals: new ElasticsearchSignalStore(connection, options.clock),
    logs: new ElasticsearchLogStore(connection),
    statistics: new ElasticsearchStatisticsStore(connection),
    templates: new ElasticsearchTemplateStore(connection),
    traffic: new ElasticsearchTrafficStore(connection, options.clock),
    metrics: new ElasticsearchMetricStore(connection, options.clock),
    occurrences: new ElasticsearchOccurrenceStore(connection),
    alarms: new ElasticsearchAlarmStore(connection),
    memories: new ElasticsearchMemoryStore(connection, expunging),
    recall: new ElasticsearchRecallIndex(connection, { expunging, clock: options.clock }),
    leases: new ElasticsearchLeaseStore(connection),
    settings: new ElasticsearchSettingsStore(connection),
    outbox: new ElasticsearchOutboxStore(connection),
    idempotency: new ElasticsearchIdempotencyStore(connection, expunging),
    check: () => check(connection, options.clock),
    scrub: async () => {
      await Promise.all(FORGETFUL_ROOMS.map((room) => expunging.expunge(room)));
    },
    close: () => {
      expunging.close();
      return connection.close();
    },
  };
}

/** Asks our own indices alone: a credential for them is enough, and `GET /` may be shut. */
async function check(connection: Connection, clock: Clock): Promise<{ milliseconds: number; detail: string }> {
  const begun = clock.now();
  const index = ROOMS.map((room) => connection.alias(room));
  const answer = await connection.send((client, options) =>
    client.search({ index, size: 0, track_total_hits: false, allow_partial_search_results: false }, options)
  );
  if (answer.timed_out || answer._shards.failed > 0) {
    throw new StoreUnavailable('Elasticsearch answers only from a part of its shards');
  }
  const { successful, total } = answer._shards;
  return {
    milliseconds: clock.now() - begun,
    detail: `${successful} of ${total} shards of ${index.length} indices answer`,
  };
}
