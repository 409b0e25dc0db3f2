import fc from 'fast-check';
import { weeklyTimes, type WeeklyPlan } from './weekly-times.ts';

const BERLIN: WeeklyPlan = { weekdays: ['sunday'], at: '03:30', durationMinutes: 60, timeZone: 'Europe/Berlin' };
const DAY = 24 * 3_600_000;

const begins = (plan: WeeklyPlan, from: string, to: string) =>
  weeklyTimes(plan, Date.parse(from), Date.parse(to)).map((time) => new Date(time.from).toISOString());

test('half past three stays half past three when summer time begins and ends', () => {
  expect(begins(BERLIN, '2026-03-22T00:00:00Z', '2026-04-06T00:00:00Z')).toEqual([
    '2026-03-22T02:30:00.000Z',
    '2026-03-29T01:30:00.000Z',
    '2026-04-05T01:30:00.000Z',
  ]);
  expect(begins(BERLIN, '2026-10-24T00:00:00Z', '2026-11-02T00:00:00Z')).toEqual([
    '2026-10-25T02:30:00.000Z',
    '2026-11-01T02:30:00.000Z',
  ]);
});

test('a time that the clock skips is held all the same, within an hour of it', () => {
  const [begin] = begins({ ...BERLIN, at: '02:30' }, '2026-03-29T00:00:00Z', '2026-03-30T00:00:00Z');
  expect(['2026-03-29T00:30:00.000Z', '2026-03-29T01:30:00.000Z']).toContain(begin);
});

test('the weekday is the one of the zone, also where it is another day in UTC', () => {
  const auckland: WeeklyPlan = { ...BERLIN, weekdays: ['monday'], at: '01:00', timeZone: 'Pacific/Auckland' };
  expect(begins(auckland, '2026-06-07T00:00:00Z', '2026-06-08T12:00:00Z')).toEqual(['2026-06-07T13:00:00.000Z']);
});

test('a window that began before the asked time and still lasts is told', () => {
  expect(begins(BERLIN, '2026-06-07T02:00:00Z', '2026-06-07T02:01:00Z')).toEqual(['2026-06-07T01:30:00.000Z']);
  expect(begins(BERLIN, '2026-06-07T02:30:00Z', '2026-06-07T02:31:00Z')).toEqual([]);
});

test('each begins at its time of day on one of its weekdays, once a week for each', () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'];
  const plan = fc.record({
    weekdays: fc.subarray(['monday', 'thursday', 'sunday'] as const, { minLength: 1 }),
    at: fc.constantFrom('00:00', '04:30', '12:00', '23:59'),
    durationMinutes: fc.integer({ min: 1, max: 1440 }),
    timeZone: fc.constantFrom(...zones),
  });
  fc.assert(
    fc.property(plan, fc.integer({ min: 0, max: 700 }), (weekly, day) => {
      const from = Date.UTC(2026, 0, 1) + day * DAY;
      const inWeek = weeklyTimes(weekly, from, from + 7 * DAY).filter((time) => time.from >= from);
      // A change of the clock inside of the week moves one of them over its border at most.
      expect(Math.abs(inWeek.length - weekly.weekdays.length)).toBeLessThanOrEqual(1);
      const options = { timeZone: weekly.timeZone, hourCycle: 'h23' } as const;
      for (const time of inWeek) {
        const shown = new Date(time.from).toLocaleString('en-GB', { ...options, hour: '2-digit', minute: '2-digit' });
        expect(shown).toBe(weekly.at);
        const weekday = new Date(time.from).toLocaleString('en-GB', { ...options, weekday: 'long' }).toLowerCase();
        expect(weekly.weekdays).toContain(weekday);
        expect(time.to - time.from).toBe(weekly.durationMinutes * 60_000);
      }
    })
  );
});
