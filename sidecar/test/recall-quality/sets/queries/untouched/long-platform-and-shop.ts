import { prose } from '../../prose.ts';
import type { RecallQuery } from '../recall-query.ts';

/** Not to be read while tuning: untouched-queries.ts says why. */
export const untouchedLongPlatformAndShop: readonly RecallQuery[] = [
  {
    id: 'long/partner-pkix',
    text: prose(`
      Since this morning it is only the bank that we cannot call, Java cannot build a chain to anything it trusts. A
      browser opens the same host without a warning. They probably changed the authority that issues for them. Where
      is the list of authorities kept for our small images?
    `),
    truth: ['partner-pkix'],
  },
  {
    id: 'long/vault-lease-expired',
    text: prose(`
      The nightly load of clicks breaks off each night after about an hour with missing rights on a table it could
      write just before. The account is one of those that are created on demand for a limited time. Started by hand in
      small portions it works.
    `),
    truth: ['vault-lease-expired'],
  },
  {
    id: 'long/ldap-jenkins',
    text: prose(`
      Developers cannot sign in to the build server, it thinks for two minutes and gives up with a directory error.
      One of the domain controllers is being patched today. Builds which were triggered before still run. Is there a
      second controller we could name?
    `),
    truth: ['ldap-jenkins'],
  },
  {
    id: 'long/imagepull-ratelimit',
    text: prose(`
      Fresh machines cannot start any pods because the public image registry tells us that we pulled too much, old
      machines run as they have everything. The cluster had just grown by dozens of nodes. How can the base images
      come from somewhere else?
    `),
    truth: ['imagepull-ratelimit'],
  },
  {
    id: 'long/imagepull-missing-tag',
    text: prose(`
      The rollout of the recommendations does not move on, the cluster cannot find the image in the version which the
      chart names. The pipeline shows a red step before, but the chart was updated nevertheless. Nothing else is
      affected. Which check did we add?
    `),
    truth: ['imagepull-missing-tag'],
  },
  {
    id: 'long/cart-crashloop-envvar',
    text: prose(`
      The freshly released basket pods die at once with the complaint that a setting has to be there, while the
      previous ones serve happily. In the test environment the same version runs. Which place did we forget, and what
      check came out of that?
    `),
    truth: ['cart-crashloop-envvar'],
  },
  {
    id: 'long/cart-crashloop-db-order',
    text: prose(`
      After the power test all basket pods restart in ever longer intervals since they cannot reach their Redis, which
      by now has been up for some minutes. Nothing was released. Do I have to do something or will it come back by
      itself?
    `),
    truth: ['cart-crashloop-db-order'],
  },
  {
    id: 'long/tracker-exec-format',
    text: prose(`
      The tracking pods on our new cheaper machines die immediately, the kernel cannot run the program there, whereas
      those on the old machines work with the same image. The new pool has another processor architecture. What was
      the first aid?
    `),
    truth: ['tracker-exec-format'],
  },
  {
    id: 'long/invoice-pending-affinity',
    text: prose(`
      The renderer of invoices has been waiting for a node for an hour. There is room enough on the cluster, but its
      disk seems to be in a zone where after the resize we do not have any machine left.
    `),
    truth: ['invoice-pending-affinity'],
  },
  {
    id: 'long/pricing-liveness',
    text: prose(`
      In the busiest hour the price pods get killed one after the other because their health check is not answered in
      a second, and with each one lost the others have even more to do until none is left. At low traffic they are
      perfectly stable.
    `),
    truth: ['pricing-liveness'],
  },
  {
    id: 'long/orders-hpa-metrics',
    text: prose(`
      Orders are slow this evening and the number of pods does not grow. The autoscaler says it does not know the
      current usage. It began with the upgrade of the cluster. I could scale by hand, what number was enough last
      time?
    `),
    truth: ['orders-hpa-metrics'],
  },
  {
    id: 'long/orders-quota-namespace',
    text: prose(`
      I try to bring the order service to forty pods for the sale, but it stops at a bit more than twenty. The nodes
      have room. The replica set complains that creating more would be over what our team's namespace may use.
    `),
    truth: ['orders-quota-namespace'],
  },
  {
    id: 'long/ec2-vcpu-limit',
    text: prose(`
      It is the busiest day of the year and the cluster cannot get any further machines, the provider says we are at
      the limit for processors in our account. Pods are waiting. How long did the increase take and what did we switch
      off meanwhile?
    `),
    truth: ['ec2-vcpu-limit'],
  },
  {
    id: 'long/az-outage',
    text: prose(`
      A third of our pods is not reachable, a whole group of nodes is gone and the disks there cannot be attached
      elsewhere. The provider reports trouble in one of its buildings. Which steps did we take, and which services had
      to wait?
    `),
    truth: ['az-outage'],
  },
  {
    id: 'long/build-cache-full',
    text: prose(`
      All builds on several runners break off when they write image layers as there is no space on the disks. We
      upgraded the container engine recently. Deleting things by hand gets me a few hours only. Which limit was
      forgotten?
    `),
    truth: ['build-cache-full'],
  },
  {
    id: 'long/ebs-burst',
    text: prose(`
      Commands against the cluster take many seconds and the control plane's store complains that flushing to disk
      takes almost two seconds, its leader changes sometimes. The volumes are small and their credit for bursts is at
      zero. What type of volume did we take?
    `),
    truth: ['ebs-burst'],
  },
  {
    id: 'long/helm-config-wiped',
    text: prose(`
      Since the upgrade of the chart customers get their messages in English from a strange sender on localhost. The
      config map of the service exists but has nothing in it. Values have been the same for months, so the chart must
      read other names now.
    `),
    truth: ['helm-config-wiped'],
  },
  {
    id: 'long/config-unit-mixup',
    text: prose(`
      After the configuration release every single search is cut off within a blink, the client gives up after some
      hundredths of a second although we meant half a minute. The library was upgraded to a new major version as well.
    `),
    truth: ['config-unit-mixup'],
  },
  {
    id: 'long/migration-column-dropped',
    text: prose(`
      In the middle of the rollout half of the order pods fail since a column they read is not there any more. The new
      pods are content. Do I push forward quickly or bring the column back, and from where?
    `),
    truth: ['migration-column-dropped'],
  },
  {
    id: 'long/cart-redis-evicted',
    text: prose(`
      Customers lose their baskets after some minutes. The cache is at its memory limit and throws away millions of
      entries, and we have put new lists of viewed articles on the same instance this week. Which policy and size
      helped?
    `),
    truth: ['cart-redis-evicted'],
  },
  {
    id: 'long/search-flood-stage',
    text: prose(`
      Nothing can be written to the article index as the cluster made it read only when a disk got too full. There is
      a big index from somebody's test. After I free the space, will it allow writing by itself or is there a step to
      do?
    `),
    truth: ['search-flood-stage'],
  },
  {
    id: 'long/search-synonym-empty',
    text: prose(`
      Since we built the index anew people find nothing if they type words with umlauts, without the dots they do. The
      old index is still there under another name. Is it the template, and how did we check it afterwards?
    `),
    truth: ['search-synonym-empty'],
  },
  {
    id: 'long/invoice-cron-missed',
    text: prose(`
      There are no invoices for today. The scheduled job reports that it missed too many starts and cannot decide
      whether to run. The cluster's controller had been standing still for hours after an upgrade. How do I start it
      now and prevent a repetition?
    `),
    truth: ['invoice-cron-missed'],
  },
  {
    id: 'long/settlement-file-twice',
    text: prose(`
      The bank calls: they have received the same file of transfers two times and nearly two million would go out
      again. Our job was restarted this morning and apparently did not know any more that it had been sent. Whom do I
      call and what about the marker?
    `),
    truth: ['settlement-file-twice'],
  },
  {
    id: 'long/mail-spf-spam',
    text: prose(`
      Hardly anyone opens our order mails any more, colleagues find them in the junk folder of their private accounts.
      The headers say that authentication of the sender failed. We began to send from additional addresses this month.
      Which records have to be extended?
    `),
    truth: ['mail-spf-spam'],
  },
  {
    id: 'long/mobile-crash-launch',
    text: prose(`
      The iPhone app in its newest version crashes for many people as soon as it is opened, older ones do not. The
      crash report points to the start screen and some missing object in our answer. Can we help from the server side
      without a new version?
    `),
    truth: ['mobile-crash-launch'],
  },
  {
    id: 'long/alert-routing-key',
    text: prose(`
      The shop was down for more than half an hour and nobody's phone rang. The alert was firing, but the hand-over to
      the paging vendor was refused as the key is not valid. Something had been reorganised over there. How do we test
      the chain regularly?
    `),
    truth: ['alert-routing-key'],
  },
  {
    id: 'long/carrier-schema-change',
    text: prose(`
      Tracking cannot read the events of one carrier since this morning, a field that used to be a number has text in
      it for some consignments. They did not announce it. Other carriers are fine. How lenient should the reader be?
    `),
    truth: ['carrier-schema-change'],
  },
  {
    id: 'long/session-logout-redis-timeout',
    text: prose(`
      The shop signs people out at nearly every step they make. The service cannot load sessions as the in-memory
      store does not answer within its two seconds. There is a long running script on it, as someone wanted
      statistics. Can it be stopped safely?
    `),
    truth: ['session-logout-redis-timeout'],
  },
  {
    id: 'long/cart-deploy-connection-storm',
    text: prose(`
      After each release baskets are slow for a couple of minutes. The new pods are not busy at all, but in front of
      the database there are thousands of handshakes waiting. Each pod seems to open its full set of connections at
      once.
    `),
    truth: ['cart-deploy-connection-storm'],
  },
  {
    id: 'long/analytics-duplicate-join',
    text: prose(`
      The management report shows noticeably more revenue than the books have, since about ten days. Some stores
      appear in double. The raw data is correct, so something in the transformation must multiply rows. Who looks
      after the store dimension? We need corrected figures by tomorrow.
    `),
    truth: ['analytics-duplicate-join'],
  },
  {
    id: 'long/fraud-timeout-fallback',
    text: prose(`
      We see more chargebacks than usual, and many orders of this morning carry no risk score at all but were
      accepted. The circuit breaker towards the scoring seems never to close again even though the service is healthy.
      What should happen to orders without a score?
    `),
    truth: ['fraud-timeout-fallback'],
  },
];
