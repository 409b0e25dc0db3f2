import type { SeriesSettings } from '../../src/domain/detection/series/series-settings.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import { EVERY_NUMBER, NEUTRAL } from './choices.ts';
import type { LabelledSeries } from './labelled-series.ts';
import { talliesOf } from './run-detector.ts';
import { measured, type Tally } from './score-alarms.ts';

type Settings = Partial<SeriesSettings>;
/** Places of series that are kept aside together. */
export type Fold = readonly number[];

/** What a configuration is chosen by: both figures, and as quiet as was promised. */
const MOST_FALSE_ALARMS = 0.06;
const MOST_TIME_ALARMED = 0.09;
const PENALTY = 3;

export function worth(tallies: readonly Tally[]): number {
  const { f1, f1At, falseAlarmsPerSeriesDay, shareOfTimeAlarmed } = measured(tallies);
  const excess =
    Math.max(0, falseAlarmsPerSeriesDay - MOST_FALSE_ALARMS) + Math.max(0, shareOfTimeAlarmed - MOST_TIME_ALARMED);
  return (f1 + f1At) / 2 - PENALTY * excess;
}

export function oneOut(series: readonly unknown[]): Fold[] {
  return series.map((_, place) => [place]);
}

export function groupsOut(series: ReadonlyArray<{ group: string }>): Fold[] {
  return [...Map.groupBy(series.keys(), (place) => series[place]?.group).values()];
}

export function randomFolds(count: number, folds: number, seed: number): Fold[] {
  const random = new SeededRandom(seed);
  const order = Array.from({ length: count }, (_, place) => ({ place, key: random.next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ place }) => place);
  return Array.from({ length: folds }, (_, fold) => order.filter((_place, index) => index % folds === fold));
}

export interface Nested {
  /** One for each series, each by a configuration that was chosen without it. */
  readonly tallies: readonly Tally[];
  /** By fold: the place in the grid. */
  readonly chosen: readonly number[];
}

/** Rows are configurations, columns series. In each fold the best row of the other columns judges the columns of the fold. */
export function nestedOverGrid(table: ReadonlyArray<readonly Tally[]>, folds: readonly Fold[]): Nested {
  const tallies: Tally[] = [];
  const chosen = folds.map((fold) => {
    const best = bestRow(table, new Set(fold));
    fold.forEach((place) => {
      const tally = table[best]?.[place];
      if (tally !== undefined) {
        tallies[place] = tally;
      }
    });
    return best;
  });
  return { tallies, chosen };
}

function bestRow(table: ReadonlyArray<readonly Tally[]>, aside: ReadonlySet<number>): number {
  const worths = table.map((row) => worth(row.filter((_, place) => !aside.has(place))));
  return worths.indexOf(Math.max(...worths));
}

/** Every number chosen inside the folds, one after the other, twice over. */
export function nestedOverEverything(series: readonly LabelledSeries[], folds: readonly Fold[], seed: number): Tally[] {
  const tallies: Tally[] = [];
  for (const fold of folds) {
    const aside = new Set(fold);
    const settings = ascend(
      series.filter((_, place) => !aside.has(place)),
      seed
    );
    const judged = talliesOf(
      fold.flatMap((place) => series[place] ?? []),
      settings
    );
    fold.forEach((place, index) => {
      const tally = judged[index];
      if (tally !== undefined) {
        tallies[place] = tally;
      }
    });
  }
  return tallies;
}

function ascend(series: readonly LabelledSeries[], seed: number): Settings {
  const random = new SeededRandom(seed);
  let best = NEUTRAL;
  let most = worth(talliesOf(series, best));
  for (let round = 0; round < 2; round += 1) {
    const order = EVERY_NUMBER.map((choice) => ({ choice, key: random.next() })).sort((a, b) => a.key - b.key);
    for (const { choice } of order) {
      const [name, values] = choice;
      for (const value of values) {
        const settings = { ...best, [name]: value };
        const got = worth(talliesOf(series, settings));
        if (got > most) {
          most = got;
          best = settings;
        }
      }
    }
  }
  return best;
}

/** Which series there are is chance too: the 2.5 and 97.5 % points over drawings of as many, with replacement. */
export function interval95(tallies: readonly Tally[], figure: 'f1' | 'f1At', draws = 1000): [number, number] {
  const random = new SeededRandom(1);
  const values = Array.from({ length: draws }, () => {
    const drawn = tallies.map(() => tallies[random.below(tallies.length)]).filter((one) => one !== undefined);
    return measured(drawn)[figure];
  }).sort((a, b) => a - b);
  return [values[Math.floor(0.025 * draws)] ?? 0, values[Math.floor(0.975 * draws) - 1] ?? 0];
}
