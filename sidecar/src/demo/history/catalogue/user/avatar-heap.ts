import type { FixAct, SignatureDefinition } from '../signature-definition.ts';

const restart: FixAct = {
  id: 'restart-user',
  kind: 'restart',
  words: ['restart user', 'rolling restart of the profile pods'],
  target: 'deployment/user',
  exact: 'kubectl -n shop rollout restart deployment/user',
  by: 'on-call engineer',
  minutes: [3, 6],
};
const oldSpace: FixAct = {
  id: 'raise-old-space',
  kind: 'configuration',
  words: ['raise --max-old-space-size to 1024', 'give node 1 GB of old space'],
  target: 'deployment/user NODE_OPTIONS',
  exact: '--max-old-space-size=512 -> 1024',
  undo: '--max-old-space-size=1024 -> 512',
  by: 'on-call engineer',
  minutes: [4, 7],
  rejected: ['the container limit is 600 Mi: the kernel would kill it before node does'],
};
const boundCache: FixAct = {
  id: 'bound-avatar-cache',
  kind: 'code-change',
  words: ['bound the avatar cache to 500 entries', 'avatars go through an LRU of 500'],
  target: 'src/avatars/cache.ts',
  exact: 'new Map() -> new LruCache({ max: 500 })',
  by: 'service owner',
  minutes: [30, 75],
};

export const avatarHeap: SignatureDefinition = {
  id: 'user-avatar-heap',
  service: 'user',
  alsoHits: ['api-gateway'],
  failureClass: 'memory-leak',
  category: 'resources',
  severities: ['medium', 'high'],
  errors: [
    {
      language: 'node',
      errorType: 'HeapExhausted',
      message: 'Reached heap limit Allocation failed - JavaScript heap out of memory ({n} MB of avatars)',
      frames: ['AvatarCache.put (src/avatars/cache.ts:26:18)', 'readAvatar (src/http/avatar.ts:34:11)'],
    },
  ],
  titles: [
    'user pods die of JavaScript heap out of memory',
    'Heap of user exhausted by avatars',
    'user restarts every few hours, exit 134',
  ],
  tellings: {
    user: [
      'Heap at the limit after every collection, then the process aborts with 134.',
      'Mark-sweep every few seconds frees next to nothing.',
      'Pods live about {n} hours, in the same order as they were started.',
    ],
    'api-gateway': ['Connection resets from user in bursts, each as long as a restart.'],
  },
  causes: [
    {
      id: 'avatar-map-unbounded',
      class: 'memory-leak',
      weight: 1,
      kinds: ['slow', 'flapping', 'after-deploy'],
      words: [
        'Avatars are kept in a map that nothing bounds.',
        'The avatar cache never throws anything out; larger pictures since spring made it show.',
      ],
      signs: ['The heap snapshot is full of Buffers held by AvatarCache.'],
      fixes: [
        { act: restart, tempting: 0.8, cures: 0.03, otherwise: 'temporary' },
        {
          act: oldSpace,
          tempting: 0.5,
          cures: 0.05,
          otherwise: 'got-worse-after',
          failed: ['Now the kernel kills it (OOMKilled, 137) before it can write a snapshot.'],
        },
        { act: boundCache, tempting: 0.3, cures: 0.95, otherwise: 'mitigated' },
      ],
      prevention: ['No Map as a cache: lint rule', 'Heap after collection on the service board'],
    },
  ],
};
