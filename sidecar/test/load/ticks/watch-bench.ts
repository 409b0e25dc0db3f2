import { PRODUCT_DETECTORS } from '../../../src/domain/detection/watching/product-detectors.ts';
import { SignalWatch } from '../../../src/domain/detection/watching/signal-watch.ts';
import type { ServiceCounts } from '../../../src/domain/signals/service-counts.ts';
import type { TemplateCounts } from '../../../src/domain/templates/template-counts.ts';
import { binsOf } from '../../../src/domain/traffic/latency-sketch.ts';
import type { OperationCounts } from '../../../src/domain/traffic/traffic-counts.ts';
import { SeededRandom } from '../../support/seeded-random.ts';

export interface WatchBench {
  readonly services: number;
  readonly templates: number;
  /** CPU milliseconds for taking in ten seconds of everything and stepping every detector over them. */
  readonly medianTickMs: number;
  /** Every sixth tick also closes a minute. */
  readonly slowestTickMs: number;
  /** The same numbers counted into maps in the same run: what the machine gives. */
  readonly bareCountingMs: number;
  /** What is held in memory after the run, and what is saved, of a service with its templates. */
  readonly heapBytesPerService: number;
  readonly savedBytesPerService: number;
  readonly alarms: number;
}

const STEP_MS = 10_000;
const MEASURED_TICKS = 60;
const VARIANTS = 12;
/** Six to nine on a quiet machine. */
export const MOST_BARE_COUNTINGS = 30;

interface Step {
  readonly counts: ServiceCounts[];
  readonly operations: OperationCounts[];
  readonly templateCounts: TemplateCounts[];
}

/** Measures what detectors cost with so many services, all of which tell lines, requests, latencies and templates. */
export function benchWatch({ services = 1000, templates = 20_000, warmTicks = 360 } = {}): WatchBench {
  const random = new SeededRandom(11);
  const steps = Array.from({ length: VARIANTS }, () => stepOf(random, { services, templates }));
  collectGarbage();
  const heapBefore = process.memoryUsage().heapUsed;
  const watch = new SignalWatch({ makers: PRODUCT_DETECTORS });
  let at = Date.UTC(2026, 0, 15);
  let step = 0;
  let alarms = 0;
  const tick = (): number => {
    const { counts, operations, templateCounts } = placed(steps[step % VARIANTS], at);
    step += 1;
    at += STEP_MS;
    const before = process.cpuUsage();
    watch.observe({ counts, operations, templateCounts }, { source: 'push', now: at + 3000, whole: null });
    alarms += watch.evaluate(at + STEP_MS, { modeOf: () => 'live', heldBack: () => null }).raised.length;
    return cpuMs(before);
  };
  for (let warm = 0; warm < warmTicks; warm += 1) {
    tick();
  }
  const measured = Array.from({ length: MEASURED_TICKS }, tick).sort((one, other) => one - other);
  collectGarbage();
  const heap = process.memoryUsage().heapUsed - heapBefore;
  const saved = [...watch.serviceNames()].reduce(
    (sum, name) => sum + JSON.stringify(watch.saveService(name)).length,
    0
  );
  return {
    services,
    templates,
    medianTickMs: measured[Math.floor(measured.length / 2)] ?? 0,
    slowestTickMs: measured.at(-1) ?? 0,
    bareCountingMs: bareCounting(steps),
    heapBytesPerService: Math.round(heap / services),
    savedBytesPerService: Math.round(saved / services),
    alarms,
  };
}

/** Every tenth service is busy. */
function stepOf(random: SeededRandom, { services, templates }: { services: number; templates: number }): Step {
  const counts: ServiceCounts[] = [];
  const operations: OperationCounts[] = [];
  const templateCounts: TemplateCounts[] = [];
  const each = Math.floor(templates / services);
  for (let index = 0; index < services; index += 1) {
    const service = `service-${index}`;
    const requests = random.manyLines(index % 10 === 0 ? 2000 : 100);
    const errors = random.poisson(requests / 500);
    const latency = binsOf(Array.from({ length: Math.min(200, requests) }, () => 20 + 100 * random.next() ** 3));
    const lines = 2 * requests + errors;
    counts.push({ service, at: 0, lines, errors, warnings: 0 });
    operations.push({ service, operation: '', at: 0, requests, errors, latency, slowestMs: 120, slowestTrace: null });
    for (let template = 0; template < each; template += 1) {
      const came = 1 + random.poisson(lines / each);
      templateCounts.push({ service, template: `tpl-${index}-${template}`, at: 0, lines: came, errors: 0 });
    }
  }
  return { counts, operations, templateCounts };
}

function placed(step: Step | undefined, at: number): Step {
  return {
    counts: (step?.counts ?? []).map((count) => ({ ...count, at })),
    operations: (step?.operations ?? []).map((count) => ({ ...count, at })),
    templateCounts: (step?.templateCounts ?? []).map((count) => ({ ...count, at })),
  };
}

/** Everything counted into maps by name, and nothing judged. */
function bareCounting(steps: readonly Step[]): number {
  const sums = new Map<string, Map<string, number>>();
  const add = (service: string, name: string, value: number) => {
    const own = sums.get(service) ?? new Map<string, number>();
    sums.set(service, own);
    own.set(name, (own.get(name) ?? 0) + value);
  };
  const round = (step: Step | undefined) => {
    for (const { service, lines, errors } of step?.counts ?? []) {
      add(service, 'lines', lines);
      add(service, 'errors', errors);
    }
    for (const { service, requests, errors, latency } of step?.operations ?? []) {
      add(service, 'requests', requests);
      add(service, 'failed', errors);
      for (let bin = 0; bin < latency.length; bin += 2) {
        add(service, 'latency', latency[bin + 1] ?? 0);
      }
    }
    for (const { service, template, lines } of step?.templateCounts ?? []) {
      add(service, template, lines);
    }
  };
  steps.forEach(round);
  const before = process.cpuUsage();
  for (let measured = 0; measured < MEASURED_TICKS; measured += 1) {
    round(steps[measured % VARIANTS]);
  }
  return sums.size > 0 ? cpuMs(before) / MEASURED_TICKS : 0;
}

/** Only where the process was started with --expose-gc; else the figure has garbage in it. */
function collectGarbage(): void {
  globalThis.gc?.();
}

function cpuMs(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
