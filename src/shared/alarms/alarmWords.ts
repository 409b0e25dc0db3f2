import { formattedValueToString, getValueFormat } from '@grafana/data';
import { type Alarm, type AlarmNumbers } from '@incident-memory/contract';
import { bandUnit } from '../chart/bandWords';
import { sayUsual } from '../chart/sayUsual';
import { sayDuration } from '../time/sayDuration';

/** From here on a score is no matter of the last drop any more: half as much again, and four times the line. */
const CLEAR_SCORE = 1.5;
const EXTREME_SCORE = 4;

/** How far it is from usual: a word with its number, where 1 is the line at which an alarm is raised. */
export function sayScore(score: number): string {
  const times = `${score < 10 ? score.toFixed(1) : Math.round(score).toLocaleString('en')} × the line`;
  if (score >= EXTREME_SCORE) {
    return `far off (${times})`;
  }
  return score >= CLEAR_SCORE ? `clear (${times})` : `just over (${times})`;
}

/** "118, usually 0 to 6": the numbers behind it at their worst, with what is counted. */
export function sayNumbers({ seen, usual, low, high, unit }: AlarmNumbers): string {
  const grafanaUnit = bandUnit(unit);
  const format = getValueFormat(grafanaUnit);
  const say = (value: number) => formattedValueToString(format(value));
  const counted = grafanaUnit === 'short' && unit !== '' ? ` ${unit}` : '';
  const bounds = low === null && high === null && usual !== null ? `about ${say(usual)}` : sayUsual(say, low, high);
  return `${say(seen)}${counted}, usually ${bounds}`;
}

/** "for 6 min" while it stands, "ended after 6 min" afterwards. */
export function sayStanding({ startedAt, endedAt }: Pick<Alarm, 'startedAt' | 'endedAt'>, now: number): string {
  const from = Date.parse(startedAt);
  return endedAt === null ? `for ${sayDuration(now - from)}` : `lasted ${sayDuration(Date.parse(endedAt) - from)}`;
}
