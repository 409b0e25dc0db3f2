import { prose } from '../prose.ts';
import type { PastIncident } from './past-incident.ts';

export const networkAndNames: readonly PastIncident[] = [
  {
    id: 'gateway-coredns-ndots',
    title: 'Lookups slow in the cluster, CoreDNS overloaded by search domains',
    service: 'kube-platform',
    tags: ['dns', 'kubernetes'],
    text: prose(`
      Random five second delays in many services; CoreDNS CPU at limit, 82 percent of answers NXDOMAIN for names like
      api.cardbridge.example.svc.cluster.local. Most of it came from kubpla-6.fra1. Why: ndots:5 tries every search
      suffix first and the new partner polling does 900 lookups a second. What helped: Names with trailing dot in the
      client config, NodeLocal DNSCache rolled out, CoreDNS to 6 replicas. Around 1280 people noticed. INC-41461:
      reported in the channel of the team by a colleague at 07:21. Follow-up NET-7611 is done.
    `),
  },
  {
    id: 'identity-dns-udp-race',
    title: 'Five second logins, lost DNS answers from Alpine images',
    service: 'identity-provider',
    tags: ['dns', 'kubernetes'],
    text: prose(`
      One login in two hundred takes exactly 5.0 seconds; CoreDNS is idle; tcpdump shows the AAAA query without an
      answer. INC-41490: reported in the channel of the team by a colleague at 07:48. Around 1260 people noticed. Root
      cause: Conntrack race on parallel A and AAAA from one socket, insert_failed counter in conntrack -S rises.
      Resolution: options single-request-reopen does nothing for musl, so the image moved to Debian slim; use-vc for
      the rest.
    `),
  },
  {
    id: 'kafka-unknown-host',
    title: 'UnknownHostException for brokers after the zone moved',
    service: 'kafka-main',
    tags: ['dns', 'migration'],
    text: prose(`
      All producers in the Frankfurt cluster: java.net.UnknownHostException: kafka-main-3.int.harborline.example,
      Amsterdam fine. Paged at 22:10 UTC by KafkaMainErrorBurn, tracked as INC-41519. Most of it came from
      kafmai-1.ams2. No data was lost. Root cause: Private zone int.harborline.example was moved to another account
      and the VPC association of Frankfurt was forgotten. Resolution: Associated vpc-0fra99, flushed resolvers. A
      synthetic lookup from each VPC watches it now.
    `),
  },
  {
    id: 'partner-old-ip-jvm',
    title: 'Partner API writes to the demoted database after failover',
    service: 'partner-api',
    tags: ['dns', 'failover'],
    text: prose(`
      Symptoms: After the planned switch partner-api logs "cannot execute INSERT in a read-only transaction" (25006)
      until each pod is restarted. What was behind it: networkaddress.cache.ttl=-1 from an ancient security policy:
      the JVM never asks DNS again. ttl 10 s, pods restarted. targetServerType=primary in the JDBC URL saves the next
      time. It lasted 122 minutes in all. INC-41562: reported in the channel of the team by a colleague at 22:23.
    `),
  },
  {
    id: 'edge-499-slow-backend',
    title: 'Flood of HTTP 499 at the edge, clients give up',
    service: 'edge-gateway',
    tags: ['latency', 'http'],
    text: prose(`
      Support called at 01:32, a good while before EdgeGatewayErrorBurn fired; INC-41589. Dashboards show 12 percent
      HTTP 499 on /api/basket and customers complain about a spinner; backends log normal 200. No data was lost. The
      new fraud call adds 6 s for unknown devices while the app gives up after 5. Fraud call made asynchronous for
      baskets; the app waits 12 s. 499 back below 0.3 percent. Evidence kept from edge-gateway-dm8pspmxx-n6swq. We
      agreed to look at it again in a quarter.
    `),
  },
  {
    id: 'edge-499-scanner-app',
    title: 'HTTP 499 from warehouse handhelds only',
    service: 'edge-gateway',
    tags: ['http', 'mobile'],
    text: prose(`
      Ticket INC-41605, on call took it at 06:15 UTC after EdgeGatewaySaturation. HTTP 499 rate triples on weekday
      mornings, all from user agent HL-Scan/3.1, latencies normal. It lasted 133 minutes in all. Handhelds roam
      between access points and the OS kills the socket; channel 36 is used by two neighbouring access points. Channel
      plan redone, the app keeps a request across roaming by retry with idempotency key. Most of it came from
      edggat-1.ams2.
    `),
  },
  {
    id: 'edge-502-keepalive',
    title: 'Sporadic 502, upstream prematurely closed connection',
    service: 'edge-gateway',
    tags: ['http', 'keepalive'],
    text: prose(`
      About 40 bad gateways an hour, error: upstream prematurely closed connection while reading response header,
      ECONNRESET on the Node side never seen. Paged at 15:57 UTC by EdgeGatewaySaturation, tracked as INC-41646. About
      36 percent of requests to edge-gateway were affected. Root cause: Node's keepAliveTimeout is 5 s, the gateway
      reuses idle connections for 60 s: it writes into a socket that is being closed. Resolution:
      server.keepAliveTimeout=65000 and headersTimeout=66000 in the BFF chart. Follow-up in DATA-8759.
    `),
  },
  {
    id: 'edge-502-deploy',
    title: '502 for half a minute with every deploy of cart-service',
    service: 'edge-gateway',
    tags: ['http', 'deploy', 'kubernetes'],
    text: prose(`
      INC-41682, severity 3, 13 minutes. Bad gateway spikes exactly when cart-service rolls out; connect() failed
      (111: Connection refused) to pod addresses that no longer exist. The container exits on SIGTERM immediately
      while endpoints are still being removed from the proxies. preStop sleep 10, server.shutdown=graceful,
      terminationGracePeriodSeconds 45. Graphs of edggat-9.ams3 are attached.
    `),
  },
  {
    id: 'payment-nat-idle',
    title: 'First payment after a quiet time fails with connection reset',
    service: 'payment-gateway',
    tags: ['network', 'nat'],
    text: prose(`
      ECONNRESET or broken pipe on the first call to the acquirer after about six minutes of silence, the retry works.
      INC-41713, severity 2, 146 minutes. Graphs of paygat-2.fra1 are attached. Costs: 146 minutes of the monthly
      budget. Root cause: The NAT gateway drops idle flows after 350 seconds, our pool keeps them for 15 minutes.
      Resolution: Pool idle time 240 s and TCP keepalive 120 s (net.ipv4.tcp_keepalive_time).
    `),
  },
  {
    id: 'fraud-econnreset-lb',
    title: 'ECONNRESET to fraud-scoring during scale-in',
    service: 'fraud-scoring',
    tags: ['network', 'load-balancer'],
    text: prose(`
      Ticket INC-41752, on call took it at 12:53 UTC after FraudScoringErrorBurn. read ECONNRESET in checkout for two
      percent of fraud calls, in bursts when the fleet shrinks at night. Around 3130 people noticed. Deregistration
      delay of the target group was 5 s, requests run up to 20. deregistration_delay.timeout_seconds=60 on
      tg-fraud-8080, scale-in one instance at a time. Most of it came from frasco-1.rtm1.
    `),
  },
  {
    id: 'worker-conntrack-full',
    title: 'nf_conntrack: table full, dropping packet on worker nodes',
    service: 'kube-platform',
    tags: ['network', 'kubernetes'],
    text: prose(`
      Random connect timeouts from pods on worker-05 and worker-09; dmesg: nf_conntrack: table full, dropping packet.
      Why: A load test opened 300,000 short connections and entries live for five days in ESTABLISHED. What helped:
      nf_conntrack_max 1048576, tcp_timeout_established 3600, load test uses keep-alive. Costs: 54 minutes of the
      monthly budget. INC-41758: reported in the channel of the team by a colleague at 23:28.
    `),
  },
  {
    id: 'crawler-port-exhaustion',
    title: 'EADDRNOTAVAIL when calling supplier feeds',
    service: 'partner-api',
    tags: ['network', 'ports'],
    text: prose(`
      connect EADDRNOTAVAIL from the feed fetcher at the full hour, netstat counts 28,000 TIME_WAIT towards the same
      supplier. Paged at 00:48 UTC by PartnerApiSaturation, tracked as INC-41791. Pod partner-api-wdcrqbdhp-qtggn
      showed it first. Costs: 61 minutes of the monthly budget. Root cause: 28,232 ephemeral ports, each feed page on
      a new connection. Resolution: Keep-alive agent with 50 sockets; net.ipv4.ip_local_port_range widened for safety.
    `),
  },
  {
    id: 'dc-link-loss',
    title: 'Tracking slow between Amsterdam and Frankfurt, 6 percent packet loss',
    service: 'shipment-tracker',
    tags: ['network', 'packet-loss'],
    text: prose(`
      First seen on shitra-7.fra4 at 05:05 UTC (INC-41816). Replication and tracking calls between sites crawl, TCP
      retransmits up twentyfold, mtr shows loss from hop ams-edge-rtr2. Graphs of shitra-7.fra4 are attached. Cause:
      Dirty optics after the provider swapped a cable, CRC errors on xe-0/0/3. Fix: Traffic to the second wave, optics
      cleaned. BFD now takes a lossy link out. 2090 requests had to be repeated.
    `),
  },
  {
    id: 'cdn-purge-origin',
    title: 'Origin overloaded after a purge of everything',
    service: 'cdn-edge',
    tags: ['cdn', 'cache', 'overload'],
    text: prose(`
      Symptoms: Images and scripts 503 for nine minutes; origin request rate up 40 times right after a CDN purge-all.
      What was behind it: An editor's script purged the whole zone in order to replace one banner. Purge-all needs two
      people now, origin shield enabled, stale-while-revalidate 300. Follow-up in DATA-5096. First seen on
      cdnedg-6.rtm1 at 03:54 UTC (INC-41819).
    `),
  },
  {
    id: 'cdn-stale-prices',
    title: 'Old prices on product pages for hours',
    service: 'cdn-edge',
    tags: ['cdn', 'cache', 'consistency'],
    text: prose(`
      Prices on pages differ from the basket; age header of /api/price above 20,000 seconds. First seen on
      cdnedg-9.ams2 at 19:43 UTC (INC-41829). 1820 requests had to be repeated. Root cause: A rule for "all JSON"
      overrode Cache-Control: no-store with edge TTL of a day. Resolution: Rule limited to /static/*.json, purge by
      tag price. Synthetic check compares page and basket. Follow-up in PLAT-4414.
    `),
  },
  {
    id: 'tracker-websocket-sticky',
    title: 'One tracking pod at 100 percent, the others idle, gRPC streams stick',
    service: 'shipment-tracker',
    tags: ['load-balancer', 'grpc'],
    text: prose(`
      HPA added pods but the load stayed on trk-0; long lived gRPC streams never move. Graphs of shitra-4.fra4 are
      attached. Why: The load balancer works on connections and clients hold one for days. What helped:
      MAX_CONNECTION_AGE 10 min with grace, client side round_robin over a headless service. No data was lost. Paged
      at 21:24 UTC by ShipmentTrackerLatencyHigh, tracked as INC-41871. Runbook RB-889 has the steps.
    `),
  },
  {
    id: 'gateway-hash-uneven',
    title: 'One cart pod hot, consistent hashing by a shared address',
    service: 'edge-gateway',
    tags: ['load-balancer'],
    text: prose(`
      Paged at 02:36 UTC by EdgeGatewaySaturation, tracked as INC-41879. cart-service pod cart-6 at full CPU, others
      at 10 percent; restarts move the heat to another pod. Most of it came from edggat-5.ams3. Cause: Upstream
      hashing uses the client address and a mobile carrier puts two million users behind four. Fix: Hash by session
      cookie hl_sid. It lasted 65 minutes in all. Runbook RB-214 has the steps.
    `),
  },
  {
    id: 'mesh-outlier-ejection',
    title: '503 no healthy upstream, outlier detection ejected all pricing pods',
    service: 'pricing-engine',
    tags: ['service-mesh', 'load-balancer'],
    text: prose(`
      Support called at 01:52, a good while before PricingEngineLatencyHigh fired; INC-41912. Calls to prices fail
      with 503 UH no healthy upstream though all pods are Ready. Costs: 71 minutes of the monthly budget. Five 5xx in
      a row eject a host, and a broken product made every pod return 500; maxEjectionPercent was 100.
      maxEjectionPercent 30, broken product answers 422. pod restarts are not needed.
    `),
  },
  {
    id: 'firewall-geo-block',
    title: 'Logins from Portugal time out, address range blocked by a feed',
    service: 'identity-provider',
    tags: ['network', 'firewall'],
    text: prose(`
      Symptoms: Customers in Portugal cannot sign in, SYN without answer, others fine; mobile networks too. Most of it
      came from idepro-9.fra4. What was behind it: The threat feed listed 188.80.0.0/14 as malicious and the firewall
      dropped silently. Exception with expiry, feed needs a score above 90, and blocked login volume by country is on
      the dashboard. No data was lost. Support called at 22:18, a good while before IdentityProviderSaturation fired;
      INC-41948.
    `),
  },
  {
    id: 'syn-flood-login',
    title: 'Login down under a SYN flood',
    service: 'identity-provider',
    tags: ['attack', 'network'],
    text: prose(`
      Connection timeouts on login.harborline.example, 2.1 million SYN a second, SynCookies sent in nstat, CPU in
      softirq. First seen on idepro-2.fra4 at 15:03 UTC (INC-41964). Evidence kept from
      identity-provider-jgjpjwxjn-rf8f9. Root cause: Attack from 60,000 addresses after the press release. Resolution:
      Provider scrubbing profile ddos-l4 on, syncookies on, rate limit by ASN. Over after fifty minutes. We agreed to
      look at it again in a quarter.
    `),
  },
];
