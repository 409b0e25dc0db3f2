import { type BandSeries } from '@incident-memory/contract';

/** What was usual at each time; null where that is not known. */
export interface UsualBand {
  low: Array<number | null>;
  high: Array<number | null>;
}

type Columns = Pick<BandSeries, 'value' | 'low' | 'high'>;

/**
 * The edges of the shaded band. What is bounded on one side only is open on the other: it reaches to the edge of the
 * chart, so that "nothing is too much here" does not look like "nothing is known here".
 */
export function bandEdges({ value, low, high }: Columns, fromZero: boolean): UsualBand {
  const known = [...value, ...low, ...high].filter((one): one is number => one !== null);
  // Series are long, so they are not spread over the stack.
  const ceiling = known.reduce((highest, one) => Math.max(highest, one), -Infinity);
  const floor = known.reduce((lowest, one) => Math.min(lowest, one), fromZero ? 0 : Infinity);
  const isKnown = (place: number) => (low[place] ?? null) !== null || (high[place] ?? null) !== null;
  return {
    low: value.map((_value, place) => (isKnown(place) ? (low[place] ?? floor) : null)),
    high: value.map((_value, place) => (isKnown(place) ? (high[place] ?? ceiling) : null)),
  };
}

/** Since when it is known what is usual; null where it never was. */
export function usualSince({ at, low, high }: Pick<BandSeries, 'at' | 'low' | 'high'>): number | null {
  const place = at.findIndex((_time, index) => (low[index] ?? null) !== null || (high[index] ?? null) !== null);
  return at[place] ?? null;
}
