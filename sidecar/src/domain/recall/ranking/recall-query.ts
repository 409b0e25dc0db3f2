import type { AnalysedText } from '../analysis/analysed-text.ts';
import type { PackedWords } from '../candidates/packed-words.ts';
import type { QuantisedVector } from '../meaning/quantised-vector.ts';

/** What of an incident is not words: compared as it is, never by likeness. */
export interface IncidentStructure {
  readonly services: readonly string[];
  readonly errorType: string | null;
  /** Of the frames of its stack traces. */
  readonly fingerprints: readonly string[];
  readonly templates: readonly string[];
}

export interface RecallQuery extends IncidentStructure {
  readonly text: AnalysedText;
  readonly vector: QuantisedVector | null;
  /** Services that the query's services call or are called by. */
  readonly neighbours: readonly string[];
}

/** A memory as the index gives it to be ranked: what ranking reads of its entry, and no more (candidates/). */
export interface RecallCandidate extends IncidentStructure, Pick<AnalysedText, 'length' | 'concepts'> {
  readonly memory: string;
  readonly words: PackedWords;
  readonly identifiers: readonly string[];
  readonly vector: QuantisedVector | null;
}

export const NO_STRUCTURE: IncidentStructure = { services: [], errorType: null, fingerprints: [], templates: [] };
