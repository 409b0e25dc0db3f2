import { isPairTerm } from '../../../domain/recall/analysis/analysed-text.ts';
import { wordKey } from '../../../domain/recall/candidates/word-key.ts';
import type { RecallEntry } from '../../../ports/stores/memories/recall-index.ts';

/** What an entry can be found by, or filtered by. Stored: a new field may only be added. */
export const FIELDS = {
  concept: 2,
  fingerprint: 3,
  template: 4,
  service: 5,
  labelKey: 6,
  label: 7,
  kind: 8,
  category: 9,
  /** By number (domain/recall/candidates/word-key.ts). 1 was for words as they are written, until migration 9. */
  word: 10,
} as const;
export type Field = (typeof FIELDS)[keyof typeof FIELDS];

/** Kept of an entry to take it out of the postings again, and to give it back: everything but its vector. */
export type KeptEntry = Omit<RecallEntry, 'vector'>;

export function wordTerm(key: number): string {
  return key.toString(36);
}

export function labelTerm(key: string, value: string): string {
  return JSON.stringify([key, value]);
}

/** Every posting of an entry, as `field term`, each once. */
export function postingsOf(entry: KeptEntry): Set<string> {
  const labels = Object.entries(entry.labels);
  const ofField = (field: Field, terms: readonly string[]) => terms.map((term) => `${field} ${term}`);
  return new Set([
    ...ofField(
      FIELDS.word,
      entry.terms.flatMap(([term]) => (isPairTerm(term) ? [] : wordTerm(wordKey(term))))
    ),
    ...ofField(
      FIELDS.concept,
      entry.concepts.map(([concept]) => concept)
    ),
    ...ofField(FIELDS.fingerprint, entry.fingerprints),
    ...ofField(FIELDS.template, entry.templates),
    ...ofField(FIELDS.service, entry.services),
    ...ofField(
      FIELDS.labelKey,
      labels.map(([key]) => key)
    ),
    ...ofField(
      FIELDS.label,
      labels.map(([key, value]) => labelTerm(key, value))
    ),
    ...ofField(FIELDS.kind, [entry.kind]),
    ...ofField(FIELDS.category, [entry.category]),
  ]);
}

export function readPosting(posting: string): { field: Field; term: string } {
  const end = posting.indexOf(' ');
  return { field: Number(posting.slice(0, end)) as Field, term: posting.slice(end + 1) };
}
