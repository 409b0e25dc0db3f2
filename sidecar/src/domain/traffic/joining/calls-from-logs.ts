import type { OnCall } from './calls-from-spans.ts';

/** A log line that names its trace. */
export interface TracedLine {
  readonly service: string;
  readonly at: number;
  readonly traceId: string;
  readonly isError: boolean;
}

export interface LogTraceLimits {
  /** Traces remembered, an organisation. */
  readonly maxTraces: number;
  /** So long after the first line of a trace came its order is concluded. */
  readonly clearAfterMs: number;
  /** So long at least a concluded trace is remembered, so that late lines of it tell nothing twice. */
  readonly rememberMs: number;
}

interface Appearance {
  readonly service: string;
  at: number;
  isError: boolean;
}
interface Trace {
  readonly arrivedAt: number;
  readonly services: Appearance[];
  isConcluded: boolean;
}

/** Traces in the order in which they came, of which those up to `cleared` are concluded. */
class TraceGeneration {
  readonly beganAt: number;
  readonly byId = new Map<string, Trace>();
  readonly inOrder: Trace[] = [];
  cleared = 0;

  constructor(beganAt: number) {
    this.beganAt = beganAt;
  }
}

/** A trace through more services is cut: what comes late in it belongs to the tail. */
const SERVICES_A_TRACE = 32;
/** W3C has 32 characters, the longest of others 36; what is longer is something else, and is not held in memory. */
const TRACE_ID_MAX_LENGTH = 64;
/** Log lines tell no latency. */
const UNKNOWN_BIN = -1;

/**
 * Calls concluded from log lines that share a trace id: each service after the one whose first line came just before,
 * once a trace and pair, failed when the later service wrote an error in that trace. It is a guess from the order of
 * clocks: services that one caller asks in turn look like a chain, clocks that differ by more than the calls take turn
 * arrows around, and of two lines with the same time nothing is concluded. So it is used only between services of
 * which neither sends spans, and told as origin 'logs'.
 */
export class CallsFromLogs {
  private readonly limits: LogTraceLimits;
  private younger = new TraceGeneration(0);
  private older = new TraceGeneration(0);

  constructor(limits: LogTraceLimits) {
    this.limits = limits;
  }

  get remembered(): number {
    return this.younger.inOrder.length + this.older.inOrder.length;
  }

  add(line: TracedLine, now: number, onCall: OnCall): void {
    if (line.traceId === '' || line.traceId.length > TRACE_ID_MAX_LENGTH) {
      return;
    }
    const known = this.younger.byId.get(line.traceId) ?? this.older.byId.get(line.traceId);
    const trace = known ?? this.begin(line.traceId, now, onCall);
    if (trace.isConcluded) {
      return;
    }
    const appearance = trace.services.find(({ service }) => service === line.service);
    if (appearance !== undefined) {
      appearance.at = Math.min(appearance.at, line.at);
      appearance.isError ||= line.isError;
    } else if (trace.services.length < SERVICES_A_TRACE) {
      trace.services.push({ service: line.service, at: line.at, isError: line.isError });
    }
  }

  settle(now: number, onCall: OnCall): void {
    concludeUpTo(this.older, now - this.limits.clearAfterMs, onCall);
    concludeUpTo(this.younger, now - this.limits.clearAfterMs, onCall);
  }

  private begin(traceId: string, now: number, onCall: OnCall): Trace {
    const isFull = this.younger.inOrder.length * 2 >= this.limits.maxTraces;
    if (isFull || now - this.younger.beganAt >= this.limits.rememberMs) {
      concludeUpTo(this.older, Number.POSITIVE_INFINITY, onCall);
      this.older = this.younger;
      this.younger = new TraceGeneration(now);
    }
    const trace: Trace = { arrivedAt: now, services: [], isConcluded: false };
    this.younger.byId.set(traceId, trace);
    this.younger.inOrder.push(trace);
    return trace;
  }
}

function concludeUpTo(traces: TraceGeneration, arrivedBefore: number, onCall: OnCall): void {
  for (; traces.cleared < traces.inOrder.length; traces.cleared += 1) {
    const trace = traces.inOrder[traces.cleared];
    if (trace === undefined || trace.arrivedAt > arrivedBefore) {
      return;
    }
    conclude(trace, onCall);
  }
}

function conclude(trace: Trace, onCall: OnCall): void {
  const inOrder = trace.services.sort((one, other) => one.at - other.at);
  for (const [position, callee] of inOrder.entries()) {
    const caller = inOrder[position - 1];
    if (caller !== undefined && isAlone(inOrder, position - 1) && isAlone(inOrder, position)) {
      const { at, isError } = callee;
      onCall({ caller: caller.service, callee: callee.service }, { at, isError, bin: UNKNOWN_BIN });
    }
  }
  trace.isConcluded = true;
  // Late lines are told by the mark; what the trace held is no longer needed.
  trace.services.length = 0;
}

/** Whether nobody else appeared in the same millisecond. */
function isAlone(inOrder: readonly Appearance[], position: number): boolean {
  const at = inOrder[position]?.at;
  return inOrder[position - 1]?.at !== at && inOrder[position + 1]?.at !== at;
}
