import { type Overview } from '@incident-memory/contract';

/** A word with its counts; without enough of them, that. */
export function confidenceWords({ coverage }: Overview['learningConfidence']): string {
  return coverage === null ? 'Not enough history yet' : `${coverage.hits} of ${coverage.of} recalled`;
}
