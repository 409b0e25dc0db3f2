import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { WatchedServices, type Behaviour, type Life } from '../../../../test/support/detection/watched-services.ts';
import type { SavedService } from './service-watch.ts';
import { PRODUCT_DETECTORS } from './product-detectors.ts';
import { SignalWatch } from './signal-watch.ts';
import type { WatchedStep } from './stepping.ts';

const NAMES = ['cart', 'checkout'];
const HOUR = 360;

const behaviour: fc.Arbitrary<Behaviour> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  {
    weight: 3,
    arbitrary: fc.record(
      {
        requests: fc.integer({ min: 1, max: 600 }),
        failedShare: fc.double({ min: 0, max: 0.6, noNaN: true }),
        slowness: fc.constantFrom(1, 3, 8),
        errorLines: fc.integer({ min: 0, max: 90 }),
        queue: fc.integer({ min: 0, max: 3000 }),
        memoryShare: fc.double({ min: 0.2, max: 0.95, noNaN: true }),
      },
      { requiredKeys: [] }
    ),
  },
  { weight: 1, arbitrary: fc.constant({ silent: true }) }
);

/** Stretches of a few minutes, each with what services do in them. */
const life = fc.array(fc.record({ service: fc.constantFrom(...NAMES), does: behaviour }), {
  minLength: 3,
  maxLength: 8,
});

describe('a restart', () => {
  it('changes no judgement and no alarm that comes after it', () => {
    fc.assert(
      fc.property(life, fc.integer({ min: 0, max: 200 }), (stretches, restartAfter) => {
        const lives: Life = (service, bucket) => {
          const stretch = stretches[Math.floor((bucket - HOUR) / 30)];
          return stretch?.service === service ? stretch.does : {};
        };
        const told = (restarts: boolean) => {
          const services = new WatchedServices({ services: NAMES });
          services.live(HOUR + restartAfter, lives);
          if (restarts) {
            restart(services);
          }
          const judged: WatchedStep[] = [];
          services.onStep = ({ about: { detector, service, subject }, ...step }) =>
            judged.push({ about: { detector, service, subject }, ...step });
          services.raised.length = 0;
          services.live(30, lives);
          return { judged, raised: services.raised };
        };
        const [through, again] = [told(false), told(true)];
        expectSame(again.judged, through.judged);
        expect(again.raised.map(({ id, startedAt }) => [id, startedAt])).toEqual(
          through.raised.map(({ id, startedAt }) => [id, startedAt])
        );
      }),
      { numRuns: 12, endOnFailure: true, seed: 20_260_302 }
    );
  }, 120_000);
});

/** What detectors know goes through JSON, as in a store; what had not closed yet is told again. */
function restart(services: WatchedServices): void {
  const { watch } = services;
  const saved = JSON.parse(
    JSON.stringify([...watch.serviceNames()].map((service) => watch.saveService(service)))
  ) as SavedService[];
  const alarms = watch.alarms.all();
  services.watch = new SignalWatch({ makers: PRODUCT_DETECTORS });
  services.watch.alarms.restore(alarms);
  saved.forEach((service) => services.watch.restoreService(service));
  services.lately.forEach((signals) => services.tell(signals));
}

/**
 * State is saved in few digits, and what noise is learnt from begins a new span: numbers may differ by little, and an
 * alarm that is about to end may end some buckets sooner or later. What is raised, and since when, may not differ.
 */
const NEARLY = 0.1;
const MOST_DIFFERENT = 0.03;

function expectSame(one: readonly WatchedStep[], other: readonly WatchedStep[]): void {
  expect(one.map(asked)).toEqual(other.map(asked));
  const different = one.filter((step, index) => !isDeepStrictEqual(concluded(step), concluded(other[index] ?? step)));
  expect(different.length).toBeLessThanOrEqual(MOST_DIFFERENT * one.length);
  one.forEach(({ judgement }, index) => {
    const expected = other[index]?.judgement.usual ?? null;
    const value = judgement.usual;
    expect(value === null).toBe(expected === null);
    expect(Math.abs((value ?? 0) - (expected ?? 0))).toBeLessThanOrEqual(NEARLY * Math.max(1, Math.abs(expected ?? 0)));
  });
}

function asked({ about: { detector, service, subject }, at, reading }: WatchedStep): unknown {
  return { detector, service, subject, at, reading };
}

function concluded({ judgement: { direction, phase, startedAt } }: WatchedStep): unknown {
  return { phase, startedAt, direction: phase === 'normal' ? null : direction };
}
