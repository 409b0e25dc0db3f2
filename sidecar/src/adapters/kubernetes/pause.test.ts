import { FakeClock } from '../../../test/support/fake-clock.ts';
import { pause, pauseMs } from './pause.ts';

it('pauses double up to a minute, and a part of each is chance', () => {
  const shortest = [0, 1, 2, 6, 60].map((attempt) => pauseMs(attempt, { random: () => 0, retryAfterSeconds: null }));
  const longest = [0, 1, 2, 6, 60].map((attempt) => pauseMs(attempt, { random: () => 1, retryAfterSeconds: null }));
  expect(longest).toEqual([1000, 2000, 4000, 60_000, 60_000]);
  expect(shortest).toEqual(longest.map((milliseconds) => milliseconds / 2));
});

it('a pause is never shorter than the server asks for', () => {
  expect(pauseMs(0, { random: () => 0.5, retryAfterSeconds: 300 })).toBe(300_000);
});

it('a pause ends by time or by the signal, whichever comes first', async () => {
  const clock = new FakeClock();
  const stop = new AbortController();
  const ended: string[] = [];
  const byTime = pause(clock, 1000, stop.signal).then(() => ended.push('by time'));
  await clock.advance(1000);
  await byTime;
  const bySignal = pause(clock, 1000, stop.signal).then(() => ended.push('by signal'));
  stop.abort();
  await bySignal;
  await pause(clock, 1000, stop.signal);
  expect(ended).toEqual(['by time', 'by signal']);
});
