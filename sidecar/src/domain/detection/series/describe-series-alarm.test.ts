import { describeSeriesAlarm } from './describe-series-alarm.ts';
import { SeriesDetector } from './series-detector.ts';

const HOUR = 3_600_000;

function told(values: readonly number[], unit = 'a minute'): string {
  const detector = new SeriesDetector({ kind: 'count', stepMs: HOUR });
  values.slice(0, -1).forEach((value, index) => detector.step(index * HOUR, value));
  const value = values.at(-1) ?? 0;
  const { past } = detector;
  const judgement = detector.step(values.length * HOUR, value);
  return describeSeriesAlarm({ subject: 'requests', unit, value, judgement, past });
}

const steady = (length: number): number[] => Array.from({ length }, (_, index) => 200 + (index % 9));

test('an alarm is told in numbers: what it is, what is usual, and how rare', () => {
  expect(told([...steady(100), 5120])).toMatch(
    /^requests 5120 a minute; usual 204 here, unusual above \d+; highest in the last 4 days, alarms left out$/
  );
  expect(told([...steady(40), 1])).toMatch(
    /^requests 1 a minute; usual 203 here, unusual below \d+(\.\d+)?; lowest in the last 40 hours, alarms left out$/
  );
});

test('what is not known is left out', () => {
  expect(told([5])).toBe('requests 5 a minute');
  expect(told([0.012345], '')).toBe('requests 0.0123');
});
