import { prose } from '../prose.ts';
import type { PastIncident } from './past-incident.ts';

export const lookingAlike: readonly PastIncident[] = [
  {
    id: 'session-logout-redis-timeout',
    title: 'Everybody logged out, session reads time out',
    service: 'session-store',
    tags: ['cache', 'timeout'],
    text: prose(`
      Customers are thrown out at each click; RedisCommandTimeoutException: Command timed out after 2 second(s) at
      SessionRepository.load. Paged at 08:57 UTC by SessionStoreErrorBurn, tracked as INC-44670. Pod
      session-store-qfw7c8sw9-wslmk showed it first. No data was lost. Root cause: A Lua script for statistics ran
      eleven seconds on the only thread of Redis. Resolution: SCRIPT KILL, statistics moved to the replica.
      lua-time-limit warns at 200 ms. We agreed to look at it again in a quarter.
    `),
  },
  {
    id: 'session-logout-cookie-domain',
    title: 'Everybody logged out, cookie set for the wrong domain',
    service: 'session-store',
    tags: ['auth', 'frontend'],
    text: prose(`
      INC-44683: reported in the channel of the team by a colleague at 00:30. Customers are thrown out at each click,
      Redis perfectly fine; browser shows two hl_sid cookies. 1530 requests had to be repeated. Release 5.9 set the
      cookie for shop.harborline.example instead of the parent domain, both are sent. 5.9.1 sets the parent domain and
      deletes the other. Pod session-store-th5hp6xvh-nngxm showed it first. Follow-up in SHOP-2622.
    `),
  },
  {
    id: 'search-timeout-network-policy',
    title: 'Search not reachable from the catalogue, network policy',
    service: 'search-api',
    tags: ['kubernetes', 'network'],
    text: prose(`
      catalog-api gets connect timeouts to search-api:9300 since 15:00, from the mobile backend all fine. Why:
      NetworkPolicy deny-default was applied to namespace catalog with only port 443 allowed. What helped: Egress for
      9300 added; policies run in audit for a week first. Ticket INC-44689, on call took it at 21:26 UTC after
      SearchApiSaturation.
    `),
  },
  {
    id: 'search-timeout-thread-pool',
    title: 'Search not reachable from the catalogue, queue of search threads full',
    service: 'search-api',
    tags: ['threads', 'latency'],
    text: prose(`
      catalog-api gets timeouts from search-api, es_rejected_execution_exception on search pool, queue_size 1000, all
      namespaces alike. Support called at 11:54, a good while before SearchApiLatencyHigh fired; INC-44728. Costs: 104
      minutes of the monthly budget. Root cause: An export with scroll of 10,000 documents and sort by script.
      Resolution: Export killed with _tasks/_cancel, scripted sorts not allowed for exporters. Follow-up DATA-4120 is
      done.
    `),
  },
  {
    id: 'cart-deploy-slow-start',
    title: 'Baskets slow after each deploy, cold JIT',
    service: 'cart-service',
    tags: ['kubernetes', 'startup'],
    text: prose(`
      For two minutes after each rollout cart p99 is 4 s and CPU of the new pods at limit, then all is well.
      INC-44766, severity 1, 102 minutes. Evidence kept from cart-service-m8xrdqsmw-d4lj2. Costs: 102 minutes of the
      monthly budget. Root cause: Full traffic at once to pods whose code is not compiled yet. Resolution: Slow start
      of 90 s at the load balancer (slow_start.duration_seconds), warm-up requests before Ready. We agreed to look at
      it again in a quarter.
    `),
  },
  {
    id: 'cart-deploy-connection-storm',
    title: 'Baskets slow after each deploy, storm of new connections',
    service: 'cart-service',
    tags: ['database', 'deploy'],
    text: prose(`
      Paged at 14:43 UTC by CartServiceErrorBurn, tracked as INC-44794. For two minutes after each rollout cart p99 is
      5 s; pods idle, but the Postgres proxy shows 3,000 handshakes waiting. Graphs of carser-2.rtm1 are attached.
      Cause: minimumIdle equals maximum, so each new pod opens 50 TLS connections at start. Fix: minimumIdle 2,
      rollout by one pod (maxSurge 1). Costs: 25 minutes of the monthly budget.
    `),
  },
  {
    id: 'push-duplicate-device',
    title: 'Customers get each push two or three times',
    service: 'push-sender',
    tags: ['mobile', 'duplicates'],
    text: prose(`
      Symptoms: Same dispatch push arrives up to three times on Android after reinstalling. What was behind it: Old
      FCM registration tokens stay valid for a while and DeviceRegistry kept all of them. One token per installation
      id, UNREGISTERED answers delete. We agreed to look at it again in a quarter. Support called at 11:28, a good
      while before PushSenderErrorBurn fired; INC-44805.
    `),
  },
  {
    id: 'push-duplicate-redelivery',
    title: 'Customers get each push again after two minutes',
    service: 'push-sender',
    tags: ['mobile', 'duplicates', 'sqs'],
    text: prose(`
      Same push again after exactly 120 s on all platforms. Why: Visibility timeout of push-out is 120 s and the
      sender waits for the vendor's answer longer. What helped: Visibility 600 s, delete after send, dedupe by message
      id for an hour. INC-44831: reported in the channel of the team by a colleague at 23:25. Runbook RB-269 has the
      steps.
    `),
  },
  {
    id: 'catalog-images-hotlink',
    title: 'Traffic bill of the edge tripled by hot-linked images',
    service: 'cdn-edge',
    tags: ['cdn', 'cost'],
    text: prose(`
      Symptoms: Egress 3 times normal without orders; top referer is a price comparison page. Most of it came from
      cdnedg-2.ams3. What was behind it: Full size pictures of ours embedded there. Signed picture URLs for sizes
      above 800 px, referer rule hl-ref-12. 2460 requests had to be repeated. Support called at 06:27, a good while
      before CdnEdgeLatencyHigh fired; INC-44842.
    `),
  },
  {
    id: 'analytics-late-events-timezone',
    title: 'Revenue report of the day too low, late events cut off',
    service: 'analytics-pipeline',
    tags: ['data', 'batch'],
    text: prose(`
      Daily revenue in the report 4 percent below the ledger, each day. First seen on anapip-9.rtm1 at 13:36 UTC
      (INC-44877). Graphs of anapip-9.rtm1 are attached. Neighbouring services were not touched. Root cause: The
      window closes at 00:00 UTC plus five minutes while mobile events come up to an hour late. Resolution: Watermark
      90 minutes, correction run at 06:00. We agreed to look at it again in a quarter.
    `),
  },
  {
    id: 'analytics-duplicate-join',
    title: 'Revenue report of the day too high, join doubles rows',
    service: 'analytics-pipeline',
    tags: ['data', 'batch'],
    text: prose(`
      Paged at 11:25 UTC by AnalyticsPipelineErrorBurn, tracked as INC-44900. Daily revenue in the report 9 percent
      above the ledger since the 12th. Evidence kept from analytics-pipeline-ln5kr9txf-v5m2r. Cause: dim_store got two
      valid rows for twelve shops, and the join has no condition on validity. Fix: Uniqueness test on dim_store,
      report of ten days computed again. 3800 requests had to be repeated.
    `),
  },
  {
    id: 'fraud-timeout-fallback',
    title: 'Fraud checks skipped for hours, fallback says accept',
    service: 'fraud-scoring',
    tags: ['resilience', 'configuration'],
    text: prose(`
      Chargebacks up; 30 percent of orders have score "n/a" between 9 and 13 h. Graphs of frasco-8.ams3 are attached.
      Why: Breaker fraudBreaker stayed open since its half-open probe used a removed path; fallback accepts. What
      helped: Probe path fixed, fallback sends to review above 200 euro, alarm on share of fallbacks. First seen on
      frasco-8.ams3 at 17:39 UTC (INC-44932).
    `),
  },
  {
    id: 'gateway-header-too-large',
    title: '431 and 400 for staff with many roles',
    service: 'edge-gateway',
    tags: ['http', 'auth'],
    text: prose(`
      Symptoms: Staff in many groups get 431 Request Header Fields Too Large, or 400 "Request Header Or Cookie Too
      Large". Pod edge-gateway-4hhsqlwfh-pk9fn showed it first. What was behind it: Group names in the token made it
      14 KB. Groups by reference, large_client_header_buffers 4 16k as first aid. The status page was updated twice.
      Follow-up SHOP-2051 is done. INC-44972: reported in the channel of the team by a colleague at 22:03.
    `),
  },
  {
    id: 'gateway-body-limit',
    title: '413 when suppliers upload catalogues',
    service: 'edge-gateway',
    tags: ['http', 'configuration'],
    text: prose(`
      Symptoms: Suppliers get 413 Request Entity Too Large from 1 MB on since the new ingress. What was behind it:
      proxy-body-size of the new ingress class has the default of 1m. Annotation
      nginx.ingress.kubernetes.io/proxy-body-size: 64m. Ticket INC-44978, on call took it at 23:18 UTC after
      EdgeGatewayLatencyHigh.
    `),
  },
  {
    id: 'mobile-version-header',
    title: 'Android 8.1.0 gets the German texts for everyone',
    service: 'mobile-bff',
    tags: ['mobile', 'bug'],
    text: prose(`
      Symptoms: All 8.1.0 users see German labels; Accept-Language is missing in requests. Most of it came from
      mobbff-4.rtm1. What was behind it: New HTTP client (Ktor) of the app drops the header after a redirect. Language
      taken from profile when header is absent; app 8.1.1. Around 1960 people noticed. Paged at 06:05 UTC by
      MobileBffLatencyHigh, tracked as INC-45003.
    `),
  },
  {
    id: 'kube-oom-sidecar',
    title: 'Pods OOMKilled, it is the mesh sidecar and not the service',
    service: 'kube-platform',
    tags: ['kubernetes', 'memory'],
    text: prose(`
      Paged at 07:25 UTC by KubePlatformErrorBurn, tracked as INC-45022. payment and cart pods restart with OOMKilled,
      the application's own memory is flat; container istio-proxy is named in the status. No data was lost. Sidecar
      got the endpoints of all 2,900 services after the Sidecar resource was deleted. Sidecar egress hosts restored,
      proxy memory limit 512Mi. Pod kube-platform-zdglsfm5w-4vfsw showed it first.
    `),
  },
  {
    id: 'cart-oom-requests',
    title: 'Cart pods OOMKilled at 80 percent of heap, direct buffers',
    service: 'cart-service',
    tags: ['memory', 'jvm'],
    text: prose(`
      INC-45054: reported in the channel of the team by a colleague at 21:44. cart-service OOMKilled with code 137
      although heap is far from Xmx; happens when many files of vouchers are downloaded. Pod
      cart-service-9vzclds2m-lfht9 showed it first. Cause: Netty direct buffers outside of the heap,
      MaxDirectMemorySize was unset. Fix: -XX:MaxDirectMemorySize=256m and Xmx at 60 percent of the limit. 2180
      requests had to be repeated.
    `),
  },
];
