import { type PreviewAnswer } from '@incident-memory/contract';

export interface ReplayedSpan {
  /** Epoch milliseconds: where what is stored begins, or what was asked for. */
  from: number;
  to: number;
  seenMs: number;
  askedMs: number;
  /** So much less is stored than was asked for that figures of the whole would mislead. */
  isShort: boolean;
}

/** Up to here a gap at the beginning is a quiet hour rather than a product that was not there yet. */
const WHOLE_SHARE = 0.9;

/** What was really looked at: a week is asked for on the first day as well, and there is no week yet. */
export function replayedSpan({ from, to, series }: Pick<PreviewAnswer, 'from' | 'to' | 'series'>): ReplayedSpan {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const first = series.reduce((least, { at }) => Math.min(least, at[0] ?? Infinity), Infinity);
  const seen = Number.isFinite(first) ? Math.min(end, Math.max(start, first)) : start;
  const isShort = end - seen < WHOLE_SHARE * (end - start);
  const begins = isShort ? seen : start;
  return { from: begins, to: end, seenMs: Math.max(1, end - begins), askedMs: end - start, isShort };
}
