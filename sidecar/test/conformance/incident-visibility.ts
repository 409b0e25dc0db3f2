import fc from 'fast-check';
import { maySee, type Scope } from '../../src/domain/tenancy/scope.ts';
import type { Conformance } from './conformance.ts';
import { incidentOf } from './examples.ts';
import { owners, readers, RUNS } from './random-owners.ts';

/** Compares what the store shows with the rule itself, over random records of two organisations and random readers. */
export function incidentVisibilityConforms({ stores, settle, freshScope }: Conformance): void {
  test('a reader sees exactly the incidents that the rule of visibility allows', async () => {
    const property = fc.asyncProperty(owners, readers, async (owned, asking) => {
      const [ours, theirs] = [freshScope(), freshScope()];
      const records = owned.map((owner, index) =>
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
      for (const { teams, user } of asking) {
        for (const organisation of [ours.organisation, theirs.organisation]) {
          const scope: Scope = { organisation, teams, user };
          const allowed = records.filter((record) => maySee(scope, record)).map((record) => record.id);
          const { records: listed } = await stores().incidents.list(scope, { sort: '-startedAt', limit: 50 });
          expect(listed.map((record) => record.id).sort()).toEqual(allowed.sort());
          const expected = records.map(({ id }) => (allowed.includes(id) ? id : undefined));
          const byId = records.map(({ id }) => stores().incidents.get(scope, id));
          expect((await Promise.all(byId)).map((found) => found?.id)).toEqual(expected);
          const byNumber = records.map(({ number }) => stores().incidents.byNumber(scope, number));
          expect((await Promise.all(byNumber)).map((found) => found?.id)).toEqual(expected);
        }
      }
    });
    await fc.assert(property, { numRuns: RUNS });
  }, 60_000);
}
