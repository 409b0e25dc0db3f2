import type { FixAct, SignatureDefinition } from '../signature-definition.ts';

const cancelMigration: FixAct = {
  id: 'cancel-migration',
  kind: 'command',
  words: ['cancel the backend of the migration', 'stop the ALTER TABLE'],
  target: 'migration backend',
  exact: "select pg_cancel_backend(pid) from pg_stat_activity where query like 'ALTER TABLE%'",
  by: 'database administrator',
  minutes: [1, 3],
};
const killReaders: FixAct = {
  id: 'end-long-readers',
  kind: 'command',
  words: ['end the long reports that the migration waits for', 'kill the readers before the ALTER TABLE'],
  target: 'pg_stat_activity',
  exact: "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'reporting'",
  by: 'on-call engineer',
  minutes: [1, 4],
  rejected: ['finance closes its month with that report'],
};
const moreReplicas: FixAct = {
  id: 'more-user-replicas',
  kind: 'scaling',
  words: ['double the replicas of user', 'scale user out'],
  target: 'deployment/user',
  exact: 'kubectl -n shop scale deployment/user --replicas=8',
  undo: 'kubectl -n shop scale deployment/user --replicas=4',
  by: 'on-call engineer',
  minutes: [3, 6],
};

export const migrationLock: SignatureDefinition = {
  id: 'database-migration-lock',
  service: 'database',
  alsoHits: ['user', 'auth', 'api-gateway'],
  failureClass: 'database',
  category: 'deployments',
  severities: ['high', 'critical'],
  errors: [
    {
      language: 'python',
      errorType: 'psycopg.errors.LockNotAvailable',
      message: 'canceling statement due to lock timeout',
      frames: [
        'File "/srv/migrations/runner.py", line 88, in apply',
        'File "/srv/migrations/steps/alter_table.py", line 31, in run_step',
      ],
    },
    {
      language: 'node',
      errorType: 'LockTimeout',
      message: 'query users_by_id cancelled after {ms} ms: waiting for AccessShareLock on users',
      frames: ['Connection.query (src/pool/connection.ts:131:15)', 'UserStore.read (src/users/store.ts:24:28)'],
    },
  ],
  titles: [
    'Schema migration holds the users table',
    'ALTER TABLE users blocks all readers',
    'Reads of users stand behind a migration',
  ],
  tellings: {
    database: [
      'An ALTER TABLE waits for AccessExclusiveLock and everything lines up behind it.',
      'Lock queue on users is {n} deep, its head is a migration.',
      'No query runs long; they all wait for one lock.',
    ],
    user: [
      'Every lookup freezes from one second to the next, no error for half a minute, then all at once.',
      'Profile reads stand still; CPU is idle.',
    ],
    auth: ['Sign-in is dead: reading the account never returns.'],
    'api-gateway': ['/v1/profile times out for everybody, other routes are fine.'],
  },
  causes: [
    {
      id: 'migration-behind-report',
      class: 'deploy',
      weight: 1,
      kinds: ['after-deploy', 'abrupt', 'cascade'],
      words: [
        'The migration asked for an exclusive lock while a long report read the table; all later readers queued behind it.',
        'Migration without lock_timeout, started during the monthly report.',
      ],
      signs: ['pg_blocking_pids leads to one migration backend.'],
      context: { 'after-deploy': 'yes' },
      change: {
        kind: 'deploy',
        title: 'database {version} deployed',
        before: '{before}',
        after: '{version}',
        target: 'table users',
      },
      fixes: [
        {
          act: moreReplicas,
          tempting: 0.5,
          cures: 0.01,
          otherwise: 'got-worse-after',
          failed: ['Twice as many waiting sessions, and the pool ran dry as well.'],
        },
        { act: killReaders, tempting: 0.4, cures: 0.45, otherwise: 'no-effect' },
        { act: cancelMigration, tempting: 0.4, cures: 0.95, otherwise: 'mitigated' },
      ],
      prevention: [
        'Migrations set lock_timeout to 3 s and try again',
        'No schema change in the first three days of a month',
      ],
    },
  ],
};
