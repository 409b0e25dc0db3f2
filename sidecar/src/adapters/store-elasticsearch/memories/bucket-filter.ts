import type { estypes } from '@elastic/elasticsearch';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import { visibleBuckets } from '../../../domain/tenancy/visibility-bucket.ts';
import { organisationFilter } from '../queries.ts';

/** Organisation and visibility in two clauses; the conformance suite holds them against maySee. */
export function bucketFilter(scope: Scope): estypes.QueryDslQueryContainer[] {
  const buckets = visibleBuckets(scope);
  return [organisationFilter(scope), ...(buckets === 'every' ? [] : [{ terms: { bucket: [...buckets] } }])];
}
