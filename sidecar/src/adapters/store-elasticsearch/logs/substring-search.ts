import type { estypes } from '@elastic/elasticsearch';

/** A shorter run is in nearly every message: looking it up costs more than it spares. */
const SHORTEST_RUN = 2;
/** The longest runs are the rarest; more of them narrow little. */
const RUNS_LOOKED_UP = 2;
const ASCII_RUN = /[A-Za-z0-9]+/g;

/**
 * "Contains this text" without an index of substrings, which would multiply the size of the logs. A run of ASCII
 * letters and digits is never cut by the standard analyser, so whatever contains the text has a word that contains
 * the run: that is looked up among the words, and finds every line that can match and a few that do not. The caller
 * compares the text itself. Text without such a run narrows nothing, and is compared line by line.
 */
export function mayContain(text: string): estypes.QueryDslQueryContainer[] {
  const runs = [...new Set(text.toLowerCase().match(ASCII_RUN) ?? [])];
  return runs
    .filter((run) => run.length >= SHORTEST_RUN)
    .sort((a, b) => b.length - a.length)
    .slice(0, RUNS_LOOKED_UP)
    .map((run) => ({ wildcard: { message: { value: `*${run}*` } } }));
}
