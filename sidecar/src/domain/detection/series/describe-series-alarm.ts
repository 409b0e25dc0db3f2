import type { Judgement } from '../detectors/judgement.ts';

export interface SeriesAlarmFacts {
  /** What the number is, as a person would begin the sentence: "requests", "latency of checkout". */
  readonly subject: string;
  /** What follows the number: "a minute", "ms", "%"; '' where nothing is known. */
  readonly unit: string;
  readonly value: number;
  readonly judgement: Judgement;
  /** Of the detector before it was told the value: see `SeriesDetector.past`. */
  readonly past: { readonly lowest: number; readonly highest: number; readonly milliseconds: number } | null;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** One sentence of numbers: "requests 118 a minute; usual 31, up to 45 here; more than ever in the usual of 7 days". */
export function describeSeriesAlarm({ subject, unit, value, judgement, past }: SeriesAlarmFacts): string {
  const { usual, low, high, direction } = judgement;
  const parts = [[subject, figure(value), unit].filter((part) => part !== '').join(' ')];
  if (usual !== null && low !== null && high !== null) {
    const limit = direction === 'above' ? `unusual above ${figure(high)}` : `unusual below ${figure(low)}`;
    parts.push(`usual ${figure(usual)} here, ${limit}`);
  }
  if (past !== null && direction === 'above' && value > past.highest) {
    parts.push(`highest in the last ${duration(past.milliseconds)}, alarms left out`);
  }
  if (past !== null && direction === 'below' && value < past.lowest) {
    parts.push(`lowest in the last ${duration(past.milliseconds)}, alarms left out`);
  }
  return parts.join('; ');
}

/** Three figures say enough. */
function figure(value: number): string {
  const rounded = Number(value.toPrecision(3));
  return Math.abs(value) >= 100 && Number.isSafeInteger(Math.round(value))
    ? String(Math.round(value))
    : String(rounded);
}

function duration(milliseconds: number): string {
  if (milliseconds >= 2 * DAY_MS) {
    return `${Math.round(milliseconds / DAY_MS)} days`;
  }
  return milliseconds >= 2 * HOUR_MS
    ? `${Math.round(milliseconds / HOUR_MS)} hours`
    : `${Math.max(1, Math.round(milliseconds / 60_000))} minutes`;
}
