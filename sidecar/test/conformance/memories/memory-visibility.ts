import fc from 'fast-check';
import { maySee, type Ownership, type Scope } from '../../../src/domain/tenancy/scope.ts';
import type { Conformance } from '../conformance.ts';
import { entryOf, keysOf, memoryOf, queryOf, termsOf, vectorAt } from './recall-examples.ts';
import { owners, readers, RUNS } from '../random-owners.ts';

/** Compares what is listed, read, recalled and counted with the rule itself, over random owners and random readers. */
export function memoryVisibilityConforms({ stores, settle, freshScope }: Conformance): void {
  test('a reader lists, reads, recalls and counts exactly the memories that the rule of visibility allows', async () => {
    const property = fc.asyncProperty(owners, readers, async (owned, asking) => {
      const [ours, theirs] = [freshScope(), freshScope()];
      const ids = owned.map((_, index) => `mem_${index}`);
      for (const scope of [ours, theirs]) {
        const own = owned.flatMap((owner, index) => (owner.ours === (scope === ours) ? [{ ...owner, index }] : []));
        const given = own.map(({ team, visibility, owner, index }) => ({ team, visibility, owner, index }));
        const memories = given.map(({ index, ...owner }) => memoryOf(scope, { id: `mem_${index}`, ...owner }));
        const entries = given.map(({ index, ...owner }) => {
          const seen = { words: 'pool', vector: vectorAt(index), services: ['a'] };
          return entryOf(scope, { memory: `mem_${index}`, ...seen, ...owner });
        });
        await stores().memories.save(scope, memories);
        await stores().recall.put(scope, entries);
      }
      await settle();
      for (const { teams, user } of asking) {
        for (const { organisation } of [ours, theirs]) {
          const scope: Scope = { organisation, teams, user };
          const allowed = ids.filter((_, index) => {
            const { ours: isOurs = false, ...owner } = owned[index] ?? {};
            const whose = { ...owner, organisation: isOurs ? ours.organisation : theirs.organisation };
            return maySee(scope, whose as Ownership);
          });
          const { records } = await stores().memories.list(scope, { sort: '-startedAt', limit: 50 });
          expect(records.map(({ id }) => id).sort()).toEqual([...allowed].sort());
          expect((await stores().memories.get(scope, ids)).map(({ id }) => id)).toEqual(allowed);
          expect((await stores().recall.read(scope, ids)).map(({ memory }) => memory)).toEqual(allowed);
          for (const arm of [{ terms: termsOf('pool') }, { vector: vectorAt(1) }, { services: ['a'] }]) {
            const found = await stores().recall.candidates(scope, queryOf(arm));
            expect(found.map(({ memory }) => memory).sort()).toEqual([...allowed].sort());
          }
          const { documents, length, words } = await stores().recall.statistics(scope, {
            ...{ words: keysOf('pool'), concepts: [] },
          });
          expect([documents, length, words[0]]).toEqual(Array(3).fill(allowed.length));
        }
      }
    });
    await fc.assert(property, { numRuns: RUNS });
  }, 60_000);
}
