import { originOf } from '../../tenancy/sharing.ts';
import type { Scope } from '../../tenancy/scope.ts';
import type { Remembered } from './situation.ts';

/** What another project knows helps, and is said to be theirs: their services may be set up otherwise. */
export function labelledProjects<Match extends Remembered>(matches: readonly Match[], { teams }: Scope): Match[] {
  return matches.map((match) => {
    const origin = match.record.team === null ? null : originOf(match.record.team);
    // Who is in no team belongs to no project, and nothing is another one's.
    if (origin === null || teams === 'every' || teams.length === 0 || teams.includes(origin.team)) {
      return match;
    }
    const why = origin.rule === null ? '' : `, which shares ${origin.rule} with yours`;
    const sentence = `of another project: team ${origin.team}${why}`;
    return { ...match, differs: [{ what: 'context', sentence }, ...match.differs] };
  });
}
