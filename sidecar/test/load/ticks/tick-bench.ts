import { OrganisationDetection } from '../../../src/domain/detection/organisation-detection.ts';
import type { ObservedCount } from '../../../src/domain/detection/counting/observed-count.ts';
import { SeededRandom } from '../../support/seeded-random.ts';

export interface TickBench {
  readonly services: number;
  /** CPU milliseconds for counting ten seconds of every service and checking them once. */
  readonly medianTickMs: number;
  readonly slowestTickMs: number;
  /** The median after further hours of simulated time, divided by that of the first ten minutes. */
  readonly growthWithHistory: number;
  /** A bare loop over the same numbers in the same run: what the machine gives. */
  readonly emptyLoopMs: number;
}

const STEP_MS = 10_000;
const MEASURED_TICKS = 60;
const TICKS_AN_HOUR = 360;

/** Measures a detection tick of so many services beside a bare loop that adds up the same counts. */
export function benchTick({ services = 1000, hours = 6 } = {}): TickBench {
  const random = new SeededRandom(7);
  const names = Array.from({ length: services }, (_, index) => `service-${index}`);
  const steps = Array.from({ length: 12 }, () => names.map((service) => countsOf(service, random)));
  const detection = new OrganisationDetection();
  let now = Date.UTC(2026, 0, 15);
  let step = 0;
  const tick = (): number => {
    const counts = (steps[step % steps.length] ?? []).map((count) => ({ ...count, at: now }));
    step += 1;
    now += STEP_MS;
    const before = process.cpuUsage();
    detection.add('push', counts, now);
    detection.evaluate(now, []);
    return cpuMs(before);
  };
  const run = (ticks: number): number[] => Array.from({ length: ticks }, tick);
  const early = run(MEASURED_TICKS);
  run(hours * TICKS_AN_HOUR);
  const late = run(MEASURED_TICKS);
  return {
    services,
    medianTickMs: median(late),
    slowestTickMs: Math.max(...late),
    growthWithHistory: median(late) / median(early),
    emptyLoopMs: emptyLoop(steps),
  };
}

/** Every tenth service is busy enough that each window of it must be weighed. */
function countsOf(service: string, random: SeededRandom): ObservedCount {
  const busy = random.below(10) === 0;
  const errors = random.poisson(busy ? 25 : 1);
  return { service, at: 0, widthMs: STEP_MS, lines: errors + random.manyLines(busy ? 5000 : 200), errors };
}

function emptyLoop(steps: ObservedCount[][]): number {
  let sum = 0;
  const before = process.cpuUsage();
  for (let round = 0; round < MEASURED_TICKS; round += 1) {
    for (const { lines, errors } of steps[round % steps.length] ?? []) {
      sum += lines + errors;
    }
  }
  const spent = cpuMs(before) / MEASURED_TICKS;
  return sum > 0 ? spent : 0;
}

function cpuMs(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
