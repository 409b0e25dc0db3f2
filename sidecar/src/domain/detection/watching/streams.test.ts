import type { ServiceCounts } from '../../signals/service-counts.ts';
import type { DetectorMakers } from './detector-makers.ts';
import { PRODUCT_DETECTORS } from './product-detectors.ts';
import { SignalWatch } from './signal-watch.ts';
import type { CountReading } from '../detectors/count-detector.ts';
import type { Detects } from './watched-series.ts';

const START = Date.UTC(2026, 2, 2, 8);
const BUCKET = 10_000;

interface Step {
  readonly bucket: number;
  readonly reading: number | null;
  readonly teach: boolean;
}

/** A watch whose error detectors write down what they were told, and raise what a test says. */
class Recorded {
  readonly steps: Step[] = [];
  readonly isBad: (errors: number | null) => boolean;
  readonly watch: SignalWatch;

  constructor(isBad: (errors: number | null) => boolean = () => false) {
    this.isBad = isBad;
    const makers: DetectorMakers = { ...PRODUCT_DETECTORS, errorCount: () => () => this.detector() };
    this.watch = new SignalWatch({ makers });
  }

  tell(counts: readonly ServiceCounts[], { source = 'push', at }: { source?: string; at: number }): void {
    this.watch.observe({ counts }, { source, now: START + at, whole: null });
  }

  /** A poll that read up to the time. */
  poll(counts: readonly ServiceCounts[], { source = 'elastic', at }: { source?: string; at: number }): void {
    const whole = { from: START + at - 120_000, to: START + at };
    this.watch.observe({ counts }, { source, now: START + at, whole });
  }

  check(at: number) {
    return this.watch.evaluate(START + at, {
      modeOf: (detector) => (detector === 'error-count' ? 'live' : 'off'),
      heldBack: () => null,
    });
  }

  readings(): Array<number | null> {
    return this.steps.map(({ reading }) => reading);
  }

  private detector(): Detects<CountReading> {
    let stands = false;
    return {
      step: (at, counted, { teach }) => {
        const reading = counted?.count ?? null;
        this.steps.push({ bucket: (at - START) / BUCKET, reading, teach });
        const bad = this.isBad(reading);
        const phase = bad ? (stands ? 'standing' : 'raised') : stands ? 'ended' : 'normal';
        stands = bad;
        return { usual: 0, low: 0, high: 1, score: bad ? 2 : 0, direction: 'above', phase, startedAt: at };
      },
      tell: () => ({ sentence: 'bad', numbers: { seen: 1, usual: 0, low: 0, high: 0, unit: 'errors' } }),
      save: () => ({ stands }),
    };
  }
}

const lines = (bucket: number, errors: number, service = 'cart'): ServiceCounts => ({
  ...{ service, at: START + bucket * BUCKET, lines: errors + 10, errors, warnings: 0 },
});
/** Another service by which the source is known to speak. */
const heartbeat = (bucket: number): ServiceCounts => lines(bucket, 0, 'heartbeat');

describe('a bucket', () => {
  it('closes ten seconds after its end, once, with all that was told until then in any order', () => {
    const recorded = new Recorded();
    recorded.tell([lines(0, 1), lines(1, 1)], { at: 12_000 });
    recorded.tell([lines(0, 2)], { at: 19_000 });
    recorded.check(19_900);
    expect(recorded.readings()).toEqual([]);
    recorded.check(21_000);
    recorded.check(29_000);
    expect(recorded.readings()).toEqual([3]);
  });

  it('is not opened again: what comes later is counted as late and changes nothing', () => {
    const recorded = new Recorded();
    recorded.tell([lines(0, 1), lines(1, 1)], { at: 12_000 });
    recorded.check(31_000);
    recorded.tell([lines(0, 50)], { at: 32_000 });
    recorded.check(45_000);
    expect(recorded.readings()).toEqual([1, 1]);
    expect(recorded.watch.lateSignals).toBe(60);
  });

  it('about which nothing came is waited for, since a slow shipper is no silent service', () => {
    const recorded = new Recorded();
    recorded.tell([lines(0, 1), heartbeat(0)], { at: 12_000 });
    recorded.tell([heartbeat(1), heartbeat(2), heartbeat(3)], { at: 41_000 });
    recorded.check(41_000);
    expect(recorded.steps.filter(({ bucket }) => bucket === 1)).toHaveLength(1);
    recorded.tell([lines(1, 7)], { at: 55_000 });
    recorded.check(56_000);
    expect(recorded.readings()).toContain(7);
  });

  it('is nothing where its source speaks of others, and unknown where its source is away', () => {
    const speaks = new Recorded();
    speaks.tell([lines(0, 1), heartbeat(0)], { at: 12_000 });
    speaks.tell([1, 2, 3, 4, 5, 6, 7, 8].map(heartbeat), { at: 91_000 });
    speaks.check(91_000);
    const away = new Recorded();
    away.tell([lines(0, 1), heartbeat(0)], { at: 12_000 });
    away.check(91_000);
    const ofCart = speaks.readings().filter((reading) => reading === null);
    expect(ofCart).toEqual([]);
    expect(away.readings().filter((reading) => reading === null).length).toBeGreaterThan(2);
  });

  it('in the future of every clock is not believed', () => {
    const recorded = new Recorded();
    recorded.tell([lines(0, 1)], { at: 12_000 });
    recorded.tell([lines(60, 1)], { at: 13_000 });
    recorded.tell([lines(1, 1)], { at: 22_000 });
    recorded.check(35_000);
    expect(recorded.readings()).toEqual([1, 1]);
  });
});

describe('a source that is asked', () => {
  it('replaces what it said before about a bucket, and waits until it was read that far', () => {
    const recorded = new Recorded();
    recorded.poll([lines(0, 1)], { at: 11_000 });
    recorded.check(25_000);
    expect(recorded.readings()).toEqual([]);
    recorded.poll([lines(0, 4), lines(1, 0)], { at: 26_000 });
    recorded.check(26_000);
    expect(recorded.readings()).toEqual([4]);
  });

  it('adds to what others push about the same service', () => {
    const recorded = new Recorded();
    recorded.tell([lines(0, 1)], { at: 12_000 });
    recorded.poll([lines(0, 2)], { at: 22_000 });
    recorded.tell([lines(1, 0)], { at: 22_000 });
    recorded.check(23_000);
    expect(recorded.readings()).toEqual([3]);
  });

  it('that fails holds up nobody for long', () => {
    const recorded = new Recorded();
    recorded.poll([lines(0, 1)], { at: 11_000 });
    recorded.check(60_000);
    expect(recorded.readings()).toEqual([]);
    recorded.check(150_000);
    expect(recorded.steps.map(({ bucket }) => bucket)).toContain(0);
  });
});

describe('what is not taught', () => {
  it('is what a service in an open incident does, until it has been in it for half a day', () => {
    const recorded = new Recorded();
    const untaught = new Set(['cart']);
    const told = (bucket: number) => {
      recorded.tell([lines(bucket, 0)], { at: bucket * BUCKET + 12_000 });
      recorded.watch.leaveUntaught(untaught, START + bucket * BUCKET);
      recorded.check(bucket * BUCKET + 21_000);
    };
    for (let bucket = 0; bucket < 13 * 360; bucket += 1) {
      told(bucket);
    }
    expect(recorded.steps.at(10)?.teach).toBe(false);
    expect(recorded.steps.at(-1)?.teach).toBe(true);
  });

  it('is what a service does while users are hurt by it', () => {
    const recorded = new Recorded((errors) => (errors ?? 0) > 5);
    const run = (bucket: number, errors: number) => {
      recorded.tell([lines(bucket, errors)], { at: bucket * BUCKET + 12_000 });
      recorded.check(bucket * BUCKET + 21_000);
    };
    [0, 0, 9, 9, 0, 0].forEach((errors, bucket) => run(bucket, errors));
    // Nobody tells requests here: error lines are all that can tell of harm.
    expect(recorded.steps.map(({ teach }) => teach)).toEqual([true, true, true, false, false, true]);
  });
});

describe('a clock', () => {
  it('that is set back stops nothing', () => {
    const recorded = new Recorded();
    recorded.tell([lines(0, 1)], { at: 12_000 });
    recorded.check(21_000);
    const hour = -3_600_000;
    recorded.check(hour);
    recorded.tell([lines(-360, 5)], { at: hour + 12_000 });
    recorded.check(hour + 21_000);
    expect(recorded.readings()).toEqual([1, 5]);
  });
});
