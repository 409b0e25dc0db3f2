import fc from 'fast-check';
import { maySee } from './scope.ts';
import { bucketOf, visibleBuckets } from './visibility-bucket.ts';

const names = fc.constantFrom('a', 'b', '', 'team:a', 'organisation', 'nobody', 'private:a');

test('a reader sees the buckets of exactly those things that the reader may see', () => {
  fc.assert(
    fc.property(
      fc.record({
        organisation: fc.constant('main:1'),
        team: fc.option(names),
        visibility: fc.constantFrom('organisation' as const, 'team' as const, 'private' as const),
        owner: fc.option(names),
      }),
      fc.oneof(fc.constant('every' as const), fc.array(names)),
      fc.option(names),
      (thing, teams, user) => {
        const scope = { organisation: 'main:1', teams, user };
        const buckets = visibleBuckets(scope);
        expect(buckets === 'every' || buckets.includes(bucketOf(thing))).toBe(maySee(scope, thing));
      }
    )
  );
});
