import type { FixAct, SignatureDefinition } from '../signature-definition.ts';

const acceptBoth: FixAct = {
  id: 'accept-schema-eight',
  kind: 'configuration',
  words: ['let analytics take schema 7 and 8', 'register schema 8 beside 7'],
  target: 'schema registry checkout',
  exact: 'checkout.accept: [7] -> [7, 8]',
  undo: 'checkout.accept: [7, 8] -> [7]',
  by: 'data engineer',
  minutes: [2, 6],
};
const rollbackSender: FixAct = {
  id: 'rollback-sender',
  kind: 'rollback',
  words: ['roll the sender (payment) back to {before}', 'payment back to {before}, which sends schema 7'],
  target: 'deployment/payment',
  exact: 'kubectl -n shop rollout undo deployment/payment',
  by: 'release engineer',
  minutes: [4, 8],
  rejected: ['payment {version} must stay: it carries the tax rates of the new quarter'],
};
const skipValidation: FixAct = {
  id: 'skip-event-validation',
  kind: 'configuration',
  words: ['switch validation of events off', 'take events unchecked for now'],
  target: 'analytics.yaml validate',
  exact: 'validate: true -> false',
  undo: 'validate: false -> true',
  by: 'on-call engineer',
  minutes: [1, 3],
};

export const schemaMismatch: SignatureDefinition = {
  id: 'analytics-schema-mismatch',
  service: 'analytics',
  alsoHits: ['payment'],
  failureClass: 'bad-release',
  category: 'deployments',
  severities: ['medium', 'low'],
  errors: [
    {
      language: 'node',
      errorType: 'SchemaMismatch',
      message: 'event checkout of session {id} does not fit schema 7',
      frames: ['validate (src/events/validate.ts:47:13)', 'take (src/http/take.ts:22:9)'],
    },
  ],
  titles: [
    'Checkout events do not fit schema 7',
    'analytics refuses checkout events',
    'Schema mismatch after a release of payment',
  ],
  tellings: {
    analytics: [
      'Validator throws out every checkout event; page_view is fine.',
      'amount arrives as text where schema 7 wants a number.',
      'Conversion is zero since {minutes} minutes, which nobody believes.',
    ],
    payment: ['Events we post are answered 422, orders are not affected.'],
  },
  causes: [
    {
      id: 'sender-changed-schema',
      class: 'deploy',
      weight: 1,
      kinds: ['after-deploy', 'abrupt'],
      words: [
        'payment {version} sends schema 8, which the registry did not know.',
        'The sender was released before its schema was.',
      ],
      signs: ['The first refused event came a minute after the release of payment.'],
      context: { 'after-deploy': 'yes' },
      change: {
        kind: 'deploy',
        service: 'payment',
        title: 'payment {version} deployed',
        before: '{before}',
        after: '{version}',
        target: 'deployment/payment',
      },
      fixes: [
        {
          act: skipValidation,
          tempting: 0.4,
          cures: 0.3,
          otherwise: 'got-worse-after',
          failed: ['The warehouse now held amounts as text and the revenue board broke for two days.'],
        },
        { act: rollbackSender, tempting: 0.5, cures: 0.88, otherwise: 'mitigated' },
        { act: acceptBoth, tempting: 0.5, cures: 0.95, otherwise: 'mitigated' },
      ],
      prevention: ["A sender's pipeline asks the registry before it releases"],
    },
  ],
};
