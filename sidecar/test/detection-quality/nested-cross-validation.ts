/**
 * node sidecar/test/detection-quality/nested-cross-validation.ts --in input.json --truth truth.json [--every-number]
 *
 * How good is the detector of series on series that nobody tuned it on? Each is judged by a configuration that was
 * chosen on the others. `--every-number` also gives up what the defaults settle by a reason, which takes minutes.
 */
import { parseArgs } from 'node:util';
import { SERIES_DEFAULTS } from '../../src/domain/detection/series/series-settings.ts';
import { freeGrid, NEUTRAL, WITHOUT } from './choices.ts';
import {
  groupsOut,
  interval95,
  nestedOverEverything,
  nestedOverGrid,
  oneOut,
  randomFolds,
  worth,
  type Fold,
} from './cross-validate.ts';
import { readLabelledSeries } from './labelled-series.ts';
import { talliesOf } from './run-detector.ts';
import { measured, type Tally } from './score-alarms.ts';

const { values } = parseArgs({
  options: {
    in: { type: 'string' },
    truth: { type: 'string' },
    'every-number': { type: 'boolean', default: false },
    seeds: { type: 'string', default: '3' },
  },
});
if (values.in === undefined || values.truth === undefined) {
  throw new Error('expected --in input.json --truth truth.json [--every-number] [--seeds 3]');
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const figure = (value: number, digits = 3): string => value.toFixed(digits);

function told(name: string, tallies: readonly Tally[], more = ''): void {
  const { precision, recall, f1, f1At, falseAlarmsPerSeriesDay, shareOfTimeAlarmed } = measured(tallies);
  print(
    [
      name.padEnd(34),
      `f1 ${figure(f1)}`,
      `f1At ${figure(f1At)}`,
      `precision ${figure(precision)}`,
      `recall ${figure(recall)}`,
      `false a series-day ${figure(falseAlarmsPerSeriesDay)}`,
      `time alarmed ${figure(shareOfTimeAlarmed)}`,
      more,
    ]
      .join('  ')
      .trimEnd()
  );
}

function intervals(tallies: readonly Tally[]): string {
  const both = (['f1', 'f1At'] as const).map((name) => interval95(tallies, name).map((value) => figure(value, 2)));
  return `95 % over series: f1 ${both[0]?.join('-') ?? ''}, f1At ${both[1]?.join('-') ?? ''}`;
}

const series = readLabelledSeries(values.in, values.truth);
const events = series.reduce((sum, one) => sum + one.events.length, 0);
print(`${series.length} series, ${events} events`);

const shipped = talliesOf(series, SERIES_DEFAULTS);
told('as shipped', shipped, intervals(shipped));
for (const [group, places] of Map.groupBy(series.keys(), (place) => series[place]?.group ?? '')) {
  told(
    `  ${group}`.slice(0, 34),
    shipped.filter((_, place) => places.includes(place))
  );
}

if (values['every-number']) {
  told('the neutral start', talliesOf(series, NEUTRAL));
  for (let seed = 1; seed <= Number(values.seeds); seed += 1) {
    const tallies = nestedOverEverything(series, randomFolds(series.length, 10, seed), seed);
    told(`every number nested, seed ${seed}`, tallies, intervals(tallies));
  }
} else {
  overGrid();
  for (const [name, settings] of WITHOUT) {
    told(`without ${name}`, talliesOf(series, settings));
  }
}

function overGrid(): void {
  const grid = freeGrid();
  const table = grid.map((settings) => talliesOf(series, settings));
  const nested = (name: string, folds: readonly Fold[]): void => {
    const { tallies, chosen } = nestedOverGrid(table, folds);
    told(name, tallies, `${intervals(tallies)}; ${new Set(chosen).size} different choices`);
  };
  nested(`nested, one series out`, oneOut(series));
  nested('nested, one group out', groupsOut(series));
  const worths = table.map(worth);
  const best = worths.indexOf(Math.max(...worths));
  told('best of the grid, in sample', table[best] ?? [], JSON.stringify(grid[best]));
  const draws = Array.from({ length: 20 }, (_, seed) => randomFolds(series.length, 5, seed + 1));
  const all = draws.map((folds) => measured(nestedOverGrid(table, folds).tallies));
  const of = (name: 'f1' | 'f1At'): string => {
    const sorted = all.map((one) => one[name]).sort((a, b) => a - b);
    const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
    return `${name} ${figure(mean)} (${figure(sorted[0] ?? 0)} to ${figure(sorted.at(-1) ?? 0)})`;
  };
  print(`nested, five folds drawn 20 times    ${of('f1')}  ${of('f1At')}`);
}
