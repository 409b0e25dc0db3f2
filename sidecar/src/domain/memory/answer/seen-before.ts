import type { RecallAnswer } from '@incident-memory/contract';
import { durationInWords } from '../../incidents/plain-words.ts';
import type { MemoryRecord } from '../memory-record.ts';
import { isTelling, type Remembered, type Situation } from './situation.ts';

type Seen = Omit<RecallAnswer['seen'], 'lastAt'> & { readonly lastAt: number | null };

/** From so many times on it is a habit. */
const FREQUENT_TIMES = 3;
const DAY_MS = 24 * 60 * 60 * 1000;

/** How often it was seen before, told as loudly for never as for seven times. */
export function seenBefore(
  { at }: Pick<Situation, 'at'>,
  { remembered, searched }: { remembered: readonly Remembered[]; searched: number }
): Seen {
  const telling = remembered.filter(isTelling).map(({ record }) => record);
  // Notes tell of a trouble and are no time at which it was.
  const episodes = telling.filter(({ kind }) => kind === 'incident');
  const times = episodes.flatMap((record) => timesOf(record)).sort((a, b) => a - b);
  const [first] = times;
  const last = times.at(-1);
  if (first === undefined || last === undefined) {
    const sentence =
      searched === 0
        ? 'First time: memory is empty so far'
        : `First time: none of ${searched} ${searched === 1 ? 'memory' : 'memories'} tells of the same`;
    return { verdict: 'first-time', times: 0, lastAt: null, sentence };
  }
  const newest = episodes.reduce((latest, record) => (lastOf(record) > lastOf(latest) ? record : latest));
  const which = newest.incident === null ? `"${newest.title}"` : `INC-${newest.incident.number}`;
  const ago = agoInWords(at - last);
  const sentence =
    times.length === 1
      ? `Seen once before: ${which}, ${ago}`
      : `Seen ${times.length} times in ${spanInWords(last - first)}, last ${ago} (${which})`;
  return { verdict: times.length >= FREQUENT_TIMES ? 'frequent' : 'rare', times: times.length, lastAt: last, sentence };
}

function timesOf({ startedAt, recurrences }: MemoryRecord): number[] {
  return [startedAt, ...recurrences.map(({ at }) => at)];
}

function lastOf(record: MemoryRecord): number {
  return Math.max(...timesOf(record));
}

function agoInWords(milliseconds: number): string {
  return milliseconds < 60_000 ? 'just now' : `${durationInDays(milliseconds)} ago`;
}

function spanInWords(milliseconds: number): string {
  return durationInDays(Math.max(milliseconds, 60_000));
}

/** Beyond two days hours say nothing. */
function durationInDays(milliseconds: number): string {
  const days = Math.round(milliseconds / DAY_MS);
  return days < 2 ? durationInWords(milliseconds) : `${days} days`;
}
