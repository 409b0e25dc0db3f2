import type { FixAct, SignatureDefinition } from '../signature-definition.ts';

const processes: FixAct = {
  id: 'raise-oracle-processes',
  kind: 'configuration',
  words: ['raise processes of the ledger instance to 600 and restart it', 'more processes for the ledger database'],
  target: 'ledger-db-1 processes',
  exact: 'alter system set processes = 600 scope = spfile',
  by: 'database administrator',
  minutes: [12, 25],
  rejected: ['needs a restart of the ledger in the middle of the settlement window'],
};
const smallerPool: FixAct = {
  id: 'shrink-settlement-pool',
  kind: 'configuration',
  words: ['take the settlement pool from 80 to 20 connections a worker', 'smaller Hikari pools for settlement'],
  target: 'settlement.yaml hikari.maximumPoolSize',
  exact: 'hikari.maximumPoolSize: 80 -> 20',
  undo: 'hikari.maximumPoolSize: 20 -> 80',
  by: 'service owner',
  minutes: [4, 9],
};
const restartListener: FixAct = {
  id: 'restart-listener',
  kind: 'restart',
  words: ['restart the listener of ledger-db-1', 'lsnrctl stop and start'],
  target: 'ledger-db-1 listener',
  exact: 'lsnrctl stop && lsnrctl start',
  by: 'database administrator',
  minutes: [2, 5],
};

export const listenerRefuses: SignatureDefinition = {
  id: 'payment-ledger-listener-refuses',
  service: 'payment',
  alsoHits: ['analytics'],
  failureClass: 'database',
  category: 'incidents',
  severities: ['high', 'medium'],
  errors: [
    {
      language: 'jvm',
      errorType: 'java.sql.SQLRecoverableException',
      message:
        'Listener refused the connection with the following error: ORA-12516, TNS:listener could not find available handler',
      frames: [
        'com.shop.settlement.ledger.LedgerStore.open(LedgerStore.java:71)',
        'com.shop.settlement.batch.SettlementBatch.post(SettlementBatch.java:142)',
        'com.shop.settlement.batch.SettlementJob.run(SettlementJob.java:58)',
      ],
    },
  ],
  titles: [
    'Settlement cannot reach the ledger: ORA-12516',
    'Ledger listener refuses new sessions',
    'ORA-12516 during nightly settlement',
  ],
  tellings: {
    payment: [
      'ledger-db-1 turns new sessions away with ORA-12516 while old ones work.',
      'Settlement of {n},000 captures stands since it cannot open sessions.',
      'v$resource_limit shows processes at its maximum.',
    ],
    analytics: ["Yesterday's revenue is missing, settlement did not deliver its file."],
  },
  causes: [
    {
      id: 'workers-doubled',
      class: 'capacity',
      weight: 1,
      kinds: ['abrupt', 'after-deploy', 'slow'],
      words: [
        'Settlement workers had been doubled, each with 80 sessions; the ledger allows 300 processes.',
        "Four workers times eighty connections are more than the ledger's process limit.",
      ],
      signs: ['It starts when the fourth worker starts.'],
      change: {
        kind: 'scaling',
        title: 'settlement workers doubled',
        before: '2',
        after: '4',
        target: 'deployment/settlement',
      },
      fixes: [
        { act: restartListener, tempting: 0.6, cures: 0.03, otherwise: 'temporary' },
        { act: processes, tempting: 0.4, cures: 0.75, otherwise: 'mitigated' },
        { act: smallerPool, tempting: 0.4, cures: 0.93, otherwise: 'mitigated' },
      ],
      prevention: ['The sum of all pools is checked against processes in the pipeline'],
    },
  ],
};
