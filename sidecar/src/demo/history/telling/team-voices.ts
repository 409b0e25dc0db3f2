import type { DemoService } from '../../shop/services.ts';

/** How each team speaks of what hurts, and of when it noticed. */
interface TeamVoice {
  readonly hurts: readonly string[];
  readonly noticed: readonly string[];
}

export const TEAM_VOICES: Readonly<Record<DemoService, TeamVoice>> = {
  'api-gateway': {
    hurts: [
      '{percent} % of requests at the edge end in 5xx.',
      'Availability objective of the week is used up.',
      'p99 at the edge is {n} times the usual.',
      'Shoppers see the maintenance page now and then.',
    ],
    noticed: [
      'Paged by the burn rate of the edge.',
      'Seen on the edge board {minutes} minutes in.',
      'The synthetic checkout went red first.',
    ],
  },
  auth: {
    hurts: [
      'Sign-ins are down {percent} % against last week.',
      'Sessions cannot be prolonged; people drop out as theirs end.',
      'Staff cannot get into the back office either.',
    ],
    noticed: [
      'The sign-in canary failed twice.',
      'Support forwarded the first complaints after {minutes} minutes.',
      'Paged by the ratio of failed sign-ins.',
    ],
  },
  database: {
    hurts: [
      'Callers queue, the slowest waits {n} s.',
      'Commit rate is at {percent} % of the usual.',
      'Replica falls behind by {n} s.',
      'Write latency is up {n}-fold.',
    ],
    noticed: [
      'Seen on the saturation panel.',
      'Paged by commit latency.',
      'Found while looking into complaints of two other teams.',
    ],
  },
  payment: {
    hurts: [
      'About {n} orders a minute are lost.',
      'Acceptance is {percent} % where 97 is usual.',
      'Money is reserved and not captured for some baskets.',
      'Merchants ask where their payout is.',
    ],
    noticed: [
      'Paged by the acceptance rate.',
      'Finance called after {minutes} minutes.',
      'The penny test payment failed.',
    ],
  },
  notification: {
    hurts: [
      'Recipients wait {minutes} minutes for what should take seconds.',
      '{n},000 messages are late.',
      'Password resets do not arrive in time to be used.',
      'Delivery rate {percent} %.',
    ],
    noticed: [
      'Paged by the age of the oldest message.',
      'Noticed since no receipts came for our own test order.',
      'Support saw "where is my mail" tickets triple.',
    ],
  },
  user: {
    hurts: [
      'Members see empty profiles.',
      'Sign-up completion is down {percent} %.',
      'One in {n} profile pages is blank.',
      'Addresses cannot be changed.',
    ],
    noticed: [
      "Seen in the app's crash reports.",
      'Paged by the share of failed profile reads.',
      'The mobile team asked what we had changed.',
    ],
  },
  analytics: {
    hurts: [
      'Boards are stale by {minutes} minutes.',
      '{n},000 events were dropped and cannot be had again.',
      'Recommendations fall back to yesterday.',
      'Nobody outside the company notices; finance does.',
    ],
    noticed: [
      'Freshness check went amber, then red.',
      'An analyst asked why the line is flat.',
      'Paged by the lag of the stream.',
    ],
  },
};
