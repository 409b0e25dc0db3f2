import { measured, scoreAlarms } from './score-alarms.ts';

const truth = {
  events: [
    [100, 120],
    [200, 210],
    [300, 300],
  ] as const,
  stepSeconds: 10,
  scoredFrom: 0,
  scoredTo: 990,
  toleranceSteps: 1,
  mergeSteps: 2,
};

test('an alarm is right if it touches an event; at its moment only if it was raised there', () => {
  const tally = scoreAlarms(
    [
      { at: 90, end: 90 },
      { at: 170, end: 190 },
      { at: 500, end: 560 },
    ],
    truth
  );
  expect(tally).toMatchObject({ events: 3, alarms: 3, right: 2, found: 2, rightAt: 1, foundAt: 1 });
  expect(tally).toMatchObject({ alarmedSeconds: 10 + 30 + 70, seconds: 1000 });
});

test('alarms near each other are one, so that flicker earns nothing', () => {
  const flicker = [500, 520, 540, 560].map((at) => ({ at, end: at }));
  expect(scoreAlarms(flicker, truth)).toMatchObject({ alarms: 1, alarmedSeconds: 70 });
  expect(scoreAlarms([...flicker, { at: 590, end: 590 }], truth)).toMatchObject({ alarms: 2 });
});

test('an endless alarm, an alarm on everything and silence are seen as what they are', () => {
  const endless = measured([scoreAlarms([{ at: 0, end: 990 }], truth)]);
  expect(endless).toMatchObject({ precision: 1, recall: 1, f1: 1, f1At: 0, shareOfTimeAlarmed: 1 });
  const everything = Array.from({ length: 25 }, (_, index) => ({ at: index * 40, end: index * 40 }));
  expect(measured([scoreAlarms(everything, truth)]).precision).toBeLessThan(0.2);
  expect(measured([scoreAlarms([], truth)])).toMatchObject({ precision: 0, recall: 0, f1: 0, f1At: 0 });
});
