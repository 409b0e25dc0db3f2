import type { ConceptEntry } from '../concept.ts';

/** What programs run on: the things of infrastructure, by all their names. */
export const MACHINE_THINGS: readonly ConceptEntry[] = [
  {
    id: 'memory',
    phrases: `memory | ram | heap | rss | oom | resident set | working set | footprint | swap | metaspace | maxmemory`,
  },
  {
    id: 'cpu',
    phrases: `cpu | cpus | processor | core | cores | load average | compute | run queue | cycles | clock down | frequency`,
  },
  {
    id: 'disk',
    phrases: `disk | volume | filesystem | file system | partition | mount | storage | drive | ssd | nvme | hdd | ebs | pvc | persistent volume | device | /var | /tmp | data dir | log dirs | block device | lun | df | hard drive | media`,
  },
  { id: 'file', phrases: `file | files | directory | folder | path | document | inode | inodes | spool` },
  {
    id: 'network',
    phrases: `network | networking | link | packet | packets | switch | router | nic | interface | tunnel | vpn | ethernet | tcp | udp | icmp | flow | flows | bandwidth | uplink | syn | wan | lan | subnet | vpc | fibre | cable`,
  },
  {
    id: 'firewall',
    phrases: `firewall | security group | iptables | netfilter | nftables | network policy | networkpolicy | acl | egress rule | ingress rule | waf | conntrack | nf_conntrack | stateful appliance | packet filter`,
  },
  {
    id: 'dns',
    phrases: `dns | nameserver | name server | resolver | coredns | kube dns | name resolution | hostname | lookup | a record | cname | zone | resolv.conf | bind9 | route53 | name lookup | ndots`,
  },
  {
    id: 'certificate',
    phrases: `certificate | certificates | cert | certs | tls | ssl | x509 | https | handshake | san | common name | ca bundle | truststore | keystore | let's encrypt | acme | cert-manager | root ca | intermediate | pem | cipher | mtls | sni | server hello`,
  },
  {
    id: 'machine',
    phrases: `node | nodes | host | hosts | server | machine | vm | instance | instances | box | worker node | ec2 | virtual machine | bare metal | hypervisor | guest | spot | preemptible | laptop | appliance | kubelet`,
  },
  {
    id: 'container',
    phrases: `pod | pods | container | containers | replica | workload | deployment | statefulset | daemonset | docker | containerd | cgroup | kubernetes | k8s | namespace | sidecar | image | task | replicaset`,
  },
  {
    id: 'process',
    phrases: `process | daemon | service | program | application | app | postmaster | worker | pid | binary | entrypoint | executable | child | children | subprocess`,
  },
  {
    id: 'thread',
    phrases: `thread | threads | goroutine | goroutines | executor | worker thread | fiber | coroutine | monitor | mutex | event loop | lightweight thread | pool size`,
  },
  {
    id: 'load-balancer',
    phrases: `load balancer | balancer | balancing | lb | elb | alb | nlb | haproxy | nginx | envoy | ingress | reverse proxy | proxy | gateway | traefik | target group | upstream | vip | mesh proxy | istio | backend api | f5 | api gateway | edge proxy`,
  },
  {
    id: 'cloud',
    phrases: `aws | gcp | azure | cloud | provider | region | availability zone | az | datacenter | data center | google cloud | amazon | hosting provider | colo`,
  },
  {
    id: 'image-registry',
    phrases: `registry | docker hub | image | images | container image | ecr | gcr | artifactory | harbor | manifest | tag | image pull | pull secret | container reference | container repository | artifact repository | ghcr`,
  },
  {
    id: 'clock',
    phrases: `clock | time | ntp | chrony | system date | date | timezone | time zone | skew | daylight saving | dst | leap second | utc | timestamp | drift | ahead | iat | nbf`,
  },
  {
    id: 'log',
    phrases: `log | logs | logging | journal | syslog | audit logs | access log | log file | log lines | fluentd | logstash | filebeat | loki`,
  },
  {
    id: 'power',
    phrases: `power | electricity | ups | psu | generator | rack | feed | power supply | mains | breaker | pdu`,
  },
  {
    id: 'cooling',
    phrases: `cooling | aircon | air conditioning | temperature | overheating | overheat | thermal | hot aisle | fan | heat | chiller`,
  },
  {
    id: 'kernel',
    phrases: `kernel | dmesg | sysctl | linux | operating system | os | panic | oops | syscall | systemd | windows update`,
  },
  {
    id: 'socket-port',
    phrases: `port | ports | socket | sockets | ephemeral port | time_wait | local address | listener | bind | source port | snat`,
  },
  {
    id: 'file-handle',
    phrases: `file descriptor | file descriptors | file handle | file handles | fd | fds | open files | nofile | ulimit | emfile | enfile | descriptor | handles | lsof`,
  },
  {
    id: 'secret',
    phrases: `secret | secrets | password | credential | credentials | api key | key | token | vault | private key | passphrase | access key | login data | keystore | kms`,
  },
  {
    id: 'permission',
    phrases: `permission | permissions | privilege | privileges | role | iam | rbac | policy | grant | access rights | authorization | authorisation | access denied | accessdenied | forbidden | 403 | serviceaccount | service account | acl | scope | entitlement | right to | rights`,
  },
  {
    id: 'configuration',
    phrases: `configuration | config | configmap | setting | settings | parameter | env var | environment variable | yaml | toml | properties | flag | ini | option | values file | indentation | key in`,
  },
  {
    id: 'release',
    phrases: `release | deploy | deployment | rollout | rollback | version | build | upgrade | update | patch | hotfix | canary | blue green | pipeline | redeploy | artifact | bundle | migration`,
  },
  {
    id: 'autoscaler',
    phrases: `autoscaler | autoscaling | hpa | scale up | scale out | scaling | scaled | karpenter | cluster autoscaler | capacity | replica count | asg | scale down | consolidated`,
  },
  {
    id: 'monitoring',
    phrases: `prometheus | grafana | monitoring | metrics | exporter | scrape | scraping | dashboard | graphs | graph | alertmanager | observability | time series | alert | alerts | datadog | telemetry | labels | cardinality | trace | traces | jaeger | graphs`,
  },
  {
    id: 'on-call',
    phrases: `on call | pagerduty | opsgenie | page | paged | pager | notification | notified | escalation | incident routing | duty engineer | alerted`,
  },
  {
    id: 'backup',
    phrases: `backup | backups | snapshot | snapshots | dump | restore | base backup | archive | point in time recovery | pitr | recovery copy | tape`,
  },
];
