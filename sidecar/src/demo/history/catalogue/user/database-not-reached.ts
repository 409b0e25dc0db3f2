import { complaintAbout } from '../../../shop/stories.ts';
import type { FixAct, SignatureDefinition } from '../signature-definition.ts';

const cordon: FixAct = {
  id: 'move-user-off-node',
  kind: 'failover',
  words: ['move user away from {node}', 'drain {node}, its link drops packets'],
  target: 'node of user',
  exact: 'kubectl drain {node} --ignore-daemonsets',
  undo: 'kubectl uncordon {node}',
  by: 'platform engineer',
  minutes: [4, 9],
};
const raisePool: FixAct = {
  id: 'raise-pool-for-user',
  kind: 'configuration',
  words: ['raise the connection pool of the database', 'more connections for user'],
  target: 'database.yaml pool.max',
  exact: 'pool.max: 200 -> 300',
  undo: 'pool.max: 300 -> 200',
  by: 'database administrator',
  minutes: [3, 8],
};
const restartDatabase: FixAct = {
  id: 'restart-database',
  kind: 'restart',
  words: ['restart the database', 'fail the database over to its replica'],
  target: 'statefulset/database',
  exact: 'kubectl -n shop rollout restart statefulset/database',
  by: 'on-call engineer',
  minutes: [4, 9],
  rejected: ['the database is healthy, all other services use it'],
};

export const databaseNotReached: SignatureDefinition = {
  id: 'user-database-not-reached',
  service: 'user',
  alsoHits: ['auth', 'api-gateway'],
  failureClass: 'network',
  category: 'incidents',
  severities: ['high', 'medium'],
  errors: [
    { ...complaintAbout('database'), language: 'node' },
    {
      language: 'node',
      errorType: 'ConnectTimeout',
      message: 'connect ETIMEDOUT database:5432 after {ms} ms',
      frames: ['Client.open (src/clients/client.ts:44:17)', 'database.call (src/clients/database.ts:33:20)'],
    },
  ],
  titles: [
    'user gets no answer from the database',
    'DB connection refused or timed out from one node',
    'Packets to the database get lost',
  ],
  tellings: {
    user: [
      'Our calls to the database hang and time out, ETIMEDOUT after {ms} ms.',
      'Only pods on one node see it, which took us {minutes} minutes to notice.',
    ],
    auth: ['Accounts cannot be looked up from half of our pods.'],
    database: ['We are at {n} connections of 200 and idle: whoever cannot reach us, it is not load.'],
    'api-gateway': ['Profile is at {percent} % errors, orders is fine.'],
  },
  causes: [
    {
      id: 'node-link-drops-packets',
      class: 'network',
      weight: 1,
      kinds: ['abrupt', 'flapping', 'cascade'],
      words: [
        'The network card of {node} dropped large packets after a driver update.',
        'MTU on {node} was 1500 inside an overlay of 1450, so large answers never came.',
      ],
      signs: ['Small queries pass, those with large answers do not.'],
      context: { 'after-deploy': 'no' },
      fixes: [
        {
          act: restartDatabase,
          tempting: 0.5,
          cures: 0.01,
          otherwise: 'got-worse-after',
          failed: ['That took the database away from those that had reached it.'],
        },
        { act: raisePool, tempting: 0.5, cures: 0.02, otherwise: 'no-effect' },
        { act: cordon, tempting: 0.3, cures: 0.93, otherwise: 'mitigated' },
      ],
      prevention: ['Probe large packets between all nodes each minute', 'Node images are tried on one node for a day'],
    },
  ],
  resembles: {
    signature: 'database-pool-exhausted',
    check: {
      words: 'Ask the database how many connections it holds.',
      command: "psql -h database -c 'select count(*) from pg_stat_activity'",
      shows: [
        { cause: 'node-link-drops-packets', what: 'far fewer than the pool allows: callers do not reach it' },
        { cause: 'pool-size-lowered', what: 'as many as the pool allows, all busy' },
        { cause: 'connections-leaked', what: 'as many as the pool allows, most of them idle in transaction' },
      ],
    },
  },
};
