import { type TemplateSummary } from '@incident-memory/contract';

/** From here on a difference is worth a word: below it chance does as much. */
const LOUDER_FACTOR = 3;
const LOUDER_LINES = 20;

/** How a message compares with the span just before: new, or so many times as often; null where nothing stands out. */
export function sayTrend({ lines, linesBefore }: Pick<TemplateSummary, 'lines' | 'linesBefore'>): string | null {
  if (linesBefore === 0) {
    return 'new';
  }
  const factor = lines / linesBefore;
  return factor >= LOUDER_FACTOR && lines >= LOUDER_LINES ? `${Math.round(factor)}×` : null;
}
