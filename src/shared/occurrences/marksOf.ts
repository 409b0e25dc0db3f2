import { type OccurrenceView } from '@incident-memory/contract';
import { type TimeMark } from '../chart/timeChartConfig';
import { OCCURRENCE_WORDS } from './occurrenceWords';

/** More names than this on one chart cannot be read. */
const MOST_MARKS = 8;

/** What is worth a line on a chart: what went live or went wrong, not what was planned or merged. */
export function marksOf(happened: OccurrenceView[]): TimeMark[] {
  return happened
    .filter(({ stage }) => stage !== 'planned' && stage !== 'merged')
    .slice(0, MOST_MARKS)
    .map(({ at, kind, after }) => ({
      at: Date.parse(at),
      name: after === null ? OCCURRENCE_WORDS[kind].text : `${OCCURRENCE_WORDS[kind].text} ${after.slice(0, 20)}`,
    }));
}
