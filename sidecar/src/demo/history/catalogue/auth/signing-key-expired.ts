import { failuresOfStory } from '../failures-of-stories.ts';
import type { FixAct, SignatureDefinition } from '../signature-definition.ts';

const renewKeys: FixAct = {
  id: 'run-key-renewal',
  kind: 'command',
  words: ['run the renewal of signing keys by hand', 'start the key renewal job now'],
  target: 'cronjob/renew-signing-keys',
  exact: 'kubectl -n shop create job --from=cronjob/renew-signing-keys renew-now',
  by: 'service owner',
  minutes: [2, 6],
  stale: {
    after: 0.55,
    title: 'signing keys handed over to the key operator',
    words: 'The job is gone since the key operator renews keys; starting it fails.',
    replacedBy: 'annotate-key-set',
  },
};
const renewOperator: FixAct = {
  id: 'annotate-key-set',
  kind: 'command',
  words: ['tell the key operator to rotate now', 'annotate the key set for an immediate rotation'],
  target: 'keyset/shop-tokens',
  exact: 'kubectl -n shop annotate keyset/shop-tokens rotate=now --overwrite',
  by: 'service owner',
  minutes: [1, 4],
};
const restart: FixAct = {
  id: 'restart-auth',
  kind: 'restart',
  words: ['restart auth so that it loads its keys anew', 'roll the auth pods'],
  target: 'deployment/auth',
  exact: 'kubectl -n shop rollout restart deployment/auth',
  by: 'on-call engineer',
  minutes: [3, 6],
  rejected: ['a restart empties the session cache and everybody signs in at once'],
};
const clock: FixAct = {
  id: 'step-node-clock',
  kind: 'command',
  words: ['step the clock of {node} and move auth away from it', 'drain {node} and correct its time'],
  target: 'node clock',
  exact: 'kubectl drain {node} --ignore-daemonsets && chronyc makestep',
  by: 'platform engineer',
  minutes: [4, 9],
};

export const signingKeyExpired: SignatureDefinition = {
  id: 'auth-signing-key-expired',
  service: 'auth',
  alsoHits: ['api-gateway', 'user'],
  failureClass: 'credentials',
  category: 'incidents',
  severities: ['critical', 'high'],
  errors: failuresOfStory('auth'),
  titles: [
    'Signing key expired, nobody can sign in',
    'auth cannot sign tokens: key has expired',
    'Renewal of sessions fails with an expired key',
  ],
  tellings: {
    auth: [
      'Signing refuses: the current key is past its end.',
      'Renewals fail as well, so open sessions die one after the other.',
      'The key set holds one key and that one is expired.',
    ],
    'api-gateway': [
      '401 climbs steadily; whoever is thrown out does not come back in.',
      'Everything behind a login answers 401 or 500, {percent} % of traffic.',
    ],
    user: ['People write in that the shop logs them out and will not take their passphrase.'],
  },
  causes: [
    {
      id: 'renewal-job-moved',
      class: 'configuration',
      weight: 4,
      kinds: ['abrupt', 'cascade'],
      words: [
        'The renewal was moved to a job that runs weekly, keys live for three days.',
        'Keys were renewed daily until the job was merged into the weekly one.',
      ],
      signs: ["All pods agree on the time; the key's end is in the past for everyone."],
      change: {
        kind: 'configuration',
        title: 'renewal of signing keys moved to another job',
        before: 'daily',
        after: 'weekly',
        target: 'cronjob/renew-signing-keys',
      },
      fixes: [
        { act: restart, tempting: 0.6, cures: 0.02, otherwise: 'no-effect' },
        {
          act: renewKeys,
          tempting: 0.5,
          cures: 0.93,
          otherwise: 'mitigated',
        },
        { act: renewOperator, tempting: 0.2, cures: 0.92, otherwise: 'mitigated' },
        { act: clock, tempting: 0.1, cures: 0.01, otherwise: 'no-effect' },
      ],
      prevention: ['Warn when the newest key has less than a day left', 'Two valid keys at all times'],
    },
    {
      id: 'clock-ahead',
      class: 'hardware',
      weight: 3,
      kinds: ['flapping', 'slow', 'after-deploy'],
      words: [
        'The clock of {node} ran days ahead after its time source had been lost, so valid keys counted as expired there.',
        'Time on {node} jumped ahead; pods on other nodes signed happily.',
      ],
      signs: [
        'Only pods on one node fail; a retry on another succeeds.',
        'Lines of that node carry times in the future.',
      ],
      fixes: [
        {
          act: renewKeys,
          tempting: 0.5,
          cures: 0.02,
          otherwise: 'got-worse-after',
          failed: ['New keys were "not yet valid" on the healthy nodes, then those failed as well.'],
        },
        { act: restart, tempting: 0.5, cures: 0.1, otherwise: 'temporary' },
        { act: clock, tempting: 0.3, cures: 0.94, otherwise: 'mitigated' },
      ],
      prevention: ['Alert on clock offset over a second', 'Two time sources on each node'],
    },
  ],
  check: {
    words: 'Compare the clocks: is the key old, or is one node in the future?',
    command: 'for p in $(kubectl -n shop get pods -l app=auth -o name); do kubectl -n shop exec $p -- date -u; done',
    shows: [
      { cause: 'renewal-job-moved', what: 'all pods tell the same, right time' },
      { cause: 'clock-ahead', what: 'pods of one node are days ahead' },
    ],
  },
};
