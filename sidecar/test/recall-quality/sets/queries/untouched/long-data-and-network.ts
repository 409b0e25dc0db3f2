import { prose } from '../../prose.ts';
import type { RecallQuery } from '../recall-query.ts';

/** Not to be read while tuning: untouched-queries.ts says why. */
export const untouchedLongDataAndNetwork: readonly RecallQuery[] = [
  {
    id: 'long/invoice-alter-table-queue',
    text: prose(`
      Right after rolling out the new release every page with invoices stopped answering. In the lock view I see one
      schema change that is waiting and hundreds of harmless selects lined up after it. There is also an export that
      has been reading for ages. Can I cancel the schema change safely?
    `),
    truth: ['invoice-alter-table-queue'],
  },
  {
    id: 'long/catalog-stale-statistics',
    text: prose(`
      Browsing categories became extremely slow an hour ago, with the database replica at full load, but nobody
      deployed anything. The only thing that happened is that a supplier sent a huge delivery of article data this
      morning. The query plan looks absurd, it expects a handful of rows.
    `),
    truth: ['catalog-stale-statistics'],
  },
  {
    id: 'long/events-int4-overflow',
    text: prose(`
      Since shortly after four in the morning not a single click is stored, the insert is refused as a number is out
      of range. All other tables take rows happily. The table is four years old and very large. I suspect the counter
      of its key but would like to know the quickest way out.
    `),
    truth: ['events-int4-overflow'],
  },
  {
    id: 'long/profile-e11000',
    text: prose(`
      New customers cannot register, they only see a general error. It concerns people who type their mail address
      partly in capitals, and the document store says there is one already. Our own check before the insert claims
      there is none. We changed something about the unique index lately.
    `),
    truth: ['profile-e11000'],
  },
  {
    id: 'long/profile-mongo-no-primary',
    text: prose(`
      After we patched the document database machines nobody can save changes to their account, and reads run into
      network errors as well. It looks as if none of the members wants to take the lead. Two of them were rebooted by
      the same maintenance job.
    `),
    truth: ['profile-mongo-no-primary'],
  },
  {
    id: 'long/orders-order-list-cache',
    text: prose(`
      People who just bought do not see the purchase in their account for several minutes. I compared primary and
      standby, they are identical, and the row is there when I look. It must be something between the database and the
      page that remembers an empty answer.
    `),
    truth: ['orders-order-list-cache'],
  },
  {
    id: 'long/inventory-mysql-1062-replica',
    text: prose(`
      The quantities shown in the shop have not changed since this morning. The third stock database no longer follows
      its source, the applier stopped because a row is there already. Someone from the warehouse mentions a script of
      theirs. Should I skip the event or rebuild?
    `),
    truth: ['inventory-mysql-1062-replica'],
  },
  {
    id: 'long/postgres-wal-archive-fail',
    text: prose(`
      Disk of the orders database is over ninety percent, nearly all of it is write-ahead log that does not get
      removed. The backup tool says forbidden when it uploads segments, since about yesterday. There was some tidying
      of cloud permissions this week.
    `),
    truth: ['postgres-wal-archive-fail'],
  },
  {
    id: 'long/pricing-gc-pauses',
    text: prose(`
      Quotes are timing out in short bursts, regular as clockwork six times an hour, with nothing in between. Garbage
      collector logs show the whole world standing still for more than ten seconds at these moments. Someone wants to
      give it a larger heap.
    `),
    truth: ['pricing-gc-pauses'],
  },
  {
    id: 'long/search-api-heap',
    text: prose(`
      One search server after another runs out of heap and leaves a gigantic dump, suggestions are gone. It began when
      a partner started to send unusual requests that ask for all values of a facet. Restarted nodes die again in
      minutes.
    `),
    truth: ['search-api-heap'],
  },
  {
    id: 'long/cart-metaspace',
    text: prose(`
      The basket service fails after running for more than a week without a release, the number of loaded classes
      rises without end although heap is fine. We use scripts for promotions which are compiled at run time. A restart
      gives us another week.
    `),
    truth: ['cart-metaspace'],
  },
  {
    id: 'long/bff-node-heap',
    text: prose(`
      The start page of the app stays empty from time to time and I see the Node processes abort as V8 cannot allocate
      any more; they come back and after some hours the same happens. Somebody had been recording answers for
      debugging last week.
    `),
    truth: ['bff-node-heap'],
  },
  {
    id: 'long/route-stackoverflow',
    text: prose(`
      Tour calculation for the northern part of the city crashes since the new map was loaded, the trace is one and
      the same frame repeated over and over until the stack is gone. Other districts work. Could it be a faulty rule
      at some junction?
    `),
    truth: ['route-stackoverflow'],
  },
  {
    id: 'long/scanner-futex-fork',
    text: prose(`
      The Python import at the warehouse stops halfway in a file without any message, all children wait for a lock in
      the logging module. It goes on after a restart, yet a few days later it is there again. Is there a proper fix?
    `),
    truth: ['scanner-futex-fork'],
  },
  {
    id: 'long/kube-pid-limit',
    text: prose(`
      Several unrelated services on one worker cannot start threads any more and I cannot even get a shell in a
      container there, it says resource temporarily unavailable. Memory is plentiful. A one-off backfill of pictures
      runs on the same machine.
    `),
    truth: ['kube-pid-limit'],
  },
  {
    id: 'long/orders-kafka-poll-interval',
    text: prose(`
      The consumers of placed orders are thrown out of their group again and again and take turns with the partitions,
      so the backlog grows though all pods live. It started with the release that checks addresses. I wanted to add
      more pods, is that wise?
    `),
    truth: ['orders-kafka-poll-interval'],
  },
  {
    id: 'long/shipment-poison-avro',
    text: prose(`
      Parcel tracking does not advance on one partition, the consumer fails at the same position over and over as it
      cannot decode the record, the schema number is not known in the registry. The others are fine. May I skip that
      one record, and how?
    `),
    truth: ['shipment-poison-avro'],
  },
  {
    id: 'long/rabbit-disk-alarm',
    text: prose(`
      The handhelds hang once more and publishing connections are blocked, but this time the broker's memory is fine.
      There seems to be hardly any space on its partition, something wrote big files there that have nothing to do
      with the queue.
    `),
    truth: ['rabbit-disk-alarm'],
  },
  {
    id: 'long/ledger-duplicate-offset',
    text: prose(`
      For one minute this afternoon a few hundred payments were booked twice with different numbers. In that minute a
      consumer pod was killed. The customers were charged only once, so it is our books which are wrong. How did we
      correct the entries?
    `),
    truth: ['ledger-duplicate-offset'],
  },
  {
    id: 'long/shipment-partition-skew',
    text: prose(`
      Only one of the tracking consumers is behind and fully busy while the others have nothing to do. Almost all
      events of that topic belong to one large carrier. Adding pods makes no difference whatever. Which key did we
      choose in the end to spread them better?
    `),
    truth: ['shipment-partition-skew'],
  },
  {
    id: 'long/search-indexer-lag',
    text: prose(`
      What editors publish in the morning is not to be found before evening. The indexer is alive and gets its bulk
      requests rejected by the data nodes, which are very busy with some big rebuild. What speed is safe for that
      rebuild?
    `),
    truth: ['search-indexer-lag'],
  },
  {
    id: 'long/push-apns-403',
    text: prose(`
      Since Monday no iPhone receives anything, Android does. Apple answers that our provider token is invalid.
      Nothing was deployed. A colleague who had set up the account has left the company. What needs to be replaced and
      where is it kept?
    `),
    truth: ['push-apns-403'],
  },
  {
    id: 'long/flags-stream-disconnect',
    text: prose(`
      We flipped an emergency switch and only part of the services took notice, those that had been restarted lately.
      The rest seems not to be connected to the stream of changes, the edge closes it after a minute. How was that
      solved?
    `),
    truth: ['flags-stream-disconnect'],
  },
  {
    id: 'long/analytics-flink-checkpoint',
    text: prose(`
      The dashboards are an hour late, the streaming job cannot finish its checkpoints and is restarting now and then,
      the operator which builds visits is fully held up. One visit appears to last for days, probably a robot. What
      did we change in the windows?
    `),
    truth: ['analytics-flink-checkpoint'],
  },
  {
    id: 'long/gateway-coredns-ndots',
    text: prose(`
      Many services in the cluster see occasional delays of seconds on outgoing calls. The cluster DNS servers are at
      their limit and most of what they answer is that the name is not there, for outside names with our internal
      suffix attached.
    `),
    truth: ['gateway-coredns-ndots'],
  },
  {
    id: 'long/identity-dns-udp-race',
    text: prose(`
      A tiny part of the logins takes five seconds, to the millisecond. The cluster DNS is not busy at all. In the
      capture one of the two simultaneous questions never gets a reply. It only concerns containers built on Alpine.
    `),
    truth: ['identity-dns-udp-race'],
  },
  {
    id: 'long/partner-old-ip-jvm',
    text: prose(`
      We moved the database to the other machine as planned and everything followed apart from the partner interface,
      which still writes to the previous one and is told that it is read only. Restarting each pod fixes that pod. Why
      does it not see the new address?
    `),
    truth: ['partner-old-ip-jvm'],
  },
  {
    id: 'long/edge-499-slow-backend',
    text: prose(`
      Many customers look at a spinner when they open the basket and give up. The gateway counts lots of requests that
      were closed by the client, while the services behind it believe they answered well. The new risk check may take
      longer than the app is willing to wait.
    `),
    truth: ['edge-499-slow-backend'],
  },
  {
    id: 'long/edge-502-keepalive',
    text: prose(`
      A few dozen bad gateway errors each hour spread evenly over the day, no relation to load or to releases. It
      seems the gateway sends a request on an idle connection to the Node service at the moment when that closes it.
    `),
    truth: ['edge-502-keepalive'],
  },
  {
    id: 'long/payment-nat-idle',
    text: prose(`
      After a calm period in the night the first card payment always fails with a reset and the second goes through.
      It needs some minutes without any traffic. By day, with steady traffic, it never happens. Something between us
      and them must forget the connection.
    `),
    truth: ['payment-nat-idle'],
  },
  {
    id: 'long/crawler-port-exhaustion',
    text: prose(`
      At the full hour fetching the suppliers' feeds fails because no local address can be assigned. The machine has
      close to thirty thousand sockets in the waiting state, all to one supplier. Widening the port range sounds
      tempting. Is there something better than that?
    `),
    truth: ['crawler-port-exhaustion'],
  },
  {
    id: 'long/dc-link-loss',
    text: prose(`
      Everything between our two sites became slow, tracking included. There are heaps of retransmissions, and the
      trace shows several percent of packets lost from one edge router on. The carrier exchanged a cable this week.
      Can we move the traffic to the other line meanwhile?
    `),
    truth: ['dc-link-loss'],
  },
  {
    id: 'long/tracker-websocket-sticky',
    text: prose(`
      We scale tracking out but the new pods get nothing to do, the oldest one carries everything. The clients keep
      their streams open for days. What made the streams move to other pods? The balancer in front only looks at
      connections, I think.
    `),
    truth: ['tracker-websocket-sticky'],
  },
];
