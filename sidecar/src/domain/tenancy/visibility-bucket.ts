import type { Ownership, Scope } from './scope.ts';

/**
 * Things that exactly the same people may see lie in one bucket, so that what is counted over them can be added up for
 * a reader: over the buckets that the reader may see and no other. It says the same as maySee (scope.ts).
 */
export type Bucket = string;

const OF_THE_ORGANISATION: Bucket = 'organisation';
/** Of a team, or private, without anyone named: nobody sees it but the product itself. */
const OF_NOBODY: Bucket = 'nobody';

export function bucketOf({ visibility, team, owner }: Ownership): Bucket {
  if (visibility === 'organisation') {
    return OF_THE_ORGANISATION;
  }
  const whose = visibility === 'team' ? team : owner;
  return whose === null ? OF_NOBODY : `${visibility}:${whose}`;
}

/** 'every' only for the product acting by itself. */
export function visibleBuckets({ teams, user }: Scope): readonly Bucket[] | 'every' {
  if (teams === 'every') {
    return 'every';
  }
  const ofTeams = teams.map((team) => `team:${team}`);
  return [OF_THE_ORGANISATION, ...ofTeams, ...(user === null ? [] : [`private:${user}`])];
}
