import type { Context, Facet, Fix, RecallMatch } from '@incident-memory/contract';
import type { MemoryRecord } from '../memory-record.ts';

/**
 * Answers: what memory has to say about a situation. Recall (domain/recall) finds which earlier troubles are like it;
 * here follows what that means: how often it was seen, which fix has what record, what must not be tried, who knows.
 * Three rules hold on every path. Only what people confirmed or the product observed may lead to a recommendation; what
 * others wrote is shown as theirs, without a rate. A fix with a bad record for this trouble is told as such, wherever it
 * comes up. And where one symptom had several causes, no fix of one of them comes without the look that tells them apart.
 */
export interface Situation {
  readonly at: number;
  /** When it began, where it is an incident; null where somebody only asks. */
  readonly began: number | null;
  readonly text: string;
  /** First to report, where it is an incident. */
  readonly service: string | null;
  readonly services: readonly string[];
  readonly errorType: string | null;
  readonly fingerprints: readonly string[];
  readonly templates: readonly { readonly id: string; readonly text: string }[];
  readonly context: Context;
  /** What people refused in this very incident: it is not suggested again. */
  readonly refused: readonly Fix[];
}

/** A memory that recall found, with what is like and unlike. Best first. */
export interface Remembered {
  readonly record: MemoryRecord;
  readonly score: number;
  readonly strength: RecallMatch['strength'];
  readonly matches: readonly Facet[];
  readonly differs: readonly Facet[];
}

/** What may lead to a recommendation: confirmed or observed, and nothing about it is doubtful. */
export function isTrusted({ provenance, flags }: Pick<MemoryRecord, 'provenance' | 'flags'>): boolean {
  return (provenance === 'confirmed' || provenance === 'observed') && flags.length === 0;
}

/** The same trouble, or most likely so: only such memories say something about fixes. */
export function isTelling({ strength }: Pick<Remembered, 'strength'>): boolean {
  return strength !== 'similar';
}
