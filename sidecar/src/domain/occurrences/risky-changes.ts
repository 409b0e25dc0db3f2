import { durationInWords } from '../incidents/plain-words.ts';
import type { Occurrence } from './occurrence.ts';

/** Something that began at a time in a service: an incident or an alarm. */
export interface Sign {
  readonly service: string;
  readonly startedAt: number;
  /** As it reads behind "3 minutes later: ". */
  readonly what: string;
}

export interface RiskyChange {
  readonly change: Occurrence;
  readonly why: string;
}

/** What a change breaks shows soon; later, other causes are as likely. */
const FOLLOWED_WITHIN_MS = 30 * 60_000;
const BROKEN_BEFORE_MIN = 2;
const LIVE_STAGES: ReadonlySet<Occurrence['stage']> = new Set(['started', 'completed', 'failed', 'rolled-back']);

/**
 * Changes that deserve a look, most telling first: those that something followed in the same service, then those of
 * services in which changes were followed by incidents before. That one followed the other is no proof of a cause.
 */
export function riskyChanges(
  changes: readonly Occurrence[],
  { signs, earlierChanges, limit }: { signs: readonly Sign[]; earlierChanges: readonly Occurrence[]; limit: number }
): RiskyChange[] {
  const live = changes.filter(({ stage }) => LIVE_STAGES.has(stage));
  const followed: RiskyChange[] = [];
  const suspected: RiskyChange[] = [];
  for (const change of live) {
    const sign = firstAfter(change, signs);
    if (sign !== undefined) {
      const later = durationInWords(Math.max(1000, sign.startedAt - change.at));
      followed.push({ change, why: `${later} later: ${sign.what}` });
      continue;
    }
    const broken = earlierChanges.filter(
      (earlier) => earlier.service === change.service && earlier.id !== change.id && firstAfter(earlier, signs)
    ).length;
    if (broken >= BROKEN_BEFORE_MIN) {
      suspected.push({ change, why: `${broken} earlier changes of it were followed by trouble` });
    }
  }
  return [...followed, ...suspected].slice(0, limit);
}

function firstAfter({ service, at }: Occurrence, signs: readonly Sign[]): Sign | undefined {
  return signs
    .filter((sign) => sign.service === service && sign.startedAt >= at && sign.startedAt <= at + FOLLOWED_WITHIN_MS)
    .sort((one, other) => one.startedAt - other.startedAt)[0];
}
