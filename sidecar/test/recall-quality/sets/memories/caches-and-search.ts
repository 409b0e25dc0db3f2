import { prose } from '../prose.ts';
import type { PastIncident } from './past-incident.ts';

export const cachesAndSearch: readonly PastIncident[] = [
  {
    id: 'cart-redis-evicted',
    title: 'Baskets disappear, Redis evicts them',
    service: 'cart-service',
    tags: ['cache', 'memory'],
    text: prose(`
      Symptoms: Customers report empty baskets after minutes; INFO shows evicted_keys 1.9 million, used_memory at
      maxmemory. Evidence kept from cart-service-76pdpvsx2-tkxzh. What was behind it: Policy allkeys-lru on an
      instance that also took the new recently-viewed lists. recently-viewed moved to cache-2, cart-redis on
      volatile-ttl and 24 GB. 390 requests had to be repeated. Runbook RB-261 has the steps. INC-42935: reported in
      the channel of the team by a colleague at 23:30.
    `),
  },
  {
    id: 'cart-redis-ttl-bug',
    title: 'Baskets disappear after exactly thirty minutes',
    service: 'cart-service',
    tags: ['cache', 'bug'],
    text: prose(`
      Paged at 01:06 UTC by CartServiceAbsent, tracked as INC-42943. Empty baskets again, evicted_keys 0 and memory
      half empty, but expired_keys follows the traffic. Cause: Release 9.3 sets EXPIRE 1800 at each write of the promo
      field and so overwrote the 14 days of the basket. Fix: 9.3.1 keeps the time to live (KEEPTTL); 4,000 baskets
      rebuilt from events. The status page was updated twice.
    `),
  },
  {
    id: 'cart-redis-oom-command',
    title: 'OOM command not allowed, Redis refuses writes',
    service: 'cart-service',
    tags: ['cache', 'memory'],
    text: prose(`
      Support called at 03:21, a good while before CartServiceLatencyHigh fired; INC-42982. Adding to the basket
      fails: OOM command not allowed when used memory > 'maxmemory'. Reading works. The status page was updated twice.
      noeviction policy and a client output buffer of a stuck replica, 9 GB. CLIENT KILL TYPE replica,
      client-output-buffer-limit replica 1gb 256mb 60. Most of it came from carser-6.fra1.
    `),
  },
  {
    id: 'catalog-cache-stampede',
    title: 'Database overloaded when the home page fragment expires',
    service: 'catalog-api',
    tags: ['cache', 'overload'],
    text: prose(`
      Every hour at :00 the catalogue primary has 900 active queries and the home page 503 for a minute. Pod
      catalog-api-zqk4pqdhm-zbf9l showed it first. Why: One key home:top with TTL 3600, all pods rebuild it at the
      same moment. What helped: Single flight by lock key, soft TTL with jitter, stale copy served while one rebuilds.
      Costs: 10 minutes of the monthly budget. First seen on catapi-8.fra1 at 12:48 UTC (INC-42998). We agreed to look
      at it again in a quarter.
    `),
  },
  {
    id: 'catalog-cold-cache',
    title: 'Database overloaded after Redis was flushed',
    service: 'catalog-api',
    tags: ['cache', 'overload'],
    text: prose(`
      Symptoms: Catalogue unusable for 25 minutes after maintenance: hit ratio 0, primary at 100 percent CPU, pool
      waits. Graphs of catapi-5.ams2 are attached. What was behind it: FLUSHALL to get rid of one wrong key, cold
      start with full traffic. Traffic let in by 10 percent steps at the gateway, warm-up script. rename-command
      FLUSHALL "". No data was lost. Support called at 21:40, a good while before CatalogApiErrorBurn fired;
      INC-43026.
    `),
  },
  {
    id: 'session-hot-key',
    title: 'One Redis shard at 100 percent, a single key is hot',
    service: 'session-store',
    tags: ['cache', 'hot-key'],
    text: prose(`
      sess-redis-5 CPU 100 percent, other shards 8; redis-cli --hotkeys shows config:banner:global. Graphs of
      sessto-1.fra1 are attached. Why: All pods read the banner configuration for each request from one key. What
      helped: Local copy for ten seconds in each pod. Resharding does not help against a single key. Around 530 people
      noticed. Support called at 03:19, a good while before SessionStoreSaturation fired; INC-43059.
    `),
  },
  {
    id: 'session-keys-command',
    title: 'Redis blocked for seconds by KEYS',
    service: 'session-store',
    tags: ['cache', 'latency'],
    text: prose(`
      INC-43064: reported in the channel of the team by a colleague at 05:55. Every five minutes all sessions hang for
      three seconds; SLOWLOG: KEYS sess:* 2,900,000 microseconds. A new exporter counts sessions with KEYS. Exporter
      uses SCAN with counts, ACL user exporter has no KEYS. Most of it came from sessto-2.rtm1.
    `),
  },
  {
    id: 'session-sentinel-failover',
    title: "READONLY You can't write against a read only replica",
    service: 'session-store',
    tags: ['cache', 'failover'],
    text: prose(`
      Logins fail with READONLY You can't write against a read only replica after Sentinel promoted sess-redis-2.
      Ticket INC-43085, on call took it at 13:44 UTC after SessionStoreLatencyHigh. 1720 requests had to be repeated.
      Root cause: The library resolves the master only at start, and the service name pointed at the old node.
      Resolution: Sentinel aware client (JedisSentinelPool), pods restarted. Follow-up in PLAT-6432.
    `),
  },
  {
    id: 'permission-cache',
    title: 'Revoked rights stay effective for an hour',
    service: 'identity-provider',
    tags: ['cache', 'auth'],
    text: prose(`
      Symptoms: An employee who left could still open customer data for 55 minutes; audit found it. Graphs of
      idepro-4.fra4 are attached. What was behind it: Permission decisions are cached in each gateway for 3600 s
      without invalidation. TTL 60 s, revocation published on authz.revoked and applied at once. The status page was
      updated twice. Follow-up in PLAT-5105. First seen on idepro-4.fra4 at 22:06 UTC (INC-43091).
    `),
  },
  {
    id: 'bff-chunk-load',
    title: 'White page after release, ChunkLoadError',
    service: 'edge-gateway',
    tags: ['frontend', 'cache', 'deploy'],
    text: prose(`
      ChunkLoadError: Loading chunk 318 failed for people who had the shop open during the release. Ticket INC-43107,
      on call took it at 12:30 UTC after EdgeGatewayErrorBurn. Evidence kept from edge-gateway-9s25f2qt5-sh9ft. Root
      cause: Old chunks are removed from the bucket with each deploy while cached index.html still points to them.
      Resolution: Keep chunks for 30 days, index.html no-cache, reload once on ChunkLoadError.
    `),
  },
  {
    id: 'search-red-shards',
    title: 'Cluster red, primary shard unassigned after node loss',
    service: 'search-indexer',
    tags: ['search', 'storage'],
    text: prose(`
      INC-43126: reported in the channel of the team by a colleague at 17:55. Searches return partial results,
      _cluster/health red, 3 unassigned_shards of articles-2024. Pod search-indexer-lgl8dskw2-sf5zz showed it first.
      Cause: number_of_replicas was 0 since the reindex and es-data-7 died. Fix: Restored from snapshot snap-0410;
      reindex template sets replicas to 1 before the alias moves. About 46 percent of requests to search-indexer were
      affected. Follow-up NET-6230 is done.
    `),
  },
  {
    id: 'search-flood-stage',
    title: 'Index read-only, flood stage watermark',
    service: 'search-indexer',
    tags: ['search', 'disk'],
    text: prose(`
      cluster_block_exception: index [articles] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage
      watermark, index has read-only-allow-delete block]. Why: Debug index from a test filled two data nodes. What
      helped: Deleted debug-*, block removed; watermark alarm at 80 percent. Costs: 110 minutes of the monthly budget.
      Ticket INC-43165, on call took it at 12:13 UTC after SearchIndexerErrorBurn. Follow-up in DATA-8738.
    `),
  },
  {
    id: 'search-circuit-breaker',
    title: 'circuit_breaking_exception on facet pages',
    service: 'search-api',
    tags: ['search', 'memory'],
    text: prose(`
      Facet pages 503: [parent] Data too large, data for [<http_request>] would be larger than limit; nodes fine
      otherwise. Most of it came from seaapi-6.fra4. Why: Fielddata on a text field was enabled to sort by brand name.
      What helped: Sort by brand.keyword; fielddata cleared and switched off. No data was lost. INC-43185, severity 2,
      14 minutes. Follow-up PLAT-6234 is done.
    `),
  },
  {
    id: 'search-synonym-empty',
    title: 'No hits for umlauts since reindexing',
    service: 'search-api',
    tags: ['search', 'relevance'],
    text: prose(`
      Support called at 09:59, a good while before SearchApiLatencyHigh fired; INC-43197. Searching "Türgriff" finds
      nothing, "Turgriff" does; complaint rate tripled since the reindex. About 8 percent of requests to search-api
      were affected. New index was created without the german_folding analyser as the template had a priority
      conflict. Reindexed with articles-v19 and alias moved; a test asks fifty words after each reindex. Follow-up
      NET-4964 is done.
    `),
  },
  {
    id: 'search-slow-wildcard',
    title: 'Search nodes at full CPU from leading wildcards',
    service: 'search-api',
    tags: ['search', 'latency'],
    text: prose(`
      Paged at 01:25 UTC by SearchApiAbsent, tracked as INC-43217. Suggest takes 8 s; hot_threads shows WildcardQuery,
      tasks with *-query from the partner portal. The status page was updated twice. Partner portal wraps each word in
      asterisks. Index with wildcard field type for article numbers, allow_expensive_queries=false for the partner
      role. We agreed to look at it again in a quarter.
    `),
  },
  {
    id: 'recommend-feature-store-stale',
    title: 'Recommendations show sold-out articles',
    service: 'recommendation-engine',
    tags: ['data', 'staleness'],
    text: prose(`
      Symptoms: Tiles full of sold-out articles since the night; model is fresh, click rate halves. Graphs of
      receng-5.fra1 are attached. What was behind it: Feature store sync of availability stopped as FeastMaterialize
      lacked a partition and returned success. Materialised by hand; the job fails on zero rows. Neighbouring services
      were not touched. Follow-up PLAT-7921 is done. Ticket INC-43234, on call took it at 16:43 UTC after
      RecommendationEngineErrorBurn.
    `),
  },
  {
    id: 'recommend-model-shape',
    title: 'Recommendations empty after model deploy, shape mismatch',
    service: 'recommendation-engine',
    tags: ['deploy', 'ml'],
    text: prose(`
      First seen on receng-5.ams2 at 08:35 UTC (INC-43272). InvalidArgumentError: Matrix size-incompatible: In[0]:
      [1,256], In[1]: [300,64]; tiles are empty. Evidence kept from recommendation-engine-rwptv6mdx-26qxq. Cause:
      Embedding size went to 300 in training while the serving transform is at 256. Fix: Previous model rec-2024-44
      restored; contract of shapes in the registry is checked. About 13 percent of requests to recommendation-engine
      were affected.
    `),
  },
  {
    id: 'catalog-import-encoding',
    title: 'Product names with question marks after supplier import',
    service: 'catalog-api',
    tags: ['data', 'import'],
    text: prose(`
      INC-43296: reported in the channel of the team by a colleague at 02:21. Names show "K?hlschrank", 40,000
      articles, since supplier feed of Tuesday. Cause: Supplier sends ISO-8859-1 now, and the importer assumes UTF-8
      with replacement. Fix: Detect encoding by header, re-import; replaced characters above 0.1 percent stop an
      import. Neighbouring services were not touched.
    `),
  },
  {
    id: 'inventory-negative-stock',
    title: 'Oversold articles, stock below zero',
    service: 'inventory-service',
    tags: ['data', 'concurrency'],
    text: prose(`
      Support called at 06:37, a good while before InventoryServiceLatencyHigh fired; INC-43299. 1,100 orders for an
      article with 300 pieces, stock -800, flash sale. Cause: Read, subtract, write without a lock in
      StockReservationHandler since the move to Redis. Fix: Lua script reserve.lua does it atomically; customers got
      vouchers. The status page was updated twice. Follow-up PLAT-4397 is done.
    `),
  },
  {
    id: 'inventory-hot-row',
    title: 'Flash sale blocked by one stock row',
    service: 'inventory-service',
    tags: ['database', 'hot-key'],
    text: prose(`
      Symptoms: During the sale orders take 20 s, InnoDB row lock waits on one article, CPU low. What was behind it:
      All orders update the same stock row and hold it during the payment call. Stock split in 16 buckets; the payment
      call is outside of the transaction. It lasted 26 minutes in all. We agreed to look at it again in a quarter.
      Ticket INC-43336, on call took it at 21:56 UTC after InventoryServiceLatencyHigh.
    `),
  },
];
