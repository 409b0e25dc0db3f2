import type { Blame } from './find-blame.ts';

/** Where the blame of unwell services leads. */
export interface Origin {
  readonly service: string;
  /** Which part of all blame ends there, 0 to 1. */
  readonly share: number;
  /** It blames nobody itself. */
  readonly isEnd: boolean;
  /** All who blame it, each with its blame, the cause before those whom it hit. */
  readonly tree: readonly Blame[];
}

/** A chain of calls longer than this is none that people draw; a circle of blame ends here as well. */
const LONGEST_CHAIN = 20;
/** What was found before stays where it is nearly as good: the answer does not go back and forth. */
const FAVOUR_OF_THE_KNOWN = 0.1;

/**
 * Each service that blames somebody sends out one unit of blame; who gets some hands it on to those it blames itself,
 * by the weight of each, until it arrives where nobody is blamed. Most of it arrives at the origin.
 */
export function findOrigin(
  blames: readonly Blame[],
  onsetOf: (service: string) => number,
  known: string | null = null
): Origin | null {
  const byVictim = groupBlames(blames);
  if (byVictim.size === 0) {
    return null;
  }
  const arrived = [...walk(byVictim)]
    .map(([service, blame]) => ({ service, share: blame / byVictim.size }))
    .sort(
      (a, b) => favoured(b) - favoured(a) || onsetOf(a.service) - onsetOf(b.service) || (a.service < b.service ? -1 : 1)
    );
  const best = arrived[0];
  if (best === undefined) {
    return null;
  }
  return { ...best, isEnd: !byVictim.has(best.service), tree: treeTo(best.service, blames) };

  function favoured({ service, share }: { service: string; share: number }): number {
    // Shares are sums of fractions: equal ones must be equal for their order to be decided by the onset.
    return Math.round((share + (service === known ? FAVOUR_OF_THE_KNOWN : 0)) * 1000);
  }
}

function walk(byVictim: ReadonlyMap<string, readonly Blame[]>): Map<string, number> {
  let moving = new Map([...byVictim.keys()].map((service) => [service, 1]));
  const arrived = new Map<string, number>();
  for (let step = 0; step < LONGEST_CHAIN && moving.size > 0; step += 1) {
    const next = new Map<string, number>();
    for (const [service, blame] of moving) {
      const causes = byVictim.get(service) ?? [];
      const weights = causes.reduce((sum, { weight }) => sum + weight, 0);
      for (const { cause, weight } of causes) {
        const target = byVictim.has(cause) ? next : arrived;
        target.set(cause, (target.get(cause) ?? 0) + (blame * weight) / weights);
      }
    }
    moving = next;
  }
  for (const [service, blame] of moving) {
    arrived.set(service, (arrived.get(service) ?? 0) + blame);
  }
  return arrived;
}

/** Breadth first from the origin along blame: each service once, by its heaviest blame of those already in the tree. */
function treeTo(origin: string, blames: readonly Blame[]): Blame[] {
  const byCause = new Map<string, Blame[]>();
  for (const blame of blames) {
    const own = byCause.get(blame.cause) ?? [];
    own.push(blame);
    byCause.set(blame.cause, own);
  }
  const tree: Blame[] = [];
  const reached = new Set([origin]);
  for (let level = [origin]; level.length > 0; ) {
    const candidates = level.flatMap((cause) => byCause.get(cause) ?? []).sort((a, b) => b.weight - a.weight);
    level = [];
    for (const blame of candidates) {
      if (!reached.has(blame.victim)) {
        reached.add(blame.victim);
        tree.push(blame);
        level.push(blame.victim);
      }
    }
  }
  return tree;
}

function groupBlames(blames: readonly Blame[]): Map<string, Blame[]> {
  const byVictim = new Map<string, Blame[]>();
  for (const blame of blames) {
    const own = byVictim.get(blame.victim) ?? [];
    own.push(blame);
    byVictim.set(blame.victim, own);
  }
  return byVictim;
}
