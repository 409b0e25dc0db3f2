import { failuresOfStory } from '../failures-of-stories.ts';
import type { FixAct, SignatureDefinition } from '../signature-definition.ts';

const rollback: FixAct = {
  id: 'rollback-user',
  kind: 'rollback',
  words: ['roll user back to {before}', 'back to user {before} and its cache format'],
  target: 'deployment/user',
  exact: 'kubectl -n shop rollout undo deployment/user',
  by: 'release engineer',
  minutes: [3, 8],
};
const flush: FixAct = {
  id: 'flush-profile-cache',
  kind: 'command',
  words: ['flush the profile cache', 'FLUSHDB on the profile cache'],
  target: 'redis profile-cache',
  exact: 'redis-cli -h profile-cache -n 0 FLUSHDB ASYNC',
  by: 'on-call engineer',
  minutes: [1, 4],
  rejected: ['the database takes all reads then, and it is at 80 % already'],
};
const evict: FixAct = {
  id: 'evict-least-used',
  kind: 'configuration',
  words: ['set maxmemory-policy to allkeys-lru', 'let redis throw out what is least used'],
  target: 'redis profile-cache maxmemory-policy',
  exact: 'config set maxmemory-policy allkeys-lru',
  undo: 'config set maxmemory-policy noeviction',
  by: 'service owner',
  minutes: [1, 4],
};
const growCache: FixAct = {
  id: 'grow-cache',
  kind: 'scaling',
  words: ['give the profile cache 4 GB', 'double maxmemory of the profile cache'],
  target: 'redis profile-cache maxmemory',
  exact: 'config set maxmemory 4gb',
  undo: 'config set maxmemory 2gb',
  by: 'platform engineer',
  minutes: [1, 3],
};

export const cacheLost: SignatureDefinition = {
  id: 'user-profile-cache-lost',
  service: 'user',
  alsoHits: ['database', 'api-gateway'],
  failureClass: 'bad-release',
  category: 'deployments',
  severities: ['high', 'medium'],
  errors: failuresOfStory('user'),
  titles: [
    'Profile cache drops connections, profiles fail',
    'user: profiles not readable from cache',
    'Profiles come back undefined after cache trouble',
  ],
  tellings: {
    user: [
      'Cache closes connections in the middle of a read; what is read is half a profile.',
      "Cannot read 'address' of undefined, {n} a second, always after a cache miss.",
      'Miss rate at {percent} %, reads fall through to the store.',
    ],
    database: ["Reads of users up eightfold, all of them by primary key: somebody's cache is cold."],
    'api-gateway': ['/v1/profile fails for {percent} % and is slow for the rest.'],
  },
  causes: [
    {
      id: 'profile-format-changed',
      class: 'deploy',
      weight: 4,
      kinds: ['after-deploy', 'abrupt', 'cascade'],
      words: [
        "{version} writes profiles in a new format that pods of {before} cannot read; each restarts the other's connection.",
        'The release renamed the address field without reading old entries of the cache.',
      ],
      signs: ['Keys with prefix p2: beside p1: appeared with the roll-out.'],
      context: { 'after-deploy': 'yes' },
      change: {
        kind: 'deploy',
        title: 'user {version} deployed',
        before: '{before}',
        after: '{version}',
        target: 'deployment/user',
      },
      fixes: [
        { act: growCache, tempting: 0.3, cures: 0.01, otherwise: 'no-effect' },
        {
          act: flush,
          tempting: 0.6,
          cures: 0.35,
          when: [
            { context: { load: 'low' }, cures: 0.7 },
            { context: { load: 'high' }, cures: 0.05 },
          ],
          otherwise: 'got-worse-after',
          failed: ['With a cold cache the database took every read and went under.'],
        },
        { act: rollback, tempting: 0.5, cures: 0.93, otherwise: 'mitigated' },
      ],
      prevention: [
        'Cache entries carry a version; unknown ones count as a miss',
        'Two releases for a change of format: read both, then write new',
      ],
    },
    {
      id: 'cache-out-of-memory',
      class: 'resource-exhaustion',
      weight: 3,
      kinds: ['slow', 'flapping'],
      words: [
        'The cache reached maxmemory with noeviction and dropped its clients.',
        'Avatars had been put beside profiles; the cache was full and refused writes.',
      ],
      signs: ['used_memory equals maxmemory; OOM command not allowed in the log of redis.'],
      context: { 'after-deploy': 'no' },
      fixes: [
        {
          act: rollback,
          tempting: 0.5,
          cures: 0.01,
          otherwise: 'got-worse-after',
          failed: ['The restart of all pods at once sent every read to the database.'],
        },
        { act: flush, tempting: 0.5, cures: 0.1, otherwise: 'temporary' },
        { act: growCache, tempting: 0.4, cures: 0.45, otherwise: 'temporary' },
        { act: evict, tempting: 0.3, cures: 0.93, otherwise: 'mitigated' },
      ],
      prevention: ['Avatars get a cache of their own', 'Alert at 90 % of maxmemory'],
    },
  ],
  check: {
    words: 'Ask the cache how full it is.',
    command: 'redis-cli -h profile-cache info memory | grep -E "used_memory_human|maxmemory_human|maxmemory_policy"',
    shows: [
      { cause: 'profile-format-changed', what: 'used_memory well below maxmemory' },
      { cause: 'cache-out-of-memory', what: 'used_memory at maxmemory, policy noeviction' },
    ],
  },
};
