import type { FixAct, SignatureDefinition } from '../signature-definition.ts';

const dropSlot: FixAct = {
  id: 'drop-abandoned-slot',
  kind: 'command',
  words: ['drop the abandoned replication slot', 'remove the slot that nobody reads'],
  target: 'replication slot analytics_cdc',
  exact: "select pg_drop_replication_slot('analytics_cdc')",
  by: 'database administrator',
  minutes: [3, 9],
  rejected: ['analytics still needs that slot for tonight; dropping it means a full reload of 400 GB'],
};
const growVolume: FixAct = {
  id: 'grow-volume',
  kind: 'scaling',
  words: ['grow the data volume by 100 GB', 'extend the claim of database-0 to 500 Gi'],
  target: 'pvc/data-database-0',
  exact: `kubectl -n shop patch pvc data-database-0 -p '{"spec":{"resources":{"requests":{"storage":"500Gi"}}}}'`,
  by: 'platform engineer',
  minutes: [6, 15],
};
const deleteWal: FixAct = {
  id: 'delete-wal-by-hand',
  kind: 'command',
  words: ['delete old files of pg_wal by hand', 'clear pg_wal with rm'],
  target: 'pg_wal',
  exact: 'find pg_wal -mtime +1 -delete',
  by: 'on-call engineer',
  minutes: [2, 6],
  rejected: ['never by hand: the server needs them to start'],
};

export const volumeFull: SignatureDefinition = {
  id: 'database-volume-full',
  service: 'database',
  alsoHits: ['payment', 'user', 'analytics'],
  failureClass: 'database',
  category: 'resources',
  severities: ['critical', 'high'],
  errors: [
    {
      language: 'node',
      errorType: 'DiskFull',
      message: 'could not extend file "base/16401/{order}": No space left on device',
      frames: ['Connection.query (src/pool/connection.ts:131:15)', 'Journal.append (src/journal/append.ts:48:17)'],
    },
  ],
  titles: [
    'Data volume of database-0 full',
    'database read-only: no space left on device',
    'Write-ahead log fills the volume',
  ],
  tellings: {
    database: [
      'ENOSPC on every write, the volume is at 100 %.',
      'pg_wal alone holds {n}0 GB and is not recycled.',
      'Checkpoints fail, the server is close to shutting itself down (SQLSTATE 53100).',
    ],
    payment: ['Nothing can be booked: all writes bounce, reads still answer.'],
    user: ['Address changes and sign-ups fail at once, viewing a profile works.'],
    analytics: ['Change feed stopped at {n} minutes ago, the source takes no writes.'],
  },
  causes: [
    {
      id: 'abandoned-replication-slot',
      class: 'resource-exhaustion',
      weight: 1,
      kinds: ['slow', 'abrupt'],
      words: [
        'A replication slot of a change feed that had been switched off kept the write-ahead log for nine days.',
        'Slot analytics_cdc had no reader any more, so nothing of the log was released.',
      ],
      signs: ['restart_lsn of one slot is days old.'],
      fixes: [
        {
          act: deleteWal,
          tempting: 0.35,
          cures: 0.02,
          otherwise: 'got-worse-after',
          failed: ['The server did not come up again and had to be restored from the replica; 40 minutes lost.'],
        },
        { act: growVolume, tempting: 0.6, cures: 0.15, otherwise: 'temporary' },
        { act: dropSlot, tempting: 0.3, cures: 0.96, otherwise: 'mitigated' },
      ],
      prevention: ['Set max_slot_wal_keep_size to 50 GB', 'Alert on slots without a reader for an hour'],
    },
  ],
};
