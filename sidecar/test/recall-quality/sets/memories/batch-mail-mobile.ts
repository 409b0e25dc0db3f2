import { prose } from '../prose.ts';
import type { PastIncident } from './past-incident.ts';

export const batchMailMobile: readonly PastIncident[] = [
  {
    id: 'invoice-cron-missed',
    title: 'Invoices of the day not produced, CronJob missed its start',
    service: 'invoice-service',
    tags: ['batch', 'scheduling'],
    text: prose(`
      No invoices on the 3rd; CronJob event: Cannot determine if job needs to be started: too many missed start time
      (> 100). First seen on invser-9.ams3 at 22:59 UTC (INC-43376). Pod invoice-service-6jxlctjdr-xgs6b showed it
      first. It lasted 118 minutes in all. Root cause: startingDeadlineSeconds unset and the controller was paused for
      hours after the upgrade. Resolution: Started by hand, startingDeadlineSeconds 1800; a dead man's switch on
      invoice-nightly.
    `),
  },
  {
    id: 'invoice-cron-suspended',
    title: 'Invoices of the day not produced, job left suspended',
    service: 'invoice-service',
    tags: ['batch', 'scheduling'],
    text: prose(`
      INC-43393: reported in the channel of the team by a colleague at 06:48. No invoices on the 17th, no events at
      all at the CronJob, controller healthy. Graphs of invser-1.fra4 are attached. Cause: suspend: true had been set
      for the migration and nobody took it back. Fix: suspend false, two nights run again. An alarm fires if a
      schedule is suspended longer than a day. Neighbouring services were not touched.
    `),
  },
  {
    id: 'analytics-airflow-heartbeat',
    title: 'Airflow schedules nothing, scheduler heartbeat old',
    service: 'analytics-pipeline',
    tags: ['batch', 'scheduling'],
    text: prose(`
      DAGs show no runs since 22:00: "The scheduler does not appear to be running. Last heartbeat was received 9 hours
      ago". Why: Scheduler hung in a metadata query, table task_instance had 90 million rows. What helped: Restarted,
      airflow db clean older than 90 days weekly. 3990 requests had to be repeated. First seen on anapip-7.fra1 at
      10:25 UTC (INC-43436).
    `),
  },
  {
    id: 'route-overlap',
    title: 'Planning runs overlap and overwrite each other',
    service: 'route-planner',
    tags: ['batch', 'concurrency'],
    text: prose(`
      First seen on roupla-4.ams2 at 14:20 UTC (INC-43471). Tours change after printing; two planner processes in the
      log with the same run date. Planning of 05:00 took longer than an hour and the hourly start has no lock.
      concurrencyPolicy: Forbid and advisory lock 7741.
    `),
  },
  {
    id: 'settlement-file-twice',
    title: 'Settlement file sent twice to the bank',
    service: 'payment-gateway',
    tags: ['batch', 'payments'],
    text: prose(`
      Support called at 08:46, a good while before PaymentGatewayAbsent fired; INC-43511. Bank reports duplicate file
      SEPA-0412.xml, 1.8 million euro would be paid twice. Evidence kept from payment-gateway-xwxtl2n2l-6llb7. Cause:
      The marker file in /tmp was removed by systemd-tmpfiles and the job started again after a restart. Fix: Bank
      stopped the second; marker is a row with unique msg_id now. About 35 percent of requests to payment-gateway were
      affected. Follow-up in NET-8018.
    `),
  },
  {
    id: 'ledger-backup-silent',
    title: 'No usable backup for nine days',
    service: 'ledger',
    tags: ['backup'],
    text: prose(`
      Restore test failed: newest dump of LEDGPRD1 is nine days old, job status green every day. Why: rman script
      swallowed RMAN-03009 because of a pipe without pipefail. What helped: Full backup run, set -o pipefail, alarm on
      age of the newest verified backup. First seen on led-2.fra1 at 13:43 UTC (INC-43543). Runbook RB-155 has the
      steps.
    `),
  },
  {
    id: 'analytics-spark-oom',
    title: 'Spark executors lost, container killed by YARN for exceeding limits',
    service: 'analytics-pipeline',
    tags: ['batch', 'memory'],
    text: prose(`
      Symptoms: ExecutorLostFailure, Container killed by YARN for exceeding memory limits, 9.1 GB of 9 GB physical
      memory used; job attribution fails at stage 14. Most of it came from anapip-4.ams2. What was behind it: A
      broadcast join of a table that had grown to 3 GB. spark.sql.autoBroadcastJoinThreshold=-1 for it, memoryOverhead
      2g. 2450 requests had to be repeated. INC-43572: reported in the channel of the team by a colleague at 11:12.
    `),
  },
  {
    id: 'mail-spf-spam',
    title: 'Our mails land in spam at large providers',
    service: 'mail-relay',
    tags: ['mail', 'deliverability'],
    text: prose(`
      Symptoms: Open rate down 70 percent, Gmail puts order mails to junk: dmarc=fail, spf=softfail. Graphs of
      mairel-4.fra1 are attached. What was behind it: The new sending range 198.51.100.0/26 was missing from the SPF
      record and unsigned by DKIM. Record extended, selector hl2024 published; DMARC reports are read by a job. It
      lasted 72 minutes in all. We agreed to look at it again in a quarter. Paged at 00:24 UTC by
      MailRelayLatencyHigh, tracked as INC-43615.
    `),
  },
  {
    id: 'mail-blocklist',
    title: 'Everything bounces, our address is on a blocklist',
    service: 'mail-relay',
    tags: ['mail', 'deliverability'],
    text: prose(`
      INC-43638, severity 2, 115 minutes. 554 5.7.1 Service unavailable; Client host [198.51.100.17] blocked using
      zen.spamhaus.org for all recipients there. Graphs of mairel-5.rtm1 are attached. Cause: Contact form abused as
      an open relay with free text recipient. Fix: Form fixed and captcha, delisting asked, outbound through .18 for a
      day. It lasted 115 minutes in all. Runbook RB-256 has the steps.
    `),
  },
  {
    id: 'mail-template-nullpointer',
    title: 'Password reset mails not sent, template error',
    service: 'mail-relay',
    tags: ['mail', 'bug'],
    text: prose(`
      No reset mails since release; TemplateEngineException: Error resolving property firstName in reset_password.ftl.
      Why: Accounts created through Apple have no first name. What helped: Default greeting; templates are rendered
      with empty profiles in the tests. Costs: 68 minutes of the monthly budget. Paged at 00:53 UTC by
      MailRelayLatencyHigh, tracked as INC-43673. Follow-up PLAT-5083 is done.
    `),
  },
  {
    id: 'mobile-crash-launch',
    title: 'iOS app crashes at launch since 7.2.0',
    service: 'mobile-bff',
    tags: ['mobile', 'crash'],
    text: prose(`
      Crashlytics: Fatal Exception NSInvalidArgumentException at HomeCoordinator.start, 38 percent of sessions on
      7.2.0. Pod mobile-bff-6xjjp8klv-wrwxq showed it first. Why: Backend sends "banner": null where app expects an
      object. What helped: Backend omits the field within ten minutes; 7.2.1 tolerates null. Phased release would have
      shown it at 1 percent. Costs: 42 minutes of the monthly budget. INC-43701: reported in the channel of the team
      by a colleague at 05:18. We agreed to look at it again in a quarter.
    `),
  },
  {
    id: 'mobile-old-endpoint-storm',
    title: 'Old app versions hammer a removed endpoint',
    service: 'mobile-bff',
    tags: ['mobile', 'overload'],
    text: prose(`
      /v1/stores answers 410 forty thousand times a second, all from app 4.x; gateway CPU up. Graphs of mobbff-1.ams2
      are attached. Why: 4.x retries at once without back-off when it gets anything but 200. What helped: 200 with an
      empty list for 4.x, cached at the edge for a day. Costs: 30 minutes of the monthly budget. INC-43744: reported
      in the channel of the team by a colleague at 03:54. Follow-up PLAT-2865 is done.
    `),
  },
  {
    id: 'mobile-deeplink-loop',
    title: 'Android app opens and closes in a loop from campaign links',
    service: 'mobile-bff',
    tags: ['mobile', 'frontend'],
    text: prose(`
      Users of the spring campaign see the app flash and close; ANR reports for DeepLinkActivity. Support called at
      04:09, a good while before MobileBffErrorBurn fired; INC-43775. Graphs of mobbff-7.fra1 are attached. Costs: 88
      minutes of the monthly budget. Root cause: Campaign link redirects to itself when consent is missing.
      Resolution: Link changed in the campaign tool, loop guard in DeepLinkResolver.
    `),
  },
  {
    id: 'payment-3ds-challenge',
    title: '3-D Secure challenge never returns',
    service: 'payment-gateway',
    tags: ['payments', 'frontend'],
    text: prose(`
      First seen on paygat-7.ams3 at 13:04 UTC (INC-43778). Card payments with challenge hang on a white frame,
      abandon rate 60 percent, frictionless ones fine. Most of it came from paygat-7.ams3. Cause: New
      Content-Security-Policy of the shop lacks form-action for the issuers' pages. Fix: form-action https: allowed on
      the challenge route; report-only first in future. Costs: 72 minutes of the monthly budget.
    `),
  },
  {
    id: 'payment-psp-outage',
    title: 'All cards declined, provider outage',
    service: 'payment-gateway',
    tags: ['payments', 'third-party'],
    text: prose(`
      Decline rate 100 percent with response code 91 "issuer or switch inoperative" for Visa and Mastercard. Ticket
      INC-43796, on call took it at 02:00 UTC after PaymentGatewayLatencyHigh. Evidence kept from
      payment-gateway-lgzcsfg7h-g9q7r. The status page was updated twice. Root cause: Switch outage at cardbridge,
      their incident CB-5521. Resolution: Routing to payhaven for 70 minutes, banner at checkout. Follow-up in
      PLAT-4065.
    `),
  },
  {
    id: 'payment-decline-bin-rule',
    title: 'Many cards declined, our own rule blocks a range of card numbers',
    service: 'payment-gateway',
    tags: ['payments', 'configuration'],
    text: prose(`
      Declines 18 percent, response code 05 only for debit cards of two banks, provider healthy. Graphs of
      paygat-6.ams2 are attached. Why: Rule R-204 against fraud blocks BIN 457812 in general after a typo with a
      wildcard. What helped: Rule removed, 2,100 customers invited again. Rules are tested on last week's traffic.
      Costs: 148 minutes of the monthly budget. INC-43802, severity 1, 148 minutes.
    `),
  },
  {
    id: 'fraud-model-drift',
    title: 'Fraud rejects triple after tracking consent change',
    service: 'fraud-scoring',
    tags: ['ml', 'data'],
    text: prose(`
      Manual review queue at 4,000, score mean from .12 to .31 without fraud. Most of it came from frasco-6.fra4. Why:
      device_fingerprint is empty without consent since the banner change and the model reads empty as risky. What
      helped: Threshold raised for missing fingerprints, model retrained with the flag has_consent. Costs: 42 minutes
      of the monthly budget. INC-43826, severity 1, 42 minutes. We agreed to look at it again in a quarter.
    `),
  },
  {
    id: 'invoice-pdf-font',
    title: 'Invoice renderer fails on emoji in company names',
    service: 'invoice-service',
    tags: ['bug', 'rendering'],
    text: prose(`
      INC-43851: reported in the channel of the team by a colleague at 23:18. IllegalArgumentException: U+1F33F is not
      available in this font, 31 invoices stuck. Most of it came from invser-2.rtm1. Cause: PDFBox font without these
      glyphs. Fix: Fallback font Noto and stripping for legal names. Costs: 101 minutes of the monthly budget. We
      agreed to look at it again in a quarter.
    `),
  },
  {
    id: 'invoice-rounding',
    title: 'Invoices differ by one cent from the order',
    service: 'invoice-service',
    tags: ['bug', 'data'],
    text: prose(`
      INC-43891: reported in the channel of the team by a colleague at 10:13. Accounting finds 0.01 differences in 7
      percent of invoices with vouchers since 3.8. The status page was updated twice. Tax per line is rounded half
      even in new code, half up in the order. TaxCalculator of the order is used for both; 9,000 invoices corrected.
      Evidence kept from invoice-service-pwqkczk7n-9xgfn.
    `),
  },
  {
    id: 'notify-double-newsletter',
    title: 'Newsletter twice, two schedulers active after failover',
    service: 'notification-hub',
    tags: ['batch', 'duplicates'],
    text: prose(`
      Paged at 22:51 UTC by NotificationHubLatencyHigh, tracked as INC-43926. 800,000 customers got the newsletter
      twice within three minutes. ShedLock row could not be written as the table was read-only during failover, and
      the lock provider answered true. Lock failure means no run; campaign id is unique per recipient.
    `),
  },
];
