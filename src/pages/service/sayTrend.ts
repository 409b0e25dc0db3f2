import { type TemplateSummary } from '@incident-memory/contract';

/** From here on a difference is worth a word: below it chance does as much. */
const LOUDER_FACTOR = 3;
const LOUDER_LINES = 20;

type Counts = Pick<TemplateSummary, 'lines' | 'linesBefore'>;

/**
 * How a message compares with the span just before: new, or so many times as often; null where nothing stands out.
 * Where nothing at all was heard before, everything would be new, so nothing is.
 */
export function sayTrend({ lines, linesBefore }: Counts, all: readonly Counts[]): string | null {
  if (linesBefore === 0) {
    return all.some((other) => other.linesBefore > 0) ? 'new' : null;
  }
  const factor = lines / linesBefore;
  return factor >= LOUDER_FACTOR && lines >= LOUDER_LINES ? `${Math.round(factor)}×` : null;
}
