import { prose } from '../../prose.ts';
import type { RecallQuery } from '../recall-query.ts';

export const tuningUnanswerableNear: readonly RecallQuery[] = [
  {
    id: 'near/002',
    text: prose(`
      checkout-api shows the delivery date of yesterday for express orders placed after noon, no errors in any log and
      no slow calls
    `),
    truth: [],
  },
  { id: 'near/003', text: 'checkout address form autocompletes house numbers of the neighbouring street', truth: [] },
  {
    id: 'near/005',
    text: prose(`
      two copies of the order-service primary both accept writes after the network between the data centres was cut,
      and their rows differ
    `),
    truth: [],
  },
  { id: 'near/006', text: 'order-service sends the weight in pounds to the American carrier', truth: [] },
  {
    id: 'near/008',
    text: prose(`
      orders from Norway are stored with the wrong customs tariff number since the January table of codes was loaded
    `),
    truth: [],
  },
  {
    id: 'near/009',
    text: 'ledger shows account names of the old chart of accounts after the fiscal year was opened',
    truth: [],
  },
  {
    id: 'near/014',
    text: prose(`
      SQLSTATE 23514 check constraint on discount percentage violated when a partner uploads negative rebates
    `),
    truth: [],
  },
  {
    id: 'near/016',
    text: 'MySQL 1366 incorrect string value when customers use Arabic letters in gift messages',
    truth: [],
  },
  {
    id: 'near/017',
    text: prose(`
      MongoDB cursor not found while exporting profiles for the data protection request of a customer
    `),
    truth: [],
  },
  {
    id: 'near/018',
    text: prose(`
      Mongo shard balancer moves chunks by day and jumbo chunks can't be moved at all, profiles of one region stay on
      a single shard
    `),
    truth: [],
  },
  { id: 'near/021', text: 'articles are found by the search but sorted by the wrong currency', truth: [] },
  {
    id: 'near/023',
    text: prose(`
      autocomplete suggests swear words that somebody typed many times on purpose, editors want them removed at once
    `),
    truth: [],
  },
  {
    id: 'near/024',
    text: prose(`
      search-indexer writes the same article under two ids because the variants were merged in the product system
    `),
    truth: [],
  },
  {
    id: 'near/029',
    text: prose(`
      Kafka Streams state store cannot be opened, lock held by a process of the same application directory
    `),
    truth: [],
  },
  {
    id: 'near/031',
    text: 'RabbitMQ nodes disagree after a netsplit and each side has its own version of the queues',
    truth: [],
  },
  {
    id: 'near/032',
    text: 'RabbitMQ refuses a queue declaration with PRECONDITION_FAILED inequivalent arg x-message-ttl',
    truth: [],
  },
  {
    id: 'near/034',
    text: prose(`
      Redis Cluster answers MOVED and ASK errors for baskets while slots are migrated to the new node, client is not
      cluster aware
    `),
    truth: [],
  },
  {
    id: 'near/035',
    text: prose(`
      Redis append only file is truncated after the power cut and the server refuses to start until it is repaired
    `),
    truth: [],
  },
  {
    id: 'near/037',
    text: prose(`
      baskets of guests are merged with those of the wrong account at sign-in on shared tablets in stores
    `),
    truth: [],
  },
  {
    id: 'near/039',
    text: prose(`
      payment-gateway prints the descriptor of our sister brand on card statements, customers think it is fraud
    `),
    truth: [],
  },
  {
    id: 'near/040',
    text: 'payment by invoice is offered to minors since the date of birth is optional in the new form',
    truth: [],
  },
  {
    id: 'near/042',
    text: 'PayPal refunds are stuck in status pending as the balance of the merchant account is negative',
    truth: [],
  },
  {
    id: 'near/043',
    text: 'chargeback documents must be sent within seven days and the upload form accepts TIFF only',
    truth: [],
  },
  { id: 'near/044', text: 'gift cards can be redeemed in a foreign currency at a rate of one to one', truth: [] },
  {
    id: 'near/046',
    text: prose(`
      media-resizer turns portraits by ninety degrees because the orientation tag of the camera is dropped
    `),
    truth: [],
  },
  {
    id: 'near/048',
    text: 'media uploads over 5 GB are refused since multipart is not implemented for supplier videos',
    truth: [],
  },
  {
    id: 'near/050',
    text: prose(`
      recommendation experiment assigns returning visitors to another variant on every visit so that the results are
      worthless
    `),
    truth: [],
  },
  {
    id: 'near/051',
    text: "pricing-engine applies the discount for employees to their families' second homes",
    truth: [],
  },
  {
    id: 'near/052',
    text: prose(`
      price of bundles is lower than that of their cheapest part, caused by a misunderstanding of business rules
      between two departments
    `),
    truth: [],
  },
  {
    id: 'near/053',
    text: 'prices with three decimals for fuel are cut after two in the printed shelf labels',
    truth: [],
  },
  { id: 'near/054', text: 'edge-gateway sends a wrong Content-Language header for Belgian visitors', truth: [] },
  {
    id: 'near/056',
    text: prose(`
      edge-gateway gRPC-web requests fail with trailers missing since HTTP/3 was enabled for a tenth of the visitors
    `),
    truth: [],
  },
  {
    id: 'near/058',
    text: 'BGP: another network announces our prefix and part of the traffic of Asia goes to a hole',
    truth: [],
  },
  {
    id: 'near/059',
    text: prose(`
      large packets vanish on the tunnel to the new office and only small requests get through, path MTU discovery
      seems to be filtered
    `),
    truth: [],
  },
  {
    id: 'near/060',
    text: prose(`
      IPv6 only customers of a mobile carrier get no answer, AAAA record points at a decommissioned address of the lab
    `),
    truth: [],
  },
  { id: 'near/064', text: "passkeys registered on the old brand's domain cannot be used on the new one", truth: [] },
  {
    id: 'near/068',
    text: 'OCSP stapling response is too old and Firefox alone refuses the connection to the shop',
    truth: [],
  },
  {
    id: 'near/072',
    text: prose(`
      Helm release is stuck in pending-upgrade, another operation is in progress, the notification chart cannot be
      touched
    `),
    truth: [],
  },
  {
    id: 'near/073',
    text: "Kubernetes namespace stays Terminating since a finalizer's API group was removed",
    truth: [],
  },
  { id: 'near/075', text: 'pods get the wrong time zone database and show Kyiv an hour wrong', truth: [] },
  {
    id: 'near/079',
    text: prose(`
      SonarQube quality gate fails everyone because coverage reports are uploaded under the wrong project key
    `),
    truth: [],
  },
  { id: 'near/083', text: 'pick by voice headset understands "nine" as "five" in hall 3', truth: [] },
  {
    id: 'near/087',
    text: 'notification-hub greets companies with Mr, the salutation of legal persons is not defined',
    truth: [],
  },
  {
    id: 'near/088',
    text: 'SMS codes for Austria are delivered to landlines and read aloud by a robot at night',
    truth: [],
  },
  {
    id: 'near/090',
    text: prose(`
      unsubscribe link in the newsletter leads to a page which asks for a password, the data protection officer is
      upset
    `),
    truth: [],
  },
  {
    id: 'near/092',
    text: 'Android app asks for the location permission on each start after the target SDK was raised',
    truth: [],
  },
  {
    id: 'near/095',
    text: prose(`
      analytics-pipeline counts visits of our own monitoring robots as customers, the conversion rate drops
    `),
    truth: [],
  },
  {
    id: 'near/097',
    text: prose(`
      ClickHouse rejects inserts with too many parts, merges are processing significantly slower than inserts
    `),
    truth: [],
  },
  {
    id: 'near/099',
    text: prose(`
      dbt model of customer lifetime value depends on itself after a refactoring and the project does not compile
    `),
    truth: [],
  },
  {
    id: 'near/101',
    text: 'Grafana dashboards lost their folder permissions after the organisation was renamed',
    truth: [],
  },
  {
    id: 'near/102',
    text: 'traces are broken in two because one proxy uses B3 headers and the others W3C traceparent',
    truth: [],
  },
  {
    id: 'near/105',
    text: prose(`
      stock levels of the outlet store are counted into the online warehouse, so we sell what only the outlet has
    `),
    truth: [],
  },
];
