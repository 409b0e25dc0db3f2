import { type Alarm, type BandSeries } from '@incident-memory/contract';
import { dayTime } from '../time/TimeAgo';
import { knownUnit } from '../unitOf';
import { usualSince } from './bandEdges';
import { type Stretch } from './drawUpright';
import { type TimeMark } from './timeChartConfig';

type AlarmTimes = Pick<Alarm, 'at' | 'startedAt' | 'endedAt'>;

/** More names than this on one chart cannot be read; lines without a name can. */
const MOST_NAMED = 6;

const SIGNAL_NAMES: Readonly<Record<string, string>> = {
  errors: 'error lines',
  requests: 'requests',
  failures: 'failed requests',
  latency: 'latency',
};

/** What the line shows; of a metric, its own name, and what it is about where that is one part of the service. */
export function signalName({ signal, subject }: Pick<BandSeries, 'signal' | 'subject'>): string {
  const name = SIGNAL_NAMES[signal];
  if (name === undefined) {
    return subject === '' ? signal : subject;
  }
  return subject === '' ? name : `${name} (${subject})`;
}

/** The unit of the axis by Grafana's name; what is counted stands in words beside the chart. */
export function bandUnit(unit: string): string {
  return unit.startsWith('%') ? 'percent' : knownUnit(unit);
}

export function alarmMarks(alarms: readonly AlarmTimes[]): TimeMark[] {
  const isNamed = alarms.length <= MOST_NAMED;
  return alarms.map(({ at }) => ({ at: Date.parse(at), name: isNamed ? 'alarm' : '', isAlarm: true }));
}

/** From when it is thought to have begun until its end, or until now. */
export function alarmStretches(alarms: readonly AlarmTimes[], now: number): Stretch[] {
  return alarms.map(({ startedAt, endedAt }) => ({
    from: Date.parse(startedAt),
    to: endedAt === null ? now : Date.parse(endedAt),
  }));
}

/** What the band cannot tell; null where it is known from the beginning. */
export function sayLearning(series: Pick<BandSeries, 'at' | 'low' | 'high'>, from: number): string | null {
  const since = usualSince(series);
  if (since === null) {
    return 'what is usual here is not known yet';
  }
  const first = series.at[0] ?? from;
  return since > first ? `usual is not known before ${dayTime(new Date(since).toISOString())}` : null;
}
