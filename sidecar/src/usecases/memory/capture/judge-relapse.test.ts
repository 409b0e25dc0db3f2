import type { Attempt } from '../../../domain/memory/memory-record.ts';
import type { MemoryPayloads } from '../../../domain/memory/memory-events.ts';
import {
  begun,
  capturedPayload,
  INCIDENT,
  ROLLBACK,
  STARTED_AT,
} from '../../../../test/support/memory/memory-examples.ts';
import { memoryHouse } from '../../../../test/support/memory/memory-house.ts';
import { SCOPE } from '../../../../test/support/detection/ledger-house.ts';
import { judgeRelapse } from './judge-relapse.ts';

const DAY = 86_400_000;
const POOL = { class: 'capacity', words: 'the pool was too small' } as const;

/** What became of the fix of the incident before, once another one was remembered. */
async function outcomeAfter(days: number, again: Partial<MemoryPayloads['captured']> = {}) {
  const { ledger, stores } = memoryHouse();
  const remember = async (place: number, given: Partial<MemoryPayloads['captured']>) => {
    const id = INCIDENT.replace(/1$/, String(place));
    const captured = capturedPayload({
      ...given,
      state: 'active',
      incident: { id, number: place },
      cause: POOL,
      ...again,
    });
    const record = await ledger.capture(SCOPE, {
      ...{ id: id.replace('inc_', 'mem_'), captured: place === 1 ? { ...captured, cause: POOL } : captured },
      actor: { kind: 'system', name: 'memory' },
    });
    if (record === null) {
      throw new Error('nothing was remembered');
    }
    return record;
  };
  const attempt: Attempt = {
    ...begun('att_1', { fix: ROLLBACK }),
    ...{ state: 'done', appliedKnownFrom: 'person', outcomeKnownFrom: 'person', outcomeSentence: '', outcomeAt: null },
    ...{ appliedAt: STARTED_AT, outcome: 'cured', reason: '' },
  };
  const first = await remember(1, { attempts: [attempt] });
  const second = await remember(2, { startedAt: STARTED_AT + days * DAY });
  await judgeRelapse({ ledger, stores }, second);
  return (await ledger.read(SCOPE, first.id))?.attempts[0]?.outcome;
}

it('a fix did not last where the same trouble is back within a week', async () => {
  expect(await outcomeAfter(4)).toBe('temporary');
});

it('a fix stands as it was judged after a week', async () => {
  expect(await outcomeAfter(8)).toBe('cured');
});

it('another cause of the same symptom says nothing about it', async () => {
  expect(await outcomeAfter(4, { cause: { class: 'deploy', words: 'version 2.14 leaks connections' } })).toBe('cured');
});
