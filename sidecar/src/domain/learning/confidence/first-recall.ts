import { wilsonInterval } from '../../detection/quality/wilson-interval.ts';

/** An incident of the past, and what memory would have shown for it then: earlier ones, best first. */
export interface ReplayedIncident {
  readonly id: string;
  readonly startedAt: number;
  /** Which trouble it really was, as people or the system confirmed it; null where nobody did. */
  readonly signature: string | null;
  readonly ranked: readonly string[];
}

export interface FirstRecall {
  readonly hits: number;
  readonly of: number;
  readonly share: number | null;
  /** 95 % (Wilson). */
  readonly interval: readonly [number, number] | null;
  /** Which incidents were asked, and which were not. */
  readonly selected: string;
}

/** A person looks at three. */
export const FIRST = 3;

/**
 * How often the right earlier incident was among the first three, replaying incidents in order of time. Asked are those
 * that had an earlier one of the same signature to be found. What is ranked and did not come before is passed over, so a
 * memory that knows the future gains nothing by it.
 */
export function firstRecall(replayed: readonly ReplayedIncident[]): FirstRecall {
  const byId = new Map(replayed.map((one) => [one.id, one]));
  const known = replayed.filter(({ signature }) => signature !== null);
  const firstOf = new Map<string, number>();
  for (const { signature, startedAt } of known) {
    const name = signature ?? '';
    firstOf.set(name, Math.min(startedAt, firstOf.get(name) ?? Infinity));
  }
  const asked = known.filter(({ signature, startedAt }) => (firstOf.get(signature ?? '') ?? Infinity) < startedAt);
  const hits = asked.filter(({ signature, startedAt, ranked }) =>
    ranked
      .filter((id) => (byId.get(id)?.startedAt ?? Infinity) < startedAt)
      .slice(0, FIRST)
      .some((id) => byId.get(id)?.signature === signature)
  ).length;
  const interval = wilsonInterval(hits, asked.length);
  const first = known.length - asked.length;
  return {
    ...{ hits, of: asked.length, share: interval?.share ?? null },
    interval: interval === null ? null : [interval.low, interval.high],
    selected:
      `${asked.length} of ${replayed.length} incidents, in order of time, each with what was known before it: ` +
      `those that had an earlier one of the same signature. Left out: ${first} that were the first of theirs, ` +
      `${replayed.length - known.length} of which nobody confirmed what they were.`,
  };
}
