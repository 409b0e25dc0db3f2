import fc from 'fast-check';
import { redact } from '../redaction/redact.ts';
import { MetricAccumulator, type MetricLimits, type PlacedPoint } from './metric-accumulator.ts';
import type { MetricCounts } from './metric-counts.ts';

const START = Date.UTC(2026, 10, 21, 12);
const SECOND = 1000;
const MINUTE = 60 * SECOND;

function accumulator(limits: Partial<MetricLimits> = {}): MetricAccumulator {
  return new MetricAccumulator({ redact, limits });
}

/** Seconds after START. */
function point(told: Partial<PlacedPoint> & { seconds?: number; value?: number }): PlacedPoint {
  const { seconds = 0, value = 1, ...changes } = told;
  return {
    service: 'payment',
    stream: 'pod-1',
    metric: 'requests',
    unit: '1',
    kind: 'gauge',
    at: START + seconds * SECOND,
    startedAt: null,
    labels: [],
    count: 1,
    sum: value,
    min: value,
    max: value,
    ...changes,
  };
}
const total = (told: Parameters<typeof point>[0]) =>
  point({ kind: 'cumulative', startedAt: START - 60 * MINUTE, ...told });
const increase = (told: Parameters<typeof point>[0]) => point({ kind: 'increase', ...told });

/** What each point adds when they come one by one. */
function sums(points: readonly PlacedPoint[], metrics = accumulator()): Array<number | null> {
  return points.map((one) => metrics.add([one])[0]?.sum ?? null);
}
const sumOf = (counts: readonly MetricCounts[]) => counts.reduce((sum, count) => sum + count.sum, 0);

describe('points of a metric', () => {
  it('are counted by ten seconds', () => {
    const points = [point({ seconds: 1, value: 4 }), point({ seconds: 9, value: 2 }), point({ seconds: 10, value: 7 })];
    const named = { service: 'payment', metric: 'requests', unit: '1', kind: 'gauge', labels: '' };
    expect(accumulator().add(points)).toEqual([
      { ...named, at: START, count: 2, sum: 6, min: 2, max: 4, last: 2 },
      { ...named, at: START + 10 * SECOND, count: 1, sum: 7, min: 7, max: 7, last: 7 },
    ]);
  });

  it('keep the last by time, whatever the order in which they come', () => {
    const [counts] = accumulator().add([point({ seconds: 9, value: 2 }), point({ seconds: 1, value: 4 })]);
    expect(counts).toMatchObject({ last: 2 });
  });

  it('that tell many observations at once are counted as many', () => {
    const told = { kind: 'increase', count: 4, sum: 20, min: 1, max: 12 } as const;
    expect(accumulator().add([point(told)])).toMatchObject([
      { kind: 'increase', count: 4, sum: 20, min: 1, max: 12, last: 5 },
    ]);
    expect(accumulator().add([point({ ...told, min: null, max: null })])).toMatchObject([{ min: 5, max: 5 }]);
  });

  it('are one series whatever the order of their labels', () => {
    const metrics = accumulator();
    const labels: [string, string][] = [
      ['b', '2'],
      ['a', '1'],
    ];
    expect(sums([total({ labels }), total({ seconds: 9, value: 5, labels: [...labels].reverse() })], metrics)).toEqual([
      null,
      4,
    ]);
    expect(metrics.status().size).toBe(1);
    expect(metrics.add([total({ seconds: 10, value: 6, labels })])).toMatchObject([{ labels: 'a=1,b=2' }]);
  });

  it('are redacted and bounded in their names, and no label can be taken for another', () => {
    const labels: [string, string][] = [
      ['a', 'x,b=y'],
      ['a=b', 'c\\'],
      ['line', 'one\ntwo'],
      ['long', 'x'.repeat(900)],
      ['password', 'hunter2'],
    ];
    const [counts] = accumulator().add([point({ metric: 'm'.repeat(5000), unit: 'u'.repeat(500), labels })]);
    expect(counts?.labels).toBe(
      `a=x\\,b=y,a\\=b=c\\\\,line=one two,long=${'x'.repeat(200)},password=[secret:password]`
    );
    expect([counts?.metric.length, counts?.unit.length]).toEqual([200, 40]);
  });

  it('are cut behind their redaction, never through a secret', () => {
    const secret = 'ghp_0123456789abcdefghijklmnopqrstuvwxyz';
    const told = { metric: `${'m'.repeat(190)} ${secret}`, unit: `${'u'.repeat(30)} ${secret}` };
    const [counts] = accumulator().add([point({ ...told, labels: [['key', `${'v'.repeat(190)} ${secret}`]] })]);
    expect(JSON.stringify(counts)).not.toContain('ghp_');
  });

  it('told again by a sender that got no answer count once', () => {
    const startedAt = START - MINUTE;
    expect(sums([increase({ startedAt }), increase({ startedAt }), point({}), point({})])).toEqual([1, null, 1, null]);
    expect(sums([increase({ startedAt }), increase({ startedAt, value: 2 }), increase({}), increase({})])).toEqual([
      1, 2, 1, 1,
    ]);
  });

  it('that are no numbers or have no name are left out', () => {
    expect(accumulator().add([point({ value: NaN }), point({ value: Infinity }), point({ metric: '' })])).toEqual([]);
    const noLimit = [Number.MAX_VALUE, -Number.MAX_VALUE].map((value) => point({ value }));
    expect(accumulator().add([...noLimit, point({ min: -Infinity }), point({ max: NaN })])).toEqual([]);
  });
});

describe('a total', () => {
  it('counts its increase; the first says nothing, and a late one nothing either', () => {
    const told = [
      total({ value: 100 }),
      total({ seconds: 10, value: 103 }),
      total({ seconds: 5, value: 101 }),
      total({ seconds: 20, value: 110 }),
    ];
    expect(sums(told)).toEqual([null, 3, null, 7]);
    expect(sums([total({ value: 100 }), total({ value: 100 })])).toEqual([null, null]);
  });

  it('that fell was begun anew and counts whole', () => {
    expect(sums([total({ value: 100 }), total({ seconds: 10, value: 4 }), total({ seconds: 20, value: 9 })])).toEqual([
      null,
      4,
      5,
    ]);
  });

  it('that began after the last one counts whole, though it is larger', () => {
    const restarted = START + 5 * SECOND;
    expect(sums([total({ value: 3 }), total({ seconds: 10, value: 5, startedAt: restarted })])).toEqual([null, 5]);
  });

  it('whose start wavers, as one from an uptime does, goes on', () => {
    const told = [0, 1, 2].map((step) =>
      total({ seconds: step * 10, value: 100 + step, startedAt: START - 60 * MINUTE + (step % 2) * 900 })
    );
    expect(sums(told)).toEqual([null, 1, 1]);
  });

  it('of a process that began while we listened counts whole from the first one on', () => {
    const young = total({ seconds: 70, value: 7, startedAt: START + 10 * SECOND, stream: 'pod-2' });
    expect(sums([total({}), young, { ...young, at: young.at + MINUTE, sum: 9, min: 9, max: 9 }])).toEqual([null, 7, 2]);
    const old = total({ seconds: 700, value: 7, startedAt: START + 10 * SECOND, stream: 'pod-3' });
    expect(sums([total({}), old])).toEqual([null, null]);
    const since = new MetricAccumulator({ redact, heardSince: START });
    expect(sums([young], since)).toEqual([7]);
    // It began before we did: what it counted until then is not of now.
    expect(sums([total({ startedAt: START - 10 * SECOND })])).toEqual([null]);
  });

  it('of each pod is its own; together they are one series', () => {
    const pods = ['pod-1', 'pod-2', 'pod-3'];
    const metrics = accumulator();
    metrics.add(pods.map((stream, index) => total({ stream, value: 1000 * index })));
    const counts = metrics.add(pods.map((stream, index) => total({ seconds: 1, stream, value: 1000 * index + 2 })));
    expect(counts).toMatchObject([{ count: 3, sum: 6, min: 2, max: 2 }]);
  });

  it('of processes that say nothing to tell them apart is told apart by its start', () => {
    const starts = [START - 50 * MINUTE, START - 40 * MINUTE];
    const told = [0, 1, 2, 3, 4, 5].map((step) =>
      total({ stream: null, seconds: step * 5, value: (step % 2) * 1000 + step, startedAt: starts[step % 2] ?? null })
    );
    expect(sums(told)).toEqual([null, null, 2, 2, 2, 2]);
  });

  it('of a histogram counts observations; its extremes since the start say nothing of now', () => {
    const histogram = (seconds: number, count: number, sum: number) =>
      total({ seconds, count, sum, min: null, max: null });
    const metrics = accumulator();
    expect(metrics.add([histogram(0, 10, 100)])).toEqual([]);
    expect(metrics.add([histogram(10, 14, 120)])).toMatchObject([
      { kind: 'increase', count: 4, sum: 20, min: 5, max: 5 },
    ]);
    expect(metrics.add([histogram(20, 14, 120)])).toEqual([]);
    expect(metrics.add([histogram(30, 2, 6)])).toMatchObject([{ count: 2, sum: 6 }]);
  });

  it('adds up to what was counted, however often processes restart and whatever is told twice or late', () => {
    const step = fc.record({
      add: fc.nat(50),
      restart: fc.boolean(),
      isLost: fc.boolean(),
      again: fc.constantFrom('no', 'twice', 'late'),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
        const metrics = accumulator();
        metrics.add([point({ stream: 'other' })]);
        const told: PlacedPoint[] = [];
        let [value, unseen, expected, startedAt] = [0, 0, 0, START + SECOND];
        let counted = 0;
        steps.forEach(({ add, restart, isLost, again }, index) => {
          const seconds = (index + 1) * 10;
          if (restart && index > 0) {
            // What was counted after the last telling is lost with the process; nobody could know it.
            [value, unseen, startedAt] = [0, 0, START + seconds * SECOND - 5 * SECOND];
          }
          value += add;
          unseen += add;
          if (isLost && index > 0) {
            return;
          }
          expected += unseen;
          unseen = 0;
          const now = total({ seconds, value, startedAt });
          const late = told.at(-2);
          told.push(now);
          counted += sumOf(metrics.add([now]));
          counted += again === 'twice' ? sumOf(metrics.add([now])) : 0;
          counted += again === 'late' && late !== undefined ? sumOf(metrics.add([late])) : 0;
        });
        expect(counted).toBe(expected);
      })
    );
  });
});

describe('a label that holds ids', () => {
  const withId = (id: number, changes: Parameters<typeof point>[0] = {}) =>
    increase({ labels: [['id', String(id)]], ...changes });

  it('fills the share of its service; further ones are added up as others, and what was known stays right', () => {
    const metrics = accumulator({ seriesOfService: 10 });
    const counts = metrics.add(Array.from({ length: 1000 }, (_, id) => withId(id)));
    expect(counts).toHaveLength(11);
    expect(counts.find(({ labels }) => labels === '(other)')).toMatchObject({ count: 990, sum: 990 });
    expect(sumOf(counts)).toBe(1000);
    expect(metrics.add([withId(3, { seconds: 1 })])).toMatchObject([{ labels: 'id=3', sum: 1 }]);
    expect(metrics.add([withId(3, { service: 'orders' })])).toMatchObject([{ labels: 'id=3' }]);
    expect(metrics.status()).toEqual({ size: 12, limit: 20_000, overflowed: 990 });
  });

  it('of a total gives the increase of all that came after as well', () => {
    const metrics = accumulator({ seriesOfService: 10 });
    const round = (step: number) =>
      Array.from({ length: 100 }, (_, id) =>
        total({ labels: [['id', String(id)]], seconds: step * 10, value: id + step })
      );
    metrics.add(round(0));
    expect(sumOf(metrics.add(round(1)))).toBe(100);
  });

  it('makes no series, no matter how many names it makes up', () => {
    const metrics = accumulator({ seriesOfService: 10, series: 40, tellersOfSeries: 2 });
    for (let round = 0; round < 20; round += 1) {
      const bomb = Array.from({ length: 500 }, (_, index) => {
        const id = round * 500 + index;
        return withId(id, {
          metric: `metric-${id}`,
          service: `service-${id % 7}`,
          kind: id % 2 === 0 ? 'cumulative' : 'gauge',
        });
      });
      metrics.add(bomb);
    }
    expect(metrics.status().size).toBeLessThanOrEqual(44);
    expect(metrics.status().overflowed).toBeGreaterThan(9000);
  });

  it('makes room a day later', () => {
    const metrics = accumulator({ seriesOfService: 2 });
    metrics.add([withId(1), withId(2)]);
    const nextDay = { seconds: 25 * 60 * 60 };
    expect(metrics.add([withId(3, nextDay)])).toMatchObject([{ labels: 'id=3' }]);
    expect(metrics.status().size).toBe(1);
  });
});
