import type { FixAct, SignatureDefinition } from '../signature-definition.ts';

const dropIndex: FixAct = {
  id: 'drop-unique-index',
  kind: 'command',
  words: ['drop the unique index on email', 'remove email_1 until it is cleaned up'],
  target: 'mongodb profiles.email_1',
  exact: "db.profiles.dropIndex('email_1')",
  undo: 'db.profiles.createIndex({ email: 1 }, { unique: true })',
  by: 'on-call engineer',
  minutes: [1, 4],
  rejected: ["two accounts with one address is how people end up in each other's orders"],
};
const partialIndex: FixAct = {
  id: 'partial-unique-index',
  kind: 'configuration',
  words: ['make the index unique only where there is an address', 'partial index for email'],
  target: 'mongodb profiles.email_1',
  exact:
    "db.profiles.createIndex({ email: 1 }, { unique: true, partialFilterExpression: { email: { $type: 'string' } } })",
  by: 'database administrator',
  minutes: [4, 10],
};
const rollback: FixAct = {
  id: 'rollback-guest-profiles',
  kind: 'rollback',
  words: ['roll user back to {before}, before guests had profiles', 'undo the guest profiles of {version}'],
  target: 'deployment/user',
  exact: 'kubectl -n shop rollout undo deployment/user',
  by: 'release engineer',
  minutes: [4, 8],
};

export const duplicateKey: SignatureDefinition = {
  id: 'user-duplicate-key',
  service: 'user',
  alsoHits: ['payment', 'analytics'],
  failureClass: 'database',
  category: 'deployments',
  severities: ['medium', 'high'],
  errors: [
    {
      language: 'node',
      errorType: 'MongoServerError',
      message: 'E11000 duplicate key error collection: shop.profiles index: email_1 dup key: { email: null }',
      frames: ['Profiles.insert (src/profiles/insert.ts:41:15)', 'createUser (src/http/create-user.ts:29:22)'],
    },
  ],
  titles: [
    'E11000 duplicate key when guests are created',
    'Guests cannot be created: unique index on email',
    'Sign-up of guests fails with duplicate key',
  ],
  tellings: {
    user: [
      'E11000 on profiles, dup key is null every time.',
      'Registered people sign up fine, guests fail from the second one on.',
    ],
    payment: ['Guest checkout is gone: no profile, no basket owner; {percent} % of orders are by guests.'],
    analytics: ['Funnel breaks at guest checkout, conversion down {n} %.'],
  },
  causes: [
    {
      id: 'guests-without-address',
      class: 'deploy',
      weight: 1,
      kinds: ['after-deploy', 'abrupt'],
      words: [
        '{version} stores guests without an address, and the unique index takes all missing ones for the same.',
        'Guest profiles have no email; the second null violates the index.',
      ],
      signs: ['The key in the message is always null.'],
      context: { 'after-deploy': 'yes' },
      change: {
        kind: 'deploy',
        title: 'user {version} deployed',
        before: '{before}',
        after: '{version}',
        target: 'deployment/user',
      },
      fixes: [
        {
          act: dropIndex,
          tempting: 0.4,
          cures: 0.5,
          otherwise: 'got-worse-after',
          failed: ['Guests came through, and 212 people registered twice before the index was back.'],
        },
        { act: rollback, tempting: 0.6, cures: 0.9, otherwise: 'mitigated' },
        { act: partialIndex, tempting: 0.3, cures: 0.92, otherwise: 'mitigated' },
      ],
      prevention: ['Indexes are part of the release they belong to', 'Test with two guests, not with one'],
    },
  ],
};
