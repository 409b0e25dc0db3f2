import { failuresOfStory } from '../failures-of-stories.ts';
import type { FixAct, SignatureDefinition } from '../signature-definition.ts';

const rollback: FixAct = {
  id: 'rollback-payment',
  kind: 'rollback',
  words: ['roll payment back to {before}', 'back to payment {before}'],
  target: 'deployment/payment',
  exact: 'kubectl -n shop rollout undo deployment/payment',
  by: 'release engineer',
  minutes: [4, 9],
  rejected: ['{version} carries the fix for double charges; going back would charge people twice again'],
};
const secondAcquirer: FixAct = {
  id: 'route-to-second-acquirer',
  kind: 'failover',
  words: ['route cards to the second acquirer', 'switch authorisations over to acquirer B'],
  target: 'payment.yaml provider.primary',
  exact: 'provider.primary: card-provider.example -> acquirer-b.example',
  undo: 'provider.primary: acquirer-b.example -> card-provider.example',
  by: 'service owner',
  minutes: [3, 8],
  rejected: ['acquirer B takes 1.4 % more; finance wants to be asked before'],
  modified: ['only cards of the EU routed over, the rest waits'],
};
const resetBreaker: FixAct = {
  id: 'close-circuit-by-hand',
  kind: 'command',
  words: ['close the circuit to the provider by hand', 'reset the breaker'],
  target: 'payment breaker provider',
  exact: 'curl -X POST http://payment:8080/admin/breakers/provider/close',
  by: 'on-call engineer',
  minutes: [1, 3],
};

export const providerUnavailable: SignatureDefinition = {
  id: 'payment-provider-unavailable',
  service: 'payment',
  alsoHits: ['api-gateway', 'notification'],
  failureClass: 'dependency',
  category: 'incidents',
  severities: ['critical', 'high'],
  errors: failuresOfStory('payment'),
  titles: [
    'Card provider answers 503, circuit open',
    'Authorisations fail: provider unavailable',
    'Payments refused with 503 from the card provider',
  ],
  tellings: {
    payment: [
      'Authorise comes back 503 for {percent} % of cards, then the breaker opens and nothing is tried.',
      'The circuit to the provider flips between half-open and open.',
      'Acceptance rate down to {n} %, refunds go through.',
    ],
    'api-gateway': [
      'Checkout returns 500 within milliseconds since payment fails fast.',
      'Baskets are abandoned at the last step.',
    ],
    notification: ['Order confirmations stopped, "payment failed" mails up tenfold.'],
  },
  causes: [
    {
      id: 'provider-api-version',
      class: 'deploy',
      weight: 4,
      kinds: ['after-deploy', 'abrupt', 'cascade'],
      words: [
        "{version} talks to the provider's new API, which is not switched on for our merchant id.",
        "The client library that came with {version} sends a header the provider's edge answers with 503.",
      ],
      signs: ['It began with the roll-out to the minute; pods still on {before} authorise well.'],
      context: { 'after-deploy': 'yes' },
      change: {
        kind: 'deploy',
        title: 'payment {version} deployed',
        before: '{before}',
        after: '{version}',
        target: 'deployment/payment',
      },
      fixes: [
        { act: resetBreaker, tempting: 0.4, cures: 0.01, otherwise: 'no-effect' },
        { act: rollback, tempting: 0.7, cures: 0.94, otherwise: 'mitigated' },
        { act: secondAcquirer, tempting: 0.3, cures: 0.15, otherwise: 'mitigated' },
      ],
      prevention: [
        "Contract test against the provider's sandbox before each release",
        'Roll payment out to one pod first and compare acceptance',
      ],
    },
    {
      id: 'provider-outage',
      class: 'dependency',
      weight: 4,
      kinds: ['slow', 'flapping', 'cascade'],
      words: [
        'The card provider itself was down in {region}; its status page said so an hour later.',
        'Outage at the provider, nothing of ours had changed.',
      ],
      signs: ['A bare call to the provider from a laptop fails the same way.', 'Old and new pods fail alike.'],
      context: { 'after-deploy': 'no' },
      fixes: [
        {
          act: rollback,
          tempting: 0.5,
          cures: 0.01,
          otherwise: 'got-worse-after',
          failed: ['The old version charged open authorisations a second time when the provider came back.'],
        },
        {
          act: resetBreaker,
          tempting: 0.4,
          cures: 0.02,
          otherwise: 'got-worse-after',
          failed: ['All workers hung on the provider and checkout was down instead of refusing quickly.'],
        },
        {
          act: secondAcquirer,
          tempting: 0.4,
          cures: 0.9,
          when: [{ context: { region: 'us-east-1' }, cures: 0.3 }],
          otherwise: 'mitigated',
        },
      ],
      prevention: [
        "Fail over to the second acquirer without anybody's hand",
        'Watch the provider with a payment of our own each minute',
      ],
    },
  ],
  check: {
    words: 'Ask the provider without our code in between.',
    command: "curl -s -o /dev/null -w '%{http_code}' https://card-provider.example/v3/health",
    shows: [
      { cause: 'provider-api-version', what: '200: the provider is well, our way of asking is not' },
      { cause: 'provider-outage', what: '503 or no answer: it is theirs' },
    ],
  },
};
