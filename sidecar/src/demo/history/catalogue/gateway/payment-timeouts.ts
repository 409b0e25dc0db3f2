import type { FixAct, SignatureDefinition } from '../signature-definition.ts';

const longerTimeout: FixAct = {
  id: 'longer-upstream-timeout',
  kind: 'configuration',
  words: ['raise the upstream timeout for payment to 30 s', 'let the gateway wait longer for payment'],
  target: 'api-gateway upstream.payment.timeout',
  exact: 'upstream.payment.timeout: 10s -> 30s',
  undo: 'upstream.payment.timeout: 30s -> 10s',
  by: 'on-call engineer',
  minutes: [2, 6],
  rejected: ['every waiting request holds a worker; with 30 s the whole gateway stands still'],
};
const noRetries: FixAct = {
  id: 'switch-off-retries',
  kind: 'configuration',
  words: ['switch retries of POST /v1/checkout off', 'retries for checkout from 3 to 0'],
  target: 'api-gateway retries.checkout',
  exact: 'retries.checkout: 3 -> 0',
  undo: 'retries.checkout: 0 -> 3',
  by: 'service owner',
  minutes: [2, 5],
};
const scalePayment: FixAct = {
  id: 'scale-payment',
  kind: 'scaling',
  words: ['scale payment to 10 replicas', 'more payment pods'],
  target: 'deployment/payment',
  exact: 'kubectl -n shop scale deployment/payment --replicas=10',
  undo: 'kubectl -n shop scale deployment/payment --replicas=4',
  by: 'on-call engineer',
  minutes: [3, 7],
  modified: ['6 instead of 10: the provider limits us to 6 concurrent clients'],
};

export const paymentTimeouts: SignatureDefinition = {
  id: 'gateway-payment-timeouts',
  service: 'api-gateway',
  alsoHits: ['payment', 'notification'],
  failureClass: 'api-timeout',
  category: 'incidents',
  severities: ['high', 'critical'],
  errors: [
    {
      language: 'node',
      errorType: 'UpstreamTimeout',
      message: 'no answer from payment after {ms} ms',
      frames: ['proxy.forward (src/proxy/forward.ts:88:11)', 'routes.checkout (src/routes/checkout.ts:41:20)'],
    },
  ],
  titles: [
    'Checkout times out at the gateway',
    'No answer from payment within the deadline',
    'POST /v1/checkout: upstream timeouts',
  ],
  tellings: {
    'api-gateway': [
      'Upstream payment does not answer within the deadline, {percent} % of checkouts end in 504.',
      'Retries triple what we send to payment while it is slow.',
      'Other upstreams are healthy, only the checkout route burns its budget.',
    ],
    payment: [
      'We get three times the authorisations there are baskets, most of them given up by the caller.',
      'Workers are busy with requests nobody waits for any more.',
    ],
    notification: ['Hardly any order confirmations to send for {minutes} minutes.'],
  },
  causes: [
    {
      id: 'retry-storm',
      class: 'traffic',
      weight: 1,
      kinds: ['slow', 'cascade', 'abrupt'],
      words: [
        'A slow card provider made checkouts exceed the deadline, and three retries each turned that into a storm.',
        'Retries of the gateway kept payment busy after the provider had long recovered.',
      ],
      signs: ['Requests at payment are three times those at the edge.'],
      causedBy: { signature: 'payment-provider-unavailable', minutes: [2, 9] },
      fixes: [
        {
          act: longerTimeout,
          tempting: 0.6,
          cures: 0.05,
          otherwise: 'got-worse-after',
          failed: ['Workers of the gateway were all waiting, and then every route was down.'],
        },
        {
          act: scalePayment,
          tempting: 0.5,
          cures: 0.3,
          when: [
            { context: { load: 'high' }, cures: 0.1 },
            { context: { load: 'low' }, cures: 0.6 },
          ],
          otherwise: 'no-effect',
        },
        { act: noRetries, tempting: 0.3, cures: 0.92, otherwise: 'mitigated' },
      ],
      prevention: [
        'Retry budget of 10 % instead of three tries each',
        'Deadlines travel with the request, so that payment can drop what nobody waits for',
      ],
    },
  ],
};
