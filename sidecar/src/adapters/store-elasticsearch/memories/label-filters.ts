import type { estypes } from '@elastic/elasticsearch';

/** Each of them; null: the key is there, whatever its value. */
export function labelFilters(
  labels: readonly { readonly key: string; readonly value: string | null }[] = []
): estypes.QueryDslQueryContainer[] {
  return labels.map(({ key, value }) =>
    value === null ? { term: { labelKeys: key } } : { term: { labels: JSON.stringify([key, value]) } }
  );
}
