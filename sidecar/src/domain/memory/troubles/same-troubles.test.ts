import { exampleMemory } from '../../../../test/support/example-memory.ts';
import { sameTroubles } from './same-troubles.ts';

const signature = (fingerprint: string) => ({
  errorType: null,
  fingerprints: [fingerprint],
  templates: [],
  symptoms: ['connections refused'],
});
const DATABASE = { class: 'database', words: 'pool' } as const;

it('are told by links and by faults with one class of cause, over several steps', () => {
  const first = exampleMemory();
  const again = exampleMemory({
    links: [{ kind: 'recurrence-of', memory: first.id, reason: '', at: 0 }],
    signature: signature('f1'),
    cause: DATABASE,
  });
  const third = exampleMemory({ signature: signature('f1'), cause: DATABASE });
  const lookAlike = exampleMemory({ signature: signature('f1'), cause: { class: 'network', words: 'loss' } });
  const unknown = exampleMemory({ signature: signature('f1') });
  const troubles = sameTroubles([first, again, third, lookAlike, unknown]);
  expect(troubles.get(third.id)).toBe(troubles.get(first.id));
  expect(troubles.get(again.id)).toBe(troubles.get(first.id));
  expect(new Set([first, lookAlike, unknown].map(({ id }) => troubles.get(id))).size).toBe(3);
});

it('a link to what is not there joins nothing', () => {
  const lost = exampleMemory({ links: [{ kind: 'recurrence-of', memory: 'mem_gone', reason: '', at: 0 }] });
  expect([...sameTroubles([lost])]).toEqual([[lost.id, lost.id]]);
});
