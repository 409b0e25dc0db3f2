import type { MemoryLink, MemoryRecord } from '../memory-record.ts';
import { onceEach } from './once-each.ts';
import type { Remembered } from './situation.ts';

function remembered(id: string, links: readonly Pick<MemoryLink, 'kind' | 'memory'>[] = []): Remembered {
  const record = { id, links } as unknown as MemoryRecord;
  return { record, score: 1, strength: 'same', matches: [], differs: [] };
}

it('shows what is linked as telling the same once, by what stands first, and keeps apart what contradicts', () => {
  const shown = onceEach([
    remembered('c', [{ kind: 'recurrence-of', memory: 'a' }]),
    remembered('x', [{ kind: 'contradicts', memory: 'a' }]),
    remembered('b', [{ kind: 'supersedes', memory: 'a' }]),
    remembered('y'),
  ]);
  expect(shown.map(({ record, alike }) => [record.id, alike])).toEqual([
    ['c', 1],
    ['x', 0],
    ['y', 0],
  ]);
});

it('is not led in circles by links that point to each other', () => {
  const shown = onceEach([
    remembered('a', [{ kind: 'recurrence-of', memory: 'b' }]),
    remembered('b', [{ kind: 'recurrence-of', memory: 'a' }]),
  ]);
  expect(shown.map(({ record, alike }) => [record.id, alike])).toEqual([['a', 1]]);
});
