/** A total since a start, as it was told. */
export interface ToldTotal {
  readonly at: number;
  readonly startedAt: number | null;
  readonly count: number;
  readonly sum: number;
  /** null for histograms and summaries, whose count is a total as well. */
  readonly min: number | null;
}

export interface Increase {
  readonly count: number;
  readonly sum: number;
}

interface Writer {
  readonly startedAt: number | null;
  at: number;
  count: number;
  sum: number;
}

/** Starts that are worked out from an uptime differ a little every time. */
const START_TOLERANCE_MS = 1000;
/** A first total counts whole where it is that young: an exporter speaks every minute or so. */
const FIRST_TOTAL_MAX_AGE_MS = 2 * 60 * 1000;
/** Processes that say nothing by which to tell them apart; when one more comes, the longest silent one is forgotten. */
const MAX_WRITERS = 16;

/**
 * Increases of one series from the totals that are told of it. The increase is the difference to what the same process
 * told before; a total that fell, or that began after the last one, was begun anew and counts whole. What comes late
 * counts nothing, since the later total holds it already. Processes that share a name, and so a series, are told apart
 * by when their totals began (opentelemetry.io/docs/specs/otel/metrics/data-model, "Resets and gaps").
 */
export class RunningTotals {
  private readonly writers: Writer[] = [];

  /** null where nothing can be said yet. `heardSince`: when we began to listen. */
  increase(told: ToldTotal, heardSince: number): Increase | null {
    const writer = this.writerOf(told);
    if (writer === null) {
      const isWhole = this.beganAfterAll(told) || isYoung(told, heardSince);
      this.begin(told);
      return isWhole ? increaseOf(told, NOTHING) : null;
    }
    if (told.at <= writer.at) {
      return null;
    }
    const before = hasFallen(writer, told) ? NOTHING : { count: writer.count, sum: writer.sum };
    writer.at = told.at;
    writer.count = told.count;
    writer.sum = told.sum;
    return increaseOf(told, before);
  }

  private writerOf(told: ToldTotal): Writer | null {
    const same = this.writers.find(({ startedAt }) => startedAt === told.startedAt);
    if (same !== undefined || told.startedAt === null) {
      return same ?? null;
    }
    const start = told.startedAt;
    const near = ({ startedAt }: Writer) => startedAt !== null && Math.abs(startedAt - start) <= START_TOLERANCE_MS;
    return this.writers.find((writer) => near(writer) && !hasFallen(writer, told)) ?? null;
  }

  private beganAfterAll({ startedAt }: ToldTotal): boolean {
    return startedAt !== null && this.writers.length > 0 && this.writers.every(({ at }) => startedAt > at);
  }

  private begin({ startedAt, at, count, sum }: ToldTotal): void {
    if (this.writers.length >= MAX_WRITERS) {
      const silent = this.writers.reduce((oldest, writer) => (writer.at < oldest.at ? writer : oldest));
      this.writers.splice(this.writers.indexOf(silent), 1);
    }
    this.writers.push({ startedAt, at, count, sum });
  }
}

const NOTHING: Increase = { count: 0, sum: 0 };

/** All of it came while we listened, and a process that we forgot is older than that. */
function isYoung({ startedAt, at }: ToldTotal, heardSince: number): boolean {
  return startedAt !== null && startedAt >= heardSince && at - startedAt <= FIRST_TOTAL_MAX_AGE_MS;
}

function hasFallen(before: Increase, { count, sum, min }: ToldTotal): boolean {
  return min === null ? count < before.count : sum < before.sum;
}

/** A single number is one observation of its increase; a histogram tells how many there were, perhaps none. */
function increaseOf({ count, sum, min }: ToldTotal, before: Increase): Increase | null {
  if (min !== null) {
    return { count: 1, sum: sum - before.sum };
  }
  return count > before.count ? { count: count - before.count, sum: sum - before.sum } : null;
}
