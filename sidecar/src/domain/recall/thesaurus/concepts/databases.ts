import type { ConceptEntry } from '../concept.ts';

export const DATABASE_FAILURES: readonly ConceptEntry[] = [
  {
    id: 'database-connection',
    phrases: `database connection | db connection | connection to the database | connect to database | jdbc connection | database session | database sessions | connections to postgres | connections to mysql`,
    together: `database + connection | postgres + connection | mysql + connection | oracle + connection | sql-server + connection | mongodb + connection | pool + connection`,
    broader: 'database connection',
  },
  {
    id: 'connections-exhausted',
    phrases: `connection pool exhausted | pool exhausted | too many clients | too many clients already | too many connections | max_connections | max connections | connection slots are reserved | remaining connection slots | every slot taken | no connection available | unable to acquire connection | timeout waiting for connection from pool | connection is not available | could not get jdbc connection | hikaripool connection is not available | out of connections | connection limit exceeded | sessions exhausted | ora-12516 | ora-12519 | ora-00020 | ora-00018 | maximum number of sessions | error 1040 | queuepool limit | pool timeout | pool is empty | no idle connection | connection leak | leaked connections | not returned to the pool | connections never given back | pool ran dry | pool starved | all connections in use | fresh logons refused | processes parameter exceeded | remaining connection slots are reserved | borrow timeout | cannot borrow | acquire timeout | lease timed out | each open own session`,
    together: `connection + used-up | pool + used-up | pool + waiting | pool + no-answer | database + connection + refused`,
    broader: 'database-connection',
  },
  {
    id: 'database-unreachable',
    phrases: `database connection refused | db connection refused | connection to database refused | database down | database unavailable | cannot connect to database | could not connect to server | can't connect to mysql server | communications link failure | database does not answer | database is starting up | database connection timeout | connection to the database timed out | econnrefused 5432 | econnrefused 3306 | connection refused 5432 | no pg_hba.conf entry | tns no listener | ora-12541 | ora-12514 | ora-03113 | server closed the connection unexpectedly | mysql server has gone away | lost connection to mysql | database is not accepting connections | database system is shutting down | db not reachable | sql endpoint unresponsive`,
    together: `database-connection + no-answer | database-connection + refused | database-connection + down | database + down | postgres + down | mysql + down | oracle + down | mongodb + down | database + refused | postgres + refused | mysql + refused | database + no-answer | postgres + no-answer | mysql + no-answer | database-connection + disconnected`,
    broader: 'database-connection',
  },
  {
    id: 'database-connectivity',
    phrases: `database connectivity | database connection problem | database connection trouble`,
    together: `database-connection + no-answer | database-connection + refused | database-connection + used-up | connection + pool + used-up | database-connection + down`,
    broader: 'database-connection',
  },
  {
    id: 'slow-query',
    phrases: `slow query | slow queries | slow sql | seq scan | sequential scan | full table scan | full table read | missing index | no index | bad plan | terrible plan | plan regression | query plan changed | execution plan | statistics stale | stale statistics | misestimates cardinality | analyze needed | nested loop takes | n+1 queries | n+1 selects | one select per | lazy loading | query takes | long running query | unindexed | optimizer chose | table scan | temp files spill | sort spilled to disk | filesort | parameter sniffing | hot query`,
    together: `query + slow | database + slow | postgres + slow | mysql + slow | query + db-index`,
    broader: 'query',
  },
  {
    id: 'query-cancelled',
    phrases: `statement timeout | query timeout | query cancelled | query canceled | canceling statement | 57014 | query aborted | max_execution_time | lock wait timeout | execution timeout expired | took longer than allowed | statement aborted | ora-01013 | query interrupted`,
    together: `query + no-answer | query + killed`,
    broader: 'query',
  },
  {
    id: 'lock-wait',
    phrases: `lock wait | lock wait timeout exceeded | waiting for lock | blocked by another session | blocking session | lock contention | row lock contention | access exclusive lock | table locked | table is locked | lock queue | idle in transaction | long running transaction | uncommitted transaction | open transaction | transaction left open | forgotten commit | holds row lock | for update | could not obtain lock | ora-00054 | resource busy | metadata lock | waiting for table metadata lock | lock timeout | 55p03 | session blocks others | blocked sessions | database is locked | sqlite_busy | lock escalation | ddl waits behind | alter table blocked`,
    together: `lock + waiting | transaction + waiting | lock + no-answer | lock + database`,
    broader: 'lock',
  },
  {
    id: 'database-deadlock',
    phrases: `deadlock detected | 40p01 | error 1213 | deadlock found when trying to get lock | ora-00060 | chosen as deadlock victim | deadlock victim | transactions blocked each other | opposite order`,
    together: `deadlock + database | deadlock + transaction | deadlock + query`,
    broader: 'deadlock lock-wait',
  },
  {
    id: 'serialization-failure',
    phrases: `serialization failure | could not serialize access | 40001 | write conflict | writeconflict | optimistic lock | optimistic locking | stale object state | version conflict | concurrent update | row was updated by another | conflicting writes | transient transaction error | snapshot isolation`,
  },
  {
    id: 'constraint-violated',
    phrases: `duplicate key | unique constraint | unique violation | unique index violation | e11000 | 23505 | error 1062 | duplicate entry | ora-00001 | primary key violation | foreign key constraint | 23503 | still referenced | referential integrity | ora-02292 | not null violation | 23502 | check constraint | constraint violation | violates constraint | integrity constraint | dataintegrityviolation | orphaned rows`,
    broader: 'database',
  },
  {
    id: 'id-overflow',
    phrases: `integer overflow | id overflow | sequence exhausted | 2147483647 | primary key overflow | out of range for type integer | auto_increment exhausted | serial column reached | nextval reached maximum | bigint migration | 32 bit id | arithmetic overflow | number out of range | id space exhausted | int4 | smallint | takes no new rows`,
  },
  {
    id: 'value-too-long',
    phrases: `value too long | data too long | string data right truncated | 22001 | ora-12899 | column too short | varchar limit | truncated value | max row size | document too large | exceeds maximum document size | 16 mb limit | name does not fit in the column`,
  },
  {
    id: 'vacuum',
    phrases: `vacuum | autovacuum | table bloat | bloat | dead tuples | transaction id wraparound | wraparound | xid | freeze | undo log | history list length | purge lag | tombstones | compaction behind | fragmentation | dead rows | vacuum blocked | index bloat`,
    broader: 'database',
  },
  {
    id: 'tablespace-full',
    phrases: `tablespace full | ora-01653 | unable to extend | undo tablespace | temp tablespace | ora-01652 | fra full | archive log destination full | ora-00257 | archiver error | tempdb full | transaction log full | log file full | could not extend file | redo log full`,
    together: `database + disk + used-up | oracle + used-up`,
    broader: 'disk-full',
  },
  {
    id: 'replication-lag',
    phrases: `replication lag | replica lag | replica lags | replica behind | follower lags | standby behind | seconds_behind_master | read replica stale | stale reads | slave not caught up | applies wal late | stale selects | read after write | read-your-writes | eventual consistency | replicas serve old data | behind the master | replica delay | apply lag | lag of secondary | sees previous values | just written rows are missing`,
    together: `replica + behind | replica + outdated`,
    broader: 'replica',
  },
  {
    id: 'replication-broken',
    phrases: `replication broken | replication stopped | replica broken | sql thread stopped | applier halted | applier thread halted | requested wal segment has already been removed | wal recycled | needs a base backup | fresh base backup | replica diverged | replica drifted | drifted from source | checksum of slave | gtid gap | inconsistent replica | cannot follow | replica out of sync | rebuild needed | binlog purged | could not find first log file | logical replication worker exited | rebuild the replica`,
    together: `replica + down | replica + wrong | replica + missing | replica + corrupt | replica + disconnected`,
    broader: 'replica',
  },
  {
    id: 'replication-slot',
    phrases: `replication slot | inactive slot | retains wal | holds back wal | retains log segments | wal accumulates | wal piles up | abandoned subscriber | abandoned logical subscriber | pg_wal grows | binlogs not purged | pg_wal full | wal directory`,
    broader: 'replica disk-full',
  },
  {
    id: 'failover-failed',
    phrases: `failover failed | failover did not happen | failover took | no leader | no primary | no master | leader election failed | not elected | replica not promoted | promotion failed | no quorum | lost quorum | quorum lost | leaderless | no writable primary | cannot elect | stuck electing | majority lost | election storm | leader changes constantly | standby was never promoted`,
    together: `failover + down | failover + no-answer | failover + missing | primary + missing | primary + down`,
    broader: 'failover',
  },
  {
    id: 'split-brain',
    phrases: `split brain | split-brain | two primaries | two masters | two leaders | both nodes think | both sides accept writes | dual master | network partition | fencing | stonith | both believe they are primary | diverged timelines | old master kept accepting | double leader`,
    broader: 'failover',
  },
  {
    id: 'writes-to-replica',
    phrases: `cannot execute insert in a read-only transaction | read only transaction | 25006 | super_read_only | not master | notwritableprimary | not primary | read-only replica | writes go to the standby | you can't write against a read only replica | read only endpoint | write sent to follower | --read-only option`,
    together: `replica + read-only | database + read-only | redis + read-only`,
    broader: 'failover read-only',
  },
  {
    id: 'data-corrupted',
    phrases: `data corruption | corrupted data | corrupt index | index corruption | invalid page in block | checksum verification failed | torn page | could not read block | database corrupted | innodb corruption | ora-01578 | file damaged | unrecoverable | btree corrupted | amcheck | page verification failed | wal corrupted | segment corrupt`,
    together: `database + corrupt | postgres + corrupt | mysql + corrupt | disk + corrupt | file + corrupt`,
    broader: 'corrupt',
  },
  {
    id: 'data-lost',
    phrases: `data loss | rows deleted by mistake | accidentally deleted | dropped the wrong table | drop table | truncate by mistake | delete without where | update without where | wiped | erased | removed production data | lost writes | rm -rf | missing where clause | purge removed too much | cleanup script deleted | overwritten by accident`,
  },
  {
    id: 'backup-failed',
    phrases: `backup failed | backup missing | backup has not run | no backup | no fresh snapshot | backup job failed | restore failed | cannot restore | dump failed | backup corrupted | backup incomplete | snapshot failed | untested backup | dump age | archive command failed | wal archiving failed | restore takes`,
    together: `backup + skipped | backup + down | backup + missing | backup + refused | backup + slow | backup + corrupt`,
    broader: 'backup',
  },
  {
    id: 'migration-failed',
    phrases: `migration failed | schema migration | failed migration | flyway checksum mismatch | liquibase | column does not exist | unknown column | column dropped | relation does not exist | undefined column | 42703 | 42p01 | ora-00942 | ora-00904 | table doesn't exist | schema changed before | undefined field | already applied script | half applied migration | alter table took | migration locked the table | irreversible migration | one-way schema change | dirty database version | validation blocks startup`,
    together: `schema + missing | schema + wrong | schema + release | schema + no-answer | schema + down | schema + refused | schema + lock`,
    broader: 'schema',
  },
  {
    id: 'encoding',
    phrases: `encoding | utf-8 | utf8 | mojibake | umlauts | special characters | collation | charset | character set | latin1 | emoji | accents | invalid byte sequence | incorrect string value | unicode | diacritics | question marks instead of letters | byte order mark`,
  },
  {
    id: 'database-credentials',
    phrases: `password authentication failed | access denied for user | 28p01 | ora-01017 | invalid username password | authentication failed for database | database password rotated | database password changed | sqlstate 28000 | ora-28001 | ora-28000 | login failed for user | database user locked`,
    together: `database-connection + secret | database + secret | postgres + secret | mysql + secret | oracle + secret | mongodb + secret`,
    broader: 'credentials-wrong',
  },
  {
    id: 'database-overloaded',
    phrases: `database overloaded | db cpu at 100% | iops exhausted | io credits exhausted | burst balance | connection storm | reconnect storm | reports run on the primary | analytics query on production | heavy report | database saturated`,
    together: `database + overloaded | postgres + overloaded | mysql + overloaded | oracle + overloaded | mongodb + overloaded | database + cpu + used-up`,
    broader: 'overloaded',
  },
];
