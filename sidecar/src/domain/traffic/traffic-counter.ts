import type { RawSpan } from '../signals/raw-signals.ts';
import { serviceName } from '../signals/service-names.ts';
import { BoundedNames } from './naming/bounded-names.ts';
import { CallsFromLogs, type LogTraceLimits, type TracedLine } from './joining/calls-from-logs.ts';
import { CallsFromSpans, type OnCall, type SpanJoinLimits } from './joining/calls-from-spans.ts';
import { binOf } from './latency-sketch.ts';
import { NameCache } from './naming/name-cache.ts';
import { operationName } from './naming/operation-names.ts';
import { NO_KEY, type JoinedSpan } from './joining/span-columns.ts';
import { hashTrace, spanKey } from './joining/span-key.ts';
import type { CallCounts, OperationCounts } from './traffic-counts.ts';
import { CallTally, OperationTally } from './traffic-tally.ts';

/** A span whose service is registered and whose time is believed; names in it are as the sender told them. */
export type CountedSpan = Omit<RawSpan, 'service' | 'at'> & { readonly service: string; readonly at: number };

export interface TrafficLimits extends SpanJoinLimits, LogTraceLimits {
  readonly maxOperations: number;
  readonly maxOperationsPerService: number;
  readonly maxPairs: number;
  readonly maxPairsPerCaller: number;
  /** A service that sent spans within this time is known by them, and not by guesses from its lines. */
  readonly spansLatelyMs: number;
}

export const DEFAULT_TRAFFIC_LIMITS: TrafficLimits = {
  maxOperations: 20_000,
  maxOperationsPerService: 200,
  maxPairs: 20_000,
  maxPairsPerCaller: 500,
  maxSpans: 200_000,
  rememberMs: 60_000,
  // Exporters send every five seconds unless told otherwise.
  clearAfterMs: 10_000,
  maxLearntPeers: 20_000,
  maxTraces: 50_000,
  spansLatelyMs: 10 * 60_000,
};

export interface TrafficStatus {
  readonly operations: number;
  readonly pairs: number;
  /** How often, since the day began, something was counted as '(other)' for want of room. */
  readonly overflowed: { readonly operations: number; readonly pairs: number };
  readonly rememberedSpans: number;
  readonly rememberedTraces: number;
  /** Spans that left the memory before their time: calls may be missing. */
  readonly forgottenEarly: number;
}

export interface Traffic {
  readonly operations: OperationCounts[];
  readonly calls: CallCounts[];
}

const DAY_MS = 24 * 60 * 60 * 1000;
const CACHED_NAMES = 20_000;

/** What one batch finds, by where it was found. */
interface Found {
  readonly spans: CallTally;
  readonly logs: CallTally;
  readonly onSpanCall: OnCall;
  readonly onLogCall: OnCall;
}

/**
 * Counts the traffic of one organisation. Requests are spans that served somebody (server, consumer) and internal
 * spans that begin a trace: the work of jobs, which nobody calls. Every request counts for its operation and for ''.
 * Calls are told once: where they could not be stored, they are to be stored later by whoever asked. Requests are told
 * again when their sender sends them again, as lines are.
 */
export class TrafficCounter {
  private readonly limits: TrafficLimits;
  private readonly operations: BoundedNames;
  private readonly pairs: BoundedNames;
  private readonly operationNames: NameCache;
  private readonly peerNames: NameCache;
  private readonly fromSpans: CallsFromSpans;
  private readonly fromLogs: CallsFromLogs;
  /** When each service last sent spans, in passed time. */
  private readonly spansFrom = new Map<string, number>();
  private day = 0;
  private lastNow: number | null = null;
  private passedMs = 0;

  constructor({ redact, limits }: { redact: (text: string) => string; limits?: Partial<TrafficLimits> }) {
    this.limits = { ...DEFAULT_TRAFFIC_LIMITS, ...limits };
    const { maxOperations, maxOperationsPerService, maxPairs, maxPairsPerCaller } = this.limits;
    this.operations = new BoundedNames({ perGroup: maxOperationsPerService, total: maxOperations });
    this.pairs = new BoundedNames({ perGroup: maxPairsPerCaller, total: maxPairs });
    this.operationNames = new NameCache(CACHED_NAMES, (told) => operationName(redact(told)));
    this.peerNames = new NameCache(CACHED_NAMES, (told) => serviceName(redact(told)));
    this.fromSpans = new CallsFromSpans(this.limits);
    this.fromLogs = new CallsFromLogs(this.limits);
  }

  /** What the spans of one batch add, and what has become clear meanwhile. */
  addSpans(spans: readonly CountedSpan[], now: number): Traffic {
    const passed = this.pass(now);
    const requests = new OperationTally();
    const found = this.newTallies();
    for (const span of spans) {
      const bin = binOf(span.milliseconds);
      this.spansFrom.set(span.service, passed);
      if (isRequest(span)) {
        const operation = this.operations.admit(span.service, this.operationNames.of(span.operation));
        const { at, isError, milliseconds, traceId } = span;
        requests.add(span.service, operation, { at, isError, bin, milliseconds, traceId });
      }
      if (span.spanId !== '') {
        this.fromSpans.add(this.joined(span, bin), passed, found.onSpanCall);
      }
    }
    return { operations: requests.counts(), calls: this.settleInto(found, passed) };
  }

  /** Log lines with trace ids, for services that send no spans; what has become clear meanwhile. */
  addLines(lines: readonly TracedLine[], now: number): CallCounts[] {
    const passed = this.pass(now);
    const found = this.newTallies();
    for (const line of lines) {
      this.fromLogs.add(line, passed, found.onLogCall);
    }
    return this.settleInto(found, passed);
  }

  /** Calls that waited and are now clear. To be asked now and then where nothing comes in. */
  settle(now: number): CallCounts[] {
    return this.settleInto(this.newTallies(), this.pass(now));
  }

  status(): TrafficStatus {
    return {
      operations: this.operations.size,
      pairs: this.pairs.size,
      overflowed: { operations: this.operations.overflowed, pairs: this.pairs.overflowed },
      rememberedSpans: this.fromSpans.remembered,
      rememberedTraces: this.fromLogs.remembered,
      forgottenEarly: this.fromSpans.forgottenEarly,
    };
  }

  private settleInto(found: Found, passed: number): CallCounts[] {
    this.fromSpans.settle(passed, found.onSpanCall);
    this.fromLogs.settle(passed, found.onLogCall);
    return [...found.spans.counts(), ...found.logs.counts()];
  }

  private newTallies(): Found {
    const spans = new CallTally('spans');
    const logs = new CallTally('logs');
    return {
      spans,
      logs,
      onSpanCall: ({ caller, callee }, call) => spans.add(caller, this.pairs.admit(caller, callee), call),
      onLogCall: ({ caller, callee }, call) => {
        if (!this.sentSpansLately(caller) && !this.sentSpansLately(callee)) {
          logs.add(caller, this.pairs.admit(caller, callee), call);
        }
      },
    };
  }

  private sentSpansLately(service: string): boolean {
    const last = this.spansFrom.get(service);
    return last !== undefined && this.passedMs - last <= this.limits.spansLatelyMs;
  }

  private joined(span: CountedSpan, bin: number): JoinedSpan {
    const trace = hashTrace(span.traceId);
    const { service, kind, at, isError } = span;
    return {
      key: spanKey(trace, span.spanId),
      parentKey: isRoot(span) ? NO_KEY : spanKey(trace, span.parentSpanId ?? ''),
      service,
      kind,
      at,
      isError,
      bin,
      peer: span.peer === null || span.peer === '' ? null : this.peerNames.of(span.peer),
    };
  }

  /** Waiting is measured in time that passed, so that a clock set back an hour does not stop it for an hour. */
  private pass(now: number): number {
    this.passedMs += Math.max(0, now - (this.lastNow ?? now));
    this.lastNow = now;
    const day = Math.floor(now / DAY_MS);
    if (day !== this.day) {
      this.day = day;
      this.operations.beginDay(day);
      this.pairs.beginDay(day);
      this.fromSpans.beginDay();
      for (const service of this.spansFrom.keys()) {
        if (!this.sentSpansLately(service)) {
          this.spansFrom.delete(service);
        }
      }
    }
    return this.passedMs;
  }
}

const isRoot = ({ parentSpanId }: CountedSpan) => parentSpanId === null || parentSpanId === '';

function isRequest(span: CountedSpan): boolean {
  return span.kind === 'server' || span.kind === 'consumer' || (span.kind === 'internal' && isRoot(span));
}
