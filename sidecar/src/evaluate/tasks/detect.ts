import { z } from 'zod';
import { describeSeriesAlarm } from '../../domain/detection/series/describe-series-alarm.ts';
import { SeriesDetector } from '../../domain/detection/series/series-detector.ts';
import { SERIES_DEFAULTS } from '../../domain/detection/series/series-settings.ts';
import { documentTask, type EvaluationOutcome } from '../evaluation-task.ts';

const Series = z.strictObject({
  id: z.string(),
  stepSeconds: z.number().positive(),
  kind: z.enum(['count', 'gauge']),
  values: z.array(z.tuple([z.number(), z.number()])),
});

interface DetectedAlarm {
  readonly at: number;
  readonly start: number;
  /** Where the series ends first: the last step at which it stood, if there was one after `at`. */
  end?: number;
  /** The largest while it stood. */
  score: number;
  readonly reason: string;
}

/**
 * Each series is told to a detector of its own, value by value, as it would have come. An alarm's `end` is when the
 * detector called it over, so it too rests on nothing that came later.
 */
export const detect = documentTask({
  schema: z.strictObject({ series: z.array(Series) }),
  async evaluate({ series }): Promise<EvaluationOutcome> {
    const began = performance.now();
    const result = series.map((one) => ({ id: one.id, alarms: alarmsOf(one) }));
    const seconds = (performance.now() - began) / 1000;
    const points = series.reduce((sum, { values }) => sum + values.length, 0);
    return {
      settings: { series: SERIES_DEFAULTS },
      timing: { seconds, points, microsecondsPerPoint: points > 0 ? (seconds * 1e6) / points : 0 },
      result: { series: result },
    };
  },
});

function alarmsOf({ kind, stepSeconds, values }: z.infer<typeof Series>): DetectedAlarm[] {
  const detector = new SeriesDetector({ kind, stepMs: stepSeconds * 1000 });
  const alarms: DetectedAlarm[] = [];
  let open: DetectedAlarm | null = null;
  for (const [at, value] of values) {
    const { past } = detector;
    const judgement = detector.step(at * 1000, value);
    const { phase, score, startedAt } = judgement;
    if (phase === 'raised') {
      const reason = describeSeriesAlarm({ subject: 'value', unit: '', value, judgement, past });
      open = { at, start: startedAt === null ? at : startedAt / 1000, score, reason };
      alarms.push(open);
    } else if (open !== null && phase === 'standing') {
      open.score = Math.max(open.score, score);
      open.end = at;
    } else if (open !== null && phase === 'ended') {
      open.end = at;
      open = null;
    }
  }
  return alarms;
}
