import fc from 'fast-check';
import { maySee, type Ownership, type Scope } from '../../../src/domain/tenancy/scope.ts';
import type { Conformance } from '../conformance.ts';
import { entryOf, keysOf, memoryOf, queryOf, termsOf, vectorAt } from './recall-examples.ts';

const TEAMS = ['payments', 'platform', 'payments%', '__proto__', ''];
const USERS = ['ada', 'grace', "o'hara", ''];

const ownership = fc.record({
  ours: fc.boolean(),
  team: fc.option(fc.constantFrom(...TEAMS)),
  visibility: fc.constantFrom<Ownership['visibility']>('organisation', 'team', 'private'),
  owner: fc.option(fc.constantFrom(...USERS)),
});
const reader = fc.record({
  teams: fc.oneof(fc.constant('every' as const), fc.subarray(TEAMS)),
  user: fc.option(fc.constantFrom(...USERS)),
});

/** Compares what is listed, read, recalled and counted with the rule itself, over random owners and random readers. */
export function memoryVisibilityConforms({ stores, settle, freshScope }: Conformance): void {
  test('a reader lists, reads, recalls and counts exactly the memories that the rule of visibility allows', async () => {
    const property = fc.asyncProperty(
      fc.array(ownership, { minLength: 1, maxLength: 12 }),
      fc.array(reader, { minLength: 1, maxLength: 6 }),
      async (owners, readers) => {
        const [ours, theirs] = [freshScope(), freshScope()];
        const ids = owners.map((_, index) => `mem_${index}`);
        for (const scope of [ours, theirs]) {
          const own = owners.flatMap((owner, index) => (owner.ours === (scope === ours) ? [{ ...owner, index }] : []));
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
        for (const { teams, user } of readers) {
          for (const { organisation } of [ours, theirs]) {
            const scope: Scope = { organisation, teams, user };
            const allowed = ids.filter((_, index) => {
              const { ours: isOurs = false, ...owner } = owners[index] ?? {};
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
      }
    );
    await fc.assert(property, { numRuns: 15 });
  }, 60_000);
}
