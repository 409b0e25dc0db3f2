/**
 * Thesaurus: what operators call one thing. "OOMKilled", "heap exhausted" and "ran out of memory" share no word and
 * no stem, and a static table of word vectors puts them near much that is something else. A concept lists the phrases
 * for one failure mode, or for a thing or state that failure modes are made of; where two of the latter stand close
 * together ("pool", "used up"), the failure mode that they make is found too, in words that nobody listed.
 */
export interface ConceptEntry {
  /** Kebab-case; it is what a memory keeps, so it is never given another meaning. */
  readonly id: string;
  /** Its phrases, apart by | or lines; the first one is shown to people. Case, endings and filler words don't count. */
  readonly phrases: string;
  /** Ids of concepts that make this one where all of them stand close: "pool + used-up | pool + waiting". */
  readonly together?: string;
  /** Ids of what it is a kind of, apart by spaces. */
  readonly broader?: string;
}

export interface Concept {
  readonly id: string;
  /** For people: the first of its phrases. */
  readonly label: string;
  readonly phrases: readonly string[];
  readonly together: ReadonlyArray<readonly string[]>;
  readonly broader: readonly string[];
}

export function conceptOf(entry: ConceptEntry): Concept {
  const phrases = listOf(entry.phrases, /[|\n]/);
  return {
    id: entry.id,
    label: phrases[0] ?? entry.id,
    phrases,
    together: listOf(entry.together ?? '', /[|\n]/).map((rule) => listOf(rule, '+')),
    broader: listOf(entry.broader ?? '', /\s/),
  };
}

function listOf(text: string, separator: RegExp | string): string[] {
  return text
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
