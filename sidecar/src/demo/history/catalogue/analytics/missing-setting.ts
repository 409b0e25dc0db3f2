import type { FixAct, SignatureDefinition } from '../signature-definition.ts';

const addSetting: FixAct = {
  id: 'add-warehouse-url',
  kind: 'configuration',
  words: ['add WAREHOUSE_URL to the config map', 'set WAREHOUSE_URL for the roll-up'],
  target: 'configmap/rollup WAREHOUSE_URL',
  exact: 'kubectl -n shop patch configmap rollup -p \'{"data":{"WAREHOUSE_URL":"http://warehouse-1:8123"}}\'',
  by: 'platform engineer',
  minutes: [2, 6],
};
const rollback: FixAct = {
  id: 'rollback-rollup',
  kind: 'rollback',
  words: ['roll the roll-up job back to {before}', 'image of the roll-up back to {before}'],
  target: 'deployment/rollup',
  exact: 'kubectl -n shop rollout undo deployment/rollup',
  by: 'release engineer',
  minutes: [3, 7],
};
const deletePod: FixAct = {
  id: 'delete-crashing-pod',
  kind: 'restart',
  words: ['delete the crashing pod', 'kick the pod'],
  target: 'deployment/rollup',
  exact: 'kubectl -n shop delete pod -l app=rollup',
  by: 'on-call engineer',
  minutes: [1, 3],
};

export const missingSetting: SignatureDefinition = {
  id: 'analytics-missing-setting',
  service: 'analytics',
  alsoHits: [],
  failureClass: 'bad-release',
  category: 'deployments',
  severities: ['medium', 'low'],
  errors: [
    {
      language: 'python',
      errorType: 'KeyError',
      message: "'WAREHOUSE_URL'",
      frames: [
        'File "/srv/analytics/rollup/settings.py", line 22, in read_settings',
        'File "/srv/analytics/rollup/hourly.py", line 17, in start',
      ],
    },
  ],
  titles: [
    'Roll-up in CrashLoopBackOff: WAREHOUSE_URL missing',
    'analytics roll-up does not start after its release',
    'KeyError WAREHOUSE_URL at start',
  ],
  tellings: {
    analytics: [
      'roll-up pod is in CrashLoopBackOff, restart count {n}, dies within a second of starting.',
      'KeyError on a setting that was renamed in the release notes.',
    ],
    payment: ['No hourly revenue since the last release of analytics.'],
  },
  causes: [
    {
      id: 'setting-renamed',
      class: 'deploy',
      weight: 1,
      kinds: ['after-deploy', 'abrupt'],
      words: [
        '{version} reads WAREHOUSE_URL where {before} read WAREHOUSE_HOST; the config map was not changed with it.',
        'A renamed setting was released without its value.',
      ],
      signs: ['Pods of {before} run on.'],
      context: { 'after-deploy': 'yes' },
      change: {
        kind: 'deploy',
        title: 'analytics {version} deployed',
        before: '{before}',
        after: '{version}',
        target: 'deployment/rollup',
      },
      fixes: [
        { act: deletePod, tempting: 0.7, cures: 0.01, otherwise: 'no-effect' },
        { act: rollback, tempting: 0.5, cures: 0.92, otherwise: 'mitigated' },
        { act: addSetting, tempting: 0.4, cures: 0.94, otherwise: 'mitigated' },
      ],
      prevention: ["Start-up lists all missing settings, and the pipeline runs it against the target's config map"],
    },
  ],
};
