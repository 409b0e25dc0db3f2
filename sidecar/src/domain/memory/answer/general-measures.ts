import type { Advice, CauseClass, Fix } from '@incident-memory/contract';

/**
 * What is generally done first about a class of failure, after the practice of incident response (first make it stop,
 * then find out why; Beyer and others, Site Reliability Engineering, 2016, chapters 12 and 14). It says of itself that
 * it is general: nothing of it was tried here. Measures that only look come first; what cannot be taken back is not here.
 */
type Measure = Pick<Fix, 'kind' | 'words' | 'undo'>;

const MEASURES: Readonly<Record<CauseClass, readonly Measure[]>> = {
  deploy: [
    { kind: 'rollback', words: 'Roll the last deploy of the service back', undo: 'Deploy the newer version again' },
    { kind: 'other', words: 'Compare errors before and after the deploy, by version', undo: '' },
  ],
  configuration: [
    { kind: 'rollback', words: 'Take the last configuration change back', undo: 'Apply it again' },
    { kind: 'other', words: 'Compare the running configuration with the one in version control', undo: '' },
  ],
  capacity: [
    { kind: 'scaling', words: 'Add instances of the service that is saturated', undo: 'Scale down again' },
    { kind: 'configuration', words: 'Shed load that can wait: batch jobs, reports, retries', undo: 'Let it in again' },
  ],
  database: [
    {
      kind: 'other',
      words: 'Look for locks and long-running queries, and for the use of the connection pool',
      undo: '',
    },
    { kind: 'command', words: 'End the query that blocks the others', undo: '' },
    { kind: 'failover', words: 'Fail over to the replica where the primary does not answer', undo: 'Fail back' },
  ],
  network: [
    { kind: 'other', words: 'Check DNS, certificates and reachability from the failing side', undo: '' },
    { kind: 'failover', words: 'Send traffic through another zone or path', undo: 'Send it back' },
  ],
  dependency: [
    { kind: 'other', words: "Look at the other side's status page and its errors as we see them", undo: '' },
    {
      kind: 'configuration',
      words: 'Switch the feature that needs it off, or answer from cache',
      undo: 'Switch it on',
    },
  ],
  'memory-leak': [
    { kind: 'restart', words: 'Restart the instances one after another; it comes back, so keep a heap dump', undo: '' },
    { kind: 'rollback', words: 'Roll back to the version before memory began to grow', undo: 'Deploy it again' },
  ],
  'resource-exhaustion': [
    { kind: 'other', words: 'Find what fills up: memory, disk, connections, file descriptors', undo: '' },
    { kind: 'scaling', words: 'Raise the limit or add instances until the cause is found', undo: 'Lower it again' },
  ],
  certificate: [
    { kind: 'other', words: 'Check when certificates and tokens expire on both sides', undo: '' },
    { kind: 'configuration', words: 'Renew what expired, and reload what reads it', undo: '' },
  ],
  data: [
    { kind: 'other', words: 'Find the first message or row that fails, and what wrote it', undo: '' },
    { kind: 'configuration', words: 'Set the failing message aside, so that the others go on', undo: 'Put it back' },
  ],
  traffic: [
    { kind: 'configuration', words: 'Limit the rate of the callers that send most', undo: 'Lift the limit' },
    { kind: 'scaling', words: 'Add instances', undo: 'Scale down again' },
  ],
  hardware: [{ kind: 'failover', words: 'Move the work off the machine that misbehaves', undo: 'Move it back' }],
  security: [
    { kind: 'other', words: 'Tell whoever is on call for security before changing anything', undo: '' },
    { kind: 'configuration', words: 'Limit or block the callers in question', undo: 'Lift the block' },
  ],
  bug: [
    { kind: 'rollback', words: 'Roll back to the last version without the error', undo: 'Deploy it again' },
    { kind: 'configuration', words: 'Switch the feature off that fails', undo: 'Switch it on' },
  ],
  other: [
    {
      kind: 'other',
      words: 'Look at what changed in the hour before, in this service and in those it calls',
      undo: '',
    },
    { kind: 'rollback', words: 'Take the last change back, where there was one', undo: 'Apply it again' },
    { kind: 'restart', words: 'Restart one instance and see whether it differs from the others', undo: '' },
  ],
};

const NO_COUNTS = {
  cured: 0,
  mitigated: 0,
  temporary: 0,
  noEffect: 0,
  gotWorseAfter: 0,
  unattributed: 0,
  rejected: 0,
} as const;

/** For a first time: it says that it is general. */
export function generalMeasures(cause: CauseClass, target: string | null): Advice[] {
  return MEASURES[cause].map(({ kind, words, undo }) => ({
    fix: { kind, words, target: target ?? '', exact: '', undo },
    verdict: 'general',
    sentence: 'In general: nothing of your own is known about this yet, and nobody tried it here',
    counts: { ...NO_COUNTS },
    state: 'insufficient',
    probability: null,
    lastAt: null,
    verified: false,
    context: {},
    tellApart: null,
    from: [],
  }));
}
