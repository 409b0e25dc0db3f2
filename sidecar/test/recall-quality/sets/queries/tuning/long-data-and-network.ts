import { prose } from '../../prose.ts';
import type { RecallQuery } from '../recall-query.ts';

export const tuningLongDataAndNetwork: readonly RecallQuery[] = [
  {
    id: 'long/checkout-pool-leak',
    text: prose(`
      It is evening and customers cannot finish buying. Everything waits about half a minute and then errors out
      because the app cannot get hold of a database connection. The database itself is almost idle, no long statements
      there, and the number of borrowed connections only ever goes up and never comes down until we restart the pods.
    `),
    truth: ['checkout-pool-leak'],
  },
  {
    id: 'long/checkout-pool-slow-query',
    text: prose(`
      Buying is stuck again with all connections of the pool taken. Looking into the database I see dozens of
      identical statements that read discount codes and have been going on for minutes. Somebody suggests a bigger
      pool. What did we find last time, and did more connections actually help?
    `),
    truth: ['checkout-pool-slow-query'],
  },
  {
    id: 'long/orders-too-many-clients',
    text: prose(`
      We scaled out for the campaign and now creating orders fails, and I cannot even log in to the database by hand
      since it says there are no slots left. Nothing is slow, it simply will not let anybody else in. How many
      replicas times pool size do we have, and what was done before?
    `),
    truth: ['orders-too-many-clients'],
  },
  {
    id: 'long/ledger-ora-12516',
    text: prose(`
      The accounting system cannot post tonight, the Oracle listener turns away new logins with a complaint about no
      handler, while those who were logged in earlier go on working. The reconciliation batch started about the same
      time and seems to have many sessions open that nobody uses.
    `),
    truth: ['ledger-ora-12516'],
  },
  {
    id: 'long/ledger-ora-00060',
    text: prose(`
      While the books are being closed for the month, colleagues who enter corrections by hand get thrown back at
      random, the database says two sessions were waiting for each other and kills one. Trying again usually helps. It
      only happens in these days when both kinds of work run side by side.
    `),
    truth: ['ledger-ora-00060'],
  },
  {
    id: 'long/orders-40p01',
    text: prose(`
      A small share of orders is rolled back by Postgres because two transactions wait for each other. We noticed that
      it hits large baskets more than small ones, and popular articles. Retrying by hand works. Has someone already
      looked at the order in which the article rows get locked?
    `),
    truth: ['orders-40p01'],
  },
  {
    id: 'long/inventory-innodb-1213',
    text: prose(`
      People who count stock in the hall have to repeat their work since the handhelds report that the database chose
      their transaction as victim. It occurs only while the counting job walks over the shelf places, never otherwise,
      and it is MySQL, not Postgres.
    `),
    truth: ['inventory-innodb-1213'],
  },
  {
    id: 'long/inventory-lock-wait-1205',
    text: prose(`
      Reserving goods of one single brand hangs for nearly a minute and then fails, everything else sells normally.
      There is no load at all. It smells like somebody has an open transaction somewhere. How do I find who blocks
      those rows in MySQL, and can I just end the session?
    `),
    truth: ['inventory-lock-wait-1205'],
  },
  {
    id: 'long/catalog-missing-index',
    text: prose(`
      Since today's release browsing categories takes seconds and the database burns all its CPU. The plan reads the
      entire attribute table and throws away millions of rows. It appeared together with the new filter for energy
      classes, on staging it was quick.
    `),
    truth: ['catalog-missing-index'],
  },
  {
    id: 'long/invoice-xid-wraparound',
    text: prose(`
      Postgres warns every second that it must be vacuumed within a few million transactions and has now stopped
      accepting writes for the invoices. Autovacuum has been running all along but does not seem to get anywhere.
      There used to be a reporting replica that we retired in summer.
    `),
    truth: ['invoice-xid-wraparound'],
  },
  {
    id: 'long/orders-replica-lag-read',
    text: prose(`
      Support calls: people get the confirmation mail but their list of orders stays empty at first and fills a little
      later. There are no exceptions in any log. Somebody is doing a heavy clean-up of the item table at the moment,
      and the list reads from the secondary.
    `),
    truth: ['orders-replica-lag-read'],
  },
  {
    id: 'long/postgres-wal-slot-disk',
    text: prose(`
      The archive database has just died with no room left for its write-ahead log, the directory has been growing by
      tens of gigabytes each day. Archiving to the bucket works. We removed a change data capture connector a while
      ago, could it have left something behind?
    `),
    truth: ['postgres-wal-slot-disk'],
  },
  {
    id: 'long/fraud-statement-timeout',
    text: prose(`
      Every Sunday around midday a good part of the risk checks is cancelled by the database since they take too long,
      and orders pile up for the manual team. The disks are extremely busy then. During the week the very same
      statements are quick.
    `),
    truth: ['fraud-statement-timeout'],
  },
  {
    id: 'long/resizer-oomkilled',
    text: prose(`
      The picture service restarts all the time, the kernel kills its containers for exceeding memory as soon as
      people upload wide landscape shots from modern phones. Small pictures are no problem. Raising the limit a little
      did not help. What limit and which settings did we settle on?
    `),
    truth: ['resizer-oomkilled'],
  },
  {
    id: 'long/resizer-leak',
    text: prose(`
      The picture containers get killed for memory again, but this time nobody uploads anything big. The graph climbs
      evenly from the moment a pod starts, day after day, and a restart resets it. Colleagues restart it every night
      by now. What was behind it?
    `),
    truth: ['resizer-leak'],
  },
  {
    id: 'long/bff-event-loop',
    text: prose(`
      The start page of the app stays empty, but the containers are not restarting. One core is completely busy, the
      health endpoint answers after many seconds and the lag of the event loop is enormous. Restarting helps until
      some user types an odd postcode.
    `),
    truth: ['bff-event-loop'],
  },
  {
    id: 'long/recommend-cpu-throttle',
    text: prose(`
      Suggestions take more than two seconds though the graphs say the processor is half idle. The container has a
      limit of a single core but lots of threads. Could it be that it is stopped for most of each scheduling period?
      Nights are as bad as days.
    `),
    truth: ['recommend-cpu-throttle'],
  },
  {
    id: 'long/recommend-noisy-neighbour',
    text: prose(`
      Suggestions are slow only between one and three at night. There is no throttling by our own limits, but the
      machines report that a quarter of the time is taken by the hypervisor. It affects three particular nodes, all of
      the same machine type.
    `),
    truth: ['recommend-noisy-neighbour'],
  },
  {
    id: 'long/gateway-emfile',
    text: prose(`
      Since the new base image every tenth visitor gets a reset connection. The web server complains that it cannot
      accept because it has too many files open, although we tuned these limits years ago. Traffic is quite normal
      today. Restarting only helps for a few minutes.
    `),
    truth: ['gateway-emfile'],
  },
  {
    id: 'long/partner-close-wait',
    text: prose(`
      The interface for partners accepts no more calls. It holds tens of thousands of half closed sockets, all towards
      the same customs office system, and after a restart the number begins to grow again, faster when that system
      answers with errors. Ulimit was raised last time.
    `),
    truth: ['partner-close-wait'],
  },
  {
    id: 'long/notify-rejected-execution',
    text: prose(`
      At each full hour a lot of dispatch messages never go out. The executor refuses the tasks since its queue is
      full, a few minutes later all is quiet. We lose them for good because nobody tries again. Reminders seem to be
      due at just that moment.
    `),
    truth: ['notify-rejected-execution'],
  },
  {
    id: 'long/payment-tomcat-threads',
    text: prose(`
      The payment page does not load for anybody. In the thread dump all request threads sit in a socket read towards
      the card processor, which takes our connections but says nothing. CPU is zero. How did we get traffic to flow
      last time?
    `),
    truth: ['payment-tomcat-threads'],
  },
  {
    id: 'long/payment-acquirer-refused',
    text: prose(`
      Each card payment fails within milliseconds because the processor's host refuses the connection, there are no
      hanging threads. From my laptop the same host name works. Could our outgoing firewall rules still name their
      former address? Nothing on our side was released today as far as I know.
    `),
    truth: ['payment-acquirer-refused'],
  },
  {
    id: 'long/ledger-deadlock-threads',
    text: prose(`
      No bookings for some time, the process lives and uses no CPU at all. The thread dump claims that a cache and a
      journal writer wait for each other for ever. A restart of the instance helps at once, but I would like to know
      what has been changed since.
    `),
    truth: ['ledger-deadlock-threads'],
  },
  {
    id: 'long/session-swap',
    text: prose(`
      Signing in takes several seconds and the session cache reports terrible latency although its CPU sleeps. The
      machine constantly moves pages in and out of swap. A backup agent has been installed on the hosts this week.
      Should I turn swap off while it is running?
    `),
    truth: ['session-swap'],
  },
  {
    id: 'long/fraud-native-leak',
    text: prose(`
      The risk model server is shot by the kernel every other day. Its Java heap is small and stable but the resident
      size is three times that. Native memory tracking puts it in an unnamed category. Limiting arenas made it last a
      bit longer.
    `),
    truth: ['fraud-native-leak'],
  },
  {
    id: 'long/orders-kafka-slow-handler',
    text: prose(`
      The backlog of placed orders grows fast. The group is stable, nobody gets kicked out, but handling a single
      record takes almost a second, mostly waiting for another service that checks addresses and only has one instance
      left after last night's node failure.
    `),
    truth: ['orders-kafka-slow-handler'],
  },
  {
    id: 'long/mail-queue-age',
    text: prose(`
      Order mails arrive several hours late. The mail server has hundreds of thousands of messages waiting, nearly all
      for one big provider which asks us to come back later. Marketing has a big campaign out today. How did we get
      the important ones through?
    `),
    truth: ['mail-queue-age'],
  },
  {
    id: 'long/kafka-disk-offline',
    text: prose(`
      A broker has taken one of its log directories out of service and hundreds of partitions lack a replica. The
      kernel reports input output errors of an SSD. What was the safe speed for moving the data after the disk was
      exchanged?
    `),
    truth: ['kafka-disk-offline'],
  },
  {
    id: 'long/kafka-isr-shrink-gc',
    text: prose(`
      About once an hour hundreds of partitions fall behind for half a minute and recover by themselves, always the
      same broker. Its disks are healthy, but it seems to be absent for about twenty seconds each time. There are
      thousands of partitions on it.
    `),
    truth: ['kafka-isr-shrink-gc'],
  },
  {
    id: 'long/rabbit-memory-alarm',
    text: prose(`
      Confirmations of the handhelds hang, all publishing connections in RabbitMQ are blocked because of memory. One
      queue holds many millions of messages that nobody has read since we took a service out of operation. What is the
      gentlest way to get rid of them?
    `),
    truth: ['rabbit-memory-alarm'],
  },
  {
    id: 'long/payment-double-charge-retry',
    text: prose(`
      Some dozen customers complain that their card was charged two times within seconds for the same basket. Both
      charges are real at the processor. The phone app lost patience and sent it again. Our queues show no replay at
      all.
    `),
    truth: ['payment-double-charge-retry'],
  },
  {
    id: 'long/search-indexer-stuck-token',
    text: prose(`
      Nothing has entered the search index since the night though the cluster is bored. The indexer was off for some
      hours for maintenance and since then it cannot resume the stream of changes from the document store. How to
      catch up without building everything anew?
    `),
    truth: ['search-indexer-stuck-token'],
  },
  {
    id: 'long/push-fcm-quota',
    text: prose(`
      Android users get the dispatch push most of an hour late, iPhone users in time. The answers from Google say that
      we exceed our quota. Marketing has just notified several million people. How did we keep the two apart? It must
      not happen again this season.
    `),
    truth: ['push-fcm-quota'],
  },
  {
    id: 'long/edge-502-deploy',
    text: prose(`
      Whenever the basket service is rolled out we see half a minute of bad gateway errors, since the proxies still
      send traffic to pods that have gone. Outside of releases there is none. What did we put in the pod's shutdown?
    `),
    truth: ['edge-502-deploy'],
  },
  {
    id: 'long/worker-conntrack-full',
    text: prose(`
      Pods on two workers have random connect timeouts. The kernel log there says that the table for connection
      tracking is full and that it drops packets. A load test ran this afternoon but has ended already. Why does it
      not get better by itself?
    `),
    truth: ['worker-conntrack-full'],
  },
  {
    id: 'long/cdn-stale-prices',
    text: prose(`
      Customers see one price on the article page and a different one in the basket. The page's price is hours old
      according to the headers of the edge network. Somebody recently made a rule to store JSON answers there. How do
      I get rid of the wrong copies quickly?
    `),
    truth: ['cdn-stale-prices'],
  },
  {
    id: 'long/mesh-outlier-ejection',
    text: prose(`
      Calls for prices fail with a message about no healthy upstream, yet each pod is ready and answers when I ask it
      directly. Some article seems to raise an error on whichever pod it reaches. Restarting pods changes nothing.
      What limits did we set?
    `),
    truth: ['mesh-outlier-ejection'],
  },
  {
    id: 'long/firewall-geo-block',
    text: prose(`
      Users from one southern country cannot sign in, their packets get no answer at all, whereas everyone else can.
      Mobile and fixed lines there are affected equally. We did not release anything, but the firewall takes lists
      from outside. How do I prove it?
    `),
    truth: ['firewall-geo-block'],
  },
];
