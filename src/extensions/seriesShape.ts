import { type DataFrame, type Field } from '@grafana/data';
import { type AskBody } from '@incident-memory/contract';

type Series = AskBody['series'][number];

const MOST_SERIES = 20;
const MOST_POINTS = 300;
const LONGEST_TEXT = 500;
const LONGEST_LABEL = 200;

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** The interface refuses control characters and halves of surrogate pairs, which labels from telemetry may hold. */
export function cleanText(value: unknown, length: number): string {
  const text = String(value).replace(/[\u0000-\u001F\u007F]+/g, ' ');
  return text.slice(0, length).replace(LONE_SURROGATE, '');
}

export function cleanLabels(labels: Record<string, string> | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels ?? {}).map(([name, value]) => [
      cleanText(name, LONGEST_LABEL),
      cleanText(value, LONGEST_TEXT),
    ])
  );
}

function height(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/**
 * Thins to at most 300 points without losing a spike: of each stretch the highest point stays.
 */
function thinned(times: ArrayLike<number>, values: ArrayLike<unknown>): Series['points'] {
  const length = Math.min(times.length, values.length);
  const stretch = Math.max(1, Math.ceil(length / MOST_POINTS));
  const points: Series['points'] = [];
  for (let start = 0; start < length; start += stretch) {
    let best: Series['points'][number] | null = null;
    for (let index = start; index < Math.min(length, start + stretch); index++) {
      const time = times[index];
      const value = height(values[index]);
      if (
        typeof time === 'number' &&
        Number.isFinite(time) &&
        (best === null || (value ?? -Infinity) > (best[1] ?? -Infinity))
      ) {
        best = [time, value];
      }
    }
    if (best !== null) {
      points.push(best);
    }
  }
  return points;
}

function peak(series: Series): number {
  return series.points.reduce((highest, [, value]) => Math.max(highest, value ?? -Infinity), -Infinity);
}

function seriesName(frame: DataFrame, field: Field): string {
  const own = field.config?.displayNameFromDS ?? field.config?.displayName;
  return own ?? (field.name === 'Value' || field.name === 'value' ? (frame.name ?? field.name) : field.name);
}

/** Numbers over time in these frames, the highest twenty series of them. Empty when there is nothing of the kind. */
export function seriesShape(frames: readonly DataFrame[]): Series[] {
  const found: Series[] = [];
  for (const frame of frames) {
    const times = frame.fields.find((field) => field.type === 'time');
    for (const field of times === undefined ? [] : frame.fields) {
      if (times !== undefined && field.type === 'number') {
        const points = thinned(times.values, field.values);
        if (points.length > 0) {
          found.push({
            name: cleanText(seriesName(frame, field), LONGEST_TEXT),
            labels: cleanLabels(field.labels),
            points,
          });
        }
      }
    }
  }
  if (found.length <= MOST_SERIES) {
    return found;
  }
  return found.sort((a, b) => peak(b) - peak(a)).slice(0, MOST_SERIES);
}

/** Whether there is a number over time at all: cheap, since it is asked for every panel menu. */
export function hasSeries(frames: readonly DataFrame[] | undefined): boolean {
  return (frames ?? []).some(
    (frame) =>
      frame.length > 0 &&
      frame.fields.some((field) => field.type === 'time') &&
      frame.fields.some((field) => field.type === 'number')
  );
}
