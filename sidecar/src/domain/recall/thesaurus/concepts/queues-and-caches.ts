import type { ConceptEntry } from '../concept.ts';

export const QUEUE_FAILURES: readonly ConceptEntry[] = [
  {
    id: 'queue-backlog',
    phrases: `queue backlog | consumer lag | kafka lag | backlog grows | queue grows | messages pile up | jobs pile up | background jobs pile up | consumers too slow | cannot keep up | cannot keep pace | workers cannot keep pace | queue depth | queue length | unprocessed messages | age of oldest message | approximateageofoldestmessage | wait endlessly in the queue | lag of consumer group | unacked messages | queue is growing | stuck in queue | entries in the queue | million entries | behind on the topic | work arrives faster`,
    together: `queue + grows | queue + behind | queue + overloaded | kafka + behind | kafka + grows | consumer + slow | consumer + behind | queue + no-answer`,
    broader: 'queue',
  },
  {
    id: 'consumer-stuck',
    phrases: `consumer stuck | consumer down | consumers stopped | nobody consumes | no consumers | consumer group rebalancing | constant rebalance | rebalance loop | rebalancing storm | max.poll.interval.ms | poll interval exceeded | kicked out of the group | consumer evicted from group | heartbeat expired | partition revoked | commitfailedexception | assignment changes | group keeps reassigning | offsets not committed | listener container stopped | subscription inactive | worker not picking up`,
    together: `consumer + down | consumer + no-answer | consumer + restarts | consumer + disconnected`,
    broader: 'consumer',
  },
  {
    id: 'poison-message',
    phrases: `poison message | poison pill | bad message | malformed message | unparsable message | undeserializable | deserialization error | cannot deserialize | message retried forever | redelivered forever | redelivery loop | dead letter queue | dead lettered | dlq fills | dlq | requeued endlessly | one message blocks the partition | head of line | same event fails again and again | schema registry | avro | crashes on the same record | unparseable event | retry topic`,
    together: `queue + corrupt | queue + wrong | consumer + corrupt | queue + incompatible`,
    broader: 'queue',
  },
  {
    id: 'message-lost',
    phrases: `message lost | messages lost | lost messages | lost events | events missing | never reaches consumer | message dropped | unroutable | no binding | acknowledged before processing | auto ack | acked too early | retention expired before read | offset out of range | data expired before being consumed | events vanish | fire and forget | acks=0 | unclean leader election | published but never received | retention shorter than | log retention deleted`,
    together: `queue + dropped | queue + missing | kafka + dropped`,
    broader: 'queue',
  },
  {
    id: 'message-duplicated',
    phrases: `duplicate message | duplicate messages | processed twice | delivered twice | at least once | redelivered | duplicate events | handled more than once | visibility timeout | not idempotent | idempotency | idempotency key | duplicate processing | reprocessed | replayed events | offset reset | offsets reset to earliest | consumed again | sent twice | executed twice`,
    together: `queue + duplicated | consumer + duplicated | job + duplicated | email + duplicated | notification + duplicated | order + duplicated`,
    broader: 'queue duplicated',
  },
  {
    id: 'message-order',
    phrases: `out of order | wrong order | message ordering | ordering lost | events reordered | reordering | later event first | sequence gap | update before create | arrives before | overtakes | not in sequence`,
  },
  {
    id: 'message-too-large',
    phrases: `message too large | recordtoolargeexception | max.message.bytes | message size limit | payload too large | 413 | request entity too large | body too large | exceeds maximum size | file too large | client_max_body_size | grpc received message larger than max | resource exhausted message larger | upload limit | maximum upload size | attachment too big | header too large | 431 | request header fields too large | cookie too big`,
  },
  {
    id: 'broker-blocked',
    phrases: `publishers blocked | memory alarm | high watermark | flow control | connection blocked by broker | disk alarm | disk free limit | producer buffer full | buffer.memory | accumulator exhausted | batch expired | producers get flow control | back pressure | backpressure | queue full | queue is full | publish refused | broker rejects publishes | expiring records`,
    together: `rabbitmq + used-up | rabbitmq + refused | producer + refused | producer + used-up | producer + no-answer | kafka + no-answer`,
    broader: 'queue',
  },
  {
    id: 'broker-down',
    phrases: `broker down | kafka down | rabbitmq down | broker not available | under replicated | under-replicated | offline partitions | leader not available | notleaderforpartition | not enough replicas | min.insync.replicas | isr shrank | broker lost | queue cluster partition | lost a broker | log dirs offline | node lost its data disk | zookeeper session expired | controller moved | coordinator not available`,
    together: `kafka + down | rabbitmq + down | kafka + disk | kafka + disconnected | rabbitmq + disconnected`,
    broader: 'queue',
  },
];

export const CACHE_FAILURES: readonly ConceptEntry[] = [
  {
    id: 'cache-evictions',
    phrases: `cache evictions | evicted keys | keys evicted | maxmemory policy | allkeys-lru | maxmemory reached | noeviction | oom command not allowed | cache full | cache too small | cache memory full | evicted before reuse | hit ratio dropped | hit rate dropped | low hit rate | working set larger than cache | evicts hot keys | baskets evicted`,
    together: `cache + used-up | redis + used-up | redis + missing | cache + killed`,
    broader: 'cache',
  },
  {
    id: 'cache-stampede',
    phrases: `cache stampede | thundering herd | dogpile | cache miss storm | cold cache | cache flushed | empty cache | cache was flushed | flushall | all keys expire at once | everybody recomputes | mass expiry | same ttl | simultaneous expiry | misses hit the database | cache warmup | caches were cold | recomputed by every worker | cache cleared | rebuild the same entry | origin overloaded after purge`,
    together: `cache + overloaded | cache + missing + database | cache + expired | cache + expired + overloaded`,
    broader: 'cache',
  },
  {
    id: 'cache-down',
    phrases: `cache down | redis down | cache unavailable | memcached down | cache node lost | cannot reach cache | redis timeout | redis connection refused | redis read timed out | in-memory cache unresponsive | could not connect to redis | redis unreachable | clusterdown | redis loading dataset | loading the dataset in memory | misconf redis | moved redirection | cross slot | sentinel failover`,
    together: `redis + down | redis + no-answer | redis + refused | redis + disconnected | cache + down | cache + no-answer`,
    broader: 'cache',
  },
  {
    id: 'stale-cache',
    phrases: `stale cache | cached old | old cached | cache not invalidated | invalidation never arrived | invalidation missing | serves old | serves stale | outdated content | old content | yesterday's content | cdn serves old | edge holds outdated | browser cache | cached entry file | purge failed | not purged | memoised too long | ttl too long | stale entry | hard reload | ctrl f5 | old assets | references deleted chunks | removed js bundles | chunkloaderror | loading chunk failed | service worker cache`,
    together: `cache + outdated | cache + wrong`,
    broader: 'cache',
  },
  {
    id: 'cache-poisoned',
    phrases: `cache poisoning | wrong user data | sees someone else's | other user's data | another customer's data | response cached for everybody | personal page cached | cached with set-cookie | vary header | cache key missing | private response shared | mixed up sessions | shown somebody else's account | data of a stranger | cross tenant | cross-tenant leak`,
    together: `cache + stolen | cache + customer + wrong`,
  },
  {
    id: 'hot-key',
    phrases: `hot key | hot shard | hot partition | hot row | single key | celebrity | one key gets | skewed key | one shard takes all | partition key skew | monotonically increasing key | hotspotting | big key | provisionedthroughputexceeded`,
    together: `cache + uneven | redis + uneven | database + uneven | kafka + uneven | search-index + uneven`,
    broader: 'uneven',
  },
];
