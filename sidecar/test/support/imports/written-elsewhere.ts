/** What an organisation that had no memory yet would bring, in the forms in which each source gives it. */
const DAY = 24 * 60 * 60 * 1000;
export const BEGAN = Date.UTC(2026, 2, 1, 2, 13);

export const POSTMORTEM = `---
service: payment
severity: SEV-1
link: https://wiki.example.com/postmortems/ledger-pool
---
# Postmortem: payments fail while the ledger pool is empty

**Date:** 2026-03-01 02:13 UTC
**Status:** final

## Summary
Between 02:13 and 03:02 one of eight payments failed with LedgerPoolExhausted.

## Impact
118 errors a minute at the checkout.

## Root cause
A configuration change lowered ledger.pool.max from 50 to 5.

## Resolution
Set ledger.pool.max back to 50 and restarted payment.

## Timeline
| Time | Event |
| ---- | ----- |
| 02:13 | first alert |
| 03:02 | recovered |

## Action items
- Validate pool sizes when a configuration is loaded.
`;

export const GITHUB_ISSUES = [
  {
    number: 41,
    title: 'Search answers 503 after the index was rotated',
    body: '## What happened\nQueries failed with IndexNotFound.\n\n## Root cause\nThe alias still named the old index.\n\n## Fix\nPoint the alias search-live to the new index.',
    state: 'CLOSED',
    createdAt: '2026-02-03T09:20:00Z',
    closedAt: '2026-02-03T10:05:00Z',
    labels: [{ name: 'incident' }, { name: 'service:search' }, { name: 'severity:high' }],
    url: 'https://github.com/example/shop/issues/41',
    comments: [{ author: { login: 'bo' }, body: 'Seen again on the replica an hour later.' }],
  },
  {
    number: 42,
    title: 'Ignore: a pull request',
    body: 'It changes nothing.',
    state: 'open',
    created_at: '2026-02-04T09:20:00Z',
    closed_at: null,
    labels: [],
    url: 'https://api.github.com/repos/example/shop/issues/42',
    html_url: 'https://github.com/example/shop/issues/42',
    pull_request: { url: 'https://api.github.com/repos/example/shop/pulls/42' },
  },
];

export const PAGERDUTY = {
  incidents: [7, 8, 9].map((number) => ({
    id: `PT4KH${number}`,
    type: 'incident',
    summary: `[#${1200 + number}] Disk ${80 + number}% full on db-prod-0${number}`,
    html_url: `https://example.pagerduty.com/incidents/PT4KH${number}`,
    incident_number: 1200 + number,
    title: `Disk ${80 + number}% full on db-prod-0${number}`,
    created_at: new Date(BEGAN + number * 3 * DAY).toISOString().replace('.000', ''),
    status: 'resolved',
    resolved_at: new Date(BEGAN + number * 3 * DAY + 3_600_000).toISOString().replace('.000', ''),
    service: { id: 'PIJ90N7', type: 'service_reference', summary: 'database' },
    urgency: 'high',
    assignments: [],
  })),
  limit: 25,
  offset: 0,
  more: false,
};

/** An alert that fires every second day for 12 minutes, and a deploy that somebody marked. */
export const GRAFANA_ANNOTATIONS = [
  ...Array.from({ length: 6 }, (_, index) => BEGAN + index * 2 * DAY).flatMap((at, index) => [
    {
      ...{ id: 100 + index * 2, alertId: 7, dashboardUID: null, userId: 0, created: at, updated: at },
      ...{
        newState: 'Alerting',
        prevState: 'Pending',
        time: at,
        timeEnd: at,
        tags: [],
        login: '',
        email: '',
        data: {},
      },
      text: `CheckoutLatencyHigh {alertname=CheckoutLatencyHigh, service=checkout, severity=critical} - B=${1 + index}.200000`,
    },
    {
      ...{ id: 101 + index * 2, alertId: 7, dashboardUID: null, userId: 0, created: at, updated: at },
      ...{ newState: 'Normal', prevState: 'Alerting', time: at + 720_000, timeEnd: at + 720_000, tags: [], data: {} },
      text: 'CheckoutLatencyHigh {alertname=CheckoutLatencyHigh, service=checkout, severity=critical} - B=0.100000',
    },
  ]),
  {
    ...{ id: 900, dashboardUID: 'shop', panelId: 4, userId: 1, created: BEGAN, updated: BEGAN, login: 'ada', data: {} },
    ...{ time: BEGAN + DAY, timeEnd: BEGAN + DAY + 600_000, tags: ['service:checkout', 'outage'] },
    text: 'Checkout was slow while the cache of prices was cold',
  },
];

export const TICKETS_CSV = `\ufeffKey;Summary;Opened;Resolved;Component;Root Cause;Resolution;Assignee\r
OPS-1;"Login fails; users see ""session expired""";2026-01-10 08:00;2026-01-10 09:30;auth;clock of auth-2 was 4 minutes behind;restarted ntpd on auth-2;bo\r
OPS-2;"Mails leave
with hours of delay";2026-01-12 11:00;;notification;;;bo\r
OPS-2;"Mails leave
with hours of delay";2026-01-12 11:00;;notification;;;bo\r
OPS-3;Report is empty;03/04/2026;;analytics;;;bo\r
`;
