/**
 * Tenancy: whose data something is, and who asks for it.
 *
 * An organisation is one Grafana instance and its OrgID; nothing ever crosses it. Inside, an incident belongs to
 * one team or to none, and is visible to the organisation, to its team, or to the person who made it. Every
 * method of every port takes a Scope, and a store puts it into each query rather than filtering afterwards, so
 * that a forgotten filter is a type error and not a leak.
 */
export type OrganisationId = string;
export type TeamId = string;

export interface Scope {
  readonly organisation: OrganisationId;
  /** Teams whose things may be seen; 'every' only for the product acting by itself. */
  readonly teams: readonly TeamId[] | 'every';
  /** Login of the person; null for the product itself and for machines. */
  readonly user: string | null;
}

export interface Ownership {
  readonly organisation: OrganisationId;
  readonly team: TeamId | null;
  readonly visibility: 'organisation' | 'team' | 'private';
  /** Login of the maker where it is private. */
  readonly owner: string | null;
}

export function organisationId(instance: string, orgId: number): OrganisationId {
  return `${instance}:${orgId}`;
}

/** The product acting by itself in one organisation: detection, repair, retention. */
export function systemScope(organisation: OrganisationId): Scope {
  return { organisation, teams: 'every', user: null };
}

/** What every store's visibility clause must agree with; the conformance suite compares them. */
export function maySee(scope: Scope, thing: Ownership): boolean {
  if (scope.organisation !== thing.organisation) {
    return false;
  }
  if (scope.teams === 'every' || thing.visibility === 'organisation') {
    return true;
  }
  if (thing.visibility === 'private') {
    return thing.owner !== null && thing.owner === scope.user;
  }
  return thing.team !== null && scope.teams.includes(thing.team);
}
