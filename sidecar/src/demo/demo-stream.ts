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
  readonly errors: number;
  readonly overSeconds: number;
}

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
  private readonly troubleUntil = new Map<DemoService, number>();
  private plannedLines: Planned[] = [];
  private plannedSpans: DemoSpan[] = [];
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

  /** Spreads the errors evenly over the time, cause and first sign before them; returns at once. */
  inject({ service, errors, overSeconds }: Injection): void {
    const broken = demoService(service);
    const { clock, random } = this.dependencies;
    const story = STORIES[broken];
    const now = clock.now();
    this.changeBox.add([this.changes.triggerOf(broken, story.trigger, now)]);
    if (story.isOutOfMemory) {
      this.eventBox.add([this.changes.outOfMemory(broken, now)]);
    }
    this.troubleUntil.set(broken, now + overSeconds * 1000 + TROUBLE_AFTER_MS);
    const sign = { at: now, service: broken, traceId: hex(random, 32), spanId: hex(random, 16) };
    this.planInjected(spokenLine(random, sign, { level: 'WARN', message: story.firstSign }));
    for (let index = 0; index < errors; index += 1) {
      const at = now + (index * overSeconds * 1000) / errors;
      const { spans, traceId, spanId } = failedTrip(random, at, broken);
      this.planInjected(failedLine(random, { at, service: broken, traceId, spanId }, pick(random, story.failures)));
      this.plannedSpans.push(...spans);
    }
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
      this.metricBox.addIfThereIsRoom(this.metrics.read(now, running, (service) => this.isInTrouble(service, now)));
      this.nextMetricsAt = now + METRICS_EVERY_MS;
    }
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
      const { lines, spans } = shopRequest(random, at, (service) => this.isInTrouble(service, at));
      this.plannedLines.push(...lines.map((line) => ({ line, isInjected: false })));
      this.plannedSpans.push(...spans);
      this.owed -= lines.length;
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

  private isInTrouble(service: DemoService, at: number): boolean {
    return at < (this.troubleUntil.get(service) ?? 0);
  }

  private outbox<Item>(to: DemoMessage['to'], toBody: (items: readonly Item[]) => unknown): Outbox<Item> {
    const send = (items: readonly Item[]) => this.dependencies.send({ to, body: toBody(items) });
    return new Outbox({ send, batchMax: BATCH_MAX, waitingMax: WAITING_MAX });
  }

  private boxes(): Array<Pick<Outbox<never>, 'flush' | 'settled'>> {
    return [this.lineBox, this.spanBox, this.metricBox, this.changeBox, this.eventBox];
  }
}

function demoService(name: string): DemoService {
  const service = DEMO_SERVICES.find((known) => known === name);
  if (service === undefined) {
    throw new RangeError(`the demo has no service ${name}`);
  }
  return service;
}
