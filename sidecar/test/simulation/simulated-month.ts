import type { MetricCounts } from '../../src/domain/metrics/metric-counts.ts';
import type { ServiceCounts } from '../../src/domain/signals/service-counts.ts';
import type { TemplateCounts, TemplateRecord } from '../../src/domain/templates/template-counts.ts';
import type { CallCounts, OperationCounts } from '../../src/domain/traffic/traffic-counts.ts';
import { DeliveryLags, type SignalKind } from './flow/delivery-lags.ts';
import { METRIC_STEPS, MetricDraws } from './flow/draw-metrics.ts';
import { RunningShop, type Said } from './flow/run-shop.ts';
import { planDeploys } from './plan/plan-deploys.ts';
import { planHarmless, type PlannedHarmless } from './plan/plan-harmless.ts';
import { planIncidents } from './plan/plan-incidents.ts';
import { planMaintenance } from './plan/plan-maintenance.ts';
import type { DeployTruth, HarmlessTruth, IncidentTruth, MaintenanceTruth, Planned } from './plan/truth.ts';
import { FastRandom } from './random/fast-random.ts';
import { demandAt, planCalendar } from './shop/demand.ts';
import { shopOf, type Shop } from './shop/shop.ts';

/**
 * A month of production that detection has never seen, made from a seed.
 *
 * A shop of fourteen services lives through thirty days in steps of ten seconds. Requests come from outside with a day,
 * a week, a holiday, an advertisement and growth, and go down the call graph; failures and slowness go up it, through
 * retries and fallbacks. So one cause shows in many services, load is correlated, and a caller whose callee fails asks
 * less of the others. Counts are gamma-Poisson around rates that wander on two scales of time; errors of any day come
 * in clusters, at rates that wander by half; latencies are log-normal with a tail and grow with load; log levels change
 * with versions. Each service tells lines by level and template, its spans, its calls and its metrics, each with a lag
 * of its own, mostly below twenty seconds and not always in order.
 *
 * Thirty incidents of ten kinds happen at any hour, at busy and at idle services. Beside them, in the same words
 * (plan/effects.ts), there is what hurts nobody: some hundred deploys, crawlers, clients that send nonsense, debug
 * levels, bursts of retries and of warnings, errors of a library that mean nothing, slow moments, cold caches, backups
 * that fill disks, shippers that are minutes late, and works at night that were announced.
 *
 * What it leaves out: single operations and hosts, traces, clocks that are wrong, and several incidents at once (but
 * for leaks, which creep for days).
 *
 * It was written and frozen before any detector was tuned, from how production behaves and not from how a detector
 * would like it: the history of this folder shows it. Who changes it afterwards moves the goal and has to say which
 * figures moved with it.
 */
export const SIMULATED_STEP_MS = 10_000;
/** A Monday. */
export const SIMULATED_START = Date.UTC(2026, 2, 2);
const DAY_MS = 86_400_000;
/** Mail handed over that waits: sent at so many a step when the mailer works, kept when it does not. */
const QUEUE_KEPT = 0.7;
const QUEUE_PAIR = { holds: 'orders', sends: 'mailer' };

export interface MonthOptions {
  readonly seed: number;
  readonly days?: number;
  readonly services?: number;
}

/** What one service sent at one time about one bucket of ten seconds. */
export interface SimulatedDelivery {
  readonly kind: SignalKind;
  readonly service: string;
  readonly at: number;
  /** When it comes in; never before the bucket is over. */
  readonly deliveredAt: number;
  readonly lines: ServiceCounts | null;
  readonly templates: readonly TemplateCounts[];
  readonly newTemplates: readonly TemplateRecord[];
  readonly operations: readonly OperationCounts[];
  readonly calls: readonly CallCounts[];
  readonly metrics: readonly MetricCounts[];
}

export interface MonthStep {
  /** Start of the ten seconds in which all of it happened. */
  readonly at: number;
  readonly deliveries: readonly SimulatedDelivery[];
  /** Roll-outs that begin in the step. */
  readonly deploys: readonly DeployTruth[];
  /** Works that are announced in the step, for later. */
  readonly announced: readonly MaintenanceTruth[];
}

export interface SimulatedMonth {
  readonly seed: number;
  readonly start: number;
  readonly end: number;
  readonly shop: Shop;
  readonly incidents: readonly IncidentTruth[];
  readonly harmless: readonly HarmlessTruth[];
  readonly maintenance: readonly MaintenanceTruth[];
  readonly deploys: readonly DeployTruth[];
  /** May be asked for again: it begins anew with the same numbers. */
  steps(): Generator<MonthStep, void, undefined>;
}

export function simulateMonth({ seed, days = 30, services }: MonthOptions): SimulatedMonth {
  const shop = shopOf(services);
  const start = SIMULATED_START;
  const span = { shop, start, days };
  const calendar = planCalendar(new FastRandom(seed, 'calendar'), { start, days });
  const incidents = planIncidents(new FastRandom(seed, 'incidents'), span);
  const { truths } = incidents;
  const maintenance = planMaintenance(new FastRandom(seed, 'maintenance'), { ...span, truths });
  const deploys = planDeploys(new FastRandom(seed, 'deploys'), { ...span, truths });
  const harmless = planHarmless(new FastRandom(seed, 'harmless'), span);
  const planned = [incidents, maintenance, deploys];
  const month = {
    seed,
    start,
    end: start + days * DAY_MS,
    shop,
    incidents: truths,
    harmless: [...harmless.harmless, ...deploys.harmless].sort((one, other) => one.from - other.from),
    maintenance: maintenance.windows,
    deploys: byTime(planned.flatMap((part) => part.deploys)),
  };
  return {
    ...month,
    *steps() {
      const effects = [...planned.flatMap((part) => part.effects), ...harmless.effects];
      const heights = heightsOf(shop);
      const running = new RunningShop({ shop, calendar, effects, heights }, seed);
      const telling = new Telling(seed, { shop, start, late: harmless.lateLines, planned });
      const deploysAhead = [...month.deploys];
      const announcementsAhead = [...month.maintenance].sort((one, other) => one.announcedAt - other.announcedAt);
      for (let at = start; at < month.end; at += SIMULATED_STEP_MS) {
        telling.prepare(running, at);
        const deliveries = telling.tell(running.step(at), { running, at });
        yield {
          at,
          deliveries,
          deploys: takeBefore(deploysAhead, { until: at + SIMULATED_STEP_MS, timeOf: (deploy) => deploy.at }),
          announced: takeBefore(announcementsAhead, {
            until: at + SIMULATED_STEP_MS,
            timeOf: (window) => window.announcedAt,
          }),
        };
      }
    },
  };

  function heightsOf(of: Shop): Float64Array {
    const noon = calendar.start + 2 * DAY_MS + 12 * 3_600_000;
    const rates = new Float64Array(of.services.length);
    of.services.forEach(({ outside, season }, index) => {
      const always = { shop: 0.85, office: 0.85, batch: 1 };
      const atHeight =
        season in always ? always[season as keyof typeof always] : demandAt(calendar, season, noon) || 0.1;
      rates[index] = Math.max(0.02, (rates[index] ?? 0) + outside * atHeight);
      for (const call of of.callsOf[index] ?? []) {
        rates[call.to] = (rates[call.to] ?? 0) + (rates[index] ?? 0) * call.perRequest;
      }
    });
    return rates;
  }
}

/** From what services said to what is delivered of it, and when. */
class Telling {
  private readonly shop: Shop;
  private readonly lags: readonly Record<SignalKind, DeliveryLags>[];
  private readonly metrics: readonly MetricDraws[];
  private readonly late: PlannedHarmless['lateLines'];
  private readonly restarts: { service: string; at: number }[];
  private readonly newTemplates: { service: string; at: number; weight: number }[];
  private readonly random: FastRandom;
  private waitingMail = 0;

  constructor(
    seed: number,
    plan: { shop: Shop; start: number; late: PlannedHarmless['lateLines']; planned: readonly Planned[] }
  ) {
    this.shop = plan.shop;
    this.late = plan.late;
    this.random = new FastRandom(seed, 'delivery');
    const lag = (kind: SignalKind) => new DeliveryLags(this.random, kind);
    this.lags = plan.shop.services.map(() => ({
      lines: lag('lines'),
      traffic: lag('traffic'),
      metrics: lag('metrics'),
    }));
    const metrics = new FastRandom(seed, 'metrics');
    this.metrics = plan.shop.services.map((spec) => new MetricDraws(metrics, { spec, start: plan.start }));
    this.restarts = byTime(plan.planned.flatMap(({ restarts }) => restarts));
    this.newTemplates = byTime(plan.planned.flatMap(({ newTemplates }) => newTemplates));
  }

  /** Versions that begin to run in this step. */
  prepare(running: RunningShop, at: number): void {
    const until = at + SIMULATED_STEP_MS;
    for (const { service, at: startedAt } of takeBefore(this.restarts, { until, timeOf: (restart) => restart.at })) {
      this.metrics[this.shop.services.findIndex(({ name }) => name === service)]?.restart(startedAt);
    }
    for (const fresh of takeBefore(this.newTemplates, { until, timeOf: (template) => template.at })) {
      running.learnTemplate(fresh.service, fresh.weight);
    }
  }

  tell(said: readonly Said[], { running, at }: { running: RunningShop; at: number }): SimulatedDelivery[] {
    this.moveMail(said);
    const deliveries: SimulatedDelivery[] = [];
    this.shop.services.forEach(({ name }, index) => {
      const part = said[index];
      const lags = this.lags[index];
      if (part === undefined || lags === undefined) {
        return;
      }
      const after = at + SIMULATED_STEP_MS;
      const common = { service: name, at, ...NOTHING };
      const linesAt = Math.max(after + lags.lines.next(), this.heldBack(name, at));
      const trafficAt = after + lags.traffic.next();
      const { lines, templates, newTemplates, operations, calls } = part;
      if (lines !== null) {
        deliveries.push({ ...common, kind: 'lines', deliveredAt: linesAt, lines, templates, newTemplates });
      }
      if (operations.length > 0 || calls.length > 0) {
        deliveries.push({ ...common, kind: 'traffic', deliveredAt: trafficAt, operations, calls });
      }
      if ((at / SIMULATED_STEP_MS + index) % METRIC_STEPS === 0 && part.silent < 0.5) {
        const metrics = this.metricsOf(index, { part, running, at });
        deliveries.push({ ...common, kind: 'metrics', deliveredAt: after + lags.metrics.next(), metrics });
      }
    });
    return deliveries;
  }

  private metricsOf(
    index: number,
    { part, running, at }: { part: Said; running: RunningShop; at: number }
  ): MetricCounts[] {
    const { memory, disk, cpu } = running.state.service;
    return (
      this.metrics[index]?.draw({
        at,
        load: part.load,
        memory: memory[index] ?? 0,
        disk: disk[index] ?? 0,
        cpu: cpu[index] ?? 0,
        queue: this.shop.services[index]?.name === QUEUE_PAIR.holds ? this.waitingMail : null,
      }) ?? []
    );
  }

  /** A shipper that stands still sends all it has when it goes on. */
  private heldBack(service: string, at: number): number {
    const held = this.late.find((late) => late.service === service && at >= late.from && at < late.until);
    return held === undefined ? 0 : held.until + this.random.between(500, 4000);
  }

  private moveMail(said: readonly Said[]): void {
    let handed = 0;
    let works = true;
    said.forEach((part, index) => {
      works = works && !(this.shop.services[index]?.name === QUEUE_PAIR.sends && part.silent > 0.5);
      handed += part.calls.reduce((sum, { callee, calls }) => sum + (callee === QUEUE_PAIR.sends ? calls : 0), 0);
    });
    this.waitingMail = handed + (works ? QUEUE_KEPT * this.waitingMail : this.waitingMail);
  }
}

const NOTHING = { lines: null, templates: [], newTemplates: [], operations: [], calls: [], metrics: [] } as const;

function byTime<T extends { readonly at: number }>(of: readonly T[]): T[] {
  return [...of].sort((one, other) => one.at - other.at);
}

/** Removes from the front what is before the time. */
function takeBefore<T>(from: T[], { until, timeOf }: { until: number; timeOf: (one: T) => number }): readonly T[] {
  let count = 0;
  for (let one = from[count]; one !== undefined && timeOf(one) < until; one = from[count]) {
    count += 1;
  }
  return count === 0 ? [] : from.splice(0, count);
}
