import { prose } from '../../prose.ts';
import type { RecallQuery } from '../recall-query.ts';

/** Not to be read while tuning: untouched-queries.ts says why. */
export const untouchedUnanswerableNear: readonly RecallQuery[] = [
  { id: 'near/001', text: 'checkout-api rounds shipping costs for islands to whole euros', truth: [] },
  {
    id: 'near/004',
    text: prose(`
      checkout refuses gift wrapping for articles that allow it, the option vanishes when the customer goes back one
      step
    `),
    truth: [],
  },
  { id: 'near/007', text: 'order export for auditors lacks the column with the cost centre', truth: [] },
  {
    id: 'near/010',
    text: prose(`
      ledger closing report prints the opening balance twice on page three, sums are right, only the layout is wrong
    `),
    truth: [],
  },
  {
    id: 'near/011',
    text: "ORA-01555 snapshot too old while the ledger's quarterly statement reads for three hours",
    truth: [],
  },
  {
    id: 'near/012',
    text: 'ORA-04031 unable to allocate bytes of shared memory in the shared pool on the ledger database',
    truth: [],
  },
  {
    id: 'near/013',
    text: prose(`
      ORA-00942 table or view does not exist when accountants open the cost report of a newly founded subsidiary
    `),
    truth: [],
  },
  {
    id: 'near/015',
    text: 'SQLSTATE 22P02 invalid input syntax for type uuid on the page of saved searches',
    truth: [],
  },
  {
    id: 'near/019',
    text: prose(`
      Elasticsearch limit of total fields 1000 has been exceeded, new supplier attributes are refused since each gets
      a mapping of its own
    `),
    truth: [],
  },
  {
    id: 'near/020',
    text: 'max_clause_count exceeded when the search for spare parts expands a synonym list',
    truth: [],
  },
  { id: 'near/022', text: 'search highlights cut words in the middle for Thai customers', truth: [] },
  {
    id: 'near/025',
    text: prose(`
      Kafka consumer fails authorisation: TopicAuthorizationException after ACLs were switched on for the audit topic
    `),
    truth: [],
  },
  {
    id: 'near/026',
    text: prose(`
      Kafka Connect worker says plugin class not found after the container image was slimmed, sink for invoices does
      not start
    `),
    truth: [],
  },
  {
    id: 'near/027',
    text: prose(`
      Kafka MirrorMaker copies the offsets topic of the test cluster and loops records between Amsterdam and Frankfurt
    `),
    truth: [],
  },
  {
    id: 'near/028',
    text: prose(`
      Kafka transactional producer fenced: InvalidProducerEpochException in the loyalty points service after a rolling
      restart
    `),
    truth: [],
  },
  {
    id: 'near/030',
    text: prose(`
      log compaction never removes old keys of topic customer.address, segments are kept for months and GDPR deletion
      is overdue
    `),
    truth: [],
  },
  {
    id: 'near/033',
    text: 'SQS FIFO queue deduplicates two different orders as they carry the same group and content hash',
    truth: [],
  },
  {
    id: 'near/036',
    text: 'Redis stream consumer group keeps pending entries of a consumer that no longer exists',
    truth: [],
  },
  {
    id: 'near/038',
    text: prose(`
      basket shows a deposit for bottles twice when the customer switches between pick-up and delivery
    `),
    truth: [],
  },
  {
    id: 'near/041',
    text: 'Apple Pay button is missing in Safari since the domain association file returns an HTML page',
    truth: [],
  },
  {
    id: 'near/045',
    text: prose(`
      media-resizer makes pictures greenish: colour profiles in CMYK are ignored for JPEG from print agencies
    `),
    truth: [],
  },
  {
    id: 'near/047',
    text: prose(`
      AVIF pictures are not shown in an old Safari version as the Accept header is not part of the cache key
    `),
    truth: [],
  },
  {
    id: 'near/049',
    text: prose(`
      recommendation tiles offer winter tyres in the southern hemisphere's summer sale, the season feature has the
      wrong sign
    `),
    truth: [],
  },
  {
    id: 'near/055',
    text: prose(`
      browser console says blocked by CORS policy: no Access-Control-Allow-Origin header for the store finder on the
      partner's page
    `),
    truth: [],
  },
  {
    id: 'near/057',
    text: prose(`
      geo lookup sends visitors from Luxembourg to the French shop as the address database is two years old
    `),
    truth: [],
  },
  {
    id: 'near/061',
    text: 'wildcard DNS entry makes every mistyped subdomain show the staging shop to search engines',
    truth: [],
  },
  {
    id: 'near/062',
    text: prose(`
      DNSSEC signatures of our public zone are bogus for validating resolvers since the key rollover, others resolve
      the name fine
    `),
    truth: [],
  },
  {
    id: 'near/063',
    text: prose(`
      SAML response of the reseller portal is rejected because the assertion consumer URL has a trailing slash
    `),
    truth: [],
  },
  { id: 'near/065', text: 'captcha is unreadable for screen readers and blind customers cannot register', truth: [] },
  {
    id: 'near/066',
    text: prose(`
      sign-in mails with one-time codes are opened by a link scanner that uses up the code before the customer does
    `),
    truth: [],
  },
  { id: 'near/067', text: 'identity-provider shows the consent screen in Czech to all new users', truth: [] },
  {
    id: 'near/069',
    text: 'code signing certificate of the Windows warehouse client is not trusted by SmartScreen',
    truth: [],
  },
  { id: 'near/070', text: 'Terraform state is locked by a run that crashed and nobody can apply', truth: [] },
  {
    id: 'near/071',
    text: 'Argo CD shows OutOfSync for ever as a mutating webhook rewrites the resource after each sync',
    truth: [],
  },
  {
    id: 'near/074',
    text: prose(`
      kubectl drain never ends as a disruption budget allows zero pods to be moved for the address-check service
    `),
    truth: [],
  },
  {
    id: 'near/076',
    text: prose(`
      inodes exhausted on the runner that keeps millions of tiny node_modules files, df shows half of the gigabytes
      free
    `),
    truth: [],
  },
  {
    id: 'near/077',
    text: 'git clone of the monorepo takes twenty minutes since somebody committed videos without LFS',
    truth: [],
  },
  {
    id: 'near/078',
    text: 'merge queue is blocked by a flaky screenshot test that differs by one pixel between machines',
    truth: [],
  },
  { id: 'near/080', text: 'uncorrectable ECC memory errors reboot the analytics host every few days', truth: [] },
  {
    id: 'near/081',
    text: 'firmware bug of the top of rack switch in Rotterdam drops multicast after 497 days of uptime',
    truth: [],
  },
  {
    id: 'near/082',
    text: prose(`
      label printers in the warehouse cut parcels' barcodes at the right edge since the roll supplier changed
    `),
    truth: [],
  },
  { id: 'near/084', text: 'route-planner sends lorries over a bridge with a height limit of three metres', truth: [] },
  {
    id: 'near/085',
    text: prose(`
      drivers' tablets show yesterday's tour until they are logged out, as the offline copy has priority
    `),
    truth: [],
  },
  { id: 'near/086', text: 'shipment-tracker shows parcels as delivered to a neighbour called null', truth: [] },
  {
    id: 'near/089',
    text: 'mail-relay attaches the terms of business in an outdated version to order confirmations',
    truth: [],
  },
  {
    id: 'near/091',
    text: prose(`
      iOS universal links open the browser and not the app since the association file lists the wrong team id
    `),
    truth: [],
  },
  {
    id: 'near/093',
    text: 'app store review rejected version 8.2 because the account cannot be deleted inside the app',
    truth: [],
  },
  { id: 'near/094', text: 'dark mode makes the total in the basket unreadable on Samsung phones', truth: [] },
  {
    id: 'near/096',
    text: "BigQuery slots are used up by an analyst's cross join and the morning reports wait",
    truth: [],
  },
  {
    id: 'near/098',
    text: 'Cassandra read aborted with TombstoneOverwhelmingException on the wish list table',
    truth: [],
  },
  {
    id: 'near/100',
    text: prose(`
      Spark shuffle fetch failed exceptions as the external shuffle service was not enabled on new nodes
    `),
    truth: [],
  },
  {
    id: 'near/103',
    text: 'daylight saving time: jobs planned for half past two ran twice in the last night of October',
    truth: [],
  },
  {
    id: 'near/104',
    text: prose(`
      leap second smearing differs between two providers and the trading partner's timestamps disagree by half a
      second
    `),
    truth: [],
  },
];
