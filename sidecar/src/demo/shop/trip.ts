import { between, hex, type Random } from '../seeded-random.ts';
import type { DemoService } from './services.ts';
import { callerOf, HELPERS, operationOf, OWN_WORK_MS, QUEUES, type ShopRequest } from './shop-map.ts';

export interface DemoSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly service: DemoService;
  readonly operation: string;
  readonly kind: 'server' | 'client' | 'producer' | 'consumer';
  readonly startsAt: number;
  readonly endsAt: number;
  readonly isError: boolean;
  readonly attributes: Readonly<Record<string, string>>;
}

/** One service on the way of a request. */
export interface Hop {
  readonly service: DemoService;
  readonly spanId: string;
  readonly startsAt: number;
  readonly endsAt: number;
}
export interface Trip {
  readonly traceId: string;
  readonly hops: readonly Hop[];
  readonly spans: readonly DemoSpan[];
}

export interface TripConditions {
  readonly at: number;
  /** Places on the path that fail. */
  readonly failed: ReadonlySet<number>;
  /** Whether who called a failed one gets by without it. */
  readonly callersCope: () => boolean;
  /** Times as slow as usual. */
  readonly slowness: (service: DemoService) => number;
}

/** What fails waited before for what did not come. */
const WAITING_FACTOR = 12;
const NETWORK_MS = 0.4;
const QUEUE_MS_MAX = 80;
/** Most requests take about the middle, some several times as long. */
const SPREAD = 0.5;

/** One request through the shop as its tracers see it: every hop with its server and its clients, times nested. */
export function planTrip(random: Random, request: ShopRequest, conditions: TripConditions): Trip {
  const trip = new TripPlan(random, request, conditions);
  trip.serve({ place: 0, startsAt: conditions.at, parentSpanId: null });
  return { traceId: trip.traceId, hops: trip.hops, spans: trip.spans };
}

class TripPlan {
  readonly traceId: string;
  readonly spans: DemoSpan[] = [];
  private readonly random: Random;
  private readonly request: ShopRequest;
  private readonly conditions: TripConditions;
  private readonly byPlace = new Map<number, Hop>();

  constructor(random: Random, request: ShopRequest, conditions: TripConditions) {
    this.random = random;
    this.request = request;
    this.conditions = conditions;
    this.traceId = hex(random, 32);
  }

  get hops(): Hop[] {
    return [...this.byPlace].sort(([one], [other]) => one - other).map(([, hop]) => hop);
  }

  serve(asked: { place: number; startsAt: number; parentSpanId: string | null }): { endsAt: number; isError: boolean } {
    const { place, startsAt, parentSpanId } = asked;
    const service = this.serviceAt(place);
    const spanId = hex(this.random, 16);
    const failed = this.conditions.failed.has(place);
    const slowness = Math.max(failed ? WAITING_FACTOR : 1, this.conditions.slowness(service));
    const work = this.duration(OWN_WORK_MS[service]) * slowness;
    let isError = failed;
    let time = startsAt + work / 2;
    const helped = this.askHelper({ service, spanId, startsAt: time, failed });
    time = helped;
    for (const called of this.calledBy(place)) {
      const answer = this.call({ place: called, from: service, spanId, startsAt: time });
      time = answer.endsAt;
      isError ||= answer.isError && !this.conditions.callersCope();
    }
    const endsAt = time + work / 2;
    const caller = callerOf(this.request.path, place);
    const operation = caller === null ? this.gatewayOperation() : operationOf(service, this.serviceAt(caller));
    const isQueued = QUEUES[service] !== undefined;
    this.byPlace.set(place, { service, spanId, startsAt, endsAt });
    this.add({
      ...{ spanId, parentSpanId, service, operation, startsAt, endsAt, isError },
      kind: isQueued ? 'consumer' : 'server',
      attributes: isQueued ? {} : { 'http.response.status_code': isError ? '500' : '200' },
    });
    return { endsAt, isError };
  }

  private call(asked: { place: number; from: DemoService; spanId: string; startsAt: number }) {
    const { place, from, spanId: parentSpanId, startsAt } = asked;
    const callee = this.serviceAt(place);
    const queue = QUEUES[callee];
    const spanId = hex(this.random, 16);
    const common = { spanId, parentSpanId, service: from, startsAt };
    if (queue !== undefined) {
      const endsAt = startsAt + this.duration(2);
      const attributes = { 'messaging.system': 'rabbitmq', 'messaging.destination.name': queue };
      this.add({ ...common, operation: `${queue} publish`, kind: 'producer', endsAt, isError: false, attributes });
      this.serve({ place, startsAt: endsAt + between(this.random, 1, QUEUE_MS_MAX), parentSpanId: spanId });
      return { endsAt, isError: false };
    }
    const answer = this.serve({ place, startsAt: startsAt + NETWORK_MS, parentSpanId: spanId });
    const endsAt = answer.endsAt + NETWORK_MS;
    const operation = operationOf(callee, from);
    const attributes = { 'peer.service': callee };
    this.add({ ...common, operation, kind: 'client', endsAt, isError: answer.isError, attributes });
    return { endsAt, isError: answer.isError };
  }

  private askHelper(asked: { service: DemoService; spanId: string; startsAt: number; failed: boolean }): number {
    const helper = HELPERS[asked.service];
    if (helper === undefined) {
      return asked.startsAt;
    }
    const endsAt = asked.startsAt + this.duration(helper.milliseconds);
    this.add({
      spanId: hex(this.random, 16),
      parentSpanId: asked.spanId,
      service: asked.service,
      operation: helper.operation,
      kind: 'client',
      startsAt: asked.startsAt,
      endsAt,
      isError: asked.failed && helper.isCause,
      attributes: helper.attributes,
    });
    return endsAt;
  }

  private add(span: Omit<DemoSpan, 'traceId'>): void {
    this.spans.push({ traceId: this.traceId, ...span });
  }

  private calledBy(place: number): number[] {
    const { path } = this.request;
    return path.flatMap((_, other) => (callerOf(path, other) === place ? [other] : []));
  }

  private serviceAt(place: number): DemoService {
    const service = this.request.path[place];
    if (service === undefined) {
      throw new RangeError(`the path has no place ${place}`);
    }
    return service;
  }

  private gatewayOperation(): string {
    return this.request.operation.replace('{order}', String(between(this.random, 10_000, 99_999)));
  }

  /** Log-normal about the middle. */
  private duration(middle: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.random())) * Math.cos(2 * Math.PI * this.random());
    return middle * Math.exp(SPREAD * normal);
  }
}
