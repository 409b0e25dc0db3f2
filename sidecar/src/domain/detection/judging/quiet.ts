import type { IncidentRecord } from '../../incidents/incident-record.ts';
import { cellOf } from '../counting/count-ring.ts';
import type { ServiceSeries } from '../counting/service-series.ts';
import type { ServiceAssessor } from './assess-service.ts';

export interface QuietQuestion {
  readonly now: number;
  /** Since when every alarm that counts is over; null while one stands, minus infinity where there is none. */
  readonly alarmsOverSince: number | null;
  /** Since when the incident is open, the last time. */
  readonly openSince: number;
  /** What is known of the lines of its services. */
  readonly series: readonly ServiceSeries[];
  readonly assessor: ServiceAssessor;
  readonly windowSeconds: number;
  watermarkOf(series: ServiceSeries): number;
}

/** So many lines are usual in a window, and there is none: that is not quiet, that is gone. */
const LINES_OF_A_SPEAKER = 10;

/**
 * Since when a whole incident is quiet, or null where it is not, or where nobody can know: every service of it calm for
 * a whole window before the watermark, none of them suspiciously silent, and every alarm that hurts over. Where nothing
 * but alarms is known of its services, they are quiet when their alarms are.
 */
export function findQuiet({ alarmsOverSince, series, ...question }: QuietQuestion): number | null {
  if (alarmsOverSince === null) {
    return null;
  }
  return series.length === 0
    ? quietByAlarms(alarmsOverSince, question)
    : quietByLines(alarmsOverSince, { ...question, series });
}

/** The end of the last alarm that hurts, or of the last where none does; null while one stands. */
export function alarmsOverSince(
  { alarms }: IncidentRecord,
  endOf: (alarm: IncidentRecord['alarms'][number]) => number | null
): number | null {
  const hurting = alarms.filter(({ hurts }) => hurts);
  const ends = (hurting.length > 0 ? hurting : alarms).map(endOf);
  return ends.reduce<number | null>(
    (last, end) => (last === null || end === null ? null : Math.max(last, end)),
    Number.NEGATIVE_INFINITY
  );
}

type Rest = Omit<QuietQuestion, 'alarmsOverSince' | 'series'>;

/** The end of alarms from before a person opened it again is no proof. */
function quietByAlarms(overSince: number, { now, openSince, windowSeconds }: Rest): number | null {
  const isProof = overSince >= openSince || now - openSince >= windowSeconds * 1000;
  return Number.isFinite(overSince) && isProof ? overSince : null;
}

function quietByLines(
  overSince: number,
  { series, assessor, windowSeconds, openSince, watermarkOf }: Omit<QuietQuestion, 'alarmsOverSince'>
): number | null {
  const watermark = Math.min(...series.map(watermarkOf));
  const since = watermark - windowSeconds * 1000;
  if (!Number.isFinite(watermark) || since < openSince) {
    return null;
  }
  const isCalm = series.every((one) => assessor.isCalm(one, watermark) && !isMuted(one, since, watermark));
  return isCalm ? Math.max(since, overSince) : null;
}

function isMuted(series: ServiceSeries, from: number, to: number): boolean {
  const usual = (series.baseline.otherRate * (to - from)) / 1000;
  return usual >= LINES_OF_A_SPEAKER && series.ring.sumLines(cellOf(from) + 1, cellOf(to)) === 0;
}
