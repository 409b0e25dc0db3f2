import { prose } from '../prose.ts';
import type { PastIncident } from './past-incident.ts';

export const relationalDatabases: readonly PastIncident[] = [
  {
    id: 'checkout-pool-leak',
    title: 'Checkout stalls, Hikari pool drained by a refund branch',
    service: 'checkout-api',
    tags: ['database', 'connection-pool'],
    text: prose(`
      Checkout requests hung for thirty seconds and then failed with SQLTransientConnectionException:
      HikariPool-checkout - Connection is not available. Active stayed at 40 of 40 while Postgres itself was bored.
      Most of it came from cheapi-7.ams3. Why: RefundPreviewRepository opened a connection in an early-return branch
      and never closed it; every refund preview lost one. What helped: Rolled back to 4.18.2, then wrapped the
      repository in try-with-resources and set leakDetectionThreshold=20000. Paged at 23:37 UTC by
      CheckoutApiSaturation, tracked as INC-40160. Runbook RB-362 has the steps.
    `),
  },
  {
    id: 'checkout-pool-slow-query',
    title: 'Checkout stalls, Hikari pool full behind one slow voucher query',
    service: 'checkout-api',
    tags: ['database', 'connection-pool'],
    text: prose(`
      Symptoms: HikariPool-checkout reported Connection is not available, request timed out after 30000ms. Threads
      were waiting for a connection and pg_stat_activity showed forty copies of the same voucher lookup running for
      minutes. What was behind it: The voucher table had grown past nine million rows and lookup by campaign_code did
      a sequential scan, so each borrower kept its connection far too long. Created idx_voucher_campaign_code
      CONCURRENTLY; pool usage fell to 6 within two minutes. Raising maximumPoolSize had been tried first and made it
      worse. No data was lost. INC-40175: reported in the channel of the team by a colleague at 00:12.
    `),
  },
  {
    id: 'orders-too-many-clients',
    title: 'FATAL: sorry, too many clients already on the orders primary',
    service: 'order-service',
    tags: ['database', 'connections'],
    text: prose(`
      INC-40191, severity 3, 71 minutes. Order creation returned 500 and the log filled with PSQLException FATAL 53300
      sorry, too many clients already. Even psql from the bastion was refused. No data was lost. The deployment had
      been scaled from 12 to 48 replicas for the sale, each with a pool of 20, against max_connections=400. Scaled
      back to 18 replicas, put pgbouncer in transaction mode in front (default_pool_size=60) and reserved five
      superuser slots. Graphs of ordser-4.ams3 are attached. Follow-up in NET-1168.
    `),
  },
  {
    id: 'ledger-ora-12516',
    title: 'Ledger postings refused, ORA-12516 from the listener',
    service: 'ledger',
    tags: ['database', 'oracle'],
    text: prose(`
      Nightly postings stopped with ORA-12516, TNS:listener could not find available handler with matching protocol
      stack, interleaved with ORA-12520. Interactive users got the same now and then. Support called at 14:48, a good
      while before LedgerAbsent fired; INC-40211. Pod ledger-d5flhddcd-cgztn showed it first. The status page was
      updated twice. Root cause: PROCESSES was 300 and the new reconciliation job opened a fresh session for each of
      its 64 workers without closing them after errors. Resolution: Killed the orphaned sessions, raised PROCESSES to
      800 with a planned restart of LEDGPRD1, and made the job use UCP with a cap of 32.
    `),
  },
  {
    id: 'ledger-ora-00060',
    title: 'ORA-00060 deadlocks when month-end and corrections run together',
    service: 'ledger',
    tags: ['database', 'oracle', 'deadlock'],
    text: prose(`
      Corrections posted by accountants failed randomly with ORA-00060: deadlock detected while waiting for resource;
      trace files piled up in the udump directory. Why: MonthEndClose updates accounts before journals,
      CorrectionService does journals first. An unindexed foreign key on JOURNAL_LINE made it take table locks too.
      What helped: Ordered both code paths by account id and indexed JOURNAL_LINE_ACCOUNT_FK. No deadlock since,
      retries remain as a belt. Neighbouring services were not touched. Support called at 21:36, a good while before
      LedgerSaturation fired; INC-40228.
    `),
  },
  {
    id: 'orders-40p01',
    title: 'SQLSTATE 40P01 between reservation and order update',
    service: 'order-service',
    tags: ['database', 'deadlock'],
    text: prose(`
      Paged at 11:46 UTC by OrderServiceLatencyHigh, tracked as INC-40237. About two percent of orders failed with
      deadlock detected, SQLSTATE 40P01, Process 21877 waits for ShareLock on transaction. Worse the more items were
      in the basket. 50 requests had to be repeated. Reservation rows were locked in basket order, so two customers
      with the same articles in different order waited for each other. Sort the SKUs before SELECT FOR UPDATE; a retry
      with jitter on 40P01 in OrderTransactionTemplate covers the rest. We agreed to look at it again in a quarter.
    `),
  },
  {
    id: 'inventory-innodb-1213',
    title: 'MySQL 1213 while stock is counted',
    service: 'inventory-service',
    tags: ['database', 'mysql', 'deadlock'],
    text: prose(`
      First seen on invser-7.rtm1 at 10:11 UTC (INC-40277). Stock corrections from the handhelds came back with ERROR
      1213 (40001): Deadlock found when trying to get lock; the counting team had to repeat whole aisles. Most of it
      came from invser-7.rtm1. Cause: Gap locks under REPEATABLE READ: the count job ranges over location ids while
      scanners insert into the same ranges. Fix: Switched the count job to READ COMMITTED and chunked it by aisle.
      SHOW ENGINE INNODB STATUS is quiet now. Costs: 128 minutes of the monthly budget. We agreed to look at it again
      in a quarter.
    `),
  },
  {
    id: 'inventory-lock-wait-1205',
    title: 'Lock wait timeout 1205, a forgotten console session held stock rows',
    service: 'inventory-service',
    tags: ['database', 'mysql', 'lock'],
    text: prose(`
      Paged at 06:39 UTC by InventoryServiceErrorBurn, tracked as INC-40282. Reserving articles timed out after fifty
      seconds with ERROR 1205 Lock wait timeout exceeded; only brand 77 was affected. No data was lost. Somebody had
      run UPDATE stock ... in MySQL Workbench with autocommit off and had gone to lunch. Found the blocker in
      performance_schema.data_locks, KILL 88123. Consoles now get innodb_lock_wait_timeout and max_execution_time
      through the proxysql rule. We agreed to look at it again in a quarter.
    `),
  },
  {
    id: 'invoice-alter-table-queue',
    title: 'ALTER TABLE on invoices blocked every reader for eleven minutes',
    service: 'invoice-service',
    tags: ['database', 'migration', 'lock'],
    text: prose(`
      Symptoms: Straight after the deploy all invoice pages hung. pg_locks showed one AccessExclusiveLock not granted
      and some three hundred queries waiting behind it. What was behind it: Migration V212__invoice_due_date waited
      for a long running export, and everything later queued behind the ALTER. Cancelled the ALTER, ran it again with
      lock_timeout='3s' in a retry loop after the export. Now the linter refuses migrations without lock_timeout. No
      data was lost. We agreed to look at it again in a quarter. INC-40311: reported in the channel of the team by a
      colleague at 19:27.
    `),
  },
  {
    id: 'catalog-stale-statistics',
    title: 'Category pages slow after bulk import, planner took the wrong index',
    service: 'catalog-api',
    tags: ['database', 'query-plan'],
    text: prose(`
      First seen on catapi-1.fra4 at 12:17 UTC (INC-40314). p95 of category listing climbed from 80 ms to 9 s right
      after the supplier import, CPU on the replica at 100 percent, no deploy anywhere. About 52 percent of requests
      to catalog-api were affected. Statistics of product_attribute were from before the import; the planner expected
      40 rows, got 1.8 million and chose a nested loop. ANALYZE product_attribute brought it back instantly.
      Autovacuum scale factor of that table is 0.01 now, and the import ends with an ANALYZE. Pod
      catalog-api-rb4qqfrnp-pshs2 showed it first.
    `),
  },
  {
    id: 'catalog-missing-index',
    title: 'Category pages slow after release, filter column without index',
    service: 'catalog-api',
    tags: ['database', 'query-plan'],
    text: prose(`
      Category listing p95 went to 7 s with release 2024.11 and the database CPU was flat out. EXPLAIN showed Seq Scan
      on product_attribute with Rows Removed by Filter: 4120033. Why: The new energy label filter queries
      attribute_value_norm, which nobody had indexed; staging has too little data to notice. What helped: Feature
      switched off, CREATE INDEX CONCURRENTLY idx_attr_norm, switched on again. A pg_stat_statements budget check was
      added to the pipeline. The status page was updated twice. Paged at 15:28 UTC by CatalogApiErrorBurn, tracked as
      INC-40349.
    `),
  },
  {
    id: 'invoice-xid-wraparound',
    title: 'Invoices database close to transaction id wraparound',
    service: 'invoice-service',
    tags: ['database', 'postgres', 'vacuum'],
    text: prose(`
      Warnings "database invoices must be vacuumed within 9871234 transactions" every second, finally the cluster
      refused commands to avoid wraparound data loss. Why: A replication slot of the retired reporting replica,
      rpt_old_slot, held back the xmin horizon for months so autovacuum could not freeze anything. What helped:
      Dropped the slot, vacuumed in single user mode per table starting with invoice_line. Alert on age(datfrozenxid)
      above 500 million. About 9 percent of requests to invoice-service were affected. Ticket INC-40361, on call took
      it at 06:45 UTC after InvoiceServiceAbsent. Follow-up in PLAT-8660.
    `),
  },
  {
    id: 'events-int4-overflow',
    title: 'Event table stopped taking rows, serial id at its end',
    service: 'analytics-pipeline',
    tags: ['database', 'schema'],
    text: prose(`
      INC-40367, severity 1, 89 minutes. Inserts into click_event failed with integer out of range, SQLSTATE 22003,
      since 04:17; everything else in that database worked. The id was a plain serial and had reached 2147483647 after
      four years. Switched the sequence to negative numbers as a stop-gap, then migrated to bigint with a shadow
      column and pg_repack over the weekend. Most of it came from anapip-8.fra1.
    `),
  },
  {
    id: 'profile-e11000',
    title: 'E11000 duplicate key on signup with upper-case mail addresses',
    service: 'customer-profile',
    tags: ['database', 'mongodb'],
    text: prose(`
      Symptoms: New users got "something went wrong"; log: MongoServerError E11000 duplicate key error collection:
      crm.profiles index: email_ci_1 dup key. Evidence kept from customer-profile-vhgqtjhsn-w4j7f. What was behind it:
      The collation of the new unique index ignores case, but the lookup before the insert did not, so John@ and john@
      collided. Lower-case before lookup and insert; merged 214 double accounts with the dedupe script. The form now
      says the address is taken. It lasted 75 minutes in all. Paged at 14:46 UTC by CustomerProfileErrorBurn, tracked
      as INC-40382.
    `),
  },
  {
    id: 'profile-mongo-no-primary',
    title: 'NotWritablePrimary after a maintenance restart',
    service: 'customer-profile',
    tags: ['database', 'mongodb', 'failover'],
    text: prose(`
      Ticket INC-40391, on call took it at 15:00 UTC after CustomerProfileLatencyHigh. Profile updates failed with
      MongoServerError NotWritablePrimary and reads gave MongoNetworkTimeoutError for four minutes. 2220 requests had
      to be repeated. Two of the three replica set members were patched at once, so no election was possible; priority
      0 on the third. Started profile-mongo-b by hand, an election followed. Maintenance windows are serialised by a
      PodDisruptionBudget, and the third member may be elected. Most of it came from cuspro-9.fra4. Follow-up in
      NET-8034.
    `),
  },
  {
    id: 'orders-replica-lag-read',
    title: 'Customers do not see the order they just placed',
    service: 'order-service',
    tags: ['database', 'replication'],
    text: prose(`
      Support got complaints: order confirmed by mail but the order list is empty for a minute or two. No errors
      anywhere. INC-40429: reported in the channel of the team by a colleague at 10:14. Neighbouring services were not
      touched. Root cause: Order list reads from the replica, and a VACUUM FULL on order_item had put replay 140
      seconds behind; pg_stat_replication replay_lag said so. Resolution: Reads go to the primary for ten seconds
      after a write (sticky cookie rw_until). VACUUM FULL is forbidden by day. We agreed to look at it again in a
      quarter.
    `),
  },
  {
    id: 'orders-order-list-cache',
    title: 'Placed orders missing from the list although the database has them',
    service: 'order-service',
    tags: ['cache', 'consistency'],
    text: prose(`
      Symptoms: Confirmed orders did not appear in the order list for up to five minutes, support was flooded.
      Replicas were in sync. Graphs of ordser-8.ams2 are attached. What was behind it: The list was cached under
      orders:list:{customer} and the invalidation event was published before the transaction committed, so an empty
      list was cached again. Invalidate after commit (TransactionalEventListener AFTER_COMMIT), TTL lowered to 20 s.
      Costs: 24 minutes of the monthly budget. Follow-up in NET-3665. INC-40470: reported in the channel of the team
      by a colleague at 16:33.
    `),
  },
  {
    id: 'inventory-mysql-1062-replica',
    title: 'Stock replica stopped with error 1062',
    service: 'inventory-service',
    tags: ['database', 'mysql', 'replication'],
    text: prose(`
      INC-40497: reported in the channel of the team by a colleague at 09:44. Seconds_Behind_Source NULL on
      stock-db-3, Last_SQL_Errno: 1062, Duplicate entry '88213-4' for key 'PRIMARY'. Stock levels on the shop were
      frozen. 3770 requests had to be repeated. A script of the warehouse team had written directly to the replica,
      read_only was OFF after the rebuild. Rebuilt from xtrabackup and set super_read_only=ON in my.cnf. Skipping the
      event was rejected as it would hide more drift.
    `),
  },
  {
    id: 'postgres-wal-slot-disk',
    title: 'Archive database out of disk, abandoned Debezium slot kept WAL',
    service: 'ledger-archive',
    tags: ['database', 'replication', 'disk'],
    text: prose(`
      First seen on ledarc-3.fra4 at 18:04 UTC (INC-40505). pg_wal grew by 60 GB a day until the archive stopped:
      PANIC could not write to file pg_wal/xlogtemp.4411: No space left on device. Around 2480 people noticed. The
      Debezium connector ledger-cdc had been deleted, its slot had not, so no segment was recycled.
      pg_drop_replication_slot('debezium_ledger'), space back after checkpoint. max_slot_wal_keep_size=80GB caps it in
      future. We agreed to look at it again in a quarter.
    `),
  },
  {
    id: 'postgres-wal-archive-fail',
    title: 'Orders database nearly out of disk, WAL archiving failed for a day',
    service: 'postgres-orders',
    tags: ['database', 'backup', 'disk'],
    text: prose(`
      Symptoms: pg_wal at 410 GB and rising, disk alarm at 91 percent. pg_stat_archiver failed_count above 9000,
      last_failed_wal 00000003000012A40000007F. Evidence kept from postgres-orders-zgdgss4sp-wd6qk. What was behind
      it: wal-g pushes got 403 since the role of the bucket had lost kms:GenerateDataKey in a Terraform clean-up.
      Restored the grant in the key policy, archive_command caught up in forty minutes. Alarm on archiver age, not
      only on disk. No data was lost. Runbook RB-894 has the steps. Ticket INC-40531, on call took it at 05:57 UTC
      after PostgresOrdersAbsent.
    `),
  },
  {
    id: 'fraud-statement-timeout',
    title: 'Fraud checks cancelled with 57014 at Sunday noon',
    service: 'fraud-scoring',
    tags: ['database', 'timeout'],
    text: prose(`
      Paged at 06:22 UTC by FraudScoringLatencyHigh, tracked as INC-40539. ERROR: canceling statement due to statement
      timeout, SQLSTATE 57014, for a third of the scoring queries; orders went to manual review. Cause: Autovacuum for
      wraparound on device_fingerprint competed with the Sunday aggregate; IO was saturated. Fix: Moved the aggregate
      to the replica, vacuum_cost_limit raised on weekdays so it ends before Sunday. About 54 percent of requests to
      fraud-scoring were affected.
    `),
  },
  {
    id: 'profile-mongo-index-build',
    title: 'Profile reads slow while an index is built in the foreground',
    service: 'customer-profile',
    tags: ['database', 'mongodb', 'latency'],
    text: prose(`
      Opening "my account" took 15 to 20 seconds; mongostat showed qr|qw queues above 200 and COLLSCAN in the
      profiler. Paged at 06:29 UTC by CustomerProfileLatencyHigh, tracked as INC-40553. Costs: 43 minutes of the
      monthly budget. Root cause: Index marketing_consent_1 had been dropped and was rebuilt by the application at
      start, syncIndexes() in production. Resolution: Killed the build with killOp, built it rolling on the
      secondaries. autoIndex is off in production since.
    `),
  },
];
