import { memoryHouse } from '../../../../test/support/memory/memory-house.ts';
import {
  begun,
  capturedPayload,
  MEMORY,
  ORGANISATION,
  STARTED_AT,
} from '../../../../test/support/memory/memory-examples.ts';
import type { Occurrence } from '../../../domain/occurrences/occurrence.ts';
import { systemScope } from '../../../domain/tenancy/scope.ts';
import { TellIncident } from '../attempts/tell-incident.ts';
import { WatchChanges } from './watch-changes.ts';

const LATER = STARTED_AT + 86_400_000;
const SCOPE = systemScope(ORGANISATION);
const actor = { kind: 'person', name: 'ada' } as const;

function change(number: number, given: Partial<Occurrence>): Occurrence {
  return {
    ...{
      id: `occ_${number}`,
      source: 'tests',
      kind: 'deploy',
      stage: 'completed',
      at: LATER + number,
      receivedAt: LATER,
    },
    ...{ service: 'search', title: 'search', before: null, after: null, actor: null, url: null, details: [] },
    ...given,
  };
}

it('looks at every change of the time, and at every memory of its service, however many there are', async () => {
  const { stores, ledger, keep, incidents } = memoryHouse();
  const attempt = begun('att_1');
  await ledger.capture(SCOPE, {
    id: MEMORY,
    captured: capturedPayload({ state: 'active', endedAt: STARTED_AT + 300_000 }),
    actor,
    then: [
      { type: 'attempt-begun', payload: { attempt } },
      {
        type: 'attempt-done',
        payload: { attempt: 'att_1', appliedAt: STARTED_AT + 120_000, knownFrom: 'person', sentence: '' },
      },
      {
        type: 'outcome-judged',
        payload: { attempt: 'att_1', outcome: 'cured', knownFrom: 'person', sentence: '' },
      },
    ],
  });
  const others = Array.from({ length: 250 }, (_, index) => {
    const uuid = `01920000-0000-7000-8000-${String(index + 100).padStart(12, '0')}`;
    const times = { startedAt: STARTED_AT + 1000 + index, endedAt: STARTED_AT + 2000 + index };
    return { id: `mem_${uuid}`, captured: capturedPayload({ ...times, state: 'active' }), actor };
  });
  await ledger.captureMany(SCOPE, others);
  const touching = change(0, { service: 'payment', title: 'rewrite PoolExhausted handling' });
  await keep({ occurrences: [touching, ...Array.from({ length: 250 }, (_, index) => change(index + 1, {}))] });

  const tell = new TellIncident({ incidents, events: stores.events });
  const watch = new WatchChanges({ stores, ledger, tell });
  expect(await watch.run(ORGANISATION, { from: LATER - 1, to: LATER + 1000 })).toBe(1);
  const [memory] = await stores.memories.get(SCOPE, [MEMORY]);
  expect(memory?.stale?.reason).toMatch(/PoolExhausted/);
});
