import type { FixAct, SignatureDefinition } from '../signature-definition.ts';

const restart: FixAct = {
  id: 'restart-sessions',
  kind: 'restart',
  words: ['restart the session pods one by one', 'rolling restart of auth sessions'],
  target: 'deployment/auth',
  exact: 'kubectl -n shop rollout restart deployment/auth',
  by: 'on-call engineer',
  minutes: [3, 7],
};
const moreMemory: FixAct = {
  id: 'raise-memory-limit',
  kind: 'configuration',
  words: ['raise the memory limit of auth from 512 Mi to 1 Gi', 'double the memory of auth'],
  target: 'deployment/auth resources.limits.memory',
  exact: 'resources.limits.memory: 512Mi -> 1Gi',
  undo: 'resources.limits.memory: 1Gi -> 512Mi',
  by: 'platform engineer',
  minutes: [4, 8],
};
const expire: FixAct = {
  id: 'expire-guest-sessions',
  kind: 'code-change',
  words: ['give guest sessions a lifetime of an hour', 'guest sessions leave the map after an hour'],
  target: 'internal/session/store.go Store.Put',
  exact: 'ttl := time.Hour for guests; sweep every minute',
  by: 'service owner',
  minutes: [40, 95],
};

export const sessionMapGrows: SignatureDefinition = {
  id: 'auth-session-map-grows',
  service: 'auth',
  alsoHits: ['api-gateway', 'user'],
  failureClass: 'memory-leak',
  category: 'resources',
  severities: ['high', 'medium'],
  errors: [
    {
      language: 'go',
      errorType: 'fatal error',
      message: 'runtime: out of memory: cannot allocate {order}-byte block',
      frames: ['shop.example/auth/internal/session.(*Store).Put', 'shop.example/auth/internal/session.(*Store).Guest'],
    },
  ],
  titles: [
    'auth pods OOMKilled one after the other',
    'Memory of auth climbs until the kernel ends it',
    'Session store eats the memory of auth',
  ],
  tellings: {
    auth: [
      'RSS climbs {n} MB an hour and never comes down; exit 137 at the limit.',
      'Heap profile: nearly all of it is the session map.',
      'Pods die in the order of their age.',
    ],
    'api-gateway': ['Short gaps without any auth backend, {n} s each, since the pods restart together.'],
    user: ['People lose their basket whenever auth comes back up.'],
  },
  causes: [
    {
      id: 'guest-sessions-never-expire',
      class: 'memory-leak',
      weight: 1,
      kinds: ['slow', 'flapping'],
      words: [
        'Sessions of guests and robots were never removed from the map.',
        'A crawler opens a session for each page; guest sessions have no end.',
      ],
      signs: ['Number of sessions is a hundred times that of people.'],
      fixes: [
        { act: restart, tempting: 0.8, cures: 0.05, otherwise: 'temporary' },
        {
          act: moreMemory,
          tempting: 0.6,
          cures: 0.05,
          otherwise: 'temporary',
          failed: ['Filled up as well and died at the new limit.'],
        },
        { act: expire, tempting: 0.2, cures: 0.95, otherwise: 'mitigated' },
      ],
      prevention: ['Graph sessions by kind', 'Robots get no session'],
    },
  ],
};
