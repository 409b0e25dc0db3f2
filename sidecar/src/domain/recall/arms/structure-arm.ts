import type { RecallCandidate, RecallQuery } from '../ranking/recall-query.ts';

export type StructureFacet = 'fingerprint' | 'error-type' | 'template' | 'service' | 'neighbour';

export interface StructureScore {
  readonly score: number;
  readonly matches: readonly { readonly what: StructureFacet; readonly value: string }[];
  readonly differs: readonly {
    readonly what: Exclude<StructureFacet, 'neighbour'>;
    readonly asked: string;
    readonly found: string;
  }[];
}

/**
 * How much each facet says by itself that it is the same again. The frames of a stack trace hardly meet by chance; one
 * template of a log often does; the service alone says where, not what. They add up as independent hints do.
 */
const WEIGHT: Readonly<Record<StructureFacet, number>> = {
  fingerprint: 0.8,
  template: 0.5,
  'error-type': 0.35,
  service: 0.12,
  neighbour: 0.05,
};

export function structureScore(query: RecallQuery, memory: RecallCandidate): StructureScore {
  const matches: { what: StructureFacet; value: string }[] = [];
  const differs: { what: Exclude<StructureFacet, 'neighbour'>; asked: string; found: string }[] = [];
  let doubt = 1;
  const compare = (what: StructureFacet, asked: readonly string[], found: readonly string[]): boolean => {
    const common = asked.filter((value) => found.includes(value));
    const [first] = common;
    if (first !== undefined) {
      matches.push({ what, value: common.slice(0, 3).join(', ') });
      doubt *= 1 - WEIGHT[what] * (common.length / asked.length) ** 0.5;
    } else if (asked.length > 0 && found.length > 0 && what !== 'neighbour') {
      differs.push({ what, asked: asked[0] ?? '', found: found[0] ?? '' });
    }
    return first !== undefined;
  };
  compare('fingerprint', query.fingerprints, memory.fingerprints);
  compare('error-type', listOf(query.errorType), listOf(memory.errorType));
  compare('template', query.templates, memory.templates);
  if (!compare('service', query.services, memory.services)) {
    compare('neighbour', query.neighbours, memory.services);
  }
  return { score: 1 - doubt, matches, differs };
}

function listOf(value: string | null): string[] {
  return value === null ? [] : [value];
}
