import { Conditions } from './query.ts';

/** The reader, as the clause of visibility needs it. */
export interface Reader {
  readonly organisation: string;
  readonly teams: readonly string[] | 'every';
  readonly user: string | null;
}

export function readerOf({ organisation, teams, user }: Reader): Reader {
  return { organisation, teams, user };
}

/** The same rule as domain/tenancy/scope.ts: maySee. The conformance suite holds them against each other. */
export function visibleTo({ organisation, teams, user }: Reader): Conditions {
  const where = new Conditions().add('organisation = ?', organisation);
  return teams === 'every'
    ? where
    : where.add(
        `(visibility = 'organisation'
          OR (visibility = 'private' AND owner = ?)
          OR (visibility = 'team' AND team IN (SELECT value FROM json_each(?))))`,
        user,
        JSON.stringify(teams)
      );
}
