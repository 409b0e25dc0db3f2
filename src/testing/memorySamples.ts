import {
  type Advice,
  type Attempt,
  type Fix,
  type Memory,
  type MemoryEntry,
  type RecallAnswer,
  type RecallMatch,
} from '@incident-memory/contract';

/** Samples of memory: whole objects of the contract, of which a test changes what it is about. */

const DAY = 24 * 3_600_000;
const LAST = Date.UTC(2026, 9, 3, 2, 40);
const time = (daysBefore: number): string => new Date(LAST - daysBefore * DAY).toISOString();

export const MEMORY_ID = 'mem_0193a1b2-0000-7000-8000-000000000031';
export const HERE_ID = 'mem_0193a1b2-0000-7000-8000-000000000042';
const ROLLBACK: Fix = {
  kind: 'rollback',
  words: 'Roll back payment to 2.14.1',
  target: 'payment',
  exact: 'kubectl rollout undo deployment/payment',
  undo: 'redeploy 2.15.0',
};
const POOL: Fix = { kind: 'configuration', words: 'Raise the pool size', target: 'payment', exact: '', undo: '' };
const NO_COUNTS = { cured: 0, mitigated: 0, temporary: 0, noEffect: 0, gotWorseAfter: 0, unattributed: 0, rejected: 0 };

export function sampleAttempt(changes: Partial<Attempt> = {}): Attempt {
  return {
    id: 'att_1',
    fix: ROLLBACK,
    state: 'done',
    by: 'platform on-call',
    begunAt: time(0),
    appliedAt: time(0),
    appliedKnownFrom: 'person',
    context: {},
    outcome: 'cured',
    outcomeKnownFrom: 'telemetry',
    outcomeSentence: 'failures fell from 12 % to 0.2 % within 3 min; without it such an outage lasts 31 min',
    outcomeAt: time(0),
    reason: '',
    from: null,
    ...changes,
  };
}

export function sampleMemory(changes: Partial<Memory> = {}): Memory {
  return {
    id: MEMORY_ID,
    version: 4,
    kind: 'incident',
    state: 'active',
    title: 'Payments time out after a deploy',
    text: 'The new release opened a connection for each request and never gave it back.',
    category: 'incidents',
    labels: { team: 'payments' },
    incident: { id: 'inc_0193a1b2-0000-7000-8000-000000000031', number: 31 },
    service: 'payment',
    services: ['payment', 'api-gateway'],
    severity: 'high',
    startedAt: time(0),
    endedAt: new Date(LAST + 14 * 60_000).toISOString(),
    signature: {
      errorType: 'TimeoutException',
      fingerprints: ['fp_1'],
      templates: [{ id: 'tpl_0123456789abcdef', text: 'pool exhausted after <*>' }],
      symptoms: ['requests to /pay time out'],
    },
    cause: { class: 'deploy', words: 'connections were not given back' },
    attempts: [sampleAttempt()],
    resolution: 'Rolled back to 2.14.1.',
    prevention: 'A test that counts connections.',
    provenance: 'confirmed',
    source: { actor: { kind: 'system', name: 'capture' }, link: null, format: null },
    stale: null,
    validUntil: null,
    expiresAt: null,
    recurrences: [],
    links: [
      {
        kind: 'recurrence-of',
        memory: 'mem_0193a1b2-0000-7000-8000-000000000019',
        reason: 'the same stack trace',
        at: time(0),
      },
    ],
    evidence: ['118 errors in 2 min, 40× its usual'],
    flags: [],
    legalHold: false,
    helped: 2,
    misled: 0,
    team: null,
    visibility: 'organisation',
    createdAt: time(0),
    updatedAt: time(0),
    ...changes,
  };
}

/** What is remembered of the incident under way, of which nothing was tried yet. */
export function sampleForming(changes: Partial<Memory> = {}): Memory {
  return sampleMemory({
    id: HERE_ID,
    version: 1,
    state: 'forming',
    title: 'Errors in payment',
    text: '',
    incident: { id: 'inc_0193a1b2-0000-7000-8000-000000000042', number: 42 },
    endedAt: null,
    cause: null,
    attempts: [],
    resolution: '',
    prevention: '',
    provenance: 'observed',
    links: [],
    ...changes,
  });
}

export function sampleAdvice(changes: Partial<Advice> = {}): Advice {
  return {
    fix: ROLLBACK,
    verdict: 'recommended',
    sentence: 'cured 4 of 5, last on 3 Oct (INC-31), verified',
    counts: { ...NO_COUNTS, cured: 4, noEffect: 1 },
    state: 'emerging',
    probability: { value: 0.74, low: 0.38, high: 0.93 },
    lastAt: time(0),
    verified: true,
    context: {},
    tellApart: {
      question: 'Are open connections below 80?',
      how: 'Look at db.connections of payment (read-only, 2 s).',
      means: 'Below 80 it is the deploy; at 80 the database is full, and a rollback does not help.',
    },
    from: [{ memory: MEMORY_ID, attempt: 'att_1', incident: 31, outcome: 'cured', at: time(0) }],
    ...changes,
  };
}

export function sampleDoNotTry(changes: Partial<Advice> = {}): Advice {
  return sampleAdvice({
    fix: POOL,
    verdict: 'do-not-try',
    sentence: 'got worse after, twice (INC-12, INC-19)',
    counts: { ...NO_COUNTS, gotWorseAfter: 2 },
    state: 'established',
    probability: null,
    context: { connections: 'normal' },
    tellApart: null,
    from: [],
    ...changes,
  });
}

export function sampleMatch(changes: Partial<RecallMatch> = {}): RecallMatch {
  return {
    memory: sampleMemory(),
    score: 0.82,
    strength: 'likely',
    matches: [
      { what: 'error-type', sentence: 'the same exception, TimeoutException' },
      { what: 'template', sentence: 'the same message, “pool exhausted after …”' },
      { what: 'change', sentence: 'soon after a deploy of payment' },
    ],
    differs: [{ what: 'context', sentence: 'database connections are normal this time' }],
    ...changes,
  };
}

export function sampleRecall(changes: Partial<RecallAnswer> = {}): RecallAnswer {
  return {
    seen: {
      verdict: 'frequent',
      times: 3,
      lastAt: time(0),
      sentence: '4th time (last on 3 Oct, INC-31)',
    },
    abstained: false,
    matches: [sampleMatch()],
    recommended: [sampleAdvice()],
    doNotTry: [sampleDoNotTry()],
    contested: [],
    untested: [],
    general: [],
    imported: [],
    whoKnows: [{ who: 'platform on-call', sentence: 'fixed INC-31 by rolling back', at: time(0) }],
    searched: 152,
    milliseconds: 12,
    note: null,
    ...changes,
  };
}

/** Nothing like it is remembered, so only what is commonly done is offered. */
export function sampleFirstTime(changes: Partial<RecallAnswer> = {}): RecallAnswer {
  return sampleRecall({
    seen: { verdict: 'first-time', times: 0, lastAt: null, sentence: 'First time (nothing like it among 152)' },
    abstained: true,
    matches: [],
    recommended: [],
    doNotTry: [],
    whoKnows: [],
    general: [
      sampleAdvice({
        fix: { ...ROLLBACK, words: 'Take back the last change of payment', exact: '', undo: 'apply it again' },
        verdict: 'general',
        sentence: 'commonly ends what began right after a change',
        counts: NO_COUNTS,
        state: 'insufficient',
        probability: null,
        verified: false,
        tellApart: null,
        from: [],
      }),
    ],
    ...changes,
  });
}

export function sampleMemoryEntry(changes: Partial<MemoryEntry> = {}): MemoryEntry {
  return {
    id: `${MEMORY_ID}/3`,
    memory: MEMORY_ID,
    sequence: 3,
    type: 'outcome-judged',
    at: time(0),
    actor: { kind: 'system', name: 'outcomes' },
    sentence: 'INC-31: roll back payment to 2.14.1 cured it',
    undoable: true,
    undone: false,
    ...changes,
  };
}

/** What every address of memory answers where one incident is remembered. */
export function memoryAnswers() {
  return {
    'POST /v1/recall': sampleRecall(),
    'GET /v1/incidents/:incident/recall': sampleRecall(),
    'GET /v1/incidents/:incident/memory': null,
    'GET /v1/memories': { items: [sampleMemory()], nextCursor: null },
    'GET /v1/memories/:memory': sampleMemory(),
    'GET /v1/memories/:memory/history': { items: [sampleMemoryEntry()], nextCursor: null },
    'GET /v1/memory/log': { items: [sampleMemoryEntry()], nextCursor: null },
  } as const;
}
