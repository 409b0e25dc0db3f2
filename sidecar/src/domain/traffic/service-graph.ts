import type { ServiceCounts } from '../signals/service-counts.ts';
import { addBins } from './latency-sketch.ts';
import type { CallCounts, CallOrigin, LatencyBins, OperationCounts } from './traffic-counts.ts';

export interface GraphNode {
  readonly service: string;
  /** False for what is only known as called: a database, a queue, a host. */
  readonly speaks: boolean;
  /** Of its own spans; where it sends none, the calls to it that are shown. */
  readonly requests: number;
  readonly errors: number;
  readonly latency: LatencyBins;
  readonly errorLines: number;
}

export interface GraphEdge {
  readonly caller: string;
  readonly callee: string;
  /** 'logs' where no span at all told of it. */
  readonly origin: CallOrigin;
  readonly calls: number;
  readonly errors: number;
  readonly latency: LatencyBins;
}

export interface ServiceGraph {
  /** Busiest first. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** How many more there were; their edges are left out with them. */
  readonly hiddenNodes: number;
}

export interface Traffic {
  /** Rows of single operations are ignored: the row '' has all of them. */
  readonly operations: readonly OperationCounts[];
  readonly calls: readonly CallCounts[];
  readonly lines: readonly Pick<ServiceCounts, 'service' | 'errors'>[];
}

type Sum = { -readonly [Key in keyof GraphNode]: GraphNode[Key] };

/** Who is there and who calls whom, of all that was counted in a span of time; never hides those to be kept. */
export function serviceGraph(
  { operations, calls, lines }: Traffic,
  { limit, keep = [] }: { limit: number; keep?: readonly string[] }
): ServiceGraph {
  const edges = sumEdges(calls);
  const nodes = new Map<string, Sum>();
  for (const row of operations.filter(({ operation }) => operation === '')) {
    const node = nodeOf(nodes, row.service);
    node.speaks = true;
    node.requests += row.requests;
    node.errors += row.errors;
    node.latency = addBins(node.latency, row.latency);
  }
  const counted = new Set(nodes.keys());
  for (const { service, errors } of lines) {
    const node = nodeOf(nodes, service);
    node.speaks = true;
    node.errorLines += errors;
  }
  for (const { caller, callee, ...edge } of edges) {
    nodeOf(nodes, caller).speaks = true;
    const node = nodeOf(nodes, callee);
    if (!counted.has(callee)) {
      node.requests += edge.calls;
      node.errors += edge.errors;
      node.latency = addBins(node.latency, edge.latency);
    }
  }
  const kept = new Set(keep);
  const ranked = [...nodes.values()].sort((a, b) => rank(b, kept) - rank(a, kept) || byName(a.service, b.service));
  const shown = ranked.slice(0, Math.max(limit, kept.size));
  const names = new Set(shown.map(({ service }) => service));
  return {
    nodes: shown,
    edges: edges.filter(({ caller, callee }) => names.has(caller) && names.has(callee)),
    hiddenNodes: ranked.length - shown.length,
  };
}

/** Whom a service calls and who calls it, busiest first. */
export function neighbours(
  calls: readonly CallCounts[],
  service: string
): { callers: readonly GraphEdge[]; callees: readonly GraphEdge[] } {
  const edges = sumEdges(calls);
  return {
    callers: edges.filter(({ callee }) => callee === service),
    callees: edges.filter(({ caller }) => caller === service),
  };
}

/** Both origins together; busiest first. */
function sumEdges(calls: readonly CallCounts[]): GraphEdge[] {
  const byCaller = new Map<string, Map<string, GraphEdge>>();
  for (const { caller, callee, origin, calls: count, errors, latency } of calls) {
    const own = byCaller.get(caller) ?? new Map<string, GraphEdge>();
    byCaller.set(caller, own);
    const sum = own.get(callee);
    own.set(callee, {
      caller,
      callee,
      origin: sum?.origin === 'spans' ? 'spans' : origin,
      calls: (sum?.calls ?? 0) + count,
      errors: (sum?.errors ?? 0) + errors,
      latency: addBins(sum?.latency ?? [], latency),
    });
  }
  return [...byCaller.values()]
    .flatMap((own) => [...own.values()])
    .sort((a, b) => b.calls - a.calls || byName(a.caller, b.caller) || byName(a.callee, b.callee));
}

function nodeOf(nodes: Map<string, Sum>, service: string): Sum {
  const known = nodes.get(service);
  if (known !== undefined) {
    return known;
  }
  const node: Sum = { service, speaks: false, requests: 0, errors: 0, latency: [], errorLines: 0 };
  nodes.set(service, node);
  return node;
}

const rank = (node: Sum, kept: ReadonlySet<string>) => (kept.has(node.service) ? Number.MAX_VALUE : node.requests);
const byName = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
