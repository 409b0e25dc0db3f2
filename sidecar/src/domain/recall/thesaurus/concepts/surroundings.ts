import type { ConceptEntry } from '../concept.ts';

/** Limits, other companies, batch work, mail, payments, search, and the watching itself. */
export const SURROUNDING_FAILURES: readonly ConceptEntry[] = [
  {
    id: 'quota',
    phrases: `quota exceeded | quota reached | quota exhausted | limit exceeded | limitexceeded | service limit | account limit | plan limit | monthly limit | resource_exhausted | resourceexhausted | usage limit | allowance exhausted | over quota | credit exhausted | budget exceeded | spending limit | billing limit | license limit | license expired | licence expired | trial ended | seats exceeded | unpaid invoice suspended | account suspended for payment | prepaid balance`,
    together: `throttled + used-up | supplier + used-up | cloud + throttled`,
    broader: 'throttled',
  },
  {
    id: 'rate-limited',
    phrases: `rate limited | rate limit exceeded | too many requests | 429 | throttlingexception | throttled by | api throttling | requests per second | request rate too large | rate exceeded | calls are throttled | slow down please | retry-after | allowance per minute | burst limit | toomanyrequestsexception | api limit reached | backs off with 429`,
    together: `api + throttled | supplier + throttled | api + used-up | customer + throttled`,
    broader: 'throttled',
  },
  {
    id: 'third-party-down',
    phrases: `third party down | third-party outage | provider outage | provider down | partner api down | partner api slow | vendor outage | external service unavailable | upstream provider | external dependency | dependency outage | saas outage | supplier api errors | their status page | upstream outage | external api timeout | external api error | outside our control | service provider is having problems`,
    together: `supplier + down | supplier + no-answer | supplier + slow | supplier + refused | supplier + wrong`,
    broader: 'supplier',
  },
  {
    id: 'contract-changed',
    phrases: `api contract changed | upstream api changed | contract altered | changed json field | response format changed | field renamed | field removed | unexpected field | schema of the response | deserialisation error | parse error | our parser breaks | unmarshal | cannot unmarshal | jsonparseexception | unexpected token | invalid json | html instead of json | enum value unknown | new enum value | api version sunset | sunset | deprecated endpoint switched off | api version retired | endpoint removed | type changed | without notice | missing field | soap fault | xml parse`,
    together: `api + incompatible | supplier + incompatible | api + corrupt | api + wrong + supplier`,
    broader: 'incompatible',
  },
  {
    id: 'webhook-missing',
    phrases: `webhook not delivered | webhooks stopped | webhook missing | callbacks not delivered | callbacks no longer delivered | webhook disabled | webhook subscription | webhook retries exhausted | callback url wrong | webhook endpoint returns 500 | notifications from the provider stopped | webhook delivery`,
    together: `webhook + missing | webhook + skipped | webhook + down | webhook + refused | webhook + dropped`,
    broader: 'webhook',
  },
  {
    id: 'job-not-run',
    phrases: `job did not run | cron did not fire | cron did not run | scheduled job missed | job skipped | nightly job did not run | not scheduled | scheduler down | scheduler dead | scheduler heartbeat | dags idle | triggers nothing | missed schedule | suspended cronjob | startingdeadlineseconds | too many missed start times | crontab missing | timer not active | task skipped | nightly run absent | cron expression | cron daemon`,
    together: `scheduler + skipped | scheduler + down | job + skipped | scheduler + missing | scheduler + no-answer`,
    broader: 'scheduler',
  },
  {
    id: 'job-overlap',
    phrases: `job overlaps | overlapping runs | overlapping executions | job runs twice | run twice | two instances of the job | executed concurrently | concurrencypolicy | started before the previous finished | previous run still running | double execution | both schedulers | parallel runs | same job twice | lock file | second copy of the job | no leader lock`,
    together: `scheduler + duplicated | job + duplicated`,
    broader: 'scheduler',
  },
  {
    id: 'job-too-slow',
    phrases: `batch takes too long | batch window | nightly batch not finished | job takes longer | job runs for hours | import takes hours | export never finishes | etl late | job exceeded deadline | activedeadlineseconds | batch overruns | runs into business hours | pipeline late | not finished by morning | processing window`,
    together: `scheduler + slow | job + slow | scheduler + behind | job + no-answer | scheduler + night + behind`,
    broader: 'scheduler',
  },
  {
    id: 'job-failed-midway',
    phrases: `job failed halfway | partial import | half imported | batch aborted | import failed | import aborted | partially processed | bad row in csv | malformed csv | malformed input file | one bad record | checkpoint lost | not resumable | incomplete export | empty file imported | file arrived late | input file missing | delimiter | header changed in the file`,
    together: `job + corrupt | job + killed | scheduler + killed | job + missing | job + intermittent`,
    broader: 'job',
  },
  {
    id: 'mail-not-delivered',
    phrases: `mail not delivered | emails not delivered | emails not sent | mails bounce | mail bounced | bounced emails | mail queue | mail stuck | smtp error | smtp timeout | smtp 550 | 550 | 421 | relay denied | relaying denied | blacklisted | blocklisted | blacklist | blocklist | dnsbl | spamhaus | lands in spam | marked as spam | junk folder | spf | dkim | dmarc | sender reputation | greylisting | mailbox full | mailbox unavailable | port 25 | deliveries bounce | confirmation mail missing | sender domain rejected | incoming letters refused`,
    together: `email + refused | email + missing | email + down | email + behind | email + throttled | email + dropped | email + no-answer | email + skipped`,
    broader: 'email',
  },
  {
    id: 'notification-missing',
    phrases: `notifications not sent | push notifications not delivered | sms not delivered | no push | apns certificate | fcm key | push token | sms gateway | text messages do not arrive | notification not received`,
    together: `notification + missing | notification + refused | notification + down | notification + dropped | notification + skipped`,
    broader: 'notification',
  },
  {
    id: 'payment-failing',
    phrases: `payments failing | payment failed | payment provider down | cards declined | all cards declined | cannot pay | psp outage | checkout failing | payment gateway timeout | payment declined | authorization declined | acquirer down | stripe down | paypal down | adyen down | 3ds challenge | challenge never returns | strong customer authentication | redirect hangs at the bank | soft decline | payment method unavailable | checkout abandoned | payment gateway error | transactions declined`,
    together: `payment + down | payment + refused | payment + no-answer | payment + slow`,
    broader: 'payment',
  },
  {
    id: 'charged-twice',
    phrases: `charged twice | double charge | duplicate charge | double debit | duplicate debit | paid twice | double billing | billed twice | duplicate payment | duplicate order | ordered twice | double click | idempotency key missing | refunded twice | duplicate transfer`,
    together: `payment + duplicated | billing + duplicated | order + duplicated | money + duplicated`,
    broader: 'payment duplicated',
  },
  {
    id: 'wrong-amount',
    phrases: `wrong amount | wrong price | wrong total | rounding error | rounding | cent off | currency mix | wrong currency | wrong tax | wrong vat | exchange rate wrong | price zero | free items | negative stock | oversold | overselling | discount applied twice | totals do not match | reconciliation mismatch | sold more than in stock | decimal comma | floating point`,
    together: `price + wrong | billing + wrong | money + wrong | price + missing | product-catalogue + wrong`,
  },
  {
    id: 'search-broken',
    phrases: `search broken | search returns nothing | no search results | cannot be found in search | search index stale | index out of date | indexer stuck | indexing stopped | reindex failed | reindexing | mapping changed | analyzer changed | ingestion halted | results lag behind | unassigned shards | cluster red | elasticsearch red | cluster yellow | primary shards missing | partial results | too many shards | mapper_parsing_exception | mapping explosion | total fields limit | search relevance | es_rejected_execution | circuit_breaking_exception | fielddata`,
    together: `search-index + missing | search-index + behind | search-index + down | search-index + no-answer | search-index + outdated | site-search + missing | search-index + refused | search-index + intermittent`,
    broader: 'search-index',
  },
  {
    id: 'monitoring-blind',
    phrases: `monitoring gap | gaps in graphs | metrics missing | no metrics | target down | scrape failed | scrape timeout | while scraping | exporter down | exporter too slow | prometheus down | grafana down | dashboards empty | no data | logs missing | logs do not arrive | log shipping stopped | fluentd buffer | log pipeline | traces missing | sampling | telemetry missing | monitoring down | remote write failing | blind | nobody saw`,
    together: `monitoring + missing | monitoring + down | monitoring + no-answer | log + missing | log + dropped | monitoring + slow | monitoring + dropped | log + behind`,
    broader: 'monitoring',
  },
  {
    id: 'cardinality-explosion',
    phrases: `cardinality explosion | high cardinality | too many series | series limit | per-user series | user ids in labels | label explosion | time series database overwhelmed | out of order samples | churn of series | cardinality overwhelms | unbounded labels | request id as label`,
    together: 'monitoring + overloaded | monitoring + used-up | monitoring + grows',
    broader: 'monitoring',
  },
  {
    id: 'alert-not-sent',
    phrases: `alert did not page | alerts did not page | not paged | on-call not notified | on-call was never notified | nobody was alerted | alert missing | no alert | pagerduty integration | integration key | routing key | alertmanager down | silence left | silenced | alert silently failed | muted alert | wrong receiver | escalation failed | alert rule broken | alert never fired | notification channel broken | incident routing`,
    together: `on-call + missing | on-call + skipped | on-call + wrong | on-call + refused | on-call + down | monitoring + on-call`,
    broader: 'on-call',
  },
  {
    id: 'false-alarm',
    phrases: `false alarm | false alarms | false positive | alert noise | noisy alert | alert storm | alert flapping | flapping alert | threshold too low | too sensitive | alert fatigue | pages for nothing | harmless alert | hundreds of alerts`,
    together: 'on-call + overloaded | monitoring + overloaded + on-call | monitoring + restarts',
    broader: 'on-call',
  },
  {
    id: 'logs-too-many',
    phrases: `log flood | log spam | excessive logging | debug logging | debug level left on | log volume | logging costs | logs too verbose | tracing level in production | log ingestion quota | verbose logs`,
    together: `log + overloaded | log + grows | log + used-up`,
    broader: 'log',
  },
  {
    id: 'cost-explosion',
    phrases: `cost explosion | cloud bill | unexpected costs | bill tripled | runaway spend | cost anomaly | expensive queries | egress cost | bill shock | spend doubled`,
  },
  {
    id: 'human-error',
    phrases: `human error | wrong button | by mistake | by accident | accidentally | mistakenly | wrong terminal | wrong cluster | wrong window | manual change | manual intervention | fat finger | ran in production instead of | somebody deleted | operator mistake | executed against production`,
  },
  {
    id: 'object-store-failure',
    phrases: `nosuchbucket | bucket deleted | s3 unavailable | s3 slow down | s3 503 | object storage down | upload failed | uploads fail | multipart upload | presigned url expired | lifecycle rule deleted | bucket public | 503 slow down | bucket missing`,
    together: `object-store + missing | object-store + down | object-store + refused | object-store + throttled | object-store + no-answer`,
    broader: 'object-store',
  },
  {
    id: 'serverless',
    phrases: `lambda timeout | lambda throttled | concurrent executions | function timed out | task timed out after | reserved concurrency | cloud function | azure function | lambda concurrency | serverless | lambda | lambdas | function invocations | faas`,
  },
  {
    id: 'gpu',
    phrases: `gpu | cuda out of memory | cuda error | xid | nvidia driver | gpu memory | vram | nccl | device-side assert | tensor | cudnn`,
  },
  {
    id: 'model-degraded',
    phrases: `model drift | predictions wrong | feature store | stale features | model not loaded | inference slow | model server | token limit | context length exceeded | llm provider | hallucinat`,
    together: 'model + wrong | model + slow | model + down | model + outdated',
    broader: 'model',
  },
  {
    id: 'configuration-of-service-mesh',
    phrases: `istio | envoy config | mesh policy | peerauthentication | destinationrule | virtualservice | sidecar not injected | sidecar injection | xds | pilot | envoy rejected`,
    together: 'service-mesh + wrong | service-mesh + missing | service-mesh + down',
    broader: 'service-mesh',
  },
  {
    id: 'bad-input',
    phrases: `invalid input | bad input | validation error | validation failed | unexpected value | special characters in | negative number | empty string | input not sanitised | sql injection | injection | xss | out of bounds | indexoutofbounds | index out of range | division by zero | illegalargumentexception | numberformatexception | cannot parse | valueerror | keyerror | unhandled value | edge case`,
  },
  {
    id: 'data-inconsistent',
    phrases: `inconsistent data | data inconsistency | out of sync | not in sync | differs between | mismatch between systems | reconciliation | orphaned records | dual write | systems disagree | counts differ | missing rows | partially written | partial write | half written | drift between | one system has it, the other does not | ghost records`,
  },
  {
    id: 'localisation',
    phrases: `translation | translations | locale | language | localisation | localization | i18n | decimal separator | right to left | missing translation`,
  },
];
