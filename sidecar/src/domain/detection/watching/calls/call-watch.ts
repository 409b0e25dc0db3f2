import type { CallCounts, CallOrigin } from '../../../traffic/traffic-counts.ts';
import type { CallEdge, CallGraph } from '../../grouping/call-graph.ts';
import { bucketOf, BUCKET_MS, RING_BUCKETS } from '../streams/bucket-ring.ts';
import { exceedsUsualShare, UsualShare } from './usual-share.ts';

/** Beyond them, edges that were not seen for the longest time go. */
const MAX_EDGES = 5000;
const LET_GO_SHARE = 0.05;
/** Spans wait for their other side for ten seconds, exporters for five: later the counts of a bucket hardly change. */
const SETTLED_BUCKETS = 6;
/** So long after its last failing bucket an edge counts as well again. */
const WELL_AFTER_BUCKETS = 12;
/** Checks come more often than calls are told. */
const DRAWN_EVERY_MS = 2000;
/** A failing call needs company: one of three proves nothing. */
const LEAST_FAILED = 3;

interface Edge {
  readonly caller: string;
  readonly callee: string;
  readonly origin: CallOrigin;
  readonly numbers: Int32Array;
  readonly calls: Float64Array;
  readonly errors: Float64Array;
  readonly usual: UsualShare;
  newest: number;
  /** Buckets before it are settled and were taught. */
  settledTo: number;
  failingSince: number | null;
  failedLast: number;
}

/** Who called whom in the last minutes, with how many calls failed, and since when more than usually do. */
export class CallWatch {
  private readonly edges = new Map<string, Edge>();
  private letGo = 0;
  private drawn: { readonly at: number; readonly graph: CallGraph } | null = null;

  get size(): number {
    return this.edges.size;
  }

  get evicted(): number {
    return this.letGo;
  }

  observe(calls: readonly CallCounts[], { source, isWhole }: { source: string; isWhole: boolean }): void {
    for (const told of calls) {
      const edge = this.edgeOf(source, told);
      const bucket = bucketOf(told.at);
      const slot = bucket % RING_BUCKETS;
      const held = edge.numbers[slot] ?? 0;
      if (held > bucket) {
        continue;
      }
      const isKnown = held === bucket && !isWhole;
      edge.numbers[slot] = bucket;
      edge.calls[slot] = told.calls + (isKnown ? (edge.calls[slot] ?? 0) : 0);
      edge.errors[slot] = told.errors + (isKnown ? (edge.errors[slot] ?? 0) : 0);
      edge.newest = Math.max(edge.newest, bucket);
    }
  }

  /** Calls of the last five minutes; edges without any are left out. */
  graph(now: number): CallGraph {
    if (this.drawn === null || Math.abs(now - this.drawn.at) >= DRAWN_EVERY_MS) {
      this.drawn = { at: now, graph: this.draw(now) };
    }
    return this.drawn.graph;
  }

  private draw(now: number): CallGraph {
    const current = bucketOf(now);
    const found = new Map<string, CallEdge>();
    for (const edge of this.edges.values()) {
      if (edge.newest <= current - RING_BUCKETS) {
        continue;
      }
      this.judge(edge, current);
      const key = `${edge.caller}\n${edge.callee}\n${edge.origin}`;
      const other = found.get(key);
      found.set(key, other === undefined ? told(edge, current) : together(other, told(edge, current)));
    }
    return { edges: [...found.values()] };
  }

  /** Services that somebody called in the last minutes. */
  isCalled(service: string): boolean {
    for (const { callee } of this.edges.values()) {
      if (callee === service) {
        return true;
      }
    }
    return false;
  }

  private judge(edge: Edge, current: number): void {
    const settled = current - SETTLED_BUCKETS;
    for (let bucket = Math.max(edge.settledTo, current - RING_BUCKETS + 1); bucket < current; bucket += 1) {
      const slot = bucket % RING_BUCKETS;
      const isHeld = edge.numbers[slot] === bucket;
      const calls = isHeld ? (edge.calls[slot] ?? 0) : 0;
      const errors = isHeld ? (edge.errors[slot] ?? 0) : 0;
      if (errors >= LEAST_FAILED && exceedsUsualShare({ of: calls, failed: errors }, edge.usual.share)) {
        edge.failingSince ??= bucket;
        edge.failedLast = Math.max(edge.failedLast, bucket);
      } else if (bucket < settled) {
        edge.usual.teach(calls, errors);
      }
    }
    edge.settledTo = Math.max(edge.settledTo, settled);
    if (edge.failingSince !== null && current - edge.failedLast > WELL_AFTER_BUCKETS) {
      edge.failingSince = null;
    }
  }

  private edgeOf(source: string, { caller, callee, origin, at }: CallCounts): Edge {
    const key = `${source}\n${caller}\n${callee}\n${origin}`;
    const known = this.edges.get(key);
    if (known !== undefined) {
      return known;
    }
    if (this.edges.size >= MAX_EDGES) {
      this.letOldestGo();
    }
    const edge: Edge = {
      ...{ caller, callee, origin, newest: 0, settledTo: bucketOf(at), failingSince: null, failedLast: 0 },
      numbers: new Int32Array(RING_BUCKETS),
      calls: new Float64Array(RING_BUCKETS),
      errors: new Float64Array(RING_BUCKETS),
      usual: new UsualShare(),
    };
    this.edges.set(key, edge);
    return edge;
  }

  private letOldestGo(): void {
    [...this.edges]
      .sort(([, a], [, b]) => a.newest - b.newest)
      .slice(0, Math.max(1, Math.floor(MAX_EDGES * LET_GO_SHARE)))
      .forEach(([key]) => {
        this.edges.delete(key);
        this.letGo += 1;
      });
  }
}

function told({ caller, callee, origin, numbers, calls, errors, failingSince }: Edge, current: number): CallEdge {
  const sum = { calls: 0, errors: 0 };
  for (let slot = 0; slot < RING_BUCKETS; slot += 1) {
    const bucket = numbers[slot] ?? 0;
    if (bucket > current - RING_BUCKETS && bucket <= current) {
      sum.calls += calls[slot] ?? 0;
      sum.errors += errors[slot] ?? 0;
    }
  }
  return {
    ...{ caller, callee, origin, ...sum },
    failingSince: failingSince === null ? null : failingSince * BUCKET_MS,
  };
}

function together(one: CallEdge, other: CallEdge): CallEdge {
  const since = [one.failingSince, other.failingSince].filter((at) => at !== null);
  return {
    ...one,
    calls: one.calls + other.calls,
    errors: one.errors + other.errors,
    failingSince: since.length === 0 ? null : Math.min(...since),
  };
}
