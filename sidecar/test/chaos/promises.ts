/** What a killed sidecar had promised: everything that was answered with 200, and what was asked without an answer. */
export interface Promises {
  /** By service; each round and sender has a service of its own, so that a whole round can be counted. */
  readonly lines: Map<string, SentLines>;
  readonly notes: SentNote[];
  readonly alerts: SentAlert[];
  readonly bursts: SentBurst[];
  /** Incidents whose confirmation by a person was acknowledged. */
  readonly confirmed: Set<string>;
  /** When an incident of the service was last confirmed. */
  readonly closedAt: Map<string, number>;
  /** Answers that were neither 200 nor none: nothing of this load should be refused. */
  readonly refusals: string[];
}

export interface SentLines {
  readonly from: number;
  /** The unique text of every line of an acknowledged batch. */
  readonly acknowledged: Set<string>;
  /** Batches without an answer: each is there as a whole or not at all. */
  readonly unanswered: string[][];
}

export interface SentNote {
  readonly incident: string;
  readonly text: string;
  readonly key: string;
  acknowledged: boolean;
}

export interface SentAlert {
  readonly service: string;
  readonly fingerprint: string;
  readonly startsAt: string;
  readonly acknowledged: boolean;
}

export interface SentBurst {
  readonly service: string;
  readonly at: number;
  readonly acknowledged: boolean;
  /** An incident was seen that holds it. */
  seen: boolean;
}

export function noPromises(): Promises {
  return {
    lines: new Map(),
    notes: [],
    alerts: [],
    bursts: [],
    confirmed: new Set(),
    closedAt: new Map(),
    refusals: [],
  };
}

export function countOf({ lines, notes, alerts, bursts, confirmed }: Promises): Record<string, number> {
  const sent = [...lines.values()];
  return {
    lines: sent.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0),
    unansweredBatches: sent.reduce((sum, { unanswered }) => sum + unanswered.length, 0),
    notes: notes.filter(({ acknowledged }) => acknowledged).length,
    unansweredNotes: notes.filter(({ acknowledged }) => !acknowledged).length,
    alerts: alerts.filter(({ acknowledged }) => acknowledged).length,
    bursts: bursts.filter(({ acknowledged }) => acknowledged).length,
    confirmations: confirmed.size,
  };
}
