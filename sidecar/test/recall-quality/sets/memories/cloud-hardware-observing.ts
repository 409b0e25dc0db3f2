import { prose } from '../prose.ts';
import type { PastIncident } from './past-incident.ts';

export const cloudHardwareObserving: readonly PastIncident[] = [
  {
    id: 'ledger-raid-disk',
    title: 'RAID degraded on the ledger host, slow postings',
    service: 'ledger',
    tags: ['hardware', 'disk'],
    text: prose(`
      Symptoms: Postings take 3 s instead of 80 ms; megacli: Virtual Drive degraded, rebuild 12 percent, media errors
      on slot 4. What was behind it: Drive failed at night and rebuild at high priority took the IO. Rebuild rate to
      10 by day, disk changed, hot spare present again. Costs: 147 minutes of the monthly budget. Runbook RB-474 has
      the steps. First seen on led-4.fra4 at 05:16 UTC (INC-43963).
    `),
  },
  {
    id: 'warehouse-overheat',
    title: 'Warehouse servers throttle, air conditioning failed',
    service: 'warehouse-scanner',
    tags: ['hardware'],
    text: prose(`
      Symptoms: Scans slow all over hall 2, mcelog: Processor heated above trip temperature, CPU clock throttled on
      wh-srv-1 and 2. What was behind it: Air conditioner off after a power dip. Doors open and fans, technician;
      alarm from 30 degrees on in the rack. About 51 percent of requests to warehouse-scanner were affected. Paged at
      04:14 UTC by WarehouseScannerAbsent, tracked as INC-43984.
    `),
  },
  {
    id: 'warehouse-wifi',
    title: 'Handhelds lose WLAN in hall 3 after rearranging racks',
    service: 'warehouse-scanner',
    tags: ['network', 'wifi'],
    text: prose(`
      Scanners disconnect in aisles 30 to 44, signal -82 dBm, since Monday. Why: New metal racks shade access point
      ap-h3-07. What helped: Two further access points. Roaming threshold lowered as first aid. It lasted 111 minutes
      in all. INC-44005, severity 2, 111 minutes. Follow-up SHOP-8053 is done.
    `),
  },
  {
    id: 'dc-fibre-cut',
    title: 'Warehouse offline, fibre cut by an excavator',
    service: 'warehouse-scanner',
    tags: ['network', 'outage'],
    text: prose(`
      Symptoms: Warehouse Rotterdam unreachable, both lines of the provider down, router log: LOS on Gi0/0/1. Pod
      warehouse-scanner-kvrmbb28p-c7hck showed it first. What was behind it: Both "redundant" lines run in the same
      duct. LTE router for scanners at reduced function, splice after seven hours. Second line by another way ordered.
      Follow-up PLAT-4412 is done. Paged at 12:29 UTC by WarehouseScannerSaturation, tracked as INC-44034.
    `),
  },
  {
    id: 'power-ups-battery',
    title: 'Rack dark during test, UPS battery flat',
    service: 'warehouse-scanner',
    tags: ['hardware', 'power'],
    text: prose(`
      Support called at 02:08, a good while before WarehouseScannerLatencyHigh fired; INC-44066. At the generator test
      rack B lost power for forty seconds; APC event: UPS battery is discharged, self test failed. Cause: Batteries of
      2017; the self test mails went to a mailing list without members. Fix: Batteries exchanged; traps go to the
      monitoring. Around 740 people noticed. We agreed to look at it again in a quarter.
    `),
  },
  {
    id: 'nfs-hang',
    title: 'Invoice archive hangs, NFS server not responding',
    service: 'invoice-service',
    tags: ['storage', 'nfs'],
    text: prose(`
      Renderers in D state, load 300 with CPU idle; kernel: nfs: server nas-2 not responding, still trying. Why:
      Failover of the filer needed four minutes and clients mount hard without intr. What helped: Waited for it; mount
      with softreval, archive writes go through a queue. Around 2350 people noticed. Support called at 09:00, a good
      while before InvoiceServiceAbsent fired; INC-44077.
    `),
  },
  {
    id: 'ext4-readonly',
    title: 'Database host file system remounted read-only',
    service: 'warehouse-scanner',
    tags: ['storage', 'disk'],
    text: prose(`
      wh-db-1: EXT4-fs error (device sdb1): ext4_journal_check_start: Detected aborted journal, Remounting filesystem
      read-only; EROFS for every write. Paged at 19:16 UTC by WarehouseScannerLatencyHigh, tracked as INC-44084. Pod
      warehouse-scanner-f9rbf9f84-2vjzm showed it first. Root cause: SAN path flapped, I/O errors during journal
      commit. Resolution: fsck from rescue, multipath no_path_retry queue.
    `),
  },
  {
    id: 'pvc-snapshot-stuck',
    title: 'Volumes stuck attaching after node crash, Multi-Attach error',
    service: 'kube-platform',
    tags: ['storage', 'kubernetes'],
    text: prose(`
      Multi-Attach error for volume "pvc-9f2c" Volume is already exclusively attached to one node; stateful pods stay
      in ContainerCreating. Paged at 09:25 UTC by KubePlatformLatencyHigh, tracked as INC-44115. Most of it came from
      kubpla-6.ams2. Root cause: Node died without detaching, and the out-of-service taint was not set. Resolution:
      kubectl taint node.kubernetes.io/out-of-service=nodeshutdown:NoExecute, detached within a minute.
    `),
  },
  {
    id: 's3-region-outage',
    title: 'Pictures missing, object storage incident in the region',
    service: 'media-resizer',
    tags: ['cloud', 'outage', 'storage'],
    text: prose(`
      Symptoms: 503 SlowDown and InternalError from S3 for all buckets, pictures and scripts missing; provider
      incident open. Most of it came from medres-1.rtm1. What was behind it: Region incident of the provider. Read
      path to replica bucket in eu-west-1 by flag media-read-replica; uploads queued. Costs: 115 minutes of the
      monthly budget. Follow-up in NET-7935. INC-44139, severity 2, 115 minutes.
    `),
  },
  {
    id: 's3-slowdown-prefix',
    title: 'Pictures missing, S3 throttles one prefix',
    service: 'media-resizer',
    tags: ['cloud', 'throttling', 'storage'],
    text: prose(`
      503 SlowDown on GET below originals/2024/11/ only, provider status green. Pod media-resizer-v92qnb7j9-jbnhk
      showed it first. Why: Backfill reads 9,000 keys a second of one date prefix. What helped: Backfill at 500 a
      second, new keys begin with a hash. No data was lost. Support called at 20:58, a good while before
      MediaResizerLatencyHigh fired; INC-44155.
    `),
  },
  {
    id: 'lambda-concurrency',
    title: 'Webhooks throttled, Lambda at account concurrency',
    service: 'notification-hub',
    tags: ['cloud', 'serverless', 'quota'],
    text: prose(`
      INC-44193: reported in the channel of the team by a colleague at 06:34. TooManyRequestsException Rate Exceeded,
      ReservedFunctionConcurrentInvocationLimitExceeded for hl-webhook-in. Cause: A batch of image functions used up
      the 1000 of the account. Fix: Reserved 300 for webhooks; images limited to 400. About 43 percent of requests to
      notification-hub were affected. Follow-up SHOP-5737 is done.
    `),
  },
  {
    id: 'rds-mysql-1040-lambda',
    title: 'Error 1040 Too many connections from webhooks',
    service: 'notification-hub',
    tags: ['cloud', 'serverless', 'database'],
    text: prose(`
      ER_CON_COUNT_ERROR 1040 Too many connections on hooks-mysql while functions scale out. Why: Each function
      instance keeps a connection for itself, 900 instances. What helped: RDS Proxy in between, connection limit per
      function 1. The status page was updated twice. Ticket INC-44210, on call took it at 15:28 UTC after
      NotificationHubSaturation. We agreed to look at it again in a quarter.
    `),
  },
  {
    id: 'prometheus-cardinality',
    title: 'Prometheus falls over, user ids in labels',
    service: 'observability',
    tags: ['monitoring', 'memory'],
    text: prose(`
      Symptoms: prometheus-0 OOM each hour, WAL replay takes 40 minutes; prometheus_tsdb_head_series at 38 million.
      What was behind it: Release 12.1 of cart-service put session_id in a histogram label. metric_relabel_configs
      labeldrop, release fixed; sample_limit 50000 per target. It lasted 141 minutes in all. Paged at 21:45 UTC by
      ObservabilityAbsent, tracked as INC-44250.
    `),
  },
  {
    id: 'prometheus-scrape-timeout',
    title: 'Gaps in graphs, scrapes exceed deadline',
    service: 'observability',
    tags: ['monitoring'],
    text: prose(`
      Targets of kafka-main DOWN: context deadline exceeded; gaps in all Kafka panels. INC-44270: reported in the
      channel of the team by a colleague at 19:48. About 20 percent of requests to observability were affected. Root
      cause: jmx_exporter renders 400,000 lines in 14 s, scrape_timeout 10 s. Resolution: Whitelist of object names,
      1.2 s now. Runbook RB-654 has the steps.
    `),
  },
  {
    id: 'alert-routing-key',
    title: 'Nobody was paged, PagerDuty key wrong',
    service: 'observability',
    tags: ['monitoring', 'paging'],
    text: prose(`
      Support called at 01:42, a good while before ObservabilitySaturation fired; INC-44274. Checkout was down 40
      minutes without a page; Alertmanager log: unexpected status code 400: Invalid routing key. Pod
      observability-vhlhvfwqv-c9sph showed it first. Cause: Service was moved in PagerDuty and got a new integration
      key. Fix: Key fixed; a heartbeat alert pages a test service each day. Around 40 people noticed. Follow-up
      PLAT-4987 is done.
    `),
  },
  {
    id: 'fluentd-overflow',
    title: 'Log lines missing, Fluentd buffer overflow',
    service: 'observability',
    tags: ['logging', 'backpressure'],
    text: prose(`
      Ticket INC-44293, on call took it at 23:38 UTC after ObservabilityErrorBurn. Kibana has gaps;
      BufferOverflowError: buffer space has too many data, failed to write data into buffer. Elasticsearch output slow
      for an hour, 512 MB memory buffer. File buffer 20 GB with drop_oldest_chunk, alarm on buffer_queue_length.
    `),
  },
  {
    id: 'loki-rate-limit',
    title: 'Logs refused, per stream rate limit exceeded',
    service: 'observability',
    tags: ['logging', 'rate-limit'],
    text: prose(`
      First seen on obs-2.ams2 at 14:12 UTC (INC-44319). entry with timestamp ... ignored, reason: per stream rate
      limit (3MB/sec) exceeded for stream app=fraud-scoring. About 6 percent of requests to observability were
      affected. Debug logging of tensors in production. Level info, stream sharding on. Most of it came from
      obs-2.ams2.
    `),
  },
  {
    id: 'maps-429',
    title: 'Routes without street names, maps provider answers 429',
    service: 'route-planner',
    tags: ['third-party', 'rate-limit'],
    text: prose(`
      Geocoding fails with HTTP 429 OVER_QUERY_LIMIT since noon, tours show coordinates only. Evidence kept from
      route-planner-2rc7czpxl-r75fj. Why: Cache of addresses was emptied by key change, so each stop is asked anew.
      What helped: Old key format restored, quota doubled for the day. The status page was updated twice. First seen
      on roupla-3.fra4 at 17:34 UTC (INC-44326). Runbook RB-574 has the steps.
    `),
  },
  {
    id: 'github-secondary-limit',
    title: 'Builds do not start, GitHub secondary rate limit',
    service: 'ci-runners',
    tags: ['third-party', 'rate-limit'],
    text: prose(`
      Support called at 07:16, a good while before CiRunnersLatencyHigh fired; INC-44349. Webhooks arrive but status
      calls fail: 403 You have exceeded a secondary rate limit; pull requests show nothing. Bot that updates labels
      for 2,000 repositories in parallel. Bot sleeps a second between writes, conditional requests with ETag. Graphs
      of cirun-9.rtm1 are attached.
    `),
  },
  {
    id: 'npm-unpublished',
    title: 'Builds red, npm package removed from the registry',
    service: 'ci-runners',
    tags: ['third-party', 'build'],
    text: prose(`
      INC-44360: reported in the channel of the team by a colleague at 17:45. npm ERR! 404 Not Found - GET
      https://packages.corp.example/tiny-colr - not in this registry, all frontends. Maintainer removed the package.
      Restored from our proxy's cache, dependency replaced; proxy keeps what was ever used. Most of it came from
      cirun-2.ams2.
    `),
  },
  {
    id: 'shopify-webhook-off',
    title: 'Partner orders missing, webhook subscription disabled',
    service: 'partner-api',
    tags: ['third-party', 'webhook'],
    text: prose(`
      No orders from the partner shop since Friday, no errors on our side. Why: Shop platform disabled the
      subscription after 19 failures during our deploy. What helped: Subscribed again, missing orders fetched by API
      since_id; daily check of subscriptions. It lasted 111 minutes in all. Support called at 17:04, a good while
      before PartnerApiAbsent fired; INC-44393. Follow-up in PLAT-5857.
    `),
  },
  {
    id: 'carrier-schema-change',
    title: 'Tracking parser breaks, carrier changed a field to text',
    service: 'shipment-tracker',
    tags: ['third-party', 'data'],
    text: prose(`
      Paged at 15:22 UTC by ShipmentTrackerErrorBurn, tracked as INC-44436. JsonMappingException: Cannot deserialize
      value of type Integer from String "n/a" at ParcelEvent.weightGrams. The status page was updated twice. Carrier
      PostNova sends "n/a" for letters without notice. Field optional and lenient; contract test runs against their
      sandbox daily. Pod shipment-tracker-klvcfhx9n-tdftw showed it first.
    `),
  },
  {
    id: 'scraper-bots',
    title: 'Origin overloaded by scrapers that crawl each filter combination',
    service: 'catalog-api',
    tags: ['attack', 'overload'],
    text: prose(`
      Symptoms: Request rate five times normal at night, cache hit 4 percent, URLs with six filters, agents look like
      browsers. What was behind it: Price scraper out of a hosting network. Filter pages above three filters noindex
      and limited by ASN, bot rule 1180. About 46 percent of requests to catalog-api were affected. Follow-up in
      DATA-6729. Support called at 03:52, a good while before CatalogApiAbsent fired; INC-44452.
    `),
  },
  {
    id: 'partner-own-limit',
    title: 'Our own gateway blocks a partner with 429',
    service: 'partner-api',
    tags: ['rate-limit', 'configuration'],
    text: prose(`
      INC-44491: reported in the channel of the team by a colleague at 01:39. Partner Lunares gets Too Many Requests
      though it is within contract; other partners fine. Limit per address, and the partner moved behind one NAT.
      Limit by key pk_lunares with burst 200. Evidence kept from partner-api-b6mdcfxtk-qfqzc.
    `),
  },
  {
    id: 'log4j-debug-cpu',
    title: 'Gateway CPU doubled by debug logging',
    service: 'edge-gateway',
    tags: ['cpu', 'logging'],
    text: prose(`
      CPU from 35 to 75 percent with no more traffic, log volume 20 times. First seen on edggat-7.rtm1 at 17:53 UTC
      (INC-44517). Most of it came from edggat-7.rtm1. The status page was updated twice. Root cause: Level debug was
      left on after a support case. Resolution: Level back; levels set at runtime expire after an hour now. Follow-up
      DATA-7462 is done.
    `),
  },
  {
    id: 'python-dict-leap',
    title: 'Pricing worker spins for ever on an empty tariff',
    service: 'pricing-engine',
    tags: ['cpu', 'bug'],
    text: prose(`
      Paged at 16:08 UTC by PricingEngineErrorBurn, tracked as INC-44530. price-worker-3 at 100 percent of one core
      for hours, queue untouched; py-spy: TariffInterpolator.bisect loops. Neighbouring services were not touched.
      Tariff without steps never fulfils the end condition. Guard for empty tariffs, watchdog of 30 s on a job. Graphs
      of prieng-8.fra1 are attached. Follow-up in PLAT-6921.
    `),
  },
  {
    id: 'terraform-route-removed',
    title: 'Partner network unreachable after Terraform apply',
    service: 'partner-api',
    tags: ['cloud', 'network', 'deploy'],
    text: prose(`
      All calls to the bank over VPN time out since 16:02, tunnel up, no route in the table. Why: Import of the route
      table removed manual routes for 10.88.0.0/16. What helped: Route back by hand then in code; plan with deletes
      needs approval. Neighbouring services were not touched. Paged at 13:54 UTC by PartnerApiAbsent, tracked as
      INC-44569.
    `),
  },
  {
    id: 'vpn-phase2',
    title: 'VPN to the bank flaps each hour',
    service: 'partner-api',
    tags: ['network', 'vpn'],
    text: prose(`
      INC-44596, severity 2, 108 minutes. Calls to the bank fail for a minute each hour; IKE log: NO_PROPOSAL_CHOSEN
      at rekey. Around 420 people noticed. Bank changed PFS group to 20, ours offers 14 at rekey only. Group 20 on
      both; keepalive probes. We agreed to look at it again in a quarter.
    `),
  },
  {
    id: 'inventory-clock-cassandra',
    title: 'Stock updates vanish, coordinator clock ahead',
    service: 'inventory-service',
    tags: ['cassandra', 'clock'],
    text: prose(`
      Symptoms: Corrections of stock are visible for a second and then the old value is back, node cas-3 involved.
      Graphs of invser-6.ams2 are attached. What was behind it: cas-3 was 40 s ahead and last write wins. chrony
      repaired, values written again with USING TIMESTAMP. The status page was updated twice. INC-44628: reported in
      the channel of the team by a colleague at 02:01.
    `),
  },
  {
    id: 'tracker-gossip-down',
    title: 'Cassandra node marked down though alive',
    service: 'shipment-tracker',
    tags: ['cassandra', 'gc'],
    text: prose(`
      nodetool status flips DN for trk-cas-2, GCInspector: G1 Old Generation GC in 8423ms, hints pile up. Ticket
      INC-44637, on call took it at 00:52 UTC after ShipmentTrackerErrorBurn. Costs: 82 minutes of the monthly budget.
      Root cause: Partitions of a bulk shipper above 2 GB read in one go. Resolution: Bucket by day, compaction;
      phi_convict_threshold 10 in the cloud.
    `),
  },
];
