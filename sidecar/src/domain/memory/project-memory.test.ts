import fc from 'fast-check';
import { begun, capturedPayload, placedMemory, RESTART } from '../../../test/support/memory/memory-examples.ts';
import { memoryRefusal } from './memory-refusal.ts';
import type { NewMemoryEvent, PlacedMemoryEvent } from './memory-events.ts';
import { projectMemory } from './project-memory.ts';

const captured: NewMemoryEvent = { type: 'captured', payload: capturedPayload() };
const attempted: NewMemoryEvent = { type: 'attempt-begun', payload: { attempt: begun('att_1') } };
const done: NewMemoryEvent = {
  type: 'attempt-done',
  payload: { attempt: 'att_1', appliedAt: 9, knownFrom: 'person', sentence: 'Done' },
};
const judged = (outcome: 'cured' | 'no-effect'): NewMemoryEvent => ({
  type: 'outcome-judged',
  payload: { attempt: 'att_1', outcome, knownFrom: 'person', sentence: '' },
});
const ended: NewMemoryEvent = {
  type: 'ended',
  payload: {
    endedAt: 77,
    provenance: 'confirmed',
    expiresAt: null,
    resolution: 'rolled back',
    title: 'Pool exhausted',
  },
};
const undone = (sequence: number): NewMemoryEvent => ({ type: 'undone', payload: { sequence, reason: '' } });
const of = (...events: NewMemoryEvent[]) => {
  const record = projectMemory(placedMemory([captured, ...events]));
  if (record === null) {
    throw new Error('nothing was captured');
  }
  return record;
};

describe('a memory', () => {
  it('forms while its incident is under way, and is active once it ended', () => {
    expect(of(attempted)).toMatchObject({ state: 'forming', attempts: [{ id: 'att_1', state: 'doing' }] });
    expect(of(attempted, done, judged('cured'), ended)).toMatchObject({
      state: 'active',
      endedAt: 77,
      resolution: 'rolled back',
      provenance: 'confirmed',
      attempts: [{ state: 'done', appliedAt: 9, outcome: 'cured', outcomeKnownFrom: 'person' }],
    });
  });

  it('keeps what a person corrected when its incident ends again', () => {
    const corrected: NewMemoryEvent = { type: 'corrected', payload: { changes: { title: 'Leaky pool' } } };
    expect(of(corrected, ended)).toMatchObject({ title: 'Leaky pool', resolution: 'rolled back' });
    expect(of(corrected, undone(2), ended)).toMatchObject({ title: 'Pool exhausted' });
  });

  it('is retired and merged, and is what it was when that is taken back', () => {
    const merged = { kind: 'merged-into', memory: 'mem_2', reason: '' } as const;
    expect(of({ type: 'retired', payload: { reason: '-' } }, { type: 'restored', payload: {} }).state).toBe('forming');
    expect(of(ended, { type: 'linked', payload: merged })).toMatchObject({
      state: 'merged',
      links: [{ memory: 'mem_2' }],
    });
    expect(of(ended, { type: 'linked', payload: merged }, { type: 'unlinked', payload: merged })).toMatchObject({
      state: 'active',
      links: [],
    });
  });

  it('counts one vote a person, the last', () => {
    const vote = (helped: boolean): NewMemoryEvent => ({ type: 'feedback-given', payload: { helped, reason: '' } });
    expect(of(ended, vote(true), vote(true), vote(false))).toMatchObject({ helped: 0, misled: 1 });
  });

  it('is nothing once it was forgotten', () => {
    expect(projectMemory(placedMemory([captured, { type: 'forgotten', payload: { reason: 'asked for' } }]))).toBeNull();
  });

  it('takes an undo back as well', () => {
    const events = [attempted, done, judged('no-effect'), undone(4)];
    expect(of(...events).attempts).toMatchObject([{ outcome: null }]);
    expect(of(...events, undone(5)).attempts).toMatchObject([{ outcome: 'no-effect' }]);
  });

  it('leaves out what followed an attempt that was undone', () => {
    expect(of(attempted, done, judged('cured'), undone(2)).attempts).toEqual([]);
  });
});

const arbitraryEvent: fc.Arbitrary<NewMemoryEvent> = fc.oneof(
  fc.constantFrom<NewMemoryEvent>(
    attempted,
    done,
    judged('cured'),
    judged('no-effect'),
    ended,
    { type: 'attempt-withdrawn', payload: { attempt: 'att_1' } },
    { type: 'suggestion-rejected', payload: { attempt: begun('att_2', { fix: RESTART }), reason: 'too slow' } },
    { type: 'recurred', payload: { at: 5, incident: null } },
    { type: 'confirmed', payload: {} },
    { type: 'staled', payload: { reason: 'deployed anew' } },
    { type: 'revalidated', payload: { reason: '' } },
    { type: 'retired', payload: { reason: '' } },
    { type: 'restored', payload: {} },
    { type: 'flagged', payload: { flag: 'burst', reason: '' } },
    { type: 'linked', payload: { kind: 'merged-into', memory: 'mem_2', reason: '' } },
    { type: 'unlinked', payload: { kind: 'merged-into', memory: 'mem_2', reason: '' } },
    { type: 'feedback-given', payload: { helped: true, reason: '' } },
    { type: 'corrected', payload: { changes: { title: 'told anew' } } }
  ),
  fc.integer({ min: 1, max: 12 }).map(undone)
);

/** As the ledger writes them: what is refused is not written. */
function written(wanted: readonly NewMemoryEvent[]): PlacedMemoryEvent[] {
  return wanted.reduce<PlacedMemoryEvent[]>(
    (history, event) => {
      const record = projectMemory(history);
      const [next] = placedMemory([...history, event]).slice(-1);
      return record === null || next === undefined || memoryRefusal(record, event, history) !== null
        ? history
        : [...history, next];
    },
    placedMemory([captured])
  );
}

describe('any history', () => {
  it('can be read, and undoing its last event leaves what was before', () => {
    fc.assert(
      fc.property(fc.array(arbitraryEvent, { maxLength: 25 }), (wanted) => {
        const history = written(wanted);
        const record = projectMemory(history);
        expect(record?.version).toBe(history.length);
        const last = history.at(-1);
        if (record === null || last === undefined || memoryRefusal(record, undone(last.sequence), history) !== null) {
          return;
        }
        const [undo] = placedMemory([...history, undone(last.sequence)]).slice(-1);
        const { version: _, updatedAt: __, ...after } = projectMemory([...history, ...(undo ? [undo] : [])]) ?? record;
        const { version: ___, updatedAt: ____, ...before } = projectMemory(history.slice(0, -1)) ?? record;
        if (last.type === 'undone') {
          return;
        }
        expect(after).toEqual(before);
      })
    );
  });

  it('can be undone event by event, in any order, and stays readable', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryEvent, { maxLength: 20 }),
        fc.array(fc.nat(25), { maxLength: 20 }),
        (wanted, undos) => {
          const history = written([...wanted, ...undos.map(undone)]);
          expect(projectMemory(history)?.id).toBe(history[0]?.stream);
        }
      )
    );
  });
});
