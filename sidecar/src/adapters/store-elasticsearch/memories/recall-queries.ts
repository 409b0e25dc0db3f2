import type { estypes } from '@elastic/elasticsearch';
import { wordKey } from '../../../domain/recall/candidates/word-key.ts';
import type { CandidateFilter, CandidateQuery } from '../../../ports/stores/memories/recall-index.ts';
import { documentId } from '../document-id.ts';
import { anyOf, timeRange } from '../queries.ts';
import { labelFilters } from './label-filters.ts';
import { vectorField, wordTerm } from './recall-document.ts';

type Query = estypes.QueryDslQueryContainer;

/** A server takes 1,024 clauses at least; the lightest beyond these move no order. */
const MOST_CLAUSES = 500;
/** The most that a server looks at for the nearest. */
const MOST_NEAREST = 10_000;

/** What each arm of words and structure asks for; those without values ask nothing. */
export function postingArms(query: CandidateQuery): Query[] {
  const alike = (field: string, values: readonly string[]) =>
    [...new Set(values)].map((value) => ({ field, value, weight: 1 }));
  const arms = [
    query.terms.map(({ term, weight }) => ({ field: 'words', value: wordTerm(wordKey(term)), weight })),
    query.concepts.map(({ concept, weight }) => ({ field: 'concepts', value: concept, weight })),
    alike('fingerprints', query.fingerprints),
    alike('templates', query.templates),
    alike('services', query.services),
  ];
  return arms.filter((arm) => arm.length > 0).map(summedWeights);
}

function summedWeights(wanted: readonly { field: string; value: string; weight: number }[]): Query {
  const weightiest = [...wanted].sort((a, b) => b.weight - a.weight).slice(0, MOST_CLAUSES);
  const should = weightiest.map(({ field, value, weight }) => ({
    constant_score: { filter: { term: { [field]: value } }, boost: weight },
  }));
  return { bool: { should, minimum_should_match: 1 } };
}

export function nearestArm(
  { values, model }: { values: Int8Array; model: string },
  { filter, limit }: { filter: Query[]; limit: number }
): estypes.KnnSearch {
  const k = Math.min(limit, MOST_NEAREST);
  return {
    ...{ field: vectorField(values.length), query_vector: [...values], k, num_candidates: k },
    filter: [...filter, { term: { model } }],
    // What points away is not near: the smallest above none.
    similarity: 1e-6,
  };
}

export function candidateFilters(organisation: string, filter: CandidateFilter): Query[] {
  const { kinds, categories, services, labels, without = [] } = filter;
  const ids = without.map((memory) => documentId(organisation, memory));
  return [
    ...anyOf('kind', kinds),
    ...anyOf('category', categories),
    ...anyOf('services', services),
    ...labelFilters(labels),
    ...timeRange('startedAt', filter),
    ...(ids.length === 0 ? [] : [{ bool: { must_not: [{ ids: { values: ids } }] } }]),
  ];
}
