import type { CallEdge, CallGraph } from './call-graph.ts';
import { isFailing, withImplied, type Unwell } from './implied-trouble.ts';

/** One service is unwell because of another one, as far as calls between them show. */
export interface Blame {
  readonly victim: string;
  readonly cause: string;
  /** How much of the victim's trouble goes there, against its other blames. */
  readonly weight: number;
  readonly bySpans: boolean;
  /** The order fits: the cause was unwell first. What does not fit is related, but no step of a cascade. */
  readonly inOrder: boolean;
  readonly evidence: string;
}

export interface Blames {
  readonly blames: readonly Blame[];
  /** Everyone who is unwell, with those whom only calls show to be, and the onsets that calls show. */
  readonly unwell: ReadonlyMap<string, Unwell>;
}

interface Call {
  readonly edge: CallEdge;
  readonly caller: Unwell;
  readonly callee: Unwell;
}

/** Onsets are good to a bucket of ten seconds on either side, and failing calls to one more. */
const ORDER_SLACK_MS = 30_000;
/** Slowness creeps, and of silence it is only known when something was last said: less sharp than failures. */
const SLOW_ORDER_SLACK_MS = 60_000;
/** So few calls show nothing about who waits for whom. */
const LEAST_CALLS = 5;
/** Of failing calls each is evidence; of slow ones it is only known that they were made. */
const SLOW_WEIGHT = 1;

/** O(edges). What lies further apart than `withinMs` is taken for unrelated. */
export function findBlame(
  known: ReadonlyMap<string, Unwell>,
  graph: CallGraph,
  { withinMs }: { withinMs: number }
): Blames {
  const unwell = withImplied(known, graph);
  const blames: Blame[] = [];
  for (const edge of graph.edges) {
    const caller = unwell.get(edge.caller);
    const callee = unwell.get(edge.callee);
    if (caller !== undefined && callee !== undefined && caller !== callee) {
      const found = isFailing(edge)
        ? failingCalls({ edge, caller, callee }, withinMs)
        : otherwiseFelt({ edge, caller, callee }, withinMs);
      if (found !== null) {
        blames.push(found);
      }
    }
  }
  return { blames, unwell };
}

function failingCalls({ edge, caller, callee }: Call, withinMs: number): Blame | null {
  const since = edge.failingSince ?? callee.onset;
  const noticedMeanwhile = (caller.noticedAt ?? Number.NEGATIVE_INFINITY) >= since;
  if (
    !noticedMeanwhile &&
    Math.abs(since - caller.onset) > withinMs &&
    Math.abs(callee.onset - caller.onset) > withinMs
  ) {
    return null;
  }
  const { calls, errors } = edge;
  return {
    ...{ victim: edge.caller, cause: edge.callee, weight: errors, bySpans: edge.origin === 'spans' },
    inOrder: callee.onset <= caller.onset + (callee.symptoms.has('silent') ? SLOW_ORDER_SLACK_MS : ORDER_SLACK_MS),
    evidence: `${errors} of ${calls} calls from ${edge.caller} to ${edge.callee} failed`,
  };
}

/** Calls that do not fail: slow ones, and ones that are missed. */
function otherwiseFelt(call: Call, withinMs: number): Blame | null {
  const { edge, caller, callee } = call;
  return edge.calls < LEAST_CALLS || Math.abs(callee.onset - caller.onset) > withinMs
    ? null
    : (slowCallee(call) ?? silentCallee(call) ?? fewerCalls(call));
}

function slowCallee({ edge, caller, callee }: Call): Blame | null {
  return callee.symptoms.has('slow') && (caller.symptoms.has('slow') || caller.symptoms.has('failing'))
    ? {
        ...{ victim: edge.caller, cause: edge.callee, weight: SLOW_WEIGHT, bySpans: edge.origin === 'spans' },
        inOrder: callee.onset <= caller.onset + SLOW_ORDER_SLACK_MS,
        evidence: `${edge.caller} calls ${edge.callee}, which was slow`,
      }
    : null;
}

/**
 * A callee that is dead fails the calls to it, where anybody sees them. One that is silent while they do not fail may
 * have died, and as well be asked for nothing any more: it relates, and shows no order.
 */
function silentCallee({ edge, callee }: Call): Blame | null {
  return callee.symptoms.has('silent')
    ? {
        ...{ victim: edge.caller, cause: edge.callee, weight: SLOW_WEIGHT, bySpans: false, inOrder: false },
        evidence: `${edge.caller} calls ${edge.callee}, which fell silent`,
      }
    : null;
}

/** Calls that do not come any more are the caller's doing. They relate; a cascade needs calls that fail or are slow. */
function fewerCalls({ edge, callee }: Call): Blame | null {
  const onlyMissesCalls = [...callee.symptoms].every((symptom) => symptom === 'less-traffic' || symptom === 'strained');
  return onlyMissesCalls && callee.symptoms.has('less-traffic')
    ? {
        ...{ victim: edge.callee, cause: edge.caller, weight: SLOW_WEIGHT, bySpans: false, inOrder: false },
        evidence: `${edge.callee} got fewer calls from ${edge.caller}`,
      }
    : null;
}
