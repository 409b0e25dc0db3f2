import type { ConceptEntry } from '../concept.ts';

/** Programs and their parts, by brand, by kind and by the words of their messages. */
export const SOFTWARE_THINGS: readonly ConceptEntry[] = [
  {
    id: 'database',
    phrases: `database | databases | db | sql | rdbms | data store | datastore | persistence | relational store | table store | dbms`,
  },
  {
    id: 'postgres',
    phrases: `postgres | postgresql | pg | postmaster | pgbouncer | patroni | psql | wal | vacuum | aurora postgres | pgpool`,
    broader: 'database',
  },
  {
    id: 'mysql',
    phrases: `mysql | mariadb | innodb | binlog | percona | galera | seconds_behind_master`,
    broader: 'database',
  },
  {
    id: 'oracle',
    phrases: `oracle | ora | tnsnames | plsql | rac | tablespace | listener could not | sqlplus`,
    broader: 'database',
  },
  { id: 'sql-server', phrases: `sql server | mssql | tempdb | t-sql`, broader: 'database' },
  {
    id: 'mongodb',
    phrases: `mongodb | mongo | e11000 | mongod | replica set | document store | wiredtiger`,
    broader: 'database',
  },
  {
    id: 'cassandra',
    phrases: `cassandra | scylla | coordinator | tombstone | tombstones | wide column | cells`,
    broader: 'database',
  },
  {
    id: 'redis',
    phrases: `redis | memcached | valkey | in memory cache | in ram store | key value store | elasticache | in memory store | sentinel`,
  },
  {
    id: 'kafka',
    phrases: `kafka | topic | consumer group | broker | partition | partitions | message bus | event stream | zookeeper | offset | event log | kinesis | pulsar`,
  },
  {
    id: 'rabbitmq',
    phrases: `rabbitmq | amqp | exchange | publisher | publishers | broker | activemq | message broker | mq`,
  },
  {
    id: 'queue',
    phrases: `queue | queues | sqs | job queue | sidekiq | celery | resque | background jobs | background job | message | messages | topic | backlog | dead letter | dlq | worker | workers | nats | pubsub | pub sub | records | events`,
  },
  {
    id: 'producer',
    phrases: `producer | producers | publisher | publishers | sender | submitted | publishing | emitter | writer side`,
  },
  {
    id: 'consumer',
    phrases: `consumer | consumers | subscriber | subscribers | reader | readers | listener | worker | workers | receiver | listeners`,
  },
  {
    id: 'cache',
    phrases: `cache | cached | caching | caches | memoised | memoized | hit ratio | hit rate | ttl | cdn | varnish | edge | eviction | evicted | in memory copy | cache layer | lookaside | cloudfront | fastly | akamai | browser cache`,
  },
  {
    id: 'search-index',
    phrases: `search | elasticsearch | opensearch | solr | lucene | full text | shard | shards | reindex | reindexing | indexer | analyzer | search results | lookups | index mapping`,
  },
  {
    id: 'object-store',
    phrases: `s3 | bucket | object store | object storage | blob | gcs | minio | object | uploads | blob storage`,
  },
  {
    id: 'connection',
    phrases: `connection | connections | session | sessions | client | clients | slot | slots | socket | logons | jdbc | link | handler | logins to database | connects`,
  },
  {
    id: 'pool',
    phrases: `pool | pooled | hikari | hikaricp | pgbouncer | c3p0 | dbcp | connection pool | pooler | pool size | pool of connections | borrowed connection | checkout connection | lease a connection`,
  },
  {
    id: 'query',
    phrases: `query | queries | statement | select | sql statement | scan | seq scan | full table | join | nested loop | execution plan | explain | planner | optimizer | orm | listing | report query | table read`,
  },
  {
    id: 'db-index',
    phrases: `no index | missing index | index scan | index on | indexes | dropped index | unindexed | without index`,
  },
  {
    id: 'transaction',
    phrases: `transaction | transactions | commit | rollback | xact | unit of work | two phase | begin | savepoint | serializable`,
  },
  {
    id: 'lock',
    phrases: `lock | locks | locked | locking | mutex | semaphore | latch | row lock | table lock | access exclusive | lease | monitor | synchronized | contention | futex`,
  },
  {
    id: 'replica',
    phrases: `replica | replicas | standby | follower | slave | secondary | read replica | replication | hot standby | mirror | applier | logical subscriber | replicate | replicated`,
  },
  {
    id: 'primary',
    phrases: `primary | master | leader | writer | source of truth | main node | primary ip | writable node`,
  },
  {
    id: 'failover',
    phrases: `failover | fail over | switchover | promotion | promoted | demoted | leader election | election | takeover | new leader | elects | quorum | split brain | takes over`,
  },
  {
    id: 'schema',
    phrases: `schema | column | ddl | migration | migrations | flyway | liquibase | alter table | table definition | alembic | schema change | sql script`,
  },
  {
    id: 'api',
    phrases: `api | endpoint | rest | graphql | grpc | http | request | requests | response | call | calls | rpc | json | payload | field | deserialisation | deserialization | parser`,
  },
  {
    id: 'web-server',
    phrases: `tomcat | nginx | apache | php-fpm | fastcgi | gunicorn | uwsgi | http server | jetty | web server | puma | servlet | http-nio | iis | worker threads`,
  },
  {
    id: 'java',
    phrases: `java | jvm | jdk | jdbc | spring | tomcat | classloader | classloaders | war file | jstack | heap dump | kotlin | scala | metaspace | hotspot | jar | gc | garbage collection`,
  },
  { id: 'go', phrases: `go | golang | goroutine | goroutines | channel` },
  { id: 'python', phrases: `python | django | flask | celery | gil | airflow | pip | wsgi | asyncio` },
  {
    id: 'javascript',
    phrases: `javascript | js | node.js | nodejs | npm | typescript | event loop | bundle | bundles | browser | frontend | webpack | chunk | chunks | react`,
  },
  { id: 'php', phrases: `php | php-fpm | fastcgi | laravel | wordpress | interpreter` },
  { id: 'ruby', phrases: `ruby | rails | sidekiq | puma | gem | bundler` },
  {
    id: 'kubernetes-api',
    phrases: `kube-apiserver | apiserver | api server | control plane | etcd | kubectl | admission webhook | controller manager | admission controller`,
  },
  {
    id: 'kubernetes',
    phrases: `kubernetes | k8s | kubelet | openshift | helm | eks | gke | aks | kubectl | pod | pods | namespace | operator`,
  },
  {
    id: 'service-mesh',
    phrases: `istio | envoy | linkerd | mesh | sidecar proxy | outlier detection | mtls | mesh proxy`,
  },
  {
    id: 'ci',
    phrases: `ci | jenkins | build server | builds | github actions | gitlab | pipeline | pipelines | runner | runners | continuous integration | teamcity | build agent`,
  },
  {
    id: 'package',
    phrases: `npm | pypi | maven | package | dependency | dependencies | library | module | artifact | public registry | lockfile | third party code`,
  },
  {
    id: 'feature-flag',
    phrases: `feature flag | feature flags | feature toggle | toggle | launchdarkly | experiment | a/b test | switch turned on | kill switch`,
  },
  {
    id: 'identity-provider',
    phrases: `identity provider | idp | okta | auth0 | keycloak | ldap | active directory | sso | saml | oidc | oauth | single sign on | azure ad | federated | federation | directory service | entra`,
  },
  {
    id: 'jwt',
    phrases: `jwt | token | tokens | bearer | access token | refresh token | session token | id token | signature | signed`,
  },
  {
    id: 'cookie',
    phrases: `cookie | cookies | sticky session | session affinity | affinity | sticky sessions | set-cookie`,
  },
  {
    id: 'mobile-app',
    phrases: `android | ios | mobile | phone | handset | handsets | mobile app | iphone | apk | app store | phone app | tablet`,
  },
  {
    id: 'browser',
    phrases: `browser | chrome | safari | firefox | tab | page | frontend | ui | web page | site | javascript | blank page | white page | white pages | blank screen | website | user interface`,
  },
  {
    id: 'scheduler',
    phrases: `cron | crontab | scheduler | scheduled | airflow | dag | dags | orchestrator | workflow | quartz | cronjob | nightly | batch | batch job | periodic | timer | night run | etl | overnight`,
  },
  {
    id: 'job',
    phrases: `job | jobs | task | tasks | batch | batch work | work item | import | export | run | runs | pipeline`,
  },
  {
    id: 'webhook',
    phrases: `webhook | webhooks | callback | callbacks | notification endpoint | push notification url | http callback`,
  },
  {
    id: 'model',
    phrases: `machine learning | model | training | inference | llm | gpu | model fitting | embedding | prediction`,
  },
];
