import type { FixAct, SignatureDefinition } from '../signature-definition.ts';

const localVerify: FixAct = {
  id: 'verify-locally',
  kind: 'configuration',
  words: [
    'verify tokens locally instead of asking the identity provider',
    'switch introspection to local verification',
  ],
  target: 'auth.yaml introspection.mode',
  exact: 'introspection.mode: remote -> local',
  undo: 'introspection.mode: local -> remote',
  by: 'service owner',
  minutes: [2, 6],
};
const longerDeadline: FixAct = {
  id: 'longer-introspection-deadline',
  kind: 'configuration',
  words: ['raise the deadline of introspection from 500 ms to 3 s', 'give introspection 3 s'],
  target: 'auth.yaml introspection.deadline',
  exact: 'introspection.deadline: 500ms -> 3s',
  undo: 'introspection.deadline: 3s -> 500ms',
  by: 'on-call engineer',
  minutes: [2, 5],
  rejected: ['last time the gateway ran out of workers while it waited'],
};
const scaleAuth: FixAct = {
  id: 'scale-auth',
  kind: 'scaling',
  words: ['scale auth to 12', 'triple the auth pods'],
  target: 'deployment/auth',
  exact: 'kubectl -n shop scale deployment/auth --replicas=12',
  undo: 'kubectl -n shop scale deployment/auth --replicas=4',
  by: 'on-call engineer',
  minutes: [3, 6],
};

export const introspectionDeadline: SignatureDefinition = {
  id: 'auth-introspection-deadline',
  service: 'auth',
  alsoHits: ['api-gateway', 'user', 'payment'],
  failureClass: 'api-timeout',
  category: 'incidents',
  severities: ['high', 'medium'],
  errors: [
    {
      language: 'go',
      errorType: 'context.deadlineExceededError',
      message: 'introspect {id}: Post "https://identity.example/introspect": context deadline exceeded',
      frames: [
        'shop.example/auth/internal/introspect.(*Client).Check',
        'shop.example/auth/internal/session.(*Store).Verify',
      ],
    },
  ],
  titles: [
    'Introspection of tokens exceeds its deadline',
    'auth: context deadline exceeded at the identity provider',
    'Sessions not verified in time',
  ],
  tellings: {
    auth: [
      'Introspection runs into its 500 ms in {percent} % of calls.',
      'identity.example is slow, our goroutines pile up behind it.',
      'Verify is red, sign is green.',
    ],
    'api-gateway': [
      'Every route gets half a second slower, then every fifth request is a 401.',
      'Upstream auth is over its latency objective since {minutes} minutes.',
    ],
    payment: ['Checkouts end before they start: the basket owner cannot be established.'],
  },
  causes: [
    {
      id: 'identity-provider-slow',
      class: 'dependency',
      weight: 1,
      kinds: ['slow', 'flapping', 'cascade'],
      words: [
        'The identity provider was slow in {region} during its own maintenance.',
        'Remote introspection of each request met a slow identity provider.',
      ],
      signs: ['Calls to identity.example take over a second from every pod.'],
      fixes: [
        {
          act: scaleAuth,
          tempting: 0.5,
          cures: 0.03,
          otherwise: 'got-worse-after',
          failed: ['More pods meant more calls to the identity provider, which began to answer 429.'],
        },
        {
          act: longerDeadline,
          tempting: 0.5,
          cures: 0.2,
          when: [
            { context: { load: 'low' }, cures: 0.7 },
            { context: { load: 'high' }, cures: 0.05 },
          ],
          otherwise: 'no-effect',
        },
        { act: localVerify, tempting: 0.3, cures: 0.9, otherwise: 'mitigated' },
      ],
      prevention: [
        'Local verification by default, introspection for refunds alone',
        'Cache answers of introspection for 30 s',
      ],
    },
  ],
};
