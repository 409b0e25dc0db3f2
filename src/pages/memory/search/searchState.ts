import { type Situation } from '../../../shared/data/useRecall';
import { isSince, SINCE, type Since } from '../../../shared/memory/since';

export interface SearchState {
  text: string;
  service: string | null;
  category: string | null;
  /** `key:value`. */
  label: string;
  since: Since | null;
}

const LABEL = /^([^:]+):(.+)$/;
/** More than this does not fit into an address that browsers and proxies carry. */
export const LONGEST_TEXT = 4000;

/** What an address asks for; what it says wrongly is left out rather than refused. */
export function readSearch(parameters: URLSearchParams): SearchState {
  const since = parameters.get('since');
  return {
    text: parameters.get('q') ?? '',
    service: parameters.get('service') || null,
    category: parameters.get('category') || null,
    label: parameters.get('label') ?? '',
    since: isSince(since) ? since : null,
  };
}

/** null where nothing is asked. `now` moves in steps, so that the same search is asked once. */
export function toSituation({ text, service, category, label, since }: SearchState, now: number): Situation | null {
  if (text.trim() === '' && service === null) {
    return null;
  }
  const [, key, value] = LABEL.exec(label.trim()) ?? [];
  return {
    text: text.trim(),
    ...(service === null ? {} : { service }),
    ...(category === null ? {} : { categories: [category] }),
    ...(key === undefined || value === undefined ? {} : { labels: { [key.trim()]: value.trim() } }),
    ...(since === null ? {} : { from: now - SINCE[since].milliseconds }),
    limit: 20,
  };
}
