import type { TeamId } from './scope.ts';

/**
 * Projects that share infrastructure. Inside an organisation a project is a team. What a team keeps to itself about a
 * service that a rule names belongs to a team that stands for the rule: members of all its teams are members of that one
 * too, so that the query that finds a team's things finds these, in every store, and nothing is filtered afterwards. The
 * name of such a team tells whose it was.
 */
export interface SharingRule {
  /** Part of what is stored: never changed, and not taken out while something is kept under it. */
  readonly name: string;
  readonly teams: readonly TeamId[];
  /** `*` stands for anything. None: nothing new is shared, what was stays so. */
  readonly services: readonly string[];
}

const PREFIX = 'shared:';

/** To which team a team's thing about these services belongs: its own, or the first rule's that names one of them. */
export function owningTeam(
  rules: readonly SharingRule[],
  { team, services }: { readonly team: TeamId; readonly services: readonly string[] }
): TeamId {
  const rule = rules.find(
    ({ teams, services: shared }) =>
      teams.includes(team) && services.some((service) => shared.some((pattern) => fits(pattern, service)))
  );
  return rule === undefined ? team : sharedTeam(rule, team);
}

/** The teams of a reader, and those that stand for rules in which one of them is. */
export function withShared(rules: readonly SharingRule[], teams: readonly TeamId[]): TeamId[] {
  const mine = new Set(teams);
  const shared = rules.filter((rule) => rule.teams.some((team) => mine.has(team)));
  // One's own stays one's own, also after a team was taken out of the rule.
  const own = rules.flatMap((rule) => teams.map((team) => sharedTeam(rule, team)));
  return [
    ...new Set([...teams, ...own, ...shared.flatMap((rule) => rule.teams.map((team) => sharedTeam(rule, team)))]),
  ];
}

/** Whose a thing was before it was shared, and by which rule. */
export function originOf(team: TeamId): { readonly team: TeamId; readonly rule: string | null } {
  const slash = team.indexOf('/');
  return team.startsWith(PREFIX) && slash > 0
    ? { team: team.slice(slash + 1), rule: team.slice(PREFIX.length, slash) }
    : { team, rule: null };
}

function sharedTeam({ name }: SharingRule, team: TeamId): TeamId {
  return `${PREFIX}${name}/${team}`;
}

function fits(pattern: string, service: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(service);
}
