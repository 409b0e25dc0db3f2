import { SeriesDetector } from '../../src/domain/detection/series/series-detector.ts';
import type { SeriesSettings } from '../../src/domain/detection/series/series-settings.ts';
import type { LabelledSeries } from './labelled-series.ts';
import { scoreAlarms, type Interval, type Tally } from './score-alarms.ts';

/** As `evaluate detect` tells them: an alarm ends when the detector calls it over. */
export function alarmsOf(
  { kind, stepSeconds, values }: Pick<LabelledSeries, 'kind' | 'stepSeconds' | 'values'>,
  settings: Partial<SeriesSettings>
): Interval[] {
  const detector = new SeriesDetector({ kind, stepMs: stepSeconds * 1000 }, settings);
  const alarms: Array<{ at: number; end: number }> = [];
  for (const [at, value] of values) {
    const { phase } = detector.step(at * 1000, value);
    const last = alarms.at(-1);
    if (phase === 'raised') {
      alarms.push({ at, end: at });
    } else if (last !== undefined && (phase === 'standing' || phase === 'ended')) {
      last.end = at;
    }
  }
  return alarms;
}

/** One tally a series. */
export function talliesOf(series: readonly LabelledSeries[], settings: Partial<SeriesSettings>): Tally[] {
  return series.map((one) => scoreAlarms(alarmsOf(one, settings), one));
}
