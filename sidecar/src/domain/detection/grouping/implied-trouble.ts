import type { CallEdge, CallGraph } from './call-graph.ts';
import type { Symptom } from './symptoms.ts';

/** What blame is found from: who is unwell since when, and how. */
export interface Unwell {
  readonly onset: number;
  /** When it was first noticed, where that is known: detectors that look at hours notice late and place it early. */
  readonly noticedAt?: number;
  readonly symptoms: ReadonlySet<Symptom>;
}

/** A caller with so many calls, none of them failing beyond the usual, shows that the callee works. */
const CALLS_OF_A_WITNESS = 20;
const FAILING: ReadonlySet<Symptom> = new Set(['failing']);

/** One in a thousand calls may be more than usual, and is no reason why anybody is unwell. Counted over five minutes. */
const LEAST_FAILED_SHARE = 0.004;

/** Calls fail more than they usually do, and enough of them to be felt. */
export function isFailing({ failingSince, calls, errors }: CallEdge): boolean {
  return failingSince !== null && errors > 0 && errors >= LEAST_FAILED_SHARE * calls;
}

/**
 * Who is unwell, as calls show it too. Calls that fail show that the callee was unwell, often before it says so itself;
 * and a callee that says nothing of itself (a database without telemetry, a service whose detectors are on trial) is
 * unwell where calls of unwell services to it fail. One that answers another caller as usual is not: then the trouble is
 * on the caller's side.
 */
export function withImplied(unwell: ReadonlyMap<string, Unwell>, graph: CallGraph): ReadonlyMap<string, Unwell> {
  const failing = failingByCaller(graph);
  if (failing.size === 0) {
    return unwell;
  }
  const excused = wellByWitness(graph);
  const all = new Map(unwell);
  const toVisit = [...unwell.keys()];
  for (let caller = toVisit.pop(); caller !== undefined; caller = toVisit.pop()) {
    for (const { callee, failingSince } of failing.get(caller) ?? []) {
      const known = all.get(callee);
      const since = failingSince ?? Number.POSITIVE_INFINITY;
      if (known !== undefined) {
        all.set(callee, { ...known, onset: Math.min(known.onset, since) });
      } else if (!excused.has(callee)) {
        all.set(callee, { onset: since, symptoms: FAILING });
        toVisit.push(callee);
      }
    }
  }
  return all;
}

function failingByCaller({ edges }: CallGraph): Map<string, CallEdge[]> {
  const failing = new Map<string, CallEdge[]>();
  for (const edge of edges) {
    if (edge.caller !== edge.callee && isFailing(edge)) {
      const own = failing.get(edge.caller);
      if (own === undefined) {
        failing.set(edge.caller, [edge]);
      } else {
        own.push(edge);
      }
    }
  }
  return failing;
}

function wellByWitness({ edges }: CallGraph): ReadonlySet<string> {
  return new Set(
    edges.filter((edge) => !isFailing(edge) && edge.calls >= CALLS_OF_A_WITNESS).map(({ callee }) => callee)
  );
}
