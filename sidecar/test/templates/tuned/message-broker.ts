import type { Program } from '../program.ts';

export const messageBroker: Program = {
  name: 'message-broker',
  formats: [
    [
      500,
      '[ReplicaFetcher replicaId={d}, leaderId={d}, fetcherId=0] Truncating partition {topic}-{d} to local high watermark {n}',
    ],
    [300, '[Log partition={topic}-{d}, dir={path}] Rolled new log segment at offset {big} in {n3} ms.'],
    [
      220,
      '[GroupCoordinator {d}]: Preparing to rebalance group {group} in state PreparingRebalance with old generation {n3} (reason: {why})',
    ],
    [200, '[GroupCoordinator {d}]: Stabilized group {group} generation {n3} with {d} members'],
    [150, '[GroupCoordinator {d}]: Member {client}-{uuid} in group {group} has failed, removing it from the group'],
    [
      120,
      '[GroupCoordinator {d}]: Dynamic member with unknown member id joins group {group} in Empty state. Created a new member id {client}-{uuid} and request the member to rejoin with this id.',
    ],
    [90, '[Controller id={d} epoch={d}] Changed partition {topic}-{d} state from OnlinePartition to OnlinePartition'],
    [80, '[Controller id={d} epoch={d}] Changed partition {topic}-{d} state from OfflinePartition to OnlinePartition'],
    [60, '[Controller id={d} epoch={d}] Changed partition {topic}-{d} state from NewPartition to OnlinePartition'],
    [
      60,
      '[Partition {topic}-{d} broker={d}] Shrinking ISR from {commas} to {d}. Leader: (highWatermark: {n}, endOffset: {n}). Out of sync replicas: (brokerId: {d}, endOffset: {n}).',
    ],
    [50, '[Partition {topic}-{d} broker={d}] Expanding ISR from {d} to {commas}'],
    [40, '[SocketServer brokerId={d}] Failed authentication with /{ip} ({authwhy})'],
    [30, 'Deleted log {path}.deleted.'],
    [30, 'Deleted offset index {path}.index.deleted.'],
    [30, 'Deleted time index {path}.timeindex.deleted.'],
    [20, 'Completed load of log with {d} segments, log start offset {n} and log end offset {n} in {n3} ms'],
    [12, '[ThrottledChannelReaper-{quota}]: Starting'],
    [12, '[ThrottledChannelReaper-{quota}]: Stopped'],
    [10, 'Client session timed out, have not heard from server in {n}ms for sessionid {x}'],
    [
      10,
      'Opening socket connection to server {host}/{ipport}. Will not attempt to authenticate using SASL (unknown error)',
    ],
    [8, 'Session establishment complete on server {host}/{ipport}, sessionid = {x}, negotiated timeout = {n}'],
    [6, 'Topic creation Map({topic}-{d} -> ArrayBuffer({d}))'],
    [5, '[KafkaServer id={d}] started'],
    [5, '[KafkaServer id={d}] shutting down'],
    [4, '[KafkaServer id={d}] shut down completed'],
    [3, 'Awaiting socket connections on {host}:9092.'],
  ],
  values: {
    topic: ['orders', 'payments', 'page-views', 'audit', '__consumer_offsets', 'stock.updates'],
    group: ['billing', 'shipping', 'search-indexer', 'mailer', 'fraud'],
    client: ['consumer-1', 'sarama', 'rdkafka', 'consumer-billing-2'],
    commas: ['1,2,3', '2,3', '1,3', '3,1'],
    why: [
      'Adding new member consumer-1-2f6e with group instance id None',
      'Updating metadata for member rdkafka-77 during Stable',
      'removing member sarama-12 on heartbeat expiration',
      'removing member consumer-4 on LeaveGroup',
    ],
    authwhy: ['SSL handshake failed', 'Unexpected Kafka request of type METADATA during SASL handshake.'],
    quota: ['Fetch', 'Produce', 'Request', 'ControllerMutation'],
  },
};
