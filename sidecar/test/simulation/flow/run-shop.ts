import { valueOfBin } from '../../../src/domain/traffic/latency-sketch.ts';
import type { ServiceCounts } from '../../../src/domain/signals/service-counts.ts';
import type { TemplateCounts, TemplateRecord } from '../../../src/domain/templates/template-counts.ts';
import type { CallCounts, OperationCounts } from '../../../src/domain/traffic/traffic-counts.ts';
import { EffectSchedule, EffectState, type Effect } from '../plan/effects.ts';
import { FastRandom } from '../random/fast-random.ts';
import { demandAt, type Calendar } from '../shop/demand.ts';
import type { ServiceSpec, Shop } from '../shop/shop.ts';
import { LatencyDraws, latencyPool } from './latency-draws.ts';
import { TemplateDraws } from './draw-templates.ts';
import { Spread } from './spread-failure.ts';

const STEP_SECONDS = 10;
/** A count's rate is itself uncertain: the larger, the nearer to Poisson. */
const REQUEST_SHAPE = 40;
const CALL_SHAPE = 150;
/** Errors come in clusters: one bad host, one bad customer. */
const ERROR_SHAPE = 1.6;
const LINE_SHAPE = 80;
const QUIET_FAILURES_WARN = 0.8;
/** Queueing: at its capacity, which is so many times the height of the day, a service takes a quarter longer. */
const CAPACITY = 1.6;
const QUEUEING = 0.25;
/** Beyond, more processes are started: what no truth tells of must stay below what reach.ts calls felt. */
const LONGEST_QUEUE = 0.4;
const SLOW_TIMES = 8;
const NETWORK_MS = 0.4;
const FAST_KEPT = 0.93;
const SLOW_KEPT = 0.9995;
const SLOW_SPREAD = 0.08;
const ERROR_KEPT = 0.998;
const ERROR_SPREAD = 0.5;

const { exp, min, sqrt } = Math;

/** Noise that remembers: an autoregression of the given standard deviation. */
class Wander {
  value = 0;
  private readonly kept: number;
  private readonly step: number;

  constructor(kept: number, spread: number) {
    this.kept = kept;
    this.step = spread * sqrt(1 - kept * kept);
  }

  move(random: FastRandom): number {
    this.value = this.kept * this.value + this.step * random.normal();
    return this.value;
  }
}

interface Part {
  readonly spec: ServiceSpec;
  readonly fast: Wander;
  readonly slow: Wander;
  readonly errors: Wander;
  readonly pool: Int16Array;
  readonly templates: TemplateDraws;
  /** Its rate at the height of the day, to tell load. */
  readonly height: number;
}

/** What one service said in ten seconds. */
export interface Said {
  readonly lines: ServiceCounts | null;
  readonly templates: readonly TemplateCounts[];
  readonly newTemplates: readonly TemplateRecord[];
  readonly operations: readonly OperationCounts[];
  readonly calls: readonly CallCounts[];
  readonly load: number;
  readonly silent: number;
}

export interface ShopPlan {
  readonly shop: Shop;
  readonly calendar: Calendar;
  readonly effects: readonly Effect[];
  readonly heights: Float64Array;
}

/** The shop going through time in steps of ten seconds; the same seed gives the same steps. */
export class RunningShop {
  readonly state: EffectState;
  private readonly plan: ShopPlan;
  private readonly random: FastRandom;
  private readonly schedule: EffectSchedule;
  private readonly spread: Spread;
  private readonly draws: LatencyDraws;
  private readonly parts: readonly Part[];
  private readonly shared = { shopFast: new Wander(0.98, 0.05), shopSlow: new Wander(0.9998, 0.06) };
  private readonly requests: Float64Array;
  private readonly callCounts: Float64Array;
  private readonly callFailures: Float64Array;
  private readonly own: { failing: Float64Array; ms: Float64Array };
  private readonly loads: Float64Array;

  constructor(plan: ShopPlan, seed: number) {
    this.plan = plan;
    this.random = new FastRandom(seed, 'shop');
    this.state = new EffectState(plan.shop);
    this.schedule = new EffectSchedule(plan.effects);
    this.spread = new Spread(plan.shop);
    this.draws = new LatencyDraws(this.random);
    const { services, calls } = plan.shop;
    this.requests = new Float64Array(services.length);
    this.loads = new Float64Array(services.length);
    this.callCounts = new Float64Array(calls.length);
    this.callFailures = new Float64Array(calls.length);
    this.own = { failing: new Float64Array(services.length), ms: new Float64Array(services.length) };
    this.parts = services.map((spec, index) => ({
      spec,
      fast: new Wander(FAST_KEPT, spec.noise),
      slow: new Wander(SLOW_KEPT, SLOW_SPREAD),
      errors: new Wander(ERROR_KEPT, ERROR_SPREAD),
      pool: latencyPool(this.random, spec.latencySigma),
      templates: new TemplateDraws(this.random, spec),
      height: plan.heights[index] ?? 1,
    }));
  }

  /** From now on the service also writes a line that it never wrote. */
  learnTemplate(service: string, weight: number): void {
    this.parts.find(({ spec }) => spec.name === service)?.templates.learn(weight);
  }

  /** All services, in the order of the shop. */
  step(at: number): readonly Said[] {
    this.state.clear();
    this.schedule.applyTo(this.state, at);
    this.computeOwn();
    this.spread.compute(this.state, this.own);
    this.drawRequests(at);
    return this.parts.map((part, index) => this.say(part, { index, at }));
  }

  private computeOwn(): void {
    this.parts.forEach((part, index) => {
      const load = this.loads[index] ?? 0;
      this.own.failing[index] = part.spec.failing * exp(part.errors.move(this.random) - ERROR_SPREAD ** 2 / 2);
      this.own.ms[index] =
        part.spec.ownMs * (1 + min(LONGEST_QUEUE, QUEUEING * (load / CAPACITY) ** 3)) * exp(0.4 * part.fast.value);
    });
  }

  /** From outside and from caller to callee; those who call come first. */
  private drawRequests(at: number): void {
    const { random, state, requests } = this;
    const { shop, calendar } = this.plan;
    const shopNoise = exp(this.shared.shopFast.move(random) + this.shared.shopSlow.move(random));
    requests.fill(0);
    this.parts.forEach((part, index) => {
      const { spec } = part;
      const noise = exp(part.fast.move(random) + part.slow.move(random));
      const season = spec.outside > 0 ? demandAt(calendar, spec.season, at) : 0;
      const outside =
        spec.outside * season * (spec.season === 'shop' ? shopNoise : 1) * noise * (state.service.outside[index] ?? 1);
      const rate = outside + (state.service.extraDemand[index] ?? 0);
      const talking = 1 - (state.service.silent[index] ?? 0);
      const asked = (requests[index] ?? 0) + (rate > 0 ? random.overdispersed(rate * STEP_SECONDS, REQUEST_SHAPE) : 0);
      requests[index] = talking < 1 ? random.binomial(asked, talking) : asked;
      this.loads[index] = (requests[index] ?? 0) / (STEP_SECONDS * part.height);
      for (const call of shop.callsOf[index] ?? []) {
        const callee = this.parts[call.to];
        const wanted = (requests[index] ?? 0) * call.perRequest * (this.spread.callFactor[call.index] ?? 1);
        const calls = random.overdispersed(wanted * exp(0.5 * (callee?.fast.value ?? 0)), CALL_SHAPE);
        this.callCounts[call.index] = calls;
        this.callFailures[call.index] = random.binomial(calls, this.spread.callErrors[call.index] ?? 0);
        requests[call.to] = (requests[call.to] ?? 0) + calls;
      }
    });
  }

  private say(part: Part, { index, at }: { index: number; at: number }): Said {
    const { random, state } = this;
    const { spec } = part;
    const silent = state.service.silent[index] ?? 0;
    const requests = this.requests[index] ?? 0;
    const load = this.loads[index] ?? 0;
    const share = this.spread.failing[index] ?? 0;
    const failed = random.binomial(requests, min(1, share < 0.02 ? share * random.gamma(ERROR_SHAPE) : share));
    const written = this.write(part, { index, at, failed });
    return {
      lines: written.lines,
      templates: written.templates,
      newTemplates: part.templates.takeNew().map(({ id, text }) => ({ id, text, mergedInto: null })),
      operations: spec.spans && requests > 0 ? [this.operation(part, { index, at, failed })] : [],
      calls: silent < 1 && spec.spans ? this.calls(part, { index, at }) : [],
      load,
      silent,
    };
  }

  private write(
    part: Part,
    { index, at, failed }: { index: number; at: number; failed: number }
  ): { lines: ServiceCounts | null; templates: TemplateCounts[] } {
    const { random, state } = this;
    const { spec } = part;
    const talking = 1 - (state.service.silent[index] ?? 0);
    const requests = this.requests[index] ?? 0;
    const idle = spec.idleLines * STEP_SECONDS * talking;
    const chatter = state.service.chatter[index] ?? 1;
    const usual = (requests * spec.linesPerRequest + idle) * chatter;
    const started = (state.service.infoLines[index] ?? 0) * STEP_SECONDS * talking;
    const info = random.overdispersed(usual * (1 - spec.warnShare) + started, LINE_SHAPE);
    let hidden = 0;
    for (const call of this.plan.shop.callsOf[index] ?? []) {
      hidden += (this.callFailures[call.index] ?? 0) * (1 - call.passing * (state.call.passing[call.index] ?? 1));
    }
    const warnLines = (state.service.warnLines[index] ?? 0) * STEP_SECONDS * talking;
    const warnings = random.poisson(
      usual * spec.warnShare * random.gamma(4) + QUIET_FAILURES_WARN * hidden * talking + warnLines
    );
    const oddLines = (state.oddLines[index] ?? 0) * STEP_SECONDS * talking;
    const odd = oddLines > 0 ? random.poisson(oddLines) : 0;
    const idleErrors = spec.idleErrors * random.gamma(ERROR_SHAPE) + (state.service.errorLines[index] ?? 0);
    const errors = odd + random.poisson(failed * spec.linesPerFailure + idleErrors * STEP_SECONDS * talking);
    const lines = info + warnings + errors;
    if (lines === 0) {
      return { lines: null, templates: [] };
    }
    const templates = part.templates.draw(at, {
      info,
      warnings,
      errors,
      odd,
      incidentWords: state.templates[index] ?? null,
      oddWords: state.oddTemplates[index] ?? null,
    });
    return { lines: { service: spec.name, at, lines, errors, warnings }, templates };
  }

  private operation(part: Part, { index, at, failed }: { index: number; at: number; failed: number }): OperationCounts {
    const requests = this.requests[index] ?? 0;
    const medianMs = this.spread.latencyMs[index] ?? 1;
    const slowShare = this.state.service.slowShare[index] ?? 0;
    const slow = slowShare > 0 ? this.random.binomial(requests, slowShare) : 0;
    this.draws.add(part.pool, requests - slow, medianMs);
    this.draws.add(part.pool, slow, medianMs * SLOW_TIMES);
    const slowestMs = valueOfBin(this.draws.highestBin);
    const latency = this.draws.take();
    return {
      service: part.spec.name,
      operation: '',
      at,
      requests,
      errors: failed,
      latency,
      slowestMs,
      slowestTrace: null,
    };
  }

  private calls(part: Part, { index, at }: { index: number; at: number }): CallCounts[] {
    const calls: CallCounts[] = [];
    for (const call of this.plan.shop.callsOf[index] ?? []) {
      const count = this.callCounts[call.index] ?? 0;
      const callee = this.parts[call.to];
      if (count > 0 && callee !== undefined) {
        const medianMs = call.waits ? (this.spread.latencyMs[call.to] ?? 0) : 1;
        this.draws.add(callee.pool, count, medianMs + NETWORK_MS);
        const latency = this.draws.take();
        const errors = this.callFailures[call.index] ?? 0;
        calls.push({ caller: part.spec.name, callee: call.callee, origin: 'spans', at, calls: count, errors, latency });
      }
    }
    return calls;
  }
}
