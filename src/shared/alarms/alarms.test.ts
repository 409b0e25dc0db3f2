import { DETECTOR_IDS } from '@incident-memory/contract';
import { sampleAlarm } from '../../testing/detectionSamples';
import { sayNumbers, sayScore, sayStanding } from './alarmWords';
import { bandAround } from './bandAround';
import { DETECTOR_NAMES } from './detectorNames';

const HOUR = 3_600_000;

describe('words of an alarm', () => {
  it.each([
    [1, 'just over (1.0 × the line)'],
    [1.5, 'clear (1.5 × the line)'],
    [4.2, 'far off (4.2 × the line)'],
    [1234.5, 'far off (1,235 × the line)'],
  ])('say a score of %d as "%s"', (score, words) => expect(sayScore(score)).toBe(words));

  it('say the numbers with what is counted', () => {
    const numbers = { seen: 118, usual: 3, low: 0, high: 6, unit: 'errors in 2 min' };
    expect(sayNumbers(numbers)).toBe('118 errors in 2 min, usually 0 to 6');
    expect(sayNumbers({ ...numbers, unit: 'ms', seen: 1500 })).toBe('1.50 s, usually 0 ms to 6 ms');
    expect(sayNumbers({ ...numbers, low: null, high: null })).toBe('118 errors in 2 min, usually about 3');
    expect(sayNumbers({ ...numbers, usual: null, low: null, high: null })).toMatch(/usually not known yet$/);
  });

  it('say how long it stands or stood', () => {
    const alarm = sampleAlarm();
    expect(sayStanding(alarm, Date.parse(alarm.startedAt) + 6 * 60_000)).toBe('for 6 min');
    expect(sayStanding({ ...alarm, endedAt: alarm.at }, 0)).toBe('lasted 1 min');
  });

  it('name every detector', () => expect(Object.keys(DETECTOR_NAMES)).toEqual([...DETECTOR_IDS]));
});

describe('the band around an alarm', () => {
  const alarm = sampleAlarm({ detector: 'latency' });
  const started = Date.parse(alarm.startedAt);

  it('shows an hour before it, and no future', () => {
    const now = started + 5 * 60_000;
    const { signal, from, to } = bandAround(alarm, now);
    expect(signal).toBe('latency');
    expect(started - from).toBeGreaterThanOrEqual(HOUR);
    expect(to - now).toBeLessThan(60_000);
  });

  it('shows when it was raised, of one that is thought to have begun long before', () => {
    const slow = { ...alarm, startedAt: new Date(started - 6 * HOUR).toISOString(), endedAt: alarm.at };
    const { from, to } = bandAround(slow, started + HOUR);
    expect([from < started, to > Date.parse(alarm.at), to - from < 4 * HOUR]).toEqual([true, true, true]);
  });

  it('asks for the metric it is about, and shows the beginning of one that never ends', () => {
    const long = bandAround(sampleAlarm({ detector: 'metric', subject: 'jvm.heap' }), started + 100 * HOUR);
    expect(long.metric).toBe('jvm.heap');
    expect(long.to - long.from).toBeLessThan(8 * HOUR);
  });

  it('is the same for a while, so that it is not asked for at every glance', () => {
    const ended = { ...alarm, endedAt: alarm.at };
    expect(bandAround(ended, started + HOUR)).toEqual(bandAround(ended, started + 2 * HOUR));
  });
});
