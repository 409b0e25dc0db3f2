import { type Plot } from './drawUpright';

/** Values without a neighbour, which no line reaches: a single one in an hour would not be seen at all. */
export function lonelyPoints(plot: Pick<Plot, 'data'>, series: number): number[] | null {
  const values = plot.data[series] ?? [];
  const isKnown = (place: number) => values[place] !== null && values[place] !== undefined;
  const lonely: number[] = [];
  for (let place = 0; place < values.length; place += 1) {
    if (isKnown(place) && !isKnown(place - 1) && !isKnown(place + 1)) {
      lonely.push(place);
    }
  }
  return lonely.length === 0 ? null : lonely;
}
