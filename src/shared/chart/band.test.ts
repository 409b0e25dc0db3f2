import { bandEdges, usualSince } from './bandEdges';
import { alarmMarks, alarmStretches, bandUnit, sayLearning, signalName } from './bandWords';
import { sayUsual } from './sayUsual';

describe('the edges of the band', () => {
  it('are drawn where they are known, and nowhere else', () => {
    const edges = bandEdges({ value: [1, 9, 2], low: [null, 0, 1], high: [null, 4, 5] }, true);
    expect(edges).toEqual({ low: [null, 0, 1], high: [null, 4, 5] });
  });

  it('reach to the edge of the chart on a side that is not bounded', () => {
    expect(bandEdges({ value: [6, 9], low: [null, null], high: [4, 4] }, true).low).toEqual([0, 0]);
    expect(bandEdges({ value: [6, 9], low: [2, 2], high: [null, null] }, true).high).toEqual([9, 9]);
  });

  it('do not pull a chart without a zero down to one', () => {
    expect(bandEdges({ value: [700, 710], low: [null, null], high: [720, 720] }, false).low).toEqual([700, 700]);
  });
});

describe('what the band cannot tell', () => {
  const at = [1_700_000_000_000, 1_700_000_060_000];

  it('is nothing where it is known from the start', () => {
    expect(sayLearning({ at, low: [0, 0], high: [1, 1] }, 0)).toBeNull();
  });

  it('is said with the time from which it is known, or that it never is', () => {
    expect(usualSince({ at, low: [null, null], high: [null, 3] })).toBe(at[1]);
    expect(sayLearning({ at, low: [null, 0], high: [null, 3] }, 0)).toMatch(/^usual is not known before .*\d\d:\d\d/);
    expect(sayLearning({ at, low: [null, null], high: [null, null] }, 0)).toBe('what is usual here is not known yet');
  });
});

describe('words around a band', () => {
  it.each([
    [3, 12, '3 to 12'],
    [null, 12, 'at most 12'],
    [3, null, 'at least 3'],
    [null, undefined, 'not known yet'],
  ])('say %s and %s as "%s"', (low, high, words) => expect(sayUsual(String, low, high)).toBe(words));

  it('name a signal, the part it is about, and a metric by its own name', () => {
    expect(signalName({ signal: 'errors', subject: '' })).toBe('error lines');
    expect(signalName({ signal: 'latency', subject: 'POST /pay' })).toBe('latency (POST /pay)');
    expect(signalName({ signal: 'metric', subject: 'jvm.heap' })).toBe('jvm.heap');
  });

  it('take a unit that Grafana knows, and count otherwise', () => {
    expect(['ms', '% of requests', 'By', 'errors in 10 s'].map(bandUnit)).toEqual(['ms', 'percent', 'bytes', 'short']);
  });
});

describe('alarms on a chart', () => {
  const alarm = { startedAt: '2026-11-21T02:13:00.000Z', at: '2026-11-21T02:13:30.000Z', endedAt: null };

  it('stand until their end, or until now', () => {
    const ended = { ...alarm, endedAt: '2026-11-21T02:20:00.000Z' };
    const now = Date.parse('2026-11-21T03:00:00.000Z');
    expect(alarmStretches([alarm, ended], now).map(({ to }) => to)).toEqual([now, Date.parse(ended.endedAt)]);
  });

  it('are named while names can be read', () => {
    expect(alarmMarks([alarm]).map(({ name }) => name)).toEqual(['alarm']);
    expect(new Set(alarmMarks(Array.from({ length: 7 }, () => alarm)).map(({ name }) => name))).toEqual(new Set(['']));
  });
});
