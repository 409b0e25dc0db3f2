import fc from 'fast-check';
import type { Ownership } from '../../src/domain/tenancy/scope.ts';

const TEAMS = ['payments', 'platform', 'payments%', '__proto__', ''];
const USERS = ['ada', 'grace', "o'hara", ''];

/** Whose a record is, and whether it is of our organisation or of another. */
export const owners = fc.array(
  fc.record({
    ours: fc.boolean(),
    team: fc.option(fc.constantFrom(...TEAMS)),
    visibility: fc.constantFrom<Ownership['visibility']>('organisation', 'team', 'private'),
    owner: fc.option(fc.constantFrom(...USERS)),
  }),
  { minLength: 1, maxLength: 12 }
);

export const readers = fc.array(
  fc.record({
    teams: fc.oneof(fc.constant('every' as const), fc.subarray(TEAMS)),
    user: fc.option(fc.constantFrom(...USERS)),
  }),
  { minLength: 1, maxLength: 6 }
);

/** Each run asks for a dozen records as half a dozen readers; every suite of a store draws its own. */
export const RUNS = 8;
