import { failuresOfStory } from '../failures-of-stories.ts';
import type { FixAct, SignatureDefinition } from '../signature-definition.ts';

const raiseLimit: FixAct = {
  id: 'raise-open-files',
  kind: 'configuration',
  words: ['put the limit of open files back to 65536', 'raise nofile to 65536 and roll the gateway'],
  target: 'api-gateway limits.nofile',
  exact: 'limits.nofile: 1024 -> 65536',
  undo: 'limits.nofile: 65536 -> 1024',
  by: 'platform engineer',
  minutes: [4, 9],
};
const restart: FixAct = {
  id: 'restart-gateway',
  kind: 'restart',
  words: ['roll the gateway pods', 'restart api-gateway one pod after the other'],
  target: 'deployment/api-gateway',
  exact: 'kubectl -n shop rollout restart deployment/api-gateway',
  by: 'on-call engineer',
  minutes: [3, 6],
  rejected: ['all clients reconnect at once and the remaining pods fall over; not at this load'],
};
const rollback: FixAct = {
  id: 'rollback-gateway',
  kind: 'rollback',
  words: ['roll api-gateway back to {before}', 'go back to gateway {before}'],
  target: 'deployment/api-gateway',
  exact: 'kubectl -n shop rollout undo deployment/api-gateway',
  by: 'release engineer',
  minutes: [4, 8],
};
const keepAlive: FixAct = {
  id: 'shorten-keep-alive',
  kind: 'configuration',
  words: ['shorten keep-alive of clients to 5 s', 'keepAliveTimeout 65 s to 5 s'],
  target: 'api-gateway server.keepAliveTimeout',
  exact: 'server.keepAliveTimeout: 65000 -> 5000',
  by: 'service owner',
  minutes: [4, 8],
};

export const openFiles: SignatureDefinition = {
  id: 'gateway-open-files',
  service: 'api-gateway',
  alsoHits: ['payment', 'auth'],
  failureClass: 'saturation',
  category: 'resources',
  severities: ['critical', 'high'],
  errors: failuresOfStory('api-gateway'),
  titles: [
    'Gateway out of file descriptors (EMFILE)',
    'api-gateway accepts no connections: too many open files',
    'EMFILE at the edge, checkout unreachable',
  ],
  tellings: {
    'api-gateway': [
      'accept() fails with EMFILE, about {percent} % of new connections are dropped at the door.',
      'Sockets in use sit exactly at the ceiling and stay there.',
      'Connections to upstreams cannot be opened either, so healthy routes fail as well.',
    ],
    payment: ['Calls from the edge dried up, though nothing is wrong here; our own health is green.'],
    auth: ['Sign-in attempts halved within a minute without an error of ours.'],
  },
  causes: [
    {
      id: 'limit-lowered',
      class: 'configuration',
      weight: 4,
      kinds: ['abrupt', 'cascade'],
      words: [
        'The new base image came with a limit of 1024 open files; the gateway needs about 9,000.',
        'limits.nofile was lowered from 65536 to 1024 when the node settings were tidied up.',
      ],
      signs: ['It stops at 1024 on each pod, to the digit.'],
      context: { 'after-deploy': 'no' },
      change: {
        kind: 'configuration',
        title: 'limit of open files lowered',
        before: '65536',
        after: '1024',
        target: 'api-gateway limits.nofile',
      },
      fixes: [
        {
          act: restart,
          tempting: 0.7,
          cures: 0.02,
          when: [{ context: { load: 'low' }, cures: 0.3 }],
          otherwise: 'temporary',
        },
        { act: raiseLimit, tempting: 0.5, cures: 0.94, otherwise: 'mitigated' },
        { act: keepAlive, tempting: 0.2, cures: 0.08, otherwise: 'no-effect' },
      ],
      prevention: ['The gateway refuses to start below 32768 open files', 'Compare limits of images in the pipeline'],
    },
    {
      id: 'sockets-leaked',
      class: 'bug',
      weight: 3,
      kinds: ['slow', 'after-deploy', 'flapping'],
      words: [
        'Upstream sockets were not destroyed when a client aborted; they stay in CLOSE_WAIT.',
        'The retry of {version} opens a second socket and forgets the first.',
      ],
      signs: ['Thousands of sockets in CLOSE_WAIT towards payment.', 'The number grows with aborted requests.'],
      context: { 'after-deploy': 'yes' },
      change: {
        kind: 'deploy',
        title: 'api-gateway {version} deployed',
        before: '{before}',
        after: '{version}',
        target: 'deployment/api-gateway',
      },
      fixes: [
        {
          act: raiseLimit,
          tempting: 0.6,
          cures: 0.03,
          otherwise: 'temporary',
          failed: ['Bought a little time, then the higher ceiling was reached too.'],
        },
        { act: keepAlive, tempting: 0.3, cures: 0.1, otherwise: 'no-effect' },
        { act: restart, tempting: 0.6, cures: 0.05, otherwise: 'temporary' },
        { act: rollback, tempting: 0.4, cures: 0.93, otherwise: 'mitigated' },
      ],
      prevention: ['Test that an aborted client leaves no socket behind', 'Graph CLOSE_WAIT of the gateway'],
    },
  ],
  check: {
    words: 'See whether the ceiling is low, or something fills a high one.',
    command:
      'kubectl -n shop exec deploy/api-gateway -- sh -c \'grep "open files" /proc/1/limits; ss -tan state close-wait | wc -l\'',
    shows: [
      { cause: 'limit-lowered', what: 'a limit of 1024 and hardly any CLOSE_WAIT' },
      { cause: 'sockets-leaked', what: 'a limit of 65536 and thousands in CLOSE_WAIT' },
    ],
  },
};
