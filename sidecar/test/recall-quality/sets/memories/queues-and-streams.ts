import { prose } from '../prose.ts';
import type { PastIncident } from './past-incident.ts';

export const queuesAndStreams: readonly PastIncident[] = [
  {
    id: 'orders-kafka-poll-interval',
    title: 'Order consumer rebalances for ever, max.poll.interval.ms exceeded',
    service: 'order-service',
    tags: ['kafka', 'consumer'],
    text: prose(`
      CommitFailedException and "consumer poll timeout has expired" every five minutes; lag on orders.placed rises
      although all pods are up. Graphs of ordser-5.rtm1 are attached. Why: Since the address check was added one batch
      of 500 records takes more than max.poll.interval.ms=300000. What helped: max.poll.records=50 and address checks
      in parallel. Adding consumers made the rebalances more frequent. Support called at 06:52, a good while before
      OrderServiceLatencyHigh fired; INC-40997.
    `),
  },
  {
    id: 'orders-kafka-slow-handler',
    title: 'Lag on orders.placed, handler slowed by a sick address service',
    service: 'order-service',
    tags: ['kafka', 'backlog'],
    text: prose(`
      INC-41030, severity 3, 134 minutes. Lag on orders.placed above 90,000, no rebalances, every record takes 900 ms
      instead of 15. Cause: Each record calls address-check which ran on a single pod after a node loss, and answers
      were slow but not failing. Fix: Scaled address-check to six, calls got a 200 ms budget with fallback to
      "unchecked". Lag gone in half an hour. Follow-up NET-1746 is done.
    `),
  },
  {
    id: 'shipment-poison-avro',
    title: 'Tracking stuck at one offset, unknown Avro schema id',
    service: 'shipment-tracker',
    tags: ['kafka', 'poison-message'],
    text: prose(`
      No tracking updates for partition 7; SerializationException: Error deserializing Avro message for id 1187, again
      and again at offset 40022317. Paged at 17:55 UTC by ShipmentTrackerErrorBurn, tracked as INC-41052. Most of it
      came from shitra-9.ams2. Around 190 people noticed. Root cause: The carrier adapter had been tested against the
      production topic with a schema that is only in the staging registry. Resolution: Skipped the offset with
      kafka-consumer-groups --reset-offsets, dead letter topic shipment.dlt through ErrorHandlingDeserializer. Runbook
      RB-895 has the steps.
    `),
  },
  {
    id: 'notify-dlq-refund',
    title: 'Dead letter queue of refund notices fills up',
    service: 'notification-hub',
    tags: ['sqs', 'poison-message'],
    text: prose(`
      INC-41074: reported in the channel of the team by a colleague at 09:35. Alarm ApproximateNumberOfMessagesVisible
      on notify-refund-dlq above 1000; customers ask where their refund message is. Cause: Template refund_v3 needs
      field iban_masked, and vouchers are refunded without one, so the handler throws NullPointerException. Fix: Field
      is optional now; redrive of 1,412 messages after the deploy. Around 2970 people noticed. Follow-up in NET-5992.
    `),
  },
  {
    id: 'mail-queue-age',
    title: 'Mail delayed for hours, postfix deferred queue of 300,000',
    service: 'mail-relay',
    tags: ['smtp', 'backlog'],
    text: prose(`
      Symptoms: Order confirmations two to five hours late, mailq lists 300,000 deferred, most to the same provider:
      421 4.7.0 try again later. What was behind it: A marketing campaign through the transactional pool used up the
      provider's hourly acceptance. Campaign moved to its own IP pool, smtp_destination_rate_delay per provider,
      deferred flushed in slices. Neighbouring services were not touched. Paged at 21:25 UTC by MailRelayErrorBurn,
      tracked as INC-41094.
    `),
  },
  {
    id: 'kafka-disk-offline',
    title: 'Broker 4 lost a log directory, partitions under-replicated',
    service: 'kafka-main',
    tags: ['kafka', 'disk'],
    text: prose(`
      UnderReplicatedPartitions 312, broker kafka-main-4 logs KafkaStorageException and "Stopping serving logs in dir
      /data/k2". Evidence kept from kafka-main-g8gknjt44-rwx7r. Why: SSD nvme2n1 returned I/O errors, SMART percentage
      used was 104. What helped: Disk replaced, reassignment throttled at 80 MB/s overnight. Wear above 90 percent
      raises a ticket now. About 24 percent of requests to kafka-main were affected. INC-41131: reported in the
      channel of the team by a colleague at 22:59.
    `),
  },
  {
    id: 'kafka-isr-shrink-gc',
    title: 'Partitions under-replicated every hour, broker paused by GC',
    service: 'kafka-main',
    tags: ['kafka', 'gc'],
    text: prose(`
      INC-41136: reported in the channel of the team by a colleague at 10:25. UnderReplicatedPartitions jumps to 300
      for half a minute about hourly; "Shrinking ISR" then "Expanding ISR" for kafka-main-2. Disks healthy. Broker
      heap of 4 GB was too small for 9,000 partitions, Full GC of 20 s let ZooKeeper session expire. Heap 8 GB,
      zookeeper.session.timeout.ms=18000, partitions of retired topics deleted. We agreed to look at it again in a
      quarter.
    `),
  },
  {
    id: 'kafka-message-too-large',
    title: 'RecordTooLargeException for click batches',
    service: 'analytics-pipeline',
    tags: ['kafka', 'producer'],
    text: prose(`
      INC-41169: reported in the channel of the team by a colleague at 08:23. Click collector loses batches:
      RecordTooLargeException: The message is 1304881 bytes when serialized which is larger than max.request.size.
      Cause: The new consent string adds 4 KB to each click and batches are built by count, not by size. Fix: Batches
      by bytes, compression.type=zstd. max.message.bytes left alone for the mirrors' sake. Neighbouring services were
      not touched. Runbook RB-236 has the steps.
    `),
  },
  {
    id: 'rabbit-memory-alarm',
    title: 'Publishers blocked, RabbitMQ memory alarm',
    service: 'warehouse-scanner',
    tags: ['rabbitmq', 'backpressure'],
    text: prose(`
      Paged at 02:02 UTC by WarehouseScannerAbsent, tracked as INC-41194. Scanner confirmations hang; management UI
      shows connections "blocked", rabbit log: memory resource limit alarm set on node rabbit@wh-mq-1. No data was
      lost. Queue pick.audit had no consumer since the audit service was switched off, 14 million messages in memory.
      Purged after export, queue set lazy with x-max-length 200000. vm_memory_high_watermark stays 0.4. Evidence kept
      from warehouse-scanner-pnpzpln5c-f5lll. Runbook RB-128 has the steps.
    `),
  },
  {
    id: 'rabbit-disk-alarm',
    title: 'Publishers blocked, RabbitMQ disk free limit reached',
    service: 'warehouse-scanner',
    tags: ['rabbitmq', 'backpressure', 'disk'],
    text: prose(`
      Connections "blocked" on wh-mq-2, publishers wait, memory normal; log: disk resource limit alarm set, free disk
      space 48 MB. Why: Core dumps of an unrelated agent filled /var on the broker host. What helped: Removed the
      dumps, systemd-coredump MaxUse=2G, mnesia moved to a volume of its own. 3160 requests had to be repeated.
      Support called at 13:59, a good while before WarehouseScannerAbsent fired; INC-41232. We agreed to look at it
      again in a quarter.
    `),
  },
  {
    id: 'ledger-duplicate-offset',
    title: 'Payments posted twice after a consumer restart',
    service: 'ledger',
    tags: ['kafka', 'duplicates'],
    text: prose(`
      Symptoms: 318 payments appear twice in the ledger between 14:02 and 14:03, same reference, same amount,
      different journal number. Evidence kept from ledger-lqpm4h8d7-xf48l. What was behind it: Offsets are committed
      after the batch, and the pod was killed between write and commit; the posting had no idempotency key. Reversed
      by script, unique constraint uq_journal_source(topic, partition, offset). Exactly-once needs no more than that
      here. Neighbouring services were not touched. We agreed to look at it again in a quarter. Support called at
      06:14, a good while before LedgerLatencyHigh fired; INC-41253.
    `),
  },
  {
    id: 'payment-double-charge-retry',
    title: 'Customers charged twice when the app retries',
    service: 'payment-gateway',
    tags: ['payments', 'duplicates'],
    text: prose(`
      Paged at 09:32 UTC by PaymentGatewayAbsent, tracked as INC-41268. 61 customers were charged twice within
      seconds, same basket, different psp reference; nothing replayed in our queues. Most of it came from
      paygat-4.rtm1. Cause: The mobile app retries after 10 s, the first attempt was still running, and the
      Idempotency-Key header contained the attempt number. Fix: Key is basket id plus amount; refunds sent the same
      day. Gateway answers 409 to a parallel attempt. 2930 requests had to be repeated.
    `),
  },
  {
    id: 'shipment-partition-skew',
    title: 'One tracking consumer overloaded, all events of one carrier in a partition',
    service: 'shipment-tracker',
    tags: ['kafka', 'hot-partition'],
    text: prose(`
      Lag only on partition 3 of carrier.events, the pod that owns it at 100 percent CPU and its neighbours idle. Why:
      Key is the carrier id, and PostNova sends 80 percent of all events since the contract. What helped: Key changed
      to parcel id, topic recreated with 24 partitions through carrier.events.v2. Around 2790 people noticed. Ticket
      INC-41284, on call took it at 11:17 UTC after ShipmentTrackerAbsent. We agreed to look at it again in a quarter.
    `),
  },
  {
    id: 'search-indexer-lag',
    title: 'New articles not found in search, indexer behind by hours',
    service: 'search-indexer',
    tags: ['indexing', 'backlog'],
    text: prose(`
      Paged at 14:05 UTC by SearchIndexerSaturation, tracked as INC-41297. Articles published in the morning cannot be
      found until evening; indexer log says bulk rejected es_rejected_execution_exception, queue capacity 200. Cause:
      A full reindex ran by day with 16 threads against the same data nodes. Fix: Reindex paused, limited to
      requests_per_second=500 at night. Bulk retries with exponential backoff.
    `),
  },
  {
    id: 'search-indexer-stuck-token',
    title: 'New articles not found in search, change stream token lost',
    service: 'search-indexer',
    tags: ['indexing', 'cdc'],
    text: prose(`
      Nothing new in the index since 02:40, no load, no rejections. Log once: ChangeStreamHistoryLost, Resume of
      change stream was not possible, code 286. Ticket INC-41333, on call took it at 23:55 UTC after
      SearchIndexerAbsent. Around 2380 people noticed. Root cause: The oplog was too small for a pause of four hours
      of the indexer during maintenance. Resolution: Partial resync by updatedAt, oplog to 200 GB; the indexer now
      alarms when its heartbeat document is not seen for ten minutes. We agreed to look at it again in a quarter.
    `),
  },
  {
    id: 'push-fcm-quota',
    title: 'Push notifications late, FCM answers 429 QUOTA_EXCEEDED',
    service: 'push-sender',
    tags: ['mobile', 'quota'],
    text: prose(`
      Paged at 01:21 UTC by PushSenderErrorBurn, tracked as INC-41364. Dispatch pushes forty minutes late on Android;
      sender log full of HTTP 429 QUOTA_EXCEEDED from fcm.googleapis.com, iPhones fine. The status page was updated
      twice. Marketing sent 6 million pushes through the same project in ten minutes. Token bucket of 400k a minute,
      marketing has project hl-push-mkt of its own; urgent ones first. Pod push-sender-2rjr9wr9q-xq4vn showed it
      first. We agreed to look at it again in a quarter.
    `),
  },
  {
    id: 'push-apns-403',
    title: 'No push on iPhones, APNs says InvalidProviderToken',
    service: 'push-sender',
    tags: ['mobile', 'certificate'],
    text: prose(`
      Ticket INC-41391, on call took it at 18:47 UTC after PushSenderLatencyHigh. iPhone users get no pushes since
      Monday, APNs returns 403 InvalidProviderToken, Android is fine. Cause: The signing key AuthKey_7QX2 was revoked
      when an employee's developer account was closed. Fix: New key under the company account, stored in vault path
      push/apns, rotation documented. The status page was updated twice.
    `),
  },
  {
    id: 'flags-stream-disconnect',
    title: 'Flag changes reach services only after restart',
    service: 'feature-flags',
    tags: ['streaming', 'configuration'],
    text: prose(`
      INC-41412, severity 1, 92 minutes. A kill switch was flipped but half of the services did not react; SDK log:
      stream disconnected, EventSource error 504, polling disabled. Neighbouring services were not touched. The edge
      idle timeout of 60 s cut the SSE stream and the client's backoff had grown to an hour. Heartbeat every 15 s on
      the stream, max backoff 30 s, polling as fallback. We agreed to look at it again in a quarter.
    `),
  },
  {
    id: 'analytics-flink-checkpoint',
    title: 'Flink checkpoints expire, dashboards an hour behind',
    service: 'analytics-pipeline',
    tags: ['streaming', 'backpressure'],
    text: prose(`
      INC-41424, severity 1, 116 minutes. Checkpoint expired before completing, 11 in a row; backpressure 100 percent
      on the sessionise operator; the Flink job finally restarts. State of a bot session grew to gigabytes since the
      session gap was never reached. Sessions cut at four hours, unaligned checkpoints on. RocksDB incremental=true.
      Most of it came from anapip-9.ams3.
    `),
  },
  {
    id: 'celery-no-worker-ack',
    title: 'Tours planned twice in the morning',
    service: 'route-planner',
    tags: ['celery', 'batch'],
    text: prose(`
      Symptoms: Drivers got two tours for the same parcels. Celery shows task plan_tour received again after exactly
      one hour. What was behind it: visibility_timeout of the Redis transport is 3600 s, a big plan runs 70 minutes,
      so the broker delivered it a second time. visibility_timeout=14400, plan split by district, a lock row per depot
      and day. We agreed to look at it again in a quarter. INC-41431, severity 2, 56 minutes.
    `),
  },
];
