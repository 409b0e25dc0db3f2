import fc from 'fast-check';
import {
  BUCKET,
  BUCKETS_A_DAY,
  NoisyCounts,
  SERIES_START,
  watch,
} from '../../../../test/support/detection/noisy-series.ts';
import { describeMessage, MessageDetector, type MessageState } from './message-detector.ts';

const HOUR = 360;
const at = (bucket: number) => SERIES_START + bucket * BUCKET;

function template(severity: 'error' | 'warning' | 'info', firstSeen = 0) {
  return new MessageDetector({ firstSeenAt: at(firstSeen), watchedSince: SERIES_START, severity });
}

/** Only touched when it comes, as in the product. */
function come(
  detector: MessageDetector,
  { from, buckets, count }: { from: number; buckets: number; count: (bucket: number) => number }
) {
  const raised: number[] = [];
  for (let bucket = from; bucket < from + buckets; bucket += 1) {
    const lines = count(bucket);
    if ((lines > 0 || detector.standing) && detector.step(at(bucket), lines, { teach: true }).phase === 'raised') {
      raised.push(bucket - from);
    }
  }
  return raised;
}

describe('message templates', () => {
  it('raise a new error message that comes several times within a minute or two', () => {
    const detector = template('error', 2 * HOUR);
    const raised = come(detector, { from: 2 * HOUR, buckets: 60, count: () => 2 });
    expect(raised).toHaveLength(1);
    expect(raised[0]).toBeLessThan(9);
    expect(detector.isNew).toBe(true);
  });

  it('leave alone a new one that comes once, twice, or in one burst', () => {
    expect(
      come(template('error', 2 * HOUR), { from: 2 * HOUR, buckets: 60, count: (bucket) => (bucket % 30 === 0 ? 1 : 0) })
    ).toEqual([]);
    expect(
      come(template('error', 2 * HOUR), {
        from: 2 * HOUR,
        buckets: 60,
        count: (bucket) => (bucket === 2 * HOUR ? 12 : 0),
      })
    ).toEqual([]);
  });

  it('are not rare for what they did while nothing was to be learnt', () => {
    const detector = template('info');
    const steps = (from: number, buckets: number, teach: boolean) =>
      Array.from({ length: buckets }, (_, index) => detector.step(at(from + index), 90, { teach }));
    const before = steps(0, 2 * HOUR, true).at(-1)?.usual;
    steps(2 * HOUR, 6 * HOUR, false);
    const after = steps(8 * HOUR, HOUR, true);
    expect(after.filter(({ phase }) => phase === 'raised')).toEqual([]);
    expect(after[0]?.usual).toBeCloseTo(before ?? Number.NaN, 0);
  });

  it('take nothing for new while the service itself is', () => {
    expect(come(template('error', 60), { from: 60, buckets: 60, count: () => 2 })).toEqual([]);
  });

  it('take new lines of a new version for what they are', () => {
    expect(come(template('info', 5 * HOUR), { from: 5 * HOUR, buckets: 4 * HOUR, count: () => 120 })).toEqual([]);
  });

  it.each(['error', 'warning', 'info'] as const)(
    'are quiet where %s messages come steadily from the first moment on',
    (severity) => {
      const noise = new NoisyCounts(4);
      expect(come(template(severity), { from: 0, buckets: 3 * BUCKETS_A_DAY, count: () => noise.next(20) })).toEqual(
        []
      );
    }
  );

  it('raise what comes far more often than it used to', () => {
    const detector = template('error');
    const noise = new NoisyCounts(5);
    come(detector, { from: 0, buckets: BUCKETS_A_DAY, count: () => noise.next(0.2) });
    const raised = come(detector, { from: BUCKETS_A_DAY, buckets: 60, count: () => 12 });
    expect(raised).toHaveLength(1);
    expect(raised[0]).toBeLessThan(9);
    expect(detector.isNew).toBe(false);
  });

  it('know the second night what a batch writes', () => {
    const detector = template('info');
    const night = (bucket: number) => (bucket % BUCKETS_A_DAY < HOUR ? 200 : 0);
    const raised = come(detector, { from: 2 * HOUR, buckets: 5 * BUCKETS_A_DAY, count: night });
    expect(raised.length).toBeLessThanOrEqual(1);
  });

  it('end what stands for ever', () => {
    const detector = template('error');
    come(detector, { from: 0, buckets: BUCKETS_A_DAY, count: (bucket) => (bucket % 90 === 0 ? 1 : 0) });
    const alarms = watch(detector, { from: BUCKETS_A_DAY, buckets: 6 * HOUR, reading: () => 30 });
    expect(alarms).toHaveLength(1);
    expect(alarms[0]?.endedBucket).toBeLessThanOrEqual(BUCKETS_A_DAY + 2 * HOUR + 60);
  });

  it('go on after a restart as if there had been none', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 40, maxLength: 80 }), (counts) => {
        const detector = template('error', HOUR);
        counts.forEach((count, index) => detector.step(at(HOUR + index), count, { teach: true }));
        const facts = { firstSeenAt: at(HOUR), watchedSince: SERIES_START, severity: 'error' } as const;
        const restored = MessageDetector.restore(facts, JSON.parse(JSON.stringify(detector.save())) as MessageState);
        const after = (of: MessageDetector) =>
          counts.map((count, index) => of.step(at(HOUR + counts.length + index), count + 3, { teach: true }).phase);
        expect(after(restored)).toEqual(after(detector));
      }),
      { numRuns: 30 }
    );
  });

  it('keep next to nothing', () => {
    const detector = template('error');
    come(detector, { from: 0, buckets: 1000, count: (bucket) => bucket % 3 });
    expect(JSON.stringify(detector.save()).length).toBeLessThan(160);
  });

  it('are said in a sentence', () => {
    const explanation = { seconds: 60, seen: 240, usual: 2, high: 10.4, isNew: false, firstSeenAt: 0 };
    expect(describeMessage(explanation).sentence).toBe('a message came 240 times in 1 min; usual 2, at most 11');
    expect(describeMessage({ ...explanation, isNew: true, seen: 14 }).sentence).toBe(
      'an error message never seen before came 14 times in 1 min'
    );
    expect(describeMessage(explanation, 'no route to <*>').sentence).toBe(
      'a message came 240 times in 1 min; usual 2, at most 11: “no route to <*>”'
    );
  });
});
