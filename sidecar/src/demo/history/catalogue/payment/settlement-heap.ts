import type { FixAct, SignatureDefinition } from '../signature-definition.ts';

const biggerHeap: FixAct = {
  id: 'bigger-settlement-heap',
  kind: 'configuration',
  words: ['double -Xmx of settlement to 4 g', 'more heap for settlement'],
  target: 'deployment/settlement JAVA_OPTS',
  exact: '-Xmx2g -> -Xmx4g',
  undo: '-Xmx4g -> -Xmx2g',
  by: 'on-call engineer',
  minutes: [5, 10],
};
const smallerBatch: FixAct = {
  id: 'stream-captures',
  kind: 'configuration',
  words: ['read captures in pages of 500 instead of all at once', 'set the fetch size of captures to 500'],
  target: 'settlement.yaml captures.fetchSize',
  exact: 'captures.fetchSize: 0 -> 500',
  undo: 'captures.fetchSize: 500 -> 0',
  by: 'service owner',
  minutes: [5, 12],
};
const rerun: FixAct = {
  id: 'rerun-settlement',
  kind: 'restart',
  words: ['start the settlement job again', 'run settlement once more'],
  target: 'job/settlement',
  exact: 'kubectl -n shop create job --from=cronjob/settlement settlement-again',
  by: 'on-call engineer',
  minutes: [3, 8],
  rejected: ['the first half is posted already; another run books it twice'],
};

export const settlementHeap: SignatureDefinition = {
  id: 'payment-settlement-heap',
  service: 'payment',
  alsoHits: ['analytics', 'notification'],
  failureClass: 'memory-leak',
  category: 'resources',
  severities: ['high', 'medium'],
  errors: [
    {
      language: 'jvm',
      errorType: 'java.lang.OutOfMemoryError',
      message: 'Java heap space',
      frames: [
        'com.shop.settlement.captures.CaptureReader.readAll(CaptureReader.java:96)',
        'com.shop.settlement.batch.SettlementBatch.collect(SettlementBatch.java:63)',
      ],
    },
    {
      language: 'jvm',
      errorType: 'java.lang.OutOfMemoryError',
      message: 'GC overhead limit exceeded',
      frames: [
        'com.shop.settlement.captures.CaptureMapper.map(CaptureMapper.java:38)',
        'com.shop.settlement.captures.CaptureReader.readAll(CaptureReader.java:91)',
      ],
    },
  ],
  titles: [
    'Settlement runs out of Java heap',
    'OutOfMemoryError in nightly settlement',
    'Settlement dies collecting captures',
  ],
  tellings: {
    payment: [
      'The settlement JVM spends all its time collecting garbage and then throws OutOfMemoryError.',
      'Old generation full at {percent} % of the run, full GC every {n} s.',
      'The job is started again three times and dies at the same capture.',
    ],
    analytics: ['Settlement figures are late again, the export is empty.'],
    notification: ['Merchants were not sent their statement this morning.'],
  },
  causes: [
    {
      id: 'reads-all-captures',
      class: 'memory-leak',
      weight: 1,
      kinds: ['slow', 'abrupt'],
      words: [
        'The reader loads all captures of the day; after a sale that is more than the heap.',
        'All captures are collected in one list before the first is posted.',
      ],
      signs: ['Only after days with over 300,000 captures.'],
      context: { load: 'high' },
      fixes: [
        { act: rerun, tempting: 0.7, cures: 0.03, otherwise: 'no-effect' },
        {
          act: biggerHeap,
          tempting: 0.6,
          cures: 0.4,
          when: [{ context: { load: 'high' }, cures: 0.25 }],
          otherwise: 'temporary',
        },
        { act: smallerBatch, tempting: 0.2, cures: 0.95, otherwise: 'mitigated' },
      ],
      prevention: [
        'Load test of settlement with three times the best day',
        'Page over anything that grows with the day',
      ],
    },
  ],
};
