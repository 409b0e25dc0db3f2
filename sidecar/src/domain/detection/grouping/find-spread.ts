import type { Spread } from '../../incidents/incident-record.ts';
import { durationInWords } from '../../incidents/plain-words.ts';
import type { CallGraph } from './call-graph.ts';
import { findBlame, type Blame } from './find-blame.ts';
import { findOrigin, type Origin } from './find-origin.ts';
import { isFailing, type Unwell } from './implied-trouble.ts';

/** A service of the incident: since when it is unwell, and how; no symptoms of one that is well again. */
export interface Member extends Unwell {
  readonly service: string;
}

export interface SpreadQuestion {
  readonly members: readonly Member[];
  readonly graph: CallGraph;
  readonly withinMs: number;
  /** Services of other incidents: what they do is told there. */
  readonly elsewhere: ReadonlySet<string>;
  /** What was found before: failing calls fade from the graph, what they showed does not. */
  readonly known: Spread | null;
}

/** Less than most of the blame is a guess between two: then we only say who reported first. */
const SHARE_OF_AN_ORIGIN = 0.6;
/** A tree that explains less of the services than this is a part of the story, not its title. */
const EXPLAINED_BY_A_CASCADE = 0.5;
const LEAST_MEMBERS = 2;
/** Longer sentences are not read. */
const NAMED_SERVICES = 5;
const CITED = 2;

/**
 * How an incident spread over its services by calls between them, or null where calls do not tell. The cause was unwell
 * before those whom it hit, or in the same moment as far as anybody can tell.
 */
export function findCascade(question: SpreadQuestion): Spread | null {
  const { members, graph, known } = question;
  if (members.length < LEAST_MEMBERS) {
    return null;
  }
  const { blames, onsets } = blamesAmong(question);
  const onsetOf = (service: string) => onsets.get(service) ?? Number.POSITIVE_INFINITY;
  const origin = findOrigin(blames, onsetOf, known?.kind === 'cascade' ? known.first : null);
  if (origin === null || !explainsEnough(origin, members)) {
    return null;
  }
  const steps = stepsOf(origin, { members, onsetOf });
  return isCertain(origin, graph) ? fromOrigin(origin, steps) : fromFirst(origin, steps);
}

/** Nobody knows how it spread: who reported when. `among` says of how many services it is more than chance gives. */
export function findSimultaneous(members: readonly Member[], among: string): Spread {
  const steps = inOrderOfOnset(members).map(({ service, onset }) => ({
    ...{ service, at: onset, through: null, evidence: '' },
  }));
  const first = steps[0]?.service ?? '';
  const within = durationInWords((steps.at(-1)?.at ?? 0) - (steps[0]?.at ?? 0));
  return {
    kind: 'widespread',
    first,
    certainty: 'first-to-report',
    sentence: `${members.length} services within ${within}, ${among}; first to report: ${first}`,
    steps,
  };
}

function blamesAmong({ members, graph, withinMs, elsewhere, known }: SpreadQuestion): {
  blames: Blame[];
  onsets: ReadonlyMap<string, number>;
} {
  const onsets = new Map(members.map(({ service, onset }) => [service, onset]));
  const ill = new Map(members.filter(({ symptoms }) => symptoms.size > 0).map((member) => [member.service, member]));
  const found = findBlame(ill, graph, { withinMs });
  const present = found.blames.filter(
    ({ inOrder, victim, cause }) => inOrder && !elsewhere.has(victim) && !elsewhere.has(cause)
  );
  const explained = new Set(present.map(({ victim }) => victim));
  const remembered = (known?.steps ?? []).flatMap(({ service, at, through, evidence }): Blame[] => {
    onsets.set(service, Math.min(onsets.get(service) ?? at, at));
    return through === null || explained.has(service)
      ? []
      : [
          {
            ...{ victim: service, cause: through, evidence, weight: 1, inOrder: true },
            bySpans: known?.certainty === 'origin',
          },
        ];
  });
  for (const [service, { onset }] of found.unwell) {
    onsets.set(service, Math.min(onsets.get(service) ?? onset, onset));
  }
  return { blames: [...present, ...remembered], onsets };
}

function explainsEnough({ service, tree }: Origin, members: readonly Member[]): boolean {
  const explained = new Set([service, ...tree.map(({ victim }) => victim)]);
  const count = members.filter((member) => explained.has(member.service)).length;
  return count >= EXPLAINED_BY_A_CASCADE * members.length;
}

/** Spans show that the failing calls lead there, and nothing that it calls itself fails. */
function isCertain({ service, share, isEnd, tree }: Origin, graph: CallGraph): boolean {
  const direct = tree.filter(({ cause }) => cause === service);
  return (
    isEnd &&
    share >= SHARE_OF_AN_ORIGIN &&
    direct.length > 0 &&
    direct.every(({ bySpans }) => bySpans) &&
    !graph.edges.some((edge) => edge.caller === service && edge.callee !== service && isFailing(edge))
  );
}

function fromOrigin(origin: Origin, steps: Spread['steps']): Spread {
  const direct = origin.tree.filter(({ cause }) => cause === origin.service);
  const evidence = direct.slice(0, CITED).map((blame) => blame.evidence);
  const others = steps.slice(1).map(({ service }) => service);
  return {
    kind: 'cascade',
    first: origin.service,
    certainty: 'origin',
    sentence: `origin: ${origin.service} (${evidence.join('; ')}; nothing it calls fails); then ${listed(others)}`,
    steps,
  };
}

function fromFirst(origin: Origin, unsorted: Spread['steps']): Spread {
  const steps = [...unsorted].sort((a, b) => a.at - b.at || (a.service < b.service ? -1 : 1));
  const first = steps[0]?.service ?? origin.service;
  const others = steps.slice(1).map(({ service }) => service);
  return {
    kind: 'cascade',
    first,
    certainty: 'first-to-report',
    sentence: `first to report: ${first}; then ${listed(others)} (${origin.tree[0]?.evidence ?? ''})`,
    steps,
  };
}

/** The cause first, then whom it hit in the order of their onsets, then those whom calls do not explain. */
function stepsOf(
  { service, tree }: Origin,
  { members, onsetOf }: { members: readonly Member[]; onsetOf: (service: string) => number }
): Spread['steps'] {
  const hit = tree.map(({ victim, cause, evidence }) => ({
    ...{ service: victim, at: onsetOf(victim), through: cause, evidence },
  }));
  const start = Math.min(onsetOf(service), ...hit.map(({ at }) => at));
  const explained = new Set([service, ...hit.map((step) => step.service)]);
  const others = inOrderOfOnset(members.filter((member) => !explained.has(member.service)));
  return [
    { service, at: start, through: null, evidence: '' },
    ...hit.sort((a, b) => a.at - b.at),
    ...others.map((member) => ({ service: member.service, at: member.onset, through: null, evidence: '' })),
  ];
}

function inOrderOfOnset(members: readonly Member[]): Member[] {
  return [...members].sort((a, b) => a.onset - b.onset || (a.service < b.service ? -1 : 1));
}

function listed(names: readonly string[]): string {
  const more = names.length - NAMED_SERVICES;
  return more > 0 ? `${names.slice(0, NAMED_SERVICES).join(', ')} and ${more} more` : names.join(', ');
}
