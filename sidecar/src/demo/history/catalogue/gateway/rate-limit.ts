import type { FixAct, SignatureDefinition } from '../signature-definition.ts';

const raiseBucket: FixAct = {
  id: 'raise-client-bucket',
  kind: 'configuration',
  words: ['raise the bucket of the mobile client to 1,000 a minute', 'ten times the rate for client mobile'],
  target: 'ratelimit.yaml clients.mobile',
  exact: 'clients.mobile: 100/min -> 1000/min',
  undo: 'clients.mobile: 1000/min -> 100/min',
  by: 'service owner',
  minutes: [2, 5],
};
const trustHops: FixAct = {
  id: 'trust-two-hops',
  kind: 'configuration',
  words: ['trust two proxy hops again when reading the address of a client', 'trustedHops 1 to 2'],
  target: 'ratelimit.yaml trustedHops',
  exact: 'trustedHops: 1 -> 2',
  undo: 'trustedHops: 2 -> 1',
  by: 'network engineer',
  minutes: [2, 5],
};
const limiterOff: FixAct = {
  id: 'limiter-off',
  kind: 'configuration',
  words: ['switch the limiter off', 'no rate limit until it is understood'],
  target: 'ratelimit.yaml enabled',
  exact: 'enabled: true -> false',
  undo: 'enabled: false -> true',
  by: 'on-call engineer',
  minutes: [1, 3],
  rejected: ['there is a credential stuffing run going on; the limiter is what holds it off'],
};

export const rateLimit: SignatureDefinition = {
  id: 'gateway-everybody-limited',
  service: 'api-gateway',
  alsoHits: ['analytics', 'user'],
  failureClass: 'network',
  category: 'troubleshooting',
  severities: ['medium', 'high'],
  errors: [
    {
      language: 'node',
      errorType: 'RateLimitExceeded',
      message: 'client {id} over its limit: {n} of 100 a minute, answered 429',
      frames: ['Limiter.take (src/limits/limiter.ts:57:13)', 'limit (src/http/limit.ts:19:22)'],
    },
  ],
  titles: [
    'Everybody is rate limited (429)',
    'Limiter takes all shoppers for one client',
    '429 for a third of the traffic',
  ],
  tellings: {
    'api-gateway': [
      '429 for {percent} % of requests though total traffic is ordinary.',
      'One bucket gets nearly all tokens taken: all clients share the address of the balancer.',
    ],
    user: [
      'The app says "try again later" to people who opened it once today.',
      'Shoppers are thrown out at random, by the minute.',
    ],
    analytics: ['page_view events fell by {percent} %, no outage announced.'],
  },
  causes: [
    {
      id: 'proxy-hop-added',
      class: 'network',
      weight: 1,
      kinds: ['abrupt', 'after-deploy'],
      words: [
        "A second balancer was put before the gateway, so the limiter saw its address instead of the shopper's.",
        'X-Forwarded-For has one more hop since the CDN change; trustedHops still said one.',
      ],
      signs: ['All limited requests have the same source address.'],
      change: {
        kind: 'configuration',
        title: 'second load balancer placed before the gateway',
        before: '1 hop',
        after: '2 hops',
        target: 'ratelimit.yaml trustedHops',
      },
      fixes: [
        {
          act: raiseBucket,
          tempting: 0.7,
          cures: 0.05,
          when: [{ context: { load: 'low' }, cures: 0.4 }],
          otherwise: 'temporary',
        },
        { act: limiterOff, tempting: 0.3, cures: 0.2, otherwise: 'mitigated' },
        { act: trustHops, tempting: 0.2, cures: 0.94, otherwise: 'mitigated' },
      ],
      prevention: [
        'Alert when one address has over half of all tokens',
        'Network changes go through the gateway owners',
      ],
    },
  ],
};
