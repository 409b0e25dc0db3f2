import fc from 'fast-check';
import { maySee, type Ownership, type Scope } from '../../src/domain/tenancy/scope.ts';
import type { Conformance } from './conformance.ts';
import { incidentOf } from './examples.ts';

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

/** Compares what the store shows with the rule itself, over random records of two organisations and random readers. */
export function incidentVisibilityConforms({ stores, settle, freshScope }: Conformance): void {
  test('a reader sees exactly the incidents that the rule of visibility allows', async () => {
    const property = fc.asyncProperty(
      fc.array(ownership, { minLength: 1, maxLength: 12 }),
      fc.array(reader, { minLength: 1, maxLength: 6 }),
      async (owners, readers) => {
        const [ours, theirs] = [freshScope(), freshScope()];
        const records = owners.map((owner, index) =>
          incidentOf(owner.ours ? ours : theirs, {
            id: `inc_${index}`,
            number: index + 1,
            team: owner.team,
            visibility: owner.visibility,
            owner: owner.owner,
          })
        );
        await Promise.all(
          records.map((record) =>
            stores().incidents.save(record.organisation === ours.organisation ? ours : theirs, record)
          )
        );
        await settle();
        for (const { teams, user } of readers) {
          for (const organisation of [ours.organisation, theirs.organisation]) {
            const scope: Scope = { organisation, teams, user };
            const allowed = records.filter((record) => maySee(scope, record)).map((record) => record.id);
            const { records: listed } = await stores().incidents.list(scope, { sort: '-startedAt', limit: 50 });
            expect(listed.map((record) => record.id).sort()).toEqual(allowed.sort());
            for (const record of records) {
              const expected = allowed.includes(record.id) ? record.id : undefined;
              expect((await stores().incidents.get(scope, record.id))?.id).toBe(expected);
              expect((await stores().incidents.byNumber(scope, record.number))?.id).toBe(expected);
            }
          }
        }
      }
    );
    await fc.assert(property, { numRuns: 15 });
  }, 60_000);
}
