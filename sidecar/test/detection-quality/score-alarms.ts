import type { LabelledSeries } from './labelled-series.ts';

/** Seconds. */
export interface Interval {
  readonly at: number;
  readonly end: number;
}

/** What adds up over series. */
export interface Tally {
  readonly events: number;
  readonly alarms: number;
  /** Alarms that touch an event, and events that an alarm touches. */
  readonly right: number;
  readonly found: number;
  /** The same where only the moment counts at which the alarm was raised. */
  readonly rightAt: number;
  readonly foundAt: number;
  readonly alarmedSeconds: number;
  readonly seconds: number;
}

export interface Measures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly f1At: number;
  readonly falseAlarmsPerSeriesDay: number;
  readonly shareOfTimeAlarmed: number;
}

type Truth = Pick<
  LabelledSeries,
  'events' | 'stepSeconds' | 'scoredFrom' | 'scoredTo' | 'toleranceSteps' | 'mergeSteps'
>;

/** Alarms near each other are one; an alarm is right if it touches an event, widened by the tolerance. */
export function scoreAlarms(alarms: readonly Interval[], truth: Truth): Tally {
  const { stepSeconds, scoredFrom, scoredTo } = truth;
  const runs = joined(
    alarms.filter(({ at }) => at >= scoredFrom),
    truth.mergeSteps * stepSeconds
  );
  const tolerance = truth.toleranceSteps * stepSeconds;
  const events = truth.events.map(([from, to]) => ({ at: from - tolerance, end: to + tolerance }));
  const moments = runs.map(({ at }) => ({ at, end: at }));
  const near = (some: readonly Interval[], others: readonly Interval[]): number =>
    some.filter((one) => others.some((other) => one.at <= other.end && other.at <= one.end)).length;
  return {
    events: events.length,
    alarms: runs.length,
    right: near(runs, events),
    found: near(events, runs),
    rightAt: near(moments, events),
    foundAt: near(events, moments),
    alarmedSeconds: runs.reduce((sum, { at, end }) => sum + end - at + stepSeconds, 0),
    seconds: scoredTo - scoredFrom + stepSeconds,
  };
}

function joined(alarms: readonly Interval[], gap: number): Interval[] {
  const runs: Array<{ at: number; end: number }> = [];
  for (const { at, end } of [...alarms].sort((a, b) => a.at - b.at)) {
    const last = runs.at(-1);
    if (last !== undefined && at - last.end <= gap) {
      last.end = Math.max(last.end, end);
    } else {
      runs.push({ at, end });
    }
  }
  return runs;
}

const NOTHING: Tally = {
  events: 0,
  alarms: 0,
  right: 0,
  found: 0,
  rightAt: 0,
  foundAt: 0,
  alarmedSeconds: 0,
  seconds: 0,
};

export function added(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, one) => ({
      events: sum.events + one.events,
      alarms: sum.alarms + one.alarms,
      right: sum.right + one.right,
      found: sum.found + one.found,
      rightAt: sum.rightAt + one.rightAt,
      foundAt: sum.foundAt + one.foundAt,
      alarmedSeconds: sum.alarmedSeconds + one.alarmedSeconds,
      seconds: sum.seconds + one.seconds,
    }),
    NOTHING
  );
}

export function measured(tallies: readonly Tally[]): Measures {
  const { events, alarms, right, found, rightAt, foundAt, alarmedSeconds, seconds } = added(tallies);
  return {
    precision: share(right, alarms),
    recall: share(found, events),
    f1: harmonic(share(right, alarms), share(found, events)),
    f1At: harmonic(share(rightAt, alarms), share(foundAt, events)),
    falseAlarmsPerSeriesDay: share(alarms - right, seconds / 86_400),
    shareOfTimeAlarmed: share(alarmedSeconds, seconds),
  };
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
const harmonic = (one: number, other: number): number => (one + other === 0 ? 0 : (2 * one * other) / (one + other));
