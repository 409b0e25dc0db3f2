import type { Clock } from '../ports/clock.ts';
import { requestLines } from './background.ts';
import { type DemoLine, failedLine, spokenLine } from './demo-line.ts';
import { otlpBody, type OtlpBody } from './otlp-body.ts';
import { hex, pick, type Random } from './seeded-random.ts';
import { DEMO_SERVICES, type DemoService } from './services.ts';
import { STORIES } from './stories.ts';

export interface DemoDependencies {
  readonly clock: Clock;
  readonly random: Random;
  /** To the real intake, over HTTP; false or a rejection: not taken, to be sent again. */
  readonly send: (body: OtlpBody) => Promise<boolean>;
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

/**
 * The demo's life: a steady stream of a healthy shop, and failures on request. It knows nothing of detection; its
 * lines come in through the same door as anybody's.
 */
export class DemoStream {
  private readonly dependencies: Required<DemoDependencies>;
  private waiting: DemoLine[] = [];
  private planned: DemoLine[] = [];
  private sending: Promise<void> = Promise.resolve();
  private busy = false;
  private stopBeating: (() => void) | undefined;
  private lastBeat = 0;
  /** Lines that are due but make no whole request yet. */
  private owed = 0;

  constructor(dependencies: DemoDependencies) {
    this.dependencies = { ...dependencies, linesPerSecond: dependencies.linesPerSecond ?? LINES_PER_SECOND };
  }

  start(): void {
    if (this.stopBeating === undefined) {
      this.lastBeat = this.dependencies.clock.now();
      this.scheduleBeat();
    }
  }

  /** Resolves when the last batch has been answered. */
  async stop(): Promise<void> {
    this.stopBeating?.();
    this.stopBeating = undefined;
    await this.sending;
  }

  /** Spreads the errors evenly over the time, the first sign before them; returns at once. */
  inject({ service, errors, overSeconds }: Injection): void {
    const broken = demoService(service);
    const { clock, random } = this.dependencies;
    const story = STORIES[broken];
    const now = clock.now();
    const place = (at: number) => ({ at, service: broken, traceId: hex(random, 32) });
    this.planned.push(spokenLine(random, place(now), { level: 'WARN', message: story.firstSign }));
    for (let index = 0; index < errors; index += 1) {
      const at = now + (index * overSeconds * 1000) / errors;
      this.planned.push(failedLine(random, place(at), pick(random, story.failures)));
    }
    this.planned.sort((one, other) => one.at - other.at);
  }

  private scheduleBeat(): void {
    this.stopBeating = this.dependencies.clock.schedule(BEAT_MS, () => {
      this.scheduleBeat();
      this.beat();
    });
  }

  private beat(): void {
    const now = this.dependencies.clock.now();
    const due = this.planned.findIndex((line) => line.at > now);
    const injected = this.planned.splice(0, due === -1 ? this.planned.length : due);
    const background = this.background(now);
    const room = Math.max(0, WAITING_MAX - this.waiting.length);
    this.waiting.push(...background.slice(0, room), ...injected);
    this.lastBeat = now;
    if (!this.busy && this.waiting.length > 0) {
      this.sending = this.sendWaiting();
    }
  }

  private background(now: number): DemoLine[] {
    const { random, linesPerSecond } = this.dependencies;
    // A clock that jumped, or a machine that slept, is not made up for.
    const elapsed = Math.min(Math.max(0, now - this.lastBeat), 4 * BEAT_MS);
    this.owed += (elapsed / 1000) * linesPerSecond;
    const lines: DemoLine[] = [];
    while (this.owed >= 1) {
      const request = requestLines(random, Math.round(now - random() * elapsed));
      lines.push(...request);
      this.owed -= request.length;
    }
    return lines;
  }

  private async sendWaiting(): Promise<void> {
    this.busy = true;
    const batch = this.waiting.splice(0, BATCH_MAX);
    const taken = await this.dependencies.send(otlpBody(batch)).catch(() => false);
    if (!taken) {
      this.waiting.unshift(...batch);
    }
    this.busy = false;
  }
}

function demoService(name: string): DemoService {
  const service = DEMO_SERVICES.find((known) => known === name);
  if (service === undefined) {
    throw new RangeError(`the demo has no service ${name}`);
  }
  return service;
}
