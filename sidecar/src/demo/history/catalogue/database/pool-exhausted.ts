import { failuresOfStory } from '../failures-of-stories.ts';
import type { FixAct, SignatureDefinition } from '../signature-definition.ts';

const raisePool: FixAct = {
  id: 'raise-pool-size',
  kind: 'configuration',
  words: ['raise the connection pool back to 200', 'put the pool size up to 200 again and roll the pods'],
  target: 'database.yaml pool.max',
  exact: 'pool.max: 50 -> 200',
  undo: 'pool.max: 200 -> 50',
  by: 'database administrator',
  minutes: [3, 8],
  rejected: ['max_connections of the server is 220 and reporting holds 60 of them; 200 more would lock us out'],
  modified: ['120 instead of 200, so that the replicas keep their share'],
  stale: {
    after: 0.62,
    title: 'PgBouncer placed before the orders database',
    words: 'Since PgBouncer stands before it, pool.max of database.yaml is not read any more.',
    replacedBy: 'raise-bouncer-pool',
  },
};
const raiseBouncer: FixAct = {
  id: 'raise-bouncer-pool',
  kind: 'configuration',
  words: ['raise default_pool_size of PgBouncer to 120 and reload', 'give PgBouncer a bigger default pool'],
  target: 'pgbouncer.ini default_pool_size',
  exact: "psql -p 6432 pgbouncer -c 'SET default_pool_size = 120' -c 'RELOAD'",
  undo: "psql -p 6432 pgbouncer -c 'SET default_pool_size = 40' -c 'RELOAD'",
  by: 'database administrator',
  minutes: [1, 4],
};
const restart: FixAct = {
  id: 'restart-database-pods',
  kind: 'restart',
  words: ['restart database-0', 'bounce the database pod'],
  target: 'statefulset/database',
  exact: 'kubectl -n shop rollout restart statefulset/database',
  by: 'on-call engineer',
  minutes: [4, 9],
  rejected: ['a restart drops every open transaction at checkout; not in the evening peak'],
};
const rollback: FixAct = {
  id: 'rollback-database-layer',
  kind: 'rollback',
  words: ['roll the data layer back to {before}', 'back to {before}, which closed its connections'],
  target: 'deployment/database',
  exact: 'kubectl -n shop rollout undo statefulset/database --to-revision={before}',
  by: 'release engineer',
  minutes: [4, 10],
};
const endIdle: FixAct = {
  id: 'end-idle-transactions',
  kind: 'command',
  words: ['end sessions that sit idle in transaction for over a minute', 'kill the idle-in-transaction backends'],
  target: 'pg_stat_activity',
  exact:
    "select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction' and state_change < now() - interval '1 minute'",
  by: 'database administrator',
  minutes: [1, 3],
};

export const poolExhausted: SignatureDefinition = {
  id: 'database-pool-exhausted',
  service: 'database',
  alsoHits: ['user', 'auth', 'payment', 'api-gateway'],
  failureClass: 'database',
  category: 'incidents',
  severities: ['high', 'critical'],
  errors: failuresOfStory('database'),
  titles: [
    'Connection pool of the orders database exhausted',
    'No free connections in the database pool',
    'database: all 50 connections taken, requests queue',
    'Order queries cancelled while waiting for a connection',
  ],
  tellings: {
    database: [
      'Pool at its ceiling, acquire waits {ms} ms and then gives up.',
      'Every handle checked out; {n} callers parked in the acquire queue.',
      'orders_by_user is cancelled before it reaches the server: there is no connection to run it on.',
      'Backends are busy or held, nothing is returned to the pool for minutes.',
    ],
    user: [
      'Profiles hang; our client waits on the store and then throws.',
      'Reads of users stall at the first query, the cache hides about half of it.',
      'Sign-up pages spin: whatever asks for a row gets none in time.',
    ],
    'api-gateway': [
      'Orders and profile routes answer 500 after the full upstream timeout, products is slow.',
      'p95 of /v1/orders went from 80 ms to {ms}0 ms within two minutes.',
    ],
    payment: [
      'Captures cannot be written down: the insert waits for a slot that does not come.',
      'Authorised payments pile up unsaved since the order store takes no more sessions.',
    ],
    auth: ['Session lookups that miss the cache time out behind the data store.'],
  },
  causes: [
    {
      id: 'pool-size-lowered',
      class: 'configuration',
      weight: 5,
      kinds: ['abrupt', 'cascade'],
      words: [
        'The pool had been lowered from 200 to 50 to save memory; the evening needs about 90.',
        'A clean-up of database.yaml took the pool from 200 down to 50, half of what peak traffic uses.',
      ],
      signs: [
        'All backends are active with short queries, none is idle in transaction.',
        'Server CPU is at 30 %: the limit is ours, not the database.',
      ],
      context: { 'after-deploy': 'no' },
      change: {
        kind: 'configuration',
        title: 'size of the connection pool lowered',
        before: '200',
        after: '50',
        target: 'database.yaml pool.max',
      },
      fixes: [
        { act: restart, tempting: 0.7, cures: 0.05, otherwise: 'temporary' },
        {
          act: raisePool,
          tempting: 0.6,
          cures: 0.93,
          otherwise: 'mitigated',
          worked: ['Waiting callers gone within two minutes of the roll-out, pool at 90 of 200.'],
        },
        { act: raiseBouncer, tempting: 0.3, cures: 0.9, otherwise: 'mitigated' },
        { act: endIdle, tempting: 0.2, cures: 0.03, otherwise: 'no-effect' },
      ],
      prevention: [
        'Alert at 80 % of the pool for five minutes',
        'Changes of pool sizes go through a load test of the evening peak',
      ],
    },
    {
      id: 'connections-leaked',
      class: 'bug',
      weight: 3,
      kinds: ['slow', 'after-deploy', 'flapping'],
      words: [
        'The order export opened a transaction and never ended it when its client went away; connections leaked one by one.',
        'Version {version} returns early from the export without releasing its connection.',
      ],
      signs: [
        'Most backends sit idle in transaction, the oldest for {n} minutes.',
        'The count climbed in a straight line since the roll-out, traffic was flat.',
      ],
      context: { 'after-deploy': 'yes' },
      change: {
        kind: 'deploy',
        title: 'database {version} deployed',
        before: '{before}',
        after: '{version}',
        target: 'deployment/database',
      },
      fixes: [
        {
          act: raisePool,
          tempting: 0.6,
          cures: 0.02,
          otherwise: 'got-worse-after',
          failed: [
            'The leak simply ate the bigger pool, and then the server refused admins too: too many clients already.',
          ],
        },
        { act: endIdle, tempting: 0.4, cures: 0.1, otherwise: 'temporary' },
        { act: rollback, tempting: 0.4, cures: 0.92, otherwise: 'mitigated' },
        { act: restart, tempting: 0.5, cures: 0.05, otherwise: 'temporary' },
      ],
      prevention: [
        'Set idle_in_transaction_session_timeout to 60 s',
        'Lint rule: a connection is only taken with a callback that releases it',
      ],
    },
  ],
  check: {
    words: 'Look at what the backends do: busy with short queries, or idle in transaction.',
    command: 'select state, count(*), max(now() - state_change) from pg_stat_activity group by state',
    shows: [
      { cause: 'pool-size-lowered', what: 'nearly all active, none idle in transaction for more than a second' },
      { cause: 'connections-leaked', what: 'most are idle in transaction, some for many minutes' },
    ],
  },
};
