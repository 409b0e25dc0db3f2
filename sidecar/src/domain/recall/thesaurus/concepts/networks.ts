import type { ConceptEntry } from '../concept.ts';

export const NETWORK_FAILURES: readonly ConceptEntry[] = [
  {
    id: 'connection-refused',
    phrases: `connection refused | econnrefused | refused connection | nothing listens | nobody listens | port closed | actively refused | connect failed 111 | not listening | listens on localhost only | bound to 127.0.0.1 | wrong port`,
    together: 'connection + refused | socket-port + refused',
    broader: 'connection',
  },
  {
    id: 'connection-timeout',
    phrases: `connection timeout | connect timed out | connection timed out | etimedout | i/o timeout | socket timeout | no route to host | ehostunreach | host unreachable | network unreachable | syn gets no reply | dial timeout | connect deadline exceeded | cannot reach`,
    together: `connection + no-answer | network + no-answer | network + down`,
    broader: 'connection',
  },
  {
    id: 'connection-reset',
    phrases: `connection reset by peer | connection reset | econnreset | broken pipe | epipe | unexpected eof | socket hang up | connection closed prematurely | prematurely closed connection | upstream prematurely closed | remote end closed connection | rst | got rst | keep-alive race | keepalive race | idle timeout mismatch | keep-alive timeout shorter | stale pooled connection | half closed | connection aborted | nohttpresponse`,
    together: 'connection + disconnected | connection + dropped',
    broader: 'connection',
  },
  {
    id: 'idle-connection-dropped',
    phrases: `idle connection dropped | idle timeout | idle connections die | idle sockets | silently die | nat timeout | translation entry expired | dormant link | keepalive | tcp keepalive | 350 seconds | firewall drops idle | idle tcp | half open connections | long idle sessions are cut`,
    together: `connection + outdated + disconnected`,
    broader: 'connection-reset',
  },
  {
    id: 'packet-loss',
    phrases: `packet loss | lost packets | dropped packets | packets dropped | retransmits | retransmissions | tcp retransmission | rx errors | rx drops | crc errors on interface | duplex mismatch | flapping link | link flap | link down | interface down | bad cable | dirty fibre | jitter | lossy link | ping loss | ring buffer overrun | congestion | port flapping`,
    together: `network + dropped | network + intermittent | network + down | network + corrupt`,
    broader: 'network',
  },
  {
    id: 'bandwidth-saturated',
    phrases: `bandwidth saturated | link saturated | bandwidth exhausted | network saturated | uplink full | nic saturated | bandwidth limit | traffic fills the line | egress saturated | 10g link full | bandwidth allowance exceeded | network throughput limit | backup traffic fills | bulk copy saturates`,
    together: `network + used-up | network + overloaded | network + throttled`,
    broader: 'network',
  },
  {
    id: 'mtu',
    phrases: `mtu | frame size | path mtu | pmtu | pmtud | mtu mismatch | jumbo frames | fragmentation needed | oversized packets | big packets hang | small requests are okay | large responses hang | mss clamping | encapsulation overhead | vxlan overhead | wireguard mtu | packets larger than 1400 | icmp black hole`,
    broader: 'network',
  },
  {
    id: 'firewall-blocks',
    phrases: `firewall blocks | blocked by firewall | firewall rule | security group missing | security group rule | network policy denies | networkpolicy blocks | port not open | port blocked | egress blocked | iptables drop | not whitelisted | not allowlisted | ip not allowed | ip whitelist | ip allowlist | acl denies | waf blocks | waf false positive | blocked by waf | source address not permitted | egress denied | traffic is filtered | default deny`,
    together: `firewall + refused | firewall + dropped | firewall + missing | firewall + wrong | network + refused`,
    broader: 'firewall',
  },
  {
    id: 'conntrack-full',
    phrases: `conntrack table full | nf_conntrack table full | conntrack full | conntrack exhausted | netfilter state entries exhausted | session table full | firewall session count | cannot track further connections | state table full | connection tracking | rejects fresh flows | nat table full | flow table`,
    together: 'firewall + used-up',
    broader: 'firewall',
  },
  {
    id: 'ports-exhausted',
    phrases: `ephemeral ports exhausted | port exhaustion | cannot assign requested address | eaddrnotavail | too many time_wait | time_wait | snat port exhaustion | snat ports | nat gateway port allocation | source ports exhausted | no free local port | address already in use | eaddrinuse | local port range | outgoing ports used up | errorportallocation | ip_local_port_range`,
    together: 'socket-port + used-up',
    broader: 'socket-port',
  },
  {
    id: 'addresses-exhausted',
    phrases: `ip addresses exhausted | no free ip | ip exhaustion | subnet full | out of ip addresses | dhcp pool exhausted | no free lease | cni failed to assign an ip | failed to allocate address | eni limit | ipam | address pool empty | insufficient free addresses | duplicate ip | ip conflict | ip address conflict | address range used up`,
    broader: 'network',
  },
  {
    id: 'routing-broken',
    phrases: `route missing | wrong route | routing table | bgp session down | bgp flap | route leak | route withdrawn | bgp | asymmetric routing | no route | blackholed route | vpn tunnel down | tunnel down | ipsec down | peering down | vpc peering | transit gateway | direct connect down | prefix hijack | default gateway gone | routing loop | spanning tree | broadcast storm | network loop | ospf | arp | vlan misconfigured`,
    together: `network + wrong | network + missing | network + disconnected`,
    broader: 'network',
  },
  {
    id: 'cross-region-latency',
    phrases: `cross region latency | cross zone | cross-az traffic | far region | distant region | round trips | transatlantic | higher rtt | latency between datacenters | chatty protocol | traffic takes a detour | hairpin | suboptimal routing`,
  },
  {
    id: 'dns-failure',
    phrases: `dns failure | dns resolution failed | name resolution failed | could not resolve host | temporary failure in name resolution | nxdomain | servfail | enotfound | eai_again | unknown host | unknownhostexception | no such host | getaddrinfo | dns server down | dns outage | nameserver not answering | resolver down | coredns down | name or service not known | hostname cannot be resolved | domain expired | domain not renewed | zone file error | record deleted | dnssec | glue record | dangling cname | zone transfer | delegation | missing record | wrong record | typo in the zone`,
    together: `dns + down | dns + missing | dns + refused | dns + intermittent | dns + unknown-host | dns + wrong | dns + expired | unknown-host`,
    broader: 'dns',
  },
  {
    id: 'dns-slow',
    phrases: `dns slow | slow dns | slow lookup | dns lookup waits | dns timeout | dns latency | resolver overloaded | coredns overloaded | dns queries flood | ndots | search domain queries | tried with all suffixes | dead nameserver | takes exactly five seconds | 5 second delay | conntrack race on udp | udp 53 | dns throttled | dns query limit | nodelocal`,
    together: `dns + slow | dns + no-answer | dns + overloaded | dns + throttled`,
    broader: 'dns',
  },
  {
    id: 'dns-stale',
    phrases: `stale dns | dns cached | old ip | old primary ip | old address | outdated a record | caches dns forever | networkaddress.cache.ttl | ttl too long | ttl was a day | resolved upstream at startup | name lookup happens once | pinned to old address | dead endpoints | still resolves to | decommissioned load balancer | removed elb | demoted database | new addresses | dns propagation | negative cache`,
    together: `dns + outdated | dns + cache`,
    broader: 'dns',
  },
  {
    id: 'proxy-misrouted',
    phrases: `wrong backend | wrong upstream | wrong vhost | misrouted | path rewrite | rewrite rule | redirect loop | too many redirects | err_too_many_redirects | wrong redirect | ingress rule | host header | x-forwarded-for | trailing slash | wrong path prefix | 404 from the ingress | default backend | virtual host | routing rule shadowed | traffic goes to the wrong service | service selector | selector does not match`,
  },
  {
    id: 'no-healthy-backend',
    phrases: `no healthy upstream | no healthy backend | no server available | no available server | all backends down | all backends unhealthy | target group empty | no endpoints available | endpoints empty | health check fails | health checks failing | failing health check | marks every member down | ejected all endpoints | outlier detection | layer7 check fails | 503 service unavailable | 503 service temporarily unavailable | backend unhealthy | removed from rotation | upstream connect error | 502 bad gateway | bad gateway | gateway timeout | 504 | 504 gateway | 503s | 502s | unhealthy targets | no upstream`,
    together: `load-balancer + missing | load-balancer + down | load-balancer + refused | load-balancer + no-answer`,
    broader: 'load-balancer',
  },
  {
    id: 'load-uneven',
    phrases: `uneven load | load imbalance | unbalanced load | sticky sessions | session affinity | cookie affinity | long lived connections | grpc connections stick | all stick to one pod | http/2 multiplexing | l4 balancing | single replica is hot | one replica gets all | least-conn | least connections | black hole server | fails fast attracts | traffic skew | one node gets most | keeps users on the first backend | round robin broken | weights wrong`,
    together: `load-balancer + uneven | container + uneven | machine + uneven | api + uneven`,
    broader: 'uneven load-balancer',
  },
  {
    id: 'retry-storm',
    phrases: `retry storm | retries amplify | retry amplification | clients retry | retried immediately | no backoff | without backoff | exponential backoff | self-inflicted load | reconnect storm | cascading failure | cascade | snowball | metastable | circuit breaker | circuit open | breaker open | breaker tripped | failure spread to callers | one slow dependency took everything | domino | herd of reconnecting | overload persists after`,
    broader: 'overloaded',
  },
  {
    id: 'traffic-spike',
    phrases: `traffic spike | traffic surge | sudden load | flash crowd | ddos | denial of service | bot traffic | scraping bots | flood of requests | unexpected traffic | ten times the traffic | load test against production | syn flood | credential stuffing | went viral | botnet | peak load | rush of visitors | crawler hammers`,
    together: `overloaded + customer | overloaded + launch | overloaded + api | scraper + overloaded | overloaded + shop`,
    broader: 'overloaded',
  },
  {
    id: 'timeout-budget',
    phrases: `timeout too short | timeout too long | timeouts misaligned | client gives up before | caller gives up before | gateway timeout shorter | deadline exceeded | no timeout set | missing timeout | infinite timeout | read timeout | 499 | client closed request | deadline propagation | context deadline exceeded`,
    together: 'api + no-answer',
    broader: 'no-answer',
  },
  {
    id: 'websocket',
    phrases: `websocket | websockets | server sent events | long polling | live updates stop | upgrade header | realtime connection | socket.io | live feed disconnects`,
  },
  { id: 'ipv6', phrases: `ipv6 | aaaa | dual stack | happy eyeballs | v6 only` },
  {
    id: 'proxy-egress',
    phrases: `http_proxy | forward proxy | squid | egress proxy | no_proxy | proxy authentication required | 407 | outbound proxy | corporate proxy | internet access | no internet | nat gateway | outbound traffic`,
  },
];
