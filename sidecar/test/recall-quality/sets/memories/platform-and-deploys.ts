import { prose } from '../prose.ts';
import type { PastIncident } from './past-incident.ts';

export const platformAndDeploys: readonly PastIncident[] = [
  {
    id: 'cart-crashloop-envvar',
    title: 'CrashLoopBackOff after release, required variable missing',
    service: 'cart-service',
    tags: ['kubernetes', 'configuration'],
    text: prose(`
      Support called at 19:21, a good while before CartServiceSaturation fired; INC-42435. New cart pods in
      CrashLoopBackOff: IllegalStateException: CART_PROMO_URL must be set; old pods kept serving. 1020 requests had to
      be repeated. The variable was added to the values of staging only. Value added to production. Charts validate
      against values.schema.json. Evidence kept from cart-service-jh24fx77v-9srxb.
    `),
  },
  {
    id: 'cart-crashloop-db-order',
    title: 'CrashLoopBackOff after node reboot, Redis not up yet',
    service: 'cart-service',
    tags: ['kubernetes', 'startup'],
    text: prose(`
      Symptoms: All cart pods in CrashLoopBackOff after the power test: RedisConnectionException: Unable to connect to
      cart-redis:6379, then it heals after 20 minutes. Evidence kept from cart-service-8rl8xc52w-tktbh. What was
      behind it: Pods exit when Redis is not there at start, and the back-off grows to five minutes while Redis needed
      three. Lazy connection at start with readiness false. restarts are not the cure, waiting is. Costs: 107 minutes
      of the monthly budget. First seen on carser-9.fra4 at 12:16 UTC (INC-42459).
    `),
  },
  {
    id: 'tracker-exec-format',
    title: 'exec format error on ARM nodes',
    service: 'shipment-tracker',
    tags: ['kubernetes', 'build'],
    text: prose(`
      Pods on the new node pool die with exec /app/tracker: exec format error, those on old nodes run. First seen on
      shitra-1.fra4 at 13:14 UTC (INC-42478). Most of it came from shitra-1.fra4. About 43 percent of requests to
      shipment-tracker were affected. Root cause: Image built for amd64 only, pool graviton-a has arm64. Resolution:
      nodeSelector as first aid, buildx with both platforms after. We agreed to look at it again in a quarter.
    `),
  },
  {
    id: 'invoice-pending-affinity',
    title: 'Invoice renderer pending, volume in another zone',
    service: 'invoice-service',
    tags: ['kubernetes', 'scheduling'],
    text: prose(`
      Symptoms: pod/invoice-render-0 Pending for an hour: 0/24 nodes are available: 7 node(s) had volume node affinity
      conflict. Pod invoice-service-xdbqffpkx-4gttb showed it first. What was behind it: The volume is in zone b,
      whose nodes were removed with the last resize of the pool. Node added in zone b; the claim moved to EFS next
      week. No data was lost. First seen on invser-5.rtm1 at 04:44 UTC (INC-42483).
    `),
  },
  {
    id: 'ml-pending-taint',
    title: 'Training jobs never start, untolerated taint',
    service: 'recommendation-engine',
    tags: ['kubernetes', 'scheduling'],
    text: prose(`
      INC-42502: reported in the channel of the team by a colleague at 14:54. train-rec-nightly pending: node(s) had
      untolerated taint {nvidia.com/gpu: present}, GPU pool idle. The platform team added the taint with the driver
      upgrade, the job templates lacked the toleration. Toleration in the job template; announcements of taints go to
      the owners. Graphs of receng-2.ams3 are attached.
    `),
  },
  {
    id: 'pricing-liveness',
    title: 'Pricing pods killed under load by the liveness probe',
    service: 'pricing-engine',
    tags: ['kubernetes', 'health-check'],
    text: prose(`
      Ticket INC-42505, on call took it at 01:20 UTC after PricingEngineSaturation. At peak pods restart in turn:
      Liveness probe failed: context deadline exceeded, which makes the rest slower until all are gone. Probe of 1 s
      goes through the same thread pool as traffic. Own port 9091 for probes, timeoutSeconds 5, failureThreshold 6.
      Runbook RB-685 has the steps.
    `),
  },
  {
    id: 'orders-hpa-metrics',
    title: 'HPA does not scale, metrics unknown',
    service: 'order-service',
    tags: ['kubernetes', 'autoscaling'],
    text: prose(`
      Orders slow in the evening, HPA shows <unknown>/70%, FailedGetResourceMetric; replicas stay at 6. Why:
      metrics-server could not reach kubelets, its certificate check fails since node certificates are self-signed
      after upgrade. What helped: kubelet serving certificates signed (serverTLSBootstrap), HPA works. Scaled by hand
      to 20 in the meantime. It lasted 128 minutes in all. First seen on ordser-4.fra1 at 17:58 UTC (INC-42509).
      Runbook RB-745 has the steps.
    `),
  },
  {
    id: 'orders-quota-namespace',
    title: 'Replicas not created, exceeded quota',
    service: 'order-service',
    tags: ['kubernetes', 'quota'],
    text: prose(`
      Scale-up to 40 stops at 22: FailedCreate exceeded quota: team-orders, requested: limits.cpu=2, used: 44,
      limited: 44. Why: The namespace quota was never adjusted for the sale. What helped: Quota to 96; sale checklist
      contains it. Around 2910 people noticed. INC-42517, severity 3, 82 minutes. Follow-up in NET-2481.
    `),
  },
  {
    id: 'ec2-vcpu-limit',
    title: 'Cluster cannot grow, VcpuLimitExceeded',
    service: 'kube-platform',
    tags: ['cloud', 'quota'],
    text: prose(`
      cluster-autoscaler: failed to increase node group: VcpuLimitExceeded, pods pending on Black Friday at 09:00.
      First seen on kubpla-2.ams2 at 03:10 UTC (INC-42559). The status page was updated twice. Root cause: Account
      limit of 1,152 vCPU in the region for standard instances. Resolution: Emergency increase took 50 minutes; batch
      namespaces were scaled to zero meanwhile.
    `),
  },
  {
    id: 'spot-reclaim-training',
    title: 'Nightly training fails, spot machines reclaimed',
    service: 'recommendation-engine',
    tags: ['cloud', 'batch'],
    text: prose(`
      Paged at 23:23 UTC by RecommendationEngineAbsent, tracked as INC-42570. Training ends with exit 143 after two
      hours, three nights in a row; node events show SpotInterruption warnings. The status page was updated twice. All
      workers on spot g5 in one zone, no checkpoints. Checkpoint every 15 minutes to hl-ml-ckpt, mixed instance types
      over three zones. We agreed to look at it again in a quarter.
    `),
  },
  {
    id: 'az-outage',
    title: 'Zone eu-central-1b lost for two hours',
    service: 'kube-platform',
    tags: ['cloud', 'outage'],
    text: prose(`
      Symptoms: A third of all pods unreachable, nodes NotReady, EBS volumes stuck attaching; provider status red for
      eu-central-1b. What was behind it: Cooling failure in the provider's building. Cordoned the zone, shifted by
      zonal autoshift, stateful sets with volumes there waited. Quorum sets spread since. About 50 percent of requests
      to kube-platform were affected. Ticket INC-42612, on call took it at 09:51 UTC after KubePlatformSaturation.
    `),
  },
  {
    id: 'node-disk-pressure',
    title: 'Pods evicted, DiskPressure on worker nodes',
    service: 'kube-platform',
    tags: ['kubernetes', 'disk'],
    text: prose(`
      worker-22 evicts pods: The node was low on resource: ephemeral-storage; tainted
      node.kubernetes.io/disk-pressure. First seen on kubpla-7.ams3 at 03:15 UTC (INC-42643). Evidence kept from
      kube-platform-dh2w6sx6t-cm98b. 1520 requests had to be repeated. Root cause: fraud-scoring wrote debug tensors
      to /tmp, 80 GB in a night. Resolution: Level off, emptyDir sizeLimit 2Gi, image GC threshold 75. Follow-up in
      SHOP-8019.
    `),
  },
  {
    id: 'var-log-full',
    title: 'Ledger host without space, audit log not rotated',
    service: 'ledger',
    tags: ['disk', 'logging'],
    text: prose(`
      Symptoms: ledger-host-1 refuses SSH and cron, No space left on device; /var/log/audit at 118 GB. Graphs of
      led-5.ams2 are attached. What was behind it: logrotate failed for weeks because of a syntax error in
      /etc/logrotate.d/ledger. Compressed and moved, config fixed. logrotate's exit status is monitored. Around 500
      people noticed. We agreed to look at it again in a quarter. Ticket INC-42653, on call took it at 06:28 UTC after
      LedgerSaturation.
    `),
  },
  {
    id: 'build-cache-full',
    title: 'Builds fail, no space left on runner disks',
    service: 'ci-runners',
    tags: ['disk', 'ci'],
    text: prose(`
      All builds on runner-3 to runner-8: write /var/lib/docker/overlay2/...: no space left on device. INC-42683:
      reported in the channel of the team by a colleague at 23:58. Root cause: BuildKit cache without limit after the
      upgrade to 24.0. Resolution: docker builder prune, keep-storage 60GB in daemon.json. Follow-up in SHOP-4399.
    `),
  },
  {
    id: 'ebs-burst',
    title: 'API server slow, etcd fdatasync warnings, gp2 burst used up',
    service: 'etcd-control',
    tags: ['disk', 'latency', 'etcd'],
    text: prose(`
      kubectl takes ten seconds, etcd: slow fdatasync, took 1.9s, leader changes twice an hour. Why: etcd on gp2
      volumes of 50 GB, BurstBalance at 0 because of event storms. What helped: gp3 with 6000 IOPS; events in an etcd
      of their own. 3180 requests had to be repeated. Ticket INC-42726, on call took it at 13:32 UTC after
      EtcdControlLatencyHigh. We agreed to look at it again in a quarter.
    `),
  },
  {
    id: 'etcd-db-size',
    title: 'mvcc: database space exceeded, no writes in the cluster',
    service: 'etcd-control',
    tags: ['etcd', 'quota'],
    text: prose(`
      Ticket INC-42731, on call took it at 15:49 UTC after EtcdControlErrorBurn. Every create fails: etcdserver: mvcc:
      database space exceeded; reads fine, alarm NOSPACE. Around 510 people noticed. An operator wrote a 900 KB status
      every second; auto-compaction was off; 8 GB quota reached. Compact, defrag member by member, alarm disarm;
      operator patched.
    `),
  },
  {
    id: 'etcd-quorum-lost',
    title: 'etcdserver: no leader after two members were replaced',
    service: 'etcd-control',
    tags: ['etcd', 'quorum'],
    text: prose(`
      First seen on etccon-3.ams3 at 18:06 UTC (INC-42740). kube-apiserver answers etcdserver: no leader, everything
      read only at best; pods keep running. Cause: Two control plane machines were recreated at the same time and
      joined as new members, quorum of five lost with one already dead. Fix: Restored from snapshot of 03:00 with
      --force-new-cluster on cp-1, then added members singly. 1990 requests had to be repeated.
    `),
  },
  {
    id: 'helm-config-wiped',
    title: 'Notifications use defaults after Helm upgrade, config map empty',
    service: 'notification-hub',
    tags: ['configuration', 'deploy'],
    text: prose(`
      Ticket INC-42752, on call took it at 03:06 UTC after NotificationHubAbsent. Messages are sent from
      "noreply@localhost" in English to everyone since 11:20. About 45 percent of requests to notification-hub were
      affected. Values key was renamed config -> appConfig in chart 3.0, so the config map was rendered empty. Key
      renamed in values, resend apologised. Pods refuse to start without sender.address. Pod
      notification-hub-5lbf2jctc-9vlrm showed it first. Follow-up in PLAT-6370.
    `),
  },
  {
    id: 'config-unit-mixup',
    title: 'Search aborts everything, timeout of 30 ms instead of 30 s',
    service: 'search-api',
    tags: ['configuration', 'timeout'],
    text: prose(`
      Every search fails with ReadTimeout after 30 ms since the config release. Why: The client library changed its
      unit from seconds to milliseconds in 3.0, search.backend.timeout=30 stayed. What helped: 30000 and durations
      carry their unit in config ("30s") now. Neighbouring services were not touched. First seen on seaapi-2.ams3 at
      20:51 UTC (INC-42795). Follow-up in NET-3276.
    `),
  },
  {
    id: 'staging-url-prod',
    title: 'Payments accepted by the sandbox, goods shipped for free',
    service: 'payment-gateway',
    tags: ['configuration', 'payments'],
    text: prose(`
      Symptoms: Payments all succeed, but no money arrives; psp references begin with TEST. Evidence kept from
      payment-gateway-7nkf5hzkm-jg87k. What was behind it: The config map of production contained
      api-sandbox.cardbridge.example after a copy of staging values. Endpoint fixed, 212 orders charged again with
      consent. Start refuses sandbox hosts when ENV=production. Around 1340 people noticed. First seen on
      paygat-1.fra4 at 00:28 UTC (INC-42816).
    `),
  },
  {
    id: 'flag-new-pricing',
    title: 'Wrong totals after a flag was opened for all',
    service: 'pricing-engine',
    tags: ['feature-flag'],
    text: prose(`
      Paged at 14:12 UTC by PricingEngineSaturation, tracked as INC-42835. Totals without VAT for business customers
      since 10:05, no deploy. Evidence kept from pricing-engine-28vh4knvf-xnt25. Cause: Flag pricing-v2-net was set to
      100 percent instead of 1. Fix: Flag back to 1; changes above 10 percent need a second pair of eyes. 2690
      requests had to be repeated.
    `),
  },
  {
    id: 'flag-stale-default',
    title: 'Old checkout shown, flag vendor unreachable and defaults served',
    service: 'feature-flags',
    tags: ['feature-flag', 'third-party'],
    text: prose(`
      INC-42844, severity 2, 39 minutes. Customers see the old checkout, and recommendation tiles vanish; SDK
      initialisation timed out, evaluating defaults. 1750 requests had to be repeated. Egress rule to
      stream.flagship.example was removed with the proxy migration. Rule restored; SDK relay inside the cluster keeps
      the last known values. Evidence kept from feature-flags-cjnmss24d-sfdfp.
    `),
  },
  {
    id: 'migration-column-dropped',
    title: 'Old pods fail, column dropped before rollout ended',
    service: 'order-service',
    tags: ['deploy', 'migration'],
    text: prose(`
      ERROR: column "legacy_channel" does not exist (42703) from half of the pods during the rollout. Evidence kept
      from order-service-8mmtgbwjz-mnmcz. Why: Migration in the same release drops a column that the previous version
      still selects. What helped: Column restored from backup table; expand and contract over two releases is the
      rule. Costs: 84 minutes of the monthly budget. INC-42883, severity 2, 84 minutes. Follow-up in NET-6377.
    `),
  },
  {
    id: 'flyway-checksum',
    title: 'FlywayValidateException, checksum mismatch at start',
    service: 'catalog-api',
    tags: ['deploy', 'migration'],
    text: prose(`
      Symptoms: catalog-api does not start: Validate failed: Migration checksum mismatch for migration version 87.
      What was behind it: Somebody reformatted V87__brand.sql in a clean-up. Reverted the file; CI compares applied
      checksums. flyway repair was refused since it hides real changes. 1930 requests had to be repeated. Follow-up
      NET-6387 is done. INC-42912: reported in the channel of the team by a colleague at 10:14.
    `),
  },
];
