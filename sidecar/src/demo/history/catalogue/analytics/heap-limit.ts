import { failuresOfStory } from '../failures-of-stories.ts';
import type { FixAct, SignatureDefinition } from '../signature-definition.ts';

const flagOff: FixAct = {
  id: 'rollup-flag-off',
  kind: 'configuration',
  words: ['switch hourly-rollup-in-memory off', 'flag hourly-rollup-in-memory to off'],
  target: 'flag hourly-rollup-in-memory',
  exact: 'hourly-rollup-in-memory: on -> off',
  undo: 'hourly-rollup-in-memory: off -> on',
  by: 'data engineer',
  minutes: [1, 4],
};
const moreMemory: FixAct = {
  id: 'more-memory-analytics',
  kind: 'configuration',
  words: ['raise the memory limit of analytics to 2 Gi', 'double the memory of analytics'],
  target: 'deployment/analytics resources.limits.memory',
  exact: 'resources.limits.memory: 1Gi -> 2Gi',
  undo: 'resources.limits.memory: 2Gi -> 1Gi',
  by: 'on-call engineer',
  minutes: [3, 7],
};
const smallerBatches: FixAct = {
  id: 'smaller-warehouse-batches',
  kind: 'configuration',
  words: ['write batches of 2,000 events with four writers', 'smaller batches, more writers'],
  target: 'analytics.yaml warehouse.batch',
  exact: 'warehouse.batch: 20000 -> 2000, warehouse.writers: 1 -> 4',
  undo: 'warehouse.batch: 2000 -> 20000, warehouse.writers: 4 -> 1',
  by: 'data engineer',
  minutes: [4, 9],
};
const restart: FixAct = {
  id: 'restart-analytics',
  kind: 'restart',
  words: ['restart analytics', 'kill the analytics pods and let them come back empty'],
  target: 'deployment/analytics',
  exact: 'kubectl -n shop rollout restart deployment/analytics',
  by: 'on-call engineer',
  minutes: [2, 5],
  rejected: ['what is in the buffer is lost with it: an hour of events'],
};

export const heapLimit: SignatureDefinition = {
  id: 'analytics-heap-limit',
  service: 'analytics',
  alsoHits: ['api-gateway'],
  failureClass: 'memory-leak',
  category: 'resources',
  severities: ['high', 'medium'],
  errors: failuresOfStory('analytics'),
  titles: [
    'analytics OOMKilled, batches dropped',
    'Heap limit reached in analytics',
    'Events lost: analytics out of memory',
  ],
  tellings: {
    analytics: [
      'Heap pegged after collection, flush drops whole batches, the kernel ends the pod a minute later (OOMKilled).',
      'Buffer does not drain; what the warehouse refuses stays in memory.',
      'RSS {n} MB above yesterday at the same hour.',
    ],
    'api-gateway': ['POST /v1/products hangs at its analytics call, products is slow for everybody.'],
    database: ['Reporting queries of analytics stopped halfway, their client vanished.'],
  },
  causes: [
    {
      id: 'rollup-in-memory',
      class: 'configuration',
      weight: 4,
      kinds: ['abrupt', 'after-deploy', 'cascade'],
      words: [
        'The flag hourly-rollup-in-memory keeps every event of the hour on the heap.',
        'With the roll-up in memory an hour of events is more than the pod may hold.',
      ],
      signs: ['It grows from the full hour on and falls to nothing at the next.'],
      change: {
        kind: 'feature-flag',
        title: 'flag hourly-rollup-in-memory switched on',
        before: 'off',
        after: 'on',
        target: 'flag hourly-rollup-in-memory',
      },
      fixes: [
        { act: restart, tempting: 0.6, cures: 0.02, otherwise: 'temporary' },
        {
          act: moreMemory,
          tempting: 0.6,
          cures: 0.15,
          when: [{ context: { load: 'high' }, cures: 0.02 }],
          otherwise: 'temporary',
        },
        { act: flagOff, tempting: 0.5, cures: 0.95, otherwise: 'mitigated' },
        { act: smallerBatches, tempting: 0.2, cures: 0.03, otherwise: 'no-effect' },
      ],
      prevention: ["Flags that change memory are tried with a day's traffic first", 'Roll up by stream, never by hour'],
    },
    {
      id: 'warehouse-too-slow',
      class: 'dependency',
      weight: 3,
      kinds: ['slow', 'flapping'],
      words: [
        'The warehouse merged parts all night and took batches at a third of the usual rate; we buffered without a bound.',
        'Too many parts in the warehouse: inserts were delayed and the buffer grew.',
      ],
      signs: ['Inserts take twenty times as long; the flag is off.'],
      fixes: [
        { act: flagOff, tempting: 0.4, cures: 0.01, otherwise: 'no-effect' },
        { act: restart, tempting: 0.5, cures: 0.05, otherwise: 'temporary' },
        {
          act: moreMemory,
          tempting: 0.5,
          cures: 0.02,
          otherwise: 'got-worse-after',
          failed: ['It held twice as much when it died, and two hours were lost instead of one.'],
        },
        {
          act: smallerBatches,
          tempting: 0.2,
          cures: 0.05,
          otherwise: 'got-worse-after',
          failed: ['Four times as many inserts made four times as many parts.'],
        },
        {
          act: {
            id: 'async-inserts',
            kind: 'configuration',
            words: ['let the warehouse gather inserts itself (async_insert)', 'switch async_insert on for events'],
            target: 'clickhouse users.xml async_insert',
            exact: 'async_insert: 0 -> 1, wait_for_async_insert: 1',
            undo: 'async_insert: 1 -> 0',
            by: 'data engineer',
            minutes: [3, 8],
          },
          tempting: 0.2,
          cures: 0.92,
          otherwise: 'mitigated',
        },
      ],
      prevention: ['Bound the buffer and spill to disk', 'Alert at 200 parts a partition'],
    },
  ],
  check: {
    words: 'See how long the warehouse takes for an insert.',
    command:
      "clickhouse-client -q \"select quantile(0.5)(query_duration_ms), max(value) from system.query_log, system.asynchronous_metrics where query_kind = 'Insert' and metric = 'MaxPartCountForPartition'\"",
    shows: [
      { cause: 'rollup-in-memory', what: 'inserts take some 15 ms as always, few parts' },
      { cause: 'warehouse-too-slow', what: 'inserts take 300 ms or more, over 200 parts' },
    ],
  },
};
