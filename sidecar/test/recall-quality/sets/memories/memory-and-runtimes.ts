import { prose } from '../prose.ts';
import type { PastIncident } from './past-incident.ts';

export const memoryAndRuntimes: readonly PastIncident[] = [
  {
    id: 'resizer-oomkilled',
    title: 'Resizer pods OOMKilled by panorama uploads',
    service: 'media-resizer',
    tags: ['memory', 'kubernetes'],
    text: prose(`
      Symptoms: media-resizer restarted every few minutes with Last State: Terminated, Reason: OOMKilled, exit code
      137; uploads of large photos stayed grey. Most of it came from medres-3.rtm1. What was behind it: Panorama
      pictures of 200 megapixels are decoded fully into RAM by libvips with cache on, far above the 512Mi limit. Limit
      to 2Gi, VIPS_CONCURRENCY=2, and uploads above 60 megapixels are shrunk on load. Around 1400 people noticed. We
      agreed to look at it again in a quarter. Ticket INC-40565, on call took it at 09:01 UTC after
      MediaResizerAbsent.
    `),
  },
  {
    id: 'resizer-leak',
    title: 'Resizer memory climbs for days until OOMKilled',
    service: 'media-resizer',
    tags: ['memory', 'leak'],
    text: prose(`
      Support called at 20:33, a good while before MediaResizerLatencyHigh fired; INC-40570. Exit code 137 again on
      the resizer, this time without any large picture: container_memory_working_set_bytes climbs about 40 MB an hour
      from start. Pod media-resizer-vjlns6nlc-jjj8v showed it first. Cause: sharp 0.32 leaks a buffer for every
      animated WebP that fails; a bot posted broken ones. Fix: Upgraded to sharp 0.33.5, dropped broken files before
      decoding. Nightly restart had been a workaround and is removed.
    `),
  },
  {
    id: 'pricing-gc-pauses',
    title: 'Prices time out every ten minutes, long G1 pauses',
    service: 'pricing-engine',
    tags: ['jvm', 'gc'],
    text: prose(`
      Ticket INC-40601, on call took it at 05:21 UTC after PricingEngineLatencyHigh. Quotes failed in bursts; gc.log
      showed Pause Full (G1 Compaction Pause) 11.2s and To-space exhausted. CPU fine in between. Around 150 people
      noticed. The discount matrix is rebuilt every ten minutes as one giant array of humongous objects.
      -XX:G1HeapRegionSize=16m and build it per market; pauses now under 200 ms. More heap had made the pauses longer.
      Follow-up in SHOP-7964.
    `),
  },
  {
    id: 'search-api-heap',
    title: 'java.lang.OutOfMemoryError: Java heap space from wildcard facets',
    service: 'search-api',
    tags: ['jvm', 'memory'],
    text: prose(`
      Symptoms: search-api nodes died one after another with OutOfMemoryError: Java heap space, heap dump of 12 GB,
      all suggestions gone. Graphs of seaapi-2.fra1 are attached. What was behind it: A partner sent facet.limit=-1
      for the colour attribute, FacetCollector kept a string for each of 30 million values. facet.limit capped at 500,
      query budget by partner key, -XX:+ExitOnOutOfMemoryError so that a sick node leaves quickly. The status page was
      updated twice. INC-40606: reported in the channel of the team by a colleague at 02:11.
    `),
  },
  {
    id: 'cart-metaspace',
    title: 'OutOfMemoryError: Metaspace after a week without deploy',
    service: 'cart-service',
    tags: ['jvm', 'memory'],
    text: prose(`
      INC-40621: reported in the channel of the team by a colleague at 21:01. Cart answered 500 with OutOfMemoryError:
      Metaspace, loaded classes 480,000 and rising in jcmd GC.class_stats. Graphs of carser-1.rtm1 are attached.
      Cause: Groovy promotion scripts are compiled for every evaluation because the cache key contained a timestamp.
      Fix: Key by script hash; PromotionScriptCache holds 300. MaxMetaspaceSize stays at 512m as an early warning. The
      status page was updated twice.
    `),
  },
  {
    id: 'bff-node-heap',
    title: 'FATAL ERROR: Reached heap limit Allocation failed in the mobile backend',
    service: 'mobile-bff',
    tags: ['nodejs', 'memory'],
    text: prose(`
      INC-40624, severity 1, 7 minutes. App start screens empty in bursts; pods log FATAL ERROR: Reached heap limit
      Allocation failed - JavaScript heap out of memory and restart. Most of it came from mobbff-3.ams2. Cause: A
      debug flag kept every GraphQL response in responseRecorder for replay, also in production. Fix: Flag off
      (BFF_RECORD_RESPONSES=false), then the recorder was limited to 50 entries. --max-old-space-size unchanged.
      Around 920 people noticed.
    `),
  },
  {
    id: 'bff-event-loop',
    title: 'Mobile backend frozen, event loop blocked by one regular expression',
    service: 'mobile-bff',
    tags: ['nodejs', 'cpu'],
    text: prose(`
      Symptoms: App start screens empty, pods alive but health checks slow; nodejs_eventloop_lag_p99 of 14 seconds and
      one core at 100 percent. What was behind it: The postcode validator /^(\\w+\\s?)+$/ backtracks for ever on long
      strings with a trailing dot. Replaced the pattern, input capped at 12 characters, added safe-regex to the lint.
      Runbook RB-523 has the steps. Support called at 10:50, a good while before MobileBffSaturation fired; INC-40662.
    `),
  },
  {
    id: 'recommend-cpu-throttle',
    title: 'Recommendations slow although CPU looks half idle',
    service: 'recommendation-engine',
    tags: ['cpu', 'kubernetes'],
    text: prose(`
      p99 at 2.5 s, CPU at 45 percent of the node. container_cpu_cfs_throttled_periods_total was above 70 percent of
      periods. Pod recommendation-engine-7l7hnkjxs-p2xrd showed it first. Why: The limit was 1 core for a runtime with
      32 GC and JIT threads; all burn the quota in the first 20 ms of each period. What helped: GOMAXPROCS equivalent
      set: -XX:ActiveProcessorCount=4, limit raised to 4, request 2. 3410 requests had to be repeated. Support called
      at 06:24, a good while before RecommendationEngineErrorBurn fired; INC-40679.
    `),
  },
  {
    id: 'recommend-noisy-neighbour',
    title: 'Recommendations slow at night, steal time on shared machines',
    service: 'recommendation-engine',
    tags: ['cpu', 'cloud'],
    text: prose(`
      p99 of recommendations doubled between 01:00 and 03:00. No throttled periods, but %st at 25 to 30 on three
      nodes. Graphs of receng-7.ams2 are attached. Why: Those nodes were on an oversubscribed host class of the
      provider, other tenants run their batches then. What helped: Moved the node group to dedicated m6i.4xlarge;
      steal below 1 percent since. Ticket with the provider closed without comment. Neighbouring services were not
      touched. INC-40698: reported in the channel of the team by a colleague at 23:02. Follow-up in SHOP-7629.
    `),
  },
  {
    id: 'gateway-emfile',
    title: 'accept4() failed (24: Too many open files) at the edge',
    service: 'edge-gateway',
    tags: ['file-descriptors'],
    text: prose(`
      Paged at 05:58 UTC by EdgeGatewaySaturation, tracked as INC-40708. Every tenth visitor got connection reset;
      nginx error log: accept4() failed (24: Too many open files), worker_connections are not enough. It lasted 151
      minutes in all. The new base image reset LimitNOFILE to 1024; keep-alive to upstreams uses two descriptors a
      request. LimitNOFILE=262144 in the unit, worker_rlimit_nofile 200000. A test of the image now checks ulimit -n.
      We agreed to look at it again in a quarter.
    `),
  },
  {
    id: 'partner-close-wait',
    title: 'Partner API stops accepting, thousands of CLOSE_WAIT',
    service: 'partner-api',
    tags: ['file-descriptors', 'network'],
    text: prose(`
      Symptoms: java.net.SocketException: Too many open files in partner-api, lsof lists 61,000 sockets in CLOSE_WAIT
      to the same customs broker. What was behind it: CustomsClient did not consume or close the body of 4xx answers,
      so the pooled connection was never released. EntityUtils.consumeQuietly in a finally block,
      evictIdleConnections(30 s). Raising ulimit only delayed it. The status page was updated twice. We agreed to look
      at it again in a quarter. INC-40730, severity 1, 87 minutes.
    `),
  },
  {
    id: 'route-stackoverflow',
    title: 'StackOverflowError for routes through the new ring road',
    service: 'route-planner',
    tags: ['crash'],
    text: prose(`
      Symptoms: RoutePlanner answered 500 for the northern district, StackOverflowError in
      TurnRestrictionVisitor.visit at line 88, same frame a thousand times. Pod route-planner-xckd7gdnb-xq2qn showed
      it first. What was behind it: The map update contained a restriction that refers to itself; the visitor recursed
      for ever. Rolled the map back to 2024-09, then made the visitor iterative with a visited set; map imports are
      checked for cycles. Follow-up in NET-5518. Support called at 21:33, a good while before RoutePlannerSaturation
      fired; INC-40771.
    `),
  },
  {
    id: 'notify-rejected-execution',
    title: 'RejectedExecutionException, notifications dropped at the top of the hour',
    service: 'notification-hub',
    tags: ['threads'],
    text: prose(`
      Ticket INC-40783, on call took it at 12:13 UTC after NotificationHubAbsent. Thousands of TaskRejectedException:
      Executor [notifyExecutor] did not accept task at xx:00; customers got no dispatch notices. 3930 requests had to
      be repeated. Reminders are all due on the full hour and the queue had capacity 500 with AbortPolicy.
      CallerRunsPolicy, queue of 20,000, reminders spread over ten minutes by customer hash. Most of it came from
      nothub-4.ams2. Runbook RB-856 has the steps.
    `),
  },
  {
    id: 'payment-tomcat-threads',
    title: 'All Tomcat threads wait for the acquirer',
    service: 'payment-gateway',
    tags: ['threads', 'timeout'],
    text: prose(`
      Payment pages not loading at all; jstack: 200 of 200 http-nio-8443-exec threads in SocketInputStream.socketRead0
      to acq2.cardbridge.example. Evidence kept from payment-gateway-mrzctk7hq-8qglg. Why: The acquirer accepted
      connections but did not answer, and our client had no read timeout. What helped: readTimeout=4s, bulkhead of 60
      threads per acquirer, breaker AcquirerCircuit opens at 50 percent. Failover to the second acquirer took the
      traffic. INC-40816: reported in the channel of the team by a colleague at 16:06. Runbook RB-857 has the steps.
    `),
  },
  {
    id: 'payment-acquirer-refused',
    title: 'Payments fail at once, acquirer refuses connections',
    service: 'payment-gateway',
    tags: ['third-party', 'network'],
    text: prose(`
      Symptoms: Card payments failed immediately with ConnectException: Connection refused to
      acq2.cardbridge.example:443, no threads waiting. What was behind it: The acquirer moved to new addresses and
      closed the old ones, our egress allow-list pinned 203.0.113.40. Added 203.0.113.64/27 to egress policy
      fw-pay-out, changed the pin to the name. Subscribed to their maintenance notes. Neighbouring services were not
      touched. Follow-up SHOP-2020 is done. Paged at 04:20 UTC by PaymentGatewayAbsent, tracked as INC-40849.
    `),
  },
  {
    id: 'ledger-deadlock-threads',
    title: 'Posting frozen, Java-level deadlock between AccountCache and Journal',
    service: 'ledger',
    tags: ['threads', 'deadlock'],
    text: prose(`
      Symptoms: No postings for twenty minutes, process alive, CPU near zero. jstack ended with "Found one Java-level
      deadlock" naming AccountCache and JournalWriter. Pod ledger-dxmq2w9c2-5mm4g showed it first. What was behind it:
      AccountCache.evict calls back into the journal while it holds its monitor; the journal flush does the reverse.
      Restarted ledger-2; the callback now runs outside the lock. Added a watchdog on
      ThreadMXBean.findDeadlockedThreads. It lasted 115 minutes in all. We agreed to look at it again in a quarter.
      Ticket INC-40892, on call took it at 02:39 UTC after LedgerErrorBurn.
    `),
  },
  {
    id: 'scanner-futex-fork',
    title: 'Scanner import hangs on a futex after fork',
    service: 'warehouse-scanner',
    tags: ['python', 'threads'],
    text: prose(`
      Support called at 03:06, a good while before WarehouseScannerAbsent fired; INC-40906. The import worker stopped
      in the middle of a file with no log, py-spy shows every child in _logging acquire; strace: futex wait.
      Neighbouring services were not touched. Multiprocessing with fork copied a held logging lock into the children.
      multiprocessing.set_start_method('spawn') and a QueueHandler. Restart unblocks at once but it comes back within
      days. Pod warehouse-scanner-hb2rdrmwn-d6l2w showed it first. Follow-up NET-8379 is done.
    `),
  },
  {
    id: 'kube-pid-limit',
    title: 'unable to create native thread on worker nodes',
    service: 'kube-platform',
    tags: ['kubernetes', 'threads'],
    text: prose(`
      INC-40931, severity 1, 60 minutes. Several services logged OutOfMemoryError: unable to create native thread, and
      kubectl exec failed with fork: retry: Resource temporarily unavailable on worker-17. Cause: A job created a
      thread per file and hit podPidsLimit; kubelet's own pid reserve was not set so neighbours suffered. Fix: Deleted
      job img-backfill, podPidsLimit=2048 and pid reserve set in kubelet config. About 42 percent of requests to
      kube-platform were affected. Follow-up SHOP-3080 is done.
    `),
  },
  {
    id: 'session-swap',
    title: 'Redis sessions slow, part of the dataset in swap',
    service: 'session-store',
    tags: ['memory', 'latency'],
    text: prose(`
      Logins took four to six seconds. redis-cli --latency max 3800 ms, memory fragmentation 0.7, vmstat si/so above
      zero all the time. Most of it came from sessto-9.fra4. Why: A backup agent on sess-redis-2 took 6 GB and the
      kernel swapped Redis pages out, vm.swappiness was 60. What helped: swapoff, agent limited with MemoryMax=1G,
      swappiness 1. Latency back under a millisecond. No data was lost. INC-40967: reported in the channel of the team
      by a colleague at 19:00. Runbook RB-368 has the steps.
    `),
  },
  {
    id: 'fraud-native-leak',
    title: 'Fraud model server grows outside the heap',
    service: 'fraud-scoring',
    tags: ['memory', 'leak'],
    text: prose(`
      RSS of fraud-scoring at 14 GB with a heap of 4; NMT shows "Other" growing; killed every second day by the kernel
      oom reaper. First seen on frasco-5.ams2 at 19:11 UTC (INC-40993). The status page was updated twice. Root cause:
      ONNX sessions were created per request thread and never closed, native memory is invisible to GC. Resolution:
      One OrtSession per model shared, arena shrinkage on. MALLOC_ARENA_MAX=2 had bought us a week.
    `),
  },
];
