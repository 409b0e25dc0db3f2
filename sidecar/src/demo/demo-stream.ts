import type { FailureKind } from '@incident-memory/contract';
import type { Clock } from '../ports/clock.ts';
import { failedTrip, shopRequest } from './background.ts';
import { type DemoLine, failedLine, spokenLine } from './demo-line.ts';
import { otlpLogs } from './otlp/otlp-logs.ts';
import { otlpMetrics } from './otlp/otlp-metrics.ts';
import { otlpSpans } from './otlp/otlp-spans.ts';
import { Outbox } from './outbox.ts';
import { hex, pick, type Random } from './seeded-random.ts';
import { DEMO_SERVICES, type DemoService } from './shop/services.ts';
import { ShopChanges, type DemoChange, type DemoKubernetesEvent } from './shop/shop-changes.ts';
import { ShopMetrics, type DemoMetric } from './shop/shop-metrics.ts';
import { STORIES } from './shop/stories.ts';
import type { DemoSpan } from './shop/trip.ts';
import { troubleOf, Troubles, type LastingKind, type Trouble } from './shop/troubles.ts';

/** What is sent, and to which door of the intake. */
export interface DemoMessage {
  readonly to: 'logs' | 'traces' | 'metrics' | 'changes' | 'kubernetes';
  readonly body: unknown;
}

export interface DemoDependencies {
  readonly clock: Clock;
  readonly random: Random;
  /** To the real intake, over HTTP; false or a rejection: not taken, to be sent again. */
  readonly send: (message: DemoMessage) => Promise<boolean>;
  readonly linesPerSecond?: number;
}
export interface Injection {
  readonly service: string;
  readonly kind: FailureKind;
  /** Of an abrupt failure; the others happen to what is asked of the service. */
  readonly errors: number;
  /** Without it as long as the kind needs to be seen. */
  readonly overSeconds?: number | undefined;
}
const SECONDS: Readonly<Record<FailureKind, number>> = {
  abrupt: 8,
  slow: 600,
  cascade: 180,
  silent: 240,
  flapping: 420,
  'after-deploy': 300,
};

const LINES_PER_SECOND = 60;
const BEAT_MS = 250;
/** What waits for an intake that does not answer; background lines beyond it are given up, injected ones never. */
const WAITING_MAX = 5_000;
const BATCH_MAX = 1_000;
const METRICS_EVERY_MS = 10_000;
/** Someone who looks at the demo for the first time shall soon see a change. */
const FIRST_CHANGE_MS = 45_000;
const CHANGE_EVERY_MS = 12 * 60_000;
/** Who called a service in trouble still suffers a little after its last error. */
const TROUBLE_AFTER_MS = 5_000;
/** Requests are planned with times so far back at most. */
const PLANNED_BACK_MS = 10_000;
const LEAST_LINES = 3;

interface Planned {
  readonly line: DemoLine;
  readonly isInjected: boolean;
}

/**
 * The demo's life: a steady stream of a healthy shop, and failures on request. It knows nothing of detection; its
 * signals come in through the same doors as anybody's.
 */
export class DemoStream {
  private readonly dependencies: Required<DemoDependencies>;
  private readonly changes: ShopChanges;
  private readonly metrics: ShopMetrics;
  private readonly lineBox: Outbox<DemoLine>;
  private readonly spanBox: Outbox<DemoSpan>;
  private readonly metricBox: Outbox<DemoMetric>;
  private readonly changeBox: Outbox<DemoChange>;
  private readonly eventBox: Outbox<DemoKubernetesEvent>;
  private readonly troubles = new Troubles();
  private plannedLines: Planned[] = [];
  private plannedSpans: DemoSpan[] = [];
  private rollBacks: Array<{ service: DemoService; at: number }> = [];
  private stopBeating: (() => void) | undefined;
  private lastBeat = 0;
  private nextMetricsAt = 0;
  private nextChangeAt = 0;
  /** Lines that are due but make no whole request yet. */
  private owed = 0;

  constructor(dependencies: DemoDependencies) {
    this.dependencies = { ...dependencies, linesPerSecond: dependencies.linesPerSecond ?? LINES_PER_SECOND };
    const { random, clock } = dependencies;
    this.changes = new ShopChanges(random);
    this.metrics = new ShopMetrics(random, clock.now());
    const { versions } = this.changes;
    this.lineBox = this.outbox('logs', (lines) => otlpLogs(lines, versions));
    this.spanBox = this.outbox('traces', (spans) => otlpSpans(spans, versions));
    this.metricBox = this.outbox('metrics', (metrics) => otlpMetrics(metrics, versions));
    this.changeBox = this.outbox('changes', (changes) => changes);
    this.eventBox = this.outbox('kubernetes', (items) => ({ apiVersion: 'v1', kind: 'List', items }));
  }

  start(): void {
    if (this.stopBeating === undefined) {
      const now = this.dependencies.clock.now();
      this.lastBeat = now;
      this.nextMetricsAt = now;
      this.nextChangeAt = now + FIRST_CHANGE_MS;
      this.scheduleBeat();
    }
  }

  /** Resolves when the last batches have been answered. */
  async stop(): Promise<void> {
    this.stopBeating?.();
    this.stopBeating = undefined;
    await Promise.all(this.boxes().map((box) => box.settled()));
  }

  /** Returns at once with the time that it takes. */
  inject({ service, kind, errors, overSeconds = SECONDS[kind] }: Injection): { overSeconds: number } {
    const broken = demoService(service);
    if (kind === 'abrupt') {
      this.breakAbruptly(broken, { errors, overSeconds });
    } else {
      this.breakLastingly(broken, { kind, overSeconds });
    }
    return { overSeconds };
  }

  /** Spreads the errors evenly over the time, cause and first sign before them. */
  private breakAbruptly(broken: DemoService, { errors, overSeconds }: { errors: number; overSeconds: number }): void {
    const { clock, random } = this.dependencies;
    const story = STORIES[broken];
    const now = clock.now();
    this.changeBox.add([this.changes.triggerOf(broken, story.trigger, now)]);
    if (story.isOutOfMemory) {
      this.eventBox.add([this.changes.outOfMemory(broken, now)]);
    }
    this.troubles.begin(suffering(broken, now, now + overSeconds * 1000 + TROUBLE_AFTER_MS));
    const sign = { at: now, service: broken, traceId: hex(random, 32), spanId: hex(random, 16) };
    this.planInjected(spokenLine(random, sign, { level: 'WARN', message: story.firstSign }));
    for (let index = 0; index < errors; index += 1) {
      const at = now + (index * overSeconds * 1000) / errors;
      const { spans, traceId, spanId } = failedTrip(random, at, broken);
      this.planInjected(failedLine(random, { at, service: broken, traceId, spanId }, pick(random, story.failures)));
      this.plannedSpans.push(...spans);
    }
  }

  /** Something happens to the service's requests for a while. After a bad deploy somebody rolls it back. */
  private breakLastingly(broken: DemoService, { kind, overSeconds }: { kind: LastingKind; overSeconds: number }): void {
    const from = this.dependencies.clock.now();
    const to = from + overSeconds * 1000;
    if (kind === 'after-deploy') {
      this.changeBox.add([this.changes.deploy(broken, from)]);
      this.rollBacks.push({ service: broken, at: to });
    }
    this.troubles.begin(troubleOf(kind, broken, { from, to }));
  }

  private scheduleBeat(): void {
    this.stopBeating = this.dependencies.clock.schedule(BEAT_MS, () => {
      this.scheduleBeat();
      this.beat();
    });
  }

  private beat(): void {
    const now = this.dependencies.clock.now();
    this.planBackground(now);
    this.sayWhatIsDue(now);
    if (now >= this.nextMetricsAt) {
      const running = this.plannedSpans.filter(({ startsAt }) => startsAt <= now);
      this.metricBox.addIfThereIsRoom(this.metrics.read(now, running, this.troubles));
      this.nextMetricsAt = now + METRICS_EVERY_MS;
    }
    const dueBack = this.rollBacks.filter(({ at }) => at <= now);
    this.changeBox.add(dueBack.map(({ service }) => this.changes.deploy(service, now)));
    this.rollBacks = this.rollBacks.filter(({ at }) => at > now);
    this.troubles.forgetBefore(now - PLANNED_BACK_MS);
    if (now >= this.nextChangeAt) {
      this.changeBox.addIfThereIsRoom([this.changes.ordinary(now)]);
      this.nextChangeAt = now + CHANGE_EVERY_MS * (0.5 + this.dependencies.random());
    }
    this.lastBeat = now;
    this.boxes().forEach((box) => box.flush());
  }

  private planBackground(now: number): void {
    const { random, linesPerSecond } = this.dependencies;
    // A clock that jumped, or a machine that slept, is not made up for.
    const elapsed = Math.min(Math.max(0, now - this.lastBeat), 4 * BEAT_MS);
    this.owed += (elapsed / 1000) * linesPerSecond;
    while (this.owed >= 1) {
      const at = Math.round(now - random() * elapsed);
      const { lines, spans } = shopRequest(random, at, this.troubles);
      this.plannedLines.push(...lines.map((line) => ({ line, isInjected: false })));
      this.plannedSpans.push(...spans);
      // A shop that says little is asked no more often.
      this.owed -= Math.max(lines.length, LEAST_LINES);
    }
  }

  /** A line when it was said, a span when it has ended. */
  private sayWhatIsDue(now: number): void {
    const lines = Map.groupBy(this.plannedLines, ({ line }) => line.at <= now);
    const spans = Map.groupBy(this.plannedSpans, ({ endsAt }) => endsAt <= now);
    this.plannedLines = lines.get(false) ?? [];
    this.plannedSpans = spans.get(false) ?? [];
    const due = Map.groupBy(lines.get(true) ?? [], ({ isInjected }) => isInjected);
    this.lineBox.addIfThereIsRoom((due.get(false) ?? []).map(({ line }) => line));
    this.lineBox.add((due.get(true) ?? []).map(({ line }) => line));
    const ended = spans.get(true) ?? [];
    ended.forEach((span) => this.metrics.served(span));
    this.spanBox.addIfThereIsRoom(ended);
  }

  private planInjected(line: DemoLine): void {
    this.plannedLines.push({ line, isInjected: true });
  }

  private outbox<Item>(to: DemoMessage['to'], toBody: (items: readonly Item[]) => unknown): Outbox<Item> {
    const send = (items: readonly Item[]) => this.dependencies.send({ to, body: toBody(items) });
    return new Outbox({ send, batchMax: BATCH_MAX, waitingMax: WAITING_MAX });
  }

  private boxes(): Array<Pick<Outbox<never>, 'flush' | 'settled'>> {
    return [this.lineBox, this.spanBox, this.metricBox, this.changeBox, this.eventBox];
  }
}

/** While its errors are written, and a little after, everything asked of it is slow. */
function suffering(service: DemoService, from: number, to: number): Trouble {
  return { service, from, to, failingShare: () => 0, slowness: () => 12, isSilent: false, callersComplainFrom: null };
}

function demoService(name: string): DemoService {
  const service = DEMO_SERVICES.find((known) => known === name);
  if (service === undefined) {
    throw new RangeError(`the demo has no service ${name}`);
  }
  return service;
}
