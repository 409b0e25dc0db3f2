import type { Alarm } from '../alarms/alarm.ts';

/**
 * Expected times: what looks odd because somebody is doing it on purpose should wake nobody, and what is worse than
 * that should. Three sources say so. A person plans a maintenance window or a roll-out; the file plans what comes every
 * week; and a deploy that was told opens a short time by itself, since caches are cold and instances come and go.
 *
 * Deploys are also what most outages begin with ("roughly 70 % of outages are due to changes in a live system", Site
 * Reliability Engineering, O'Reilly 2016, introduction), so a deploy that was merely seen excuses only what hurts nobody,
 * and only for minutes. A person who plans knows more, and may excuse failing requests too; of services that the plan names,
 * however badly they fail, since a database that is restarted on purpose is critical by any measure. Nobody can excuse a
 * critical alarm of a service that was not named, an alert of somebody else, or services that fail in numbers. What is
 * held back is kept as a finding, and is let go as soon as it outlives what was expected.
 */
export interface Expectation {
  /** Empty: all services. */
  readonly services: readonly string[];
  /** From the first moment up to the last, without it. */
  readonly from: number;
  readonly to: number;
  readonly holds: 'harmless' | 'all-but-critical' | 'everything';
  /** Why, as a sentence that stays the same while it lasts. */
  readonly sentence: string;
}

/** What must be known of an alarm to say whether it is expected; of a rule's burst no alarm is there yet. */
export type Held = Pick<Alarm, 'detector' | 'service' | 'direction' | 'score' | 'hurts'>;

/** As ten times the rule's line makes an error burst critical (../judging/judge-severity.ts). */
const CRITICAL_SCORE = 10;

/** Why the alarm pages nobody now; null where it does. */
export function whyHeldBack(expected: readonly Expectation[], alarm: Held, now: number): string | null {
  if (alarm.detector === 'external-alert' || alarm.detector === 'widespread-errors') {
    return null;
  }
  const holding = expected.find(
    ({ services, from, to, holds }) =>
      now >= from && now < to && (services.length === 0 || services.includes(alarm.service)) && excuses(holds, alarm)
  );
  return holding?.sentence ?? null;
}

function excuses(holds: Expectation['holds'], { detector, direction, score, hurts }: Held): boolean {
  if (holds === 'everything' || !hurts) {
    return true;
  }
  // A service that is taken down on purpose says nothing and is asked nothing: the plan itself, however far from usual.
  const isStop = detector === 'silence' || (detector === 'traffic' && direction === 'below');
  return holds === 'all-but-critical' && (isStop || score < CRITICAL_SCORE);
}
