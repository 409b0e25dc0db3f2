import { prose } from '../../prose.ts';
import type { RecallQuery } from '../recall-query.ts';

export const tuningLongPlatformAndShop: readonly RecallQuery[] = [
  {
    id: 'long/shop-cert-expired',
    text: prose(`
      Sunday morning, no visitors any more: all browsers warn about our shop's certificate as its date has passed. The
      automatic renewal should have done that weeks ago. What did we do to get a new one quickly although the web
      challenge is not answered?
    `),
    truth: ['shop-cert-expired'],
  },
  {
    id: 'long/partner-cert-expired-client',
    text: prose(`
      All our calls to the customs system are refused in the TLS handshake with a note that a certificate ran out.
      Theirs is valid for months. So it has to be the one that we present. Whom did we need over there to install a
      new one?
    `),
    truth: ['partner-cert-expired-client'],
  },
  {
    id: 'long/mobile-pinning',
    text: prose(`
      Older versions of our phone app report no connection while the current version works. We renewed the certificate
      for the app's host yesterday, and the issuer seems to use another intermediate now. Millions of people are still
      on the old version.
    `),
    truth: ['mobile-pinning'],
  },
  {
    id: 'long/jwt-clock-skew',
    text: prose(`
      About every sixth request is rejected since the token is allegedly from the future. All these tokens were issued
      by the same machine. If I look at it, its time is a few minutes off. What did we alarm on afterwards?
    `),
    truth: ['jwt-clock-skew'],
  },
  {
    id: 'long/jwt-key-rotation',
    text: prose(`
      We changed the signing key and from that second everybody is turned away by all interfaces, which say that they
      do not know the key. They seem to remember the former key set. Does it heal alone after some time or do we go
      back?
    `),
    truth: ['jwt-key-rotation'],
  },
  {
    id: 'long/session-refresh-loop',
    text: prose(`
      App users must sign in anew every hour, web users need not. The token endpoint answers that the grant is invalid
      at renewal. It seems the app asks for renewal twice at the same instant, could that invalidate both? What was
      the remedy?
    `),
    truth: ['session-refresh-loop'],
  },
  {
    id: 'long/identity-okta-outage',
    text: prose(`
      None of the staff can sign in to the back office nor to the dashboards, the login page goes round in circles.
      Customers are not concerned. The vendor's status page shows a problem in our cell. What can the person on call
      do meanwhile, do we have emergency accounts?
    `),
    truth: ['identity-okta-outage'],
  },
  {
    id: 'long/identity-password-spray',
    text: prose(`
      Failed sign-ins are dozens of times higher than normal and come from home connections all over the world, with a
      small share of successes. Accounts are being locked by the hundred. It looks like a list of passwords taken from
      somebody else. What did we switch on?
    `),
    truth: ['identity-password-spray'],
  },
  {
    id: 'long/db-password-rotation',
    text: prose(`
      Since midnight newly started invoice pods cannot log in to their database, those which have been running for
      days can. The credentials were exchanged by the routine last night, and the secret seems to be right when I look
      at it.
    `),
    truth: ['db-password-rotation'],
  },
  {
    id: 'long/s3-accessdenied-role',
    text: prose(`
      All pictures that were uploaded today are missing from the shop. The service that makes the small versions is
      not allowed to read the originals any more, yesterday it was. There has been a clean-up of policies in the cloud
      account.
    `),
    truth: ['s3-accessdenied-role'],
  },
  {
    id: 'long/s3-kms-denied',
    text: prose(`
      Invoices are rendered but never saved, the bucket refuses them because of an encryption key that is switched
      off. I know that finance wanted to cut costs by removing unused keys. Can it be taken back, and how do we make
      the missing ones?
    `),
    truth: ['s3-kms-denied'],
  },
  {
    id: 'long/webhook-cert-apiserver',
    text: prose(`
      Nothing can be created in the cluster, each pod is refused as the policy check cannot be called: its certificate
      is out of date. So I cannot even roll out the fix for it. What is the quick and safe way around?
    `),
    truth: ['webhook-cert-apiserver'],
  },
  {
    id: 'long/ml-pending-taint',
    text: prose(`
      Our nightly model training is not placed anywhere although the graphics machines have nothing to do. The cluster
      says no node fits because of some mark on them that our job does not accept. The platform people had upgraded
      the drivers just before.
    `),
    truth: ['ml-pending-taint'],
  },
  {
    id: 'long/spot-reclaim-training',
    text: prose(`
      For the third night the training of the recommendation model is broken off after some hours because the provider
      takes the cheap machines back, and it begins from zero each time. All of them are in one zone. What did we
      decide about intermediate results?
    `),
    truth: ['spot-reclaim-training'],
  },
  {
    id: 'long/node-disk-pressure',
    text: prose(`
      A worker throws out pods one by one because its local storage is low, and does not accept new ones. It seems
      some container writes lots of temporary files there at night, probably for debugging. How did we find the
      culprit?
    `),
    truth: ['node-disk-pressure'],
  },
  {
    id: 'long/var-log-full',
    text: prose(`
      One of the ledger hosts cannot be reached by SSH any more and its timed jobs do not run, since the disk is full
      of audit files which nobody has rotated for weeks. The application itself still limps along. What was wrong with
      the rotation?
    `),
    truth: ['var-log-full'],
  },
  {
    id: 'long/etcd-db-size',
    text: prose(`
      I cannot create or change anything in the cluster, the store behind it says that its space is used up, reading
      is fine. Some controller seems to write a large status all the time. In which order do I clean up so that
      nothing gets lost?
    `),
    truth: ['etcd-db-size'],
  },
  {
    id: 'long/etcd-quorum-lost',
    text: prose(`
      Two machines of the control plane have been exchanged at once, and now the cluster's store has no leader and the
      API is useless. The pods themselves go on running. One member had been dead before. Do we restore from a
      snapshot, and of when?
    `),
    truth: ['etcd-quorum-lost'],
  },
  {
    id: 'long/staging-url-prod',
    text: prose(`
      All payments are successful, suspiciously so, and the bank account shows nothing. The references at the
      processor look like those from our tests. The goods are being shipped right now. How did we get the money in the
      end? Who decides about stopping the shipments?
    `),
    truth: ['staging-url-prod'],
  },
  {
    id: 'long/flyway-checksum',
    text: prose(`
      The catalogue service refuses to start because a migration that was applied long ago is different from the file
      in the release. Somebody has only tidied the formatting. A colleague wants to run the repair command, should we?
      What did we decide about that before?
    `),
    truth: ['flyway-checksum'],
  },
  {
    id: 'long/cart-redis-ttl-bug',
    text: prose(`
      Customers lose their baskets again, but the cache has half of its memory free and throws nothing away. It is
      always after half an hour without activity, since the latest basket release. Baskets used to live for two weeks.
      What has changed there?
    `),
    truth: ['cart-redis-ttl-bug'],
  },
  {
    id: 'long/catalog-cache-stampede',
    text: prose(`
      At each full hour, for about a minute, the start page is down and the catalogue database has hundreds of the
      same statements. In between all is calm. It looks as though one cached piece ends and everyone makes it anew at
      once.
    `),
    truth: ['catalog-cache-stampede'],
  },
  {
    id: 'long/session-hot-key',
    text: prose(`
      One of the session shards is entirely busy while its siblings sleep. Nearly all commands read a single entry
      that has nothing to do with sessions but with a banner. Someone proposes to add shards, did that help in the
      past?
    `),
    truth: ['session-hot-key'],
  },
  {
    id: 'long/session-keys-command',
    text: prose(`
      Regularly, a dozen times an hour, each session freezes for some seconds. The slow log of Redis shows a command
      which lists all keys, and it comes from a monitoring component that was installed recently. How can it count
      without blocking? Who owns it?
    `),
    truth: ['session-keys-command'],
  },
  {
    id: 'long/inventory-negative-stock',
    text: prose(`
      In the flash sale we sold more pieces than we have, the stock is far below zero. It appears that many customers
      could reserve the last pieces at the same time. This part was moved to Redis not long ago. What do we tell the
      customers?
    `),
    truth: ['inventory-negative-stock'],
  },
  {
    id: 'long/invoice-cron-suspended',
    text: prose(`
      There are no invoices for today and I do not see any message about it, the scheduled job has simply no runs
      since we migrated. The controller works for all other jobs. Did someone switch it off on purpose? How would we
      notice earlier?
    `),
    truth: ['invoice-cron-suspended'],
  },
  {
    id: 'long/ledger-backup-silent',
    text: prose(`
      We tried to restore the ledger for a drill and the newest usable dump is more than a week old, while the backup
      job has been green each day. Somewhere an error is swallowed. What did we change in the script and in the alarm?
    `),
    truth: ['ledger-backup-silent'],
  },
  {
    id: 'long/payment-psp-outage',
    text: prose(`
      Every card is declined, whatever the bank, with a code that says the issuer or the switch does not work. Nothing
      was changed by us. Can we route to the second provider, how long did it take last time and what do we show to
      buyers?
    `),
    truth: ['payment-psp-outage'],
  },
  {
    id: 'long/payment-decline-bin-rule',
    text: prose(`
      Declines have risen to almost a fifth, but it concerns just two banks and their debit cards, everyone else pays
      without trouble, and the provider says that it is healthy. The refusals may come from ourselves, from some rule
      against fraud.
    `),
    truth: ['payment-decline-bin-rule'],
  },
  {
    id: 'long/prometheus-cardinality',
    text: prose(`
      Our Prometheus is killed for memory each hour and needs ages to read its log after that. The number of series
      has exploded since the latest release of the basket service, which seems to put something unique into a label.
    `),
    truth: ['prometheus-cardinality'],
  },
  {
    id: 'long/session-logout-cookie-domain',
    text: prose(`
      The shop signs people out at nearly every step they make, but the session store is in perfect health. In the
      browser I see our session cookie two times with different scope. It began with the latest release, and private
      windows do not have the problem.
    `),
    truth: ['session-logout-cookie-domain'],
  },
  {
    id: 'long/cart-deploy-slow-start',
    text: prose(`
      After each release baskets are slow for a couple of minutes. The new pods use all the processor they may, the
      database has nothing to do. Then they get fast by themselves. Is there a way to give them less traffic in the
      beginning?
    `),
    truth: ['cart-deploy-slow-start'],
  },
  {
    id: 'long/kube-oom-sidecar',
    text: prose(`
      Pods of several teams get killed for memory, but the programs in them use as little as ever. Looking closely it
      is the proxy container next to them that grows. Someone tidied up mesh resources in the cluster yesterday. How
      do I shrink it again?
    `),
    truth: ['kube-oom-sidecar'],
  },
];
