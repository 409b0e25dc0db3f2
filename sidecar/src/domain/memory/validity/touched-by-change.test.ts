import { begun, capturedPayload, placedMemory, STARTED_AT } from '../../../../test/support/memory/memory-examples.ts';
import type { Occurrence } from '../../occurrences/occurrence.ts';
import type { MemoryRecord } from '../memory-record.ts';
import { projectMemory } from '../project-memory.ts';
import { appliedByChange } from './applied-by-change.ts';
import { otherChangesSince, touchedByChange } from './touched-by-change.ts';

const FIX = {
  kind: 'configuration',
  words: 'set db.pool.max to 50',
  target: 'config/payment-pool.yaml',
  exact: '',
  undo: '',
} as const;
const LATER = STARTED_AT + 86_400_000;

function memory(outcome: 'cured' | 'no-effect' | null = 'cured'): MemoryRecord {
  const attempt = begun('att_1', { fix: FIX });
  const record = projectMemory(
    placedMemory([
      { type: 'captured', payload: capturedPayload() },
      { type: 'attempt-begun', payload: { attempt } },
      ...(outcome === null
        ? []
        : ([
            {
              type: 'attempt-done',
              payload: { attempt: 'att_1', appliedAt: STARTED_AT + 120_000, knownFrom: 'person', sentence: '' },
            },
            { type: 'outcome-judged', payload: { attempt: 'att_1', outcome, knownFrom: 'person', sentence: '' } },
            {
              type: 'ended',
              payload: { endedAt: STARTED_AT + 300_000, provenance: 'confirmed', expiresAt: null },
            },
          ] as const)),
    ])
  );
  if (record === null) {
    throw new Error('nothing was captured');
  }
  return record;
}

function change(given: Partial<Occurrence> = {}): Occurrence {
  return {
    ...{ id: 'occ_1', source: 'tests', kind: 'deploy', stage: 'completed', at: LATER, receivedAt: LATER },
    ...{ service: 'payment', title: 'payment 2.15.0', before: null, after: '2.15.0', actor: null, url: null },
    details: [],
    ...given,
  };
}

describe('a change', () => {
  it.each<[string, Partial<Occurrence>, RegExp]>([
    ['of what the fix was done to', { details: [['files', 'config/payment-pool.yaml']] }, /payment-pool\.yaml/],
    ['of the setting that the fix set', { kind: 'configuration', title: 'db.pool.max 50 → 20' }, /db\.pool\.max/],
    ['of the code that failed', { title: 'rewrite PoolExhausted handling' }, /PoolExhausted.*had failed/],
  ])('%s makes the memory stale, and says why', (_, given, why) => {
    expect(touchedByChange(memory(), change(given))).toMatch(why);
  });

  it.each<[string, Partial<Occurrence>]>([
    ['that deploys the service, and names nothing of it', {}],
    ['that is only planned', { stage: 'planned', details: [['files', 'config/payment-pool.yaml']] }],
    ['before the fix', { at: STARTED_AT, details: [['files', 'config/payment-pool.yaml']] }],
    ['of another service that happens to have such code', { service: 'auth', title: 'PoolExhausted is logged' }],
  ])('%s alarms nobody', (_, given) => {
    expect(touchedByChange(memory(), change(given))).toBeNull();
  });

  it('that touches nothing known is counted', () => {
    const touching = change({ id: 'occ_2', details: [['files', 'config/payment-pool.yaml']] });
    expect(otherChangesSince(memory(), [change(), touching, change({ service: 'auth' })])).toBe(1);
  });

  it('says nothing of a fix that never helped', () => {
    expect(
      touchedByChange(memory('no-effect'), change({ details: [['files', 'config/payment-pool.yaml']] }))
    ).toBeNull();
  });

  it('that is what someone is doing tells when it took effect', () => {
    const doing = memory(null);
    const soon = { kind: 'configuration', at: STARTED_AT + 180_000 } as const;
    expect(appliedByChange(doing, change(soon))).toMatchObject({ id: 'att_1' });
    expect(appliedByChange(doing, change({ ...soon, kind: 'scaling' }))).toBeNull();
    expect(appliedByChange(doing, change({ ...soon, service: 'auth' }))).toBeNull();
    expect(appliedByChange(doing, change({ ...soon, at: STARTED_AT - 86_400_000 }))).toBeNull();
    expect(appliedByChange(memory(), change(soon))).toBeNull();
  });
});
