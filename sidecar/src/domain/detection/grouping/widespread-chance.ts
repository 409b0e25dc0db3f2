/**
 * How many services are raised at once by chance. Each service has a share of the time in which it is raised on its own
 * account; the sum of these shares is the count to expect, and it is learned by counting the services that are raised
 * outside of incidents. A count of independent services never exceeds its expectation by much: Chernoff's bound for a
 * Poisson count (counting/poisson-excess.ts) holds for any sum of independent yes and no answers with the same mean
 * (Hoeffding, "Probability inequalities for sums of bounded random variables", 1963).
 */

/**
 * Of a service that nobody has watched for long it is assumed that it is raised once in two days on its own account; it
 * is then counted for some nine minutes (the window, the lateness, and the time within which services count together).
 * Among five hundred services one or two are then counted at any time, and five of them are no sign of anything.
 */
const ASSUMED_SHARE = 0.003;
/** What is learned stays below this share of the services: an outage that no rule recognised must not become usual. */
const MOST_BY_CHANCE = 0.01;

export function raisedByChance(learned: number, services: number): number {
  return Math.max(learned, ASSUMED_SHARE * services);
}

/** The most that may be taken for chance, of so many services, where the rule asks for `widespreadServices`. */
export function mostByChance(services: number, widespreadServices: number): number {
  return Math.max(widespreadServices - 1, MOST_BY_CHANCE * services);
}
