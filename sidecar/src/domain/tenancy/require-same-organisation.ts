import type { Scope } from './scope.ts';

/** Writing something of one organisation under the scope of another is a bug: it throws, nothing is stored. */
export function requireSameOrganisation(
  scope: Pick<Scope, 'organisation'>,
  things: readonly { readonly organisation: string }[]
): void {
  if (things.some((thing) => thing.organisation !== scope.organisation)) {
    throw new Error('something of another organisation than the scope’s was given to a store');
  }
}
