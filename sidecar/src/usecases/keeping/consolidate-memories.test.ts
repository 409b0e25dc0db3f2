import type { MemoryPayloads } from '../../domain/memory/memory-events.ts';
import { capturedPayload } from '../../../test/support/memory/memory-examples.ts';
import { memoryHouse } from '../../../test/support/memory/memory-house.ts';
import { SCOPE } from '../../../test/support/detection/ledger-house.ts';
import { ConsolidateMemories } from './consolidate-memories.ts';
import { ReadAudit } from './read-audit.ts';

const ADA = { kind: 'person', name: 'ada' } as const;
const ORGANISATION = SCOPE.organisation;

function keeping() {
  const house = memoryHouse();
  let count = 0;
  return {
    ...house,
    consolidate: new ConsolidateMemories(house),
    audit: new ReadAudit(house),
    /** One after the other, an hour apart. */
    keep: async (given: Partial<MemoryPayloads['captured']>): Promise<string> => {
      count += 1;
      await house.later(60);
      const uuid = `01920000-0000-7000-8000-${String(count).padStart(12, '0')}`;
      const incident = given.kind === 'note' ? null : { id: `inc_${uuid}`, number: count };
      const captured = capturedPayload({ state: 'active', incident, text: `number ${count}`, ...given });
      await house.ledger.capture(SCOPE, { id: `mem_${uuid}`, captured, actor: ADA });
      return `mem_${uuid}`;
    },
    linksOf: async (id: string) => {
      const [record] = await house.stores.memories.get(SCOPE, [id]);
      return record?.links.map(({ kind, memory }) => [kind, memory]);
    },
  };
}

const deploy = { class: 'deploy', words: 'a bad release' } as const;
const capacity = { class: 'capacity', words: 'too few connections' } as const;
const NOTE = 'Warm the cache of the cart by hand after each deploy, before the sale begins in the morning';

it('links the same trouble to where it was first, and another cause as a contradiction; no text changes', async () => {
  const { keep, consolidate, linksOf, stores } = keeping();
  const [first, second, third] = [
    await keep({ cause: deploy }),
    await keep({ cause: deploy }),
    await keep({ cause: capacity }),
  ];
  const before = await stores.memories.get(SCOPE, [first, second, third]);
  expect(await consolidate.run(ORGANISATION)).toBe(2);
  expect(await linksOf(first)).toEqual([]);
  expect(await linksOf(second)).toEqual([['recurrence-of', first]]);
  expect(await linksOf(third)).toEqual([['contradicts', second]]);
  const after = await stores.memories.get(SCOPE, [first, second, third]);
  const words = (records: typeof before) =>
    records.map(({ text, title, cause, attempts }) => ({ text, title, cause, attempts }));
  expect(words(after)).toEqual(words(before));
  expect(await consolidate.run(ORGANISATION)).toBe(0);
});

it('says who linked, lets it be taken back, and does not make again what was taken back', async () => {
  const { keep, consolidate, linksOf, ledger } = keeping();
  await keep({ kind: 'note', text: NOTE });
  const copy = await keep({ kind: 'note', text: `${NOTE}.`, provenance: 'confirmed' });
  await consolidate.run(ORGANISATION);
  expect(await linksOf(copy)).toMatchObject([['supersedes', expect.stringContaining('mem_')]]);
  const event = (await ledger.history(SCOPE, copy))?.at(-1);
  expect(event).toMatchObject({ type: 'linked', actor: { kind: 'system', name: 'consolidation' } });
  await ledger.undo(SCOPE, copy, { sequence: event?.sequence ?? 0, reason: 'they differ', actor: ADA });
  expect(await linksOf(copy)).toEqual([]);
  expect(await consolidate.run(ORGANISATION)).toBe(0);
  expect(await linksOf(copy)).toEqual([]);
});

it('links nothing across those who see it: a link would tell that the other is there', async () => {
  const { keep, consolidate } = keeping();
  await keep({ kind: 'note', text: NOTE, visibility: 'private', owner: 'eva' });
  await keep({ kind: 'note', text: NOTE });
  await keep({ kind: 'note', text: NOTE, visibility: 'team', team: '1' });
  await keep({ kind: 'note', text: NOTE, visibility: 'team', team: '2' });
  expect(await consolidate.run(ORGANISATION)).toBe(0);
});

it('leaves a contradiction in the audit, where a person has to settle it, and says what was linked', async () => {
  const { keep, consolidate, audit } = keeping();
  await keep({ cause: deploy });
  await keep({ cause: capacity });
  await consolidate.run(ORGANISATION);
  const { findings } = await audit.read(SCOPE);
  const [contradiction] = findings.filter(({ kind }) => kind === 'contradiction');
  expect(contradiction?.recommendation).toMatch(/linked by now, which settles nothing/);
});
