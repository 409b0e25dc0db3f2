import type { FixAct, SignatureDefinition } from '../signature-definition.ts';

const lowerWorkers: FixAct = {
  id: 'one-import-worker',
  kind: 'scaling',
  words: ['take the stock import down to one worker', 'scale the stock import to 1'],
  target: 'deployment/stock-import',
  exact: 'kubectl -n shop scale deployment/stock-import --replicas=1',
  undo: 'kubectl -n shop scale deployment/stock-import --replicas=4',
  by: 'on-call engineer',
  minutes: [1, 4],
};
const orderLocks: FixAct = {
  id: 'lock-rows-in-order',
  kind: 'code-change',
  words: ['lock order lines sorted by id before the update', 'take row locks in the order of their ids'],
  target: 'src/orders/store.ts OrderStore.insert',
  exact: 'select … for update order by line_id, before the update',
  by: 'service owner',
  minutes: [35, 80],
};
const raiseTimeout: FixAct = {
  id: 'raise-deadlock-timeout',
  kind: 'configuration',
  words: ['raise deadlock_timeout to 5 s', 'let it wait longer before it looks for deadlocks'],
  target: 'postgresql.conf deadlock_timeout',
  exact: "alter system set deadlock_timeout = '5s'; select pg_reload_conf();",
  by: 'database administrator',
  minutes: [2, 5],
  rejected: ['only hides them for longer; checkout then waits five seconds for each'],
};

export const deadlocks: SignatureDefinition = {
  id: 'database-deadlocks',
  service: 'database',
  alsoHits: ['payment', 'api-gateway'],
  failureClass: 'database',
  category: 'troubleshooting',
  severities: ['medium', 'high'],
  errors: [
    {
      language: 'node',
      errorType: 'DeadlockDetected',
      message: 'deadlock detected: process {n} waits for ShareLock on transaction {order}',
      frames: ['Connection.query (src/pool/connection.ts:131:15)', 'OrderStore.insert (src/orders/store.ts:64:22)'],
    },
  ],
  titles: [
    'Deadlocks on order lines during the stock import',
    'database: inserts into orders aborted, SQLSTATE 40P01',
    'Order inserts and the import lock each other out',
  ],
  tellings: {
    database: [
      'Inserts abort with 40P01, {n} a minute where two a day are usual.',
      'Two writers take the same rows in opposite order and one of them is thrown out.',
      'Lock graph shows checkout and import holding what the other wants.',
    ],
    payment: [
      'One in {n} checkouts fails on saving though the card was charged.',
      'Orders bounce with a serialization complaint; a second try usually goes through.',
    ],
  },
  causes: [
    {
      id: 'opposite-lock-order',
      class: 'bug',
      weight: 1,
      kinds: ['flapping', 'abrupt'],
      words: [
        'The stock import updates lines by article, checkout by position: with four workers they meet.',
        'Import and checkout lock order lines in different orders.',
      ],
      signs: ['It comes and goes with the batches of the import, every few minutes.'],
      context: { 'after-deploy': 'no' },
      fixes: [
        { act: raiseTimeout, tempting: 0.5, cures: 0.02, otherwise: 'got-worse-after' },
        {
          act: lowerWorkers,
          tempting: 0.4,
          cures: 0.7,
          when: [{ context: { load: 'high' }, cures: 0.35 }],
          otherwise: 'mitigated',
        },
        { act: orderLocks, tempting: 0.2, cures: 0.95, otherwise: 'mitigated' },
      ],
      prevention: [
        'Run the import against a copy with checkout traffic before it gets more workers',
        'Count 40P01 a minute on the database page',
      ],
    },
  ],
};
