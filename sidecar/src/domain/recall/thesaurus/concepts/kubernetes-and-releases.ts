import type { ConceptEntry } from '../concept.ts';

export const CLUSTER_FAILURES: readonly ConceptEntry[] = [
  {
    id: 'image-pull-failed',
    phrases: `imagepullbackoff | errimagepull | image pull failed | failed to pull image | manifest unknown | tag does not exist | image not found | pull access denied | registry unavailable | toomanyrequests docker hub | pull rate limit | image pull secret | imagepullsecrets | no credentials for registry | registry auth | image never pushed | containers stuck creating | anonymous download allowance | invalid image name | errimageneverpull | no matching manifest | layer download slow`,
    together: `image-registry + missing | image-registry + refused | image-registry + throttled | image-registry + down | image-registry + no-answer | image-registry + secret`,
    broader: 'image-registry',
  },
  {
    id: 'crash-loop',
    phrases: `crashloopbackoff | crash loop | crash looping | keeps crashing | back-off restarting failed container | restarts in a loop | exits at start | dies at startup | container exits | does not boot | does not start | fails to start | panics at boot | startup failure | entrypoint not found | exit code 127 | exit 127 | exit code 126 | exit code 1 | exec format error | wrong architecture | amd64 arm64 | process dies instantly | exits repeatedly | command not found | runcontainererror | startup ordering | does not come up | wrong command path | crashes on startup`,
    together: `container + restarts | process + restarts | container + down`,
    broader: 'container',
  },
  {
    id: 'probe-failing',
    phrases: `liveness probe failed | readiness probe failed | probe failing | probe timeout | health endpoint | healthz | startup probe | killed by liveness | not ready | unready | health check timeout | health check too aggressive | initialdelayseconds | kubelet restarts healthy | probes too strict | considered dead while busy | livenessprobe`,
    broader: 'container',
  },
  {
    id: 'pod-pending',
    phrases: `pod pending | pods pending | failedscheduling | unschedulable | insufficient cpu | insufficient memory | nodes are available | no node fits | not schedulable | didn't match node selector | taint | untolerated taint | toleration | affinity rules | anti-affinity | node affinity | topology spread | pods stay pending | cannot be scheduled | nowhere to run | no room on any node | preemption | scheduler finds no node | requests larger than any node | waits for a node`,
    together: `container + waiting | container + autoscaler + missing`,
    broader: 'container',
  },
  {
    id: 'pod-evicted',
    phrases: `pod evicted | pods evicted | eviction | evicted pod | memorypressure | node pressure | node was low on resource | kubelet evicts | pdb | poddisruptionbudget | disruption budget | kubelet removes workloads | preempted by priority | priority class`,
    together: 'container + killed',
    broader: 'container',
  },
  {
    id: 'resource-quota',
    phrases: `resourcequota | exceeded quota | namespace quota | limitrange | quota forbids | forbidden: exceeded quota | must specify limits | max pods per node | too many pods`,
    broader: 'quota',
  },
  {
    id: 'control-plane',
    phrases: `apiserver down | api server down | kube-apiserver | control plane down | etcd down | etcd slow | etcdserver request timed out | etcd leader | mvcc database space exceeded | etcd quota | kubectl hangs | controller manager | admission webhook | failed calling webhook | webhook denied the request | apf | api priority | apiserver overloaded | etcd no leader | etcdserver | webhook timeout blocks`,
    together: `kubernetes-api + down | kubernetes-api + no-answer | kubernetes-api + overloaded | kubernetes-api + slow | kubernetes-api + refused`,
    broader: 'kubernetes-api',
  },
  {
    id: 'namespace-stuck',
    phrases: `stuck terminating | terminating forever | finalizer | finalizers | namespace stuck | pod stuck terminating | cannot be deleted | deletion hangs | orphaned resource`,
  },
  {
    id: 'crd-removed',
    phrases: `no matches for kind | crd missing | customresourcedefinition | api version removed | deprecated api removed | v1beta1 removed | apiversion | removed in 1.25 | conversion webhook`,
  },
  {
    id: 'cni-broken',
    phrases: `cni | calico | cilium | flannel | networkplugin not ready | failed to create pod sandbox | pod network | kube-proxy | ovn | pod cannot reach pod | service ip unreachable | clusterip | failedcreatepodsandbox | overlay network`,
    broader: 'network container',
  },
  {
    id: 'config-missing',
    phrases: `missing environment variable | environment variable not set | env var missing | missing configuration | config missing | configmap not found | secret not found | createcontainerconfigerror | keyerror | required setting | undefined variable | configuration not found | no such property | could not resolve placeholder | unset variable | forgotten setting | secret was not mounted | parameter missing | missing secret | value is not provided | required property`,
    together: `configuration + missing | configuration + secret + missing`,
    broader: 'configuration',
  },
  {
    id: 'config-wrong',
    phrases: `misconfiguration | misconfigured | wrong configuration | wrong setting | config error | typo in yaml | typo in config | indentation | yaml indentation | invalid yaml | misplaced key | silently ignored | uses defaults | defaults used | unit mix-up | seconds versus milliseconds | staging url | test address in production | wrong environment | wrong endpoint configured | pointed at test | pointed at staging | bad value in config | parse error in config | copy paste error | config drift | drifted configuration | bad configmap | json syntax | trailing comma | invalid configuration value | wrong value`,
    together: `configuration + wrong | configuration + incompatible | configuration + corrupt | configuration + refused | configuration + after-release`,
    broader: 'configuration',
  },
  {
    id: 'config-not-reloaded',
    phrases: `config not reloaded | change not picked up | needs restart to take effect | requires restart | hot reload failed | configuration not applied | old configuration still | sighup | change has no effect | settings not applied | stale configuration | not rolled out to all nodes`,
    together: 'configuration + outdated',
    broader: 'configuration',
  },
  {
    id: 'bad-release',
    phrases: `bad deploy | bad release | broken release | faulty deployment | regression | since the deploy | after the deploy | after deployment | new version broke | broken by the release | since the last rollout | errors started with the release | introduced by the latest | rollback needed | had to roll back | bug in new version | defective build | hotfix | canary failing | canary errors | error rate up after rollout | worked before the update`,
    together: `after-release + down | after-release + refused | release + wrong | after-release + slow`,
    broader: 'release',
  },
  {
    id: 'rollout-stuck',
    phrases: `rollout stuck | deployment stuck | progressdeadlineexceeded | deploy hangs | deployment does not finish | old replicasets | maxunavailable | helm upgrade failed | another operation is in progress | pending-upgrade | rollback failed | rollback impossible | rollback does not work | helm release locked | argo out of sync | out of sync | gitops | terraform state lock | state locked | pipeline stuck | cannot go back`,
    together: `release + no-answer | release + lock | release + waiting`,
    broader: 'release',
  },
  {
    id: 'version-mix',
    phrases: `mixed versions | version skew | version mismatch | two versions running | old and new version | old pods | old clients | incompatible versions | backward incompatible | not backwards compatible | breaking change | client older than server | incompatible message format | rolling upgrade | half upgraded | proto mismatch | protocol buffer field | mixed fleet | client server version | new code old data | previous release`,
    together: `release + incompatible | api + incompatible | release + outdated`,
    broader: 'incompatible',
  },
  {
    id: 'feature-flag-flipped',
    phrases: `feature flag | feature flags | flag turned on | flag enabled | flag flipped | toggle switched | feature toggle | experiment enabled | flag rollout | flag service down | launchdarkly | switched on for everyone | flag evaluated to default | kill switch | dark launch`,
    broader: 'feature-flag',
  },
  {
    id: 'build-broken',
    phrases: `build fails | build failed | builds fail | ci broken | pipeline failed | compile error | compilation failed | tests fail on main | package unpublished | dependency vanished | unpublished | lockfile | cannot resolve dependency | dependency not found | npm err | registry down | artifact repository down | runner offline | no runners | build queue | flaky test | build agents | yanked | pypi unavailable | 404 from the package index`,
    together: `ci + down | ci + missing | package + missing | package + down | ci + slow | package + incompatible | ci + waiting`,
    broader: 'ci',
  },
  {
    id: 'frontend-broken',
    phrases: `blank page | white page | white screen | page does not load | javascript error | js error | script error | assets 404 | missing assets | chunk load error | css missing | hydration failed | broken layout | buttons do nothing | frontend crash | infinite re-render | site does not render | page stays empty`,
    together: `browser + down | browser + missing | javascript + missing | javascript + down`,
    broader: 'browser',
  },
  {
    id: 'mobile-app-broken',
    phrases: `app crashes on android | app crashes on ios | mobile app crash | app store | forced update | old app version | apk | app update rejected | push token | apns | fcm | crash on launch`,
    together: `mobile-app + down | mobile-app + refused | mobile-app + incompatible | mobile-app + outdated | mobile-app + disconnected`,
    broader: 'mobile-app',
  },
];
