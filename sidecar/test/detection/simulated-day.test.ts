import { DetectionHouse, SCOPE } from '../support/detection/detection-house.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import type { ObservedCount } from '../../src/domain/detection/counting/observed-count.ts';

/** Lines a second at the height of the day; services take turns. */
const TRAFFIC = [500, 100, 20, 5, 1];
const ERROR_SHARE = 0.005;
const STEP_SECONDS = 10;
const DAY_SECONDS = 86_400;
const INJECTED_ERRORS = 120;

interface Day {
  readonly services: number;
  readonly seed: number;
  /** Steps at which a service gets 120 errors within eight seconds on top of its own. */
  readonly injections?: ReadonlyMap<number, number>;
  readonly hours?: number;
}

/** Traffic falls to a third at night and is at its height at another hour for each service. */
function season(second: number, service: number): number {
  return 0.65 + 0.35 * Math.sin((2 * Math.PI * second) / DAY_SECONDS + service);
}

function noise(random: SeededRandom, { at, second, services }: { at: number; second: number; services: number }) {
  const counts: ObservedCount[] = [];
  for (let service = 0; service < services; service += 1) {
    const rate = (TRAFFIC[service % TRAFFIC.length] ?? 1) * season(second, service);
    const errors = random.poisson(rate * STEP_SECONDS * ERROR_SHARE);
    const lines = errors + random.manyLines(rate * STEP_SECONDS * (1 - ERROR_SHARE));
    counts.push({ service: `service-${service}`, at, widthMs: STEP_SECONDS * 1000, lines, errors });
  }
  return counts;
}

async function live(day: Day): Promise<{ house: DetectionHouse; openedAfterSteps: number[] }> {
  const house = new DetectionHouse();
  const random = new SeededRandom(day.seed);
  const openedAfterSteps: number[] = [];
  const steps = ((day.hours ?? 24) * 3600) / STEP_SECONDS;
  for (let step = 0; step < steps; step += 1) {
    const at = house.now;
    const counts = noise(random, { at, second: step * STEP_SECONDS, services: day.services });
    const injected = day.injections?.get(step);
    if (injected !== undefined) {
      for (let second = 0; second < 8; second += 1) {
        counts.push(house.errors(`service-${injected}`, INJECTED_ERRORS / 8, at + second * 1000));
      }
    }
    house.clock.jumpTo(at + STEP_SECONDS * 1000);
    house.detection.observe(SCOPE, counts);
    const before = (await house.incidents()).length;
    await house.tick();
    // The settling time passes within the same check of ten seconds.
    house.clock.jumpTo(house.now + 500);
    await house.tick();
    house.clock.jumpTo(at + STEP_SECONDS * 1000);
    if ((await house.incidents()).length > before) {
      openedAfterSteps.push(step);
    }
  }
  return { house, openedAfterSteps };
}

describe('a simulated day with 0.5 % errors', () => {
  it.each([
    { services: 7, seed: 1 },
    { services: 50, seed: 2 },
  ])(
    'of $services services (seed $seed) opens no incident',
    async (day) => {
      const { house } = await live(day);
      expect(house.failures).toEqual([]);
      expect(await house.told()).toEqual([]);
    },
    240_000
  );

  it('with injections opens exactly theirs, at the next check', async () => {
    const perService = 30;
    const injections = new Map<number, number>();
    for (let service = 0; service < 7; service += 1) {
      // The first one comes while nothing is learned yet; the others an hour and more later.
      injections.set(service === 0 ? 6 : 360 + service * perService * 2, service);
    }
    const { house, openedAfterSteps } = await live({ services: 7, seed: 3, injections, hours: 3 });
    expect(openedAfterSteps).toEqual([...injections.keys()]);
    expect((await house.told()).sort()).toEqual(
      [...injections.values()].map((service) => `service-${service} error-burst awaiting-confirmation`).sort()
    );
  }, 120_000);
});
