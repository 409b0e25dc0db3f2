import type { FixAct, SignatureDefinition } from '../signature-definition.ts';

const pauseBackfill: FixAct = {
  id: 'pause-backfill',
  kind: 'command',
  words: ['pause the backfill of last quarter', 'stop the backfill until the night'],
  target: 'airflow dag backfill_events',
  exact: 'airflow dags pause backfill_events',
  undo: 'airflow dags unpause backfill_events',
  by: 'data engineer',
  minutes: [2, 6],
};
const longerRead: FixAct = {
  id: 'longer-read-timeout',
  kind: 'configuration',
  words: ['raise the read timeout of the roll-up to 120 s', 'read timeout 30 to 120'],
  target: 'rollup.yaml warehouse.read_timeout',
  exact: 'warehouse.read_timeout: 30 -> 120',
  undo: 'warehouse.read_timeout: 120 -> 30',
  by: 'on-call engineer',
  minutes: [2, 5],
};
const otherReplica: FixAct = {
  id: 'read-from-second-replica',
  kind: 'failover',
  words: ['read from warehouse-2', 'point the roll-up at the second replica'],
  target: 'rollup.yaml warehouse.host',
  exact: 'warehouse.host: warehouse-1 -> warehouse-2',
  undo: 'warehouse.host: warehouse-2 -> warehouse-1',
  by: 'data engineer',
  minutes: [2, 5],
  modified: ['only the hourly roll-up moved, dashboards stay on warehouse-1'],
};

export const warehouseReadTimeout: SignatureDefinition = {
  id: 'analytics-warehouse-read-timeout',
  service: 'analytics',
  alsoHits: [],
  failureClass: 'api-timeout',
  category: 'troubleshooting',
  severities: ['low', 'medium'],
  errors: [
    {
      language: 'python',
      errorType: 'requests.exceptions.ReadTimeout',
      message: "HTTPConnectionPool(host='warehouse-1', port=8123): Read timed out. (read timeout=30)",
      frames: [
        'File "/srv/analytics/rollup/hourly.py", line 64, in roll_up',
        'File "/srv/analytics/rollup/warehouse.py", line 118, in fetch',
      ],
    },
  ],
  titles: [
    'Hourly roll-up times out reading the warehouse',
    'warehouse-1 does not answer within 30 s',
    'Roll-up late: read timeouts',
  ],
  tellings: {
    analytics: [
      'hourly roll-up dies with a read timeout after 30 s, third hour in a row.',
      'warehouse-1 is busy merging and reading at once, disk at {percent} %.',
      'Dashboards show stale figures with no error of their own.',
    ],
    payment: ['The finance board has not moved since {minutes} minutes.'],
  },
  causes: [
    {
      id: 'backfill-hogs-disk',
      class: 'capacity',
      weight: 1,
      kinds: ['slow', 'abrupt'],
      causedBy: { signature: 'analytics-heap-limit', minutes: [600, 2400] },
      words: [
        'A backfill of the lost batches read the same disks as the roll-up.',
        'The backfill ran by day since somebody had started it by hand.',
      ],
      signs: ['Disk reads of warehouse-1 are ten times the usual; one query has all of them.'],
      fixes: [
        {
          act: longerRead,
          tempting: 0.6,
          cures: 0.25,
          when: [{ context: { load: 'low' }, cures: 0.65 }],
          otherwise: 'no-effect',
        },
        { act: otherReplica, tempting: 0.4, cures: 0.7, otherwise: 'mitigated' },
        { act: pauseBackfill, tempting: 0.4, cures: 0.92, otherwise: 'mitigated' },
      ],
      prevention: ['Backfills run with a bound on their reads', 'One owner starts backfills, at night'],
    },
  ],
};
