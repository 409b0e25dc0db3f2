import type { AlarmChanges } from '../../../domain/detection/watching/alarms/alarm-book.ts';
import { BUCKET_MS, bucketOf } from '../../../domain/detection/watching/streams/bucket-ring.ts';
import type { ObservedSignals } from '../../../domain/detection/watching/streams/observed-signals.ts';
import type { SignalWatch, WatchContext } from '../../../domain/detection/watching/signal-watch.ts';
import { STORED } from '../../../domain/detection/watching/streams/source-marks.ts';
import { bucketStart } from '../../../domain/signals/service-counts.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { Stores } from '../../../ports/stores/stores.ts';
import { Breath } from '../../breath.ts';

/** What of the stores is read. */
export interface PastStores {
  readonly statistics: Pick<Stores['statistics'], 'counts'>;
  readonly traffic: Pick<Stores['traffic'], 'operations' | 'calls'>;
  readonly metrics: Pick<Stores['metrics'], 'series'>;
  readonly templates: Pick<Stores['templates'], 'counts'>;
}

interface Replaying {
  readonly stores: PastStores;
  readonly watch: SignalWatch;
  readonly clock: { now(): number };
  readonly context: WatchContext;
  readonly onChanges: (changes: AlarmChanges) => void;
  /** So much is read at once. */
  readonly pieceMs?: number;
}

/** The past is read in pieces, so that no answer grows with it. */
const PIECE_MS = 600_000;
const MOST_SERIES = 5000;

/**
 * Looks at stored signals of [from, to) as they would have been looked at then, in steps of ten seconds. What is told
 * twice, by the store and by what the watch knows already, counts once: its closed buckets stay closed.
 */
export async function replaySignals(
  { stores, watch, clock, context, onChanges, pieceMs = PIECE_MS }: Replaying,
  scope: Scope,
  { from, to }: { from: number; to: number }
): Promise<void> {
  const breath = new Breath(clock);
  watch.marks.areStored = true;
  try {
    for (let piece = bucketStart(from); piece < to; piece += pieceMs) {
      const pieceTo = Math.min(piece + pieceMs, to);
      const byBucket = await readPiece(stores, scope, { from: piece, to: pieceTo });
      for (let at = piece; at < pieceTo; at += BUCKET_MS) {
        const now = Math.min(at + BUCKET_MS, to);
        watch.observe(byBucket.get(bucketOf(at)) ?? {}, { source: STORED, now, whole: null });
        onChanges(watch.evaluate(now, context));
        if (breath.isDue) {
          await breath.take();
        }
      }
    }
  } finally {
    watch.marks.areStored = false;
  }
}

type Bucketed = { -readonly [Key in keyof ObservedSignals]: Array<NonNullable<ObservedSignals[Key]>[number]> };

async function readPiece(
  { statistics, traffic, metrics, templates }: PastStores,
  scope: Scope,
  range: { from: number; to: number }
): Promise<Map<number, Bucketed>> {
  const step = { ...range, stepMs: BUCKET_MS };
  const [counts, operations, calls, series, templateCounts] = await Promise.all([
    statistics.counts(scope, step),
    traffic.operations(scope, { ...step, operations: [''] }),
    traffic.calls(scope, step),
    metrics.series(scope, { ...step, maxSeries: MOST_SERIES }),
    templates.counts(scope, step),
  ]);
  const byBucket = new Map<number, Bucketed>();
  place(byBucket, 'counts', counts);
  place(byBucket, 'operations', operations);
  place(byBucket, 'calls', calls);
  place(byBucket, 'metrics', series);
  place(byBucket, 'templateCounts', templateCounts);
  return byBucket;
}

function place<Key extends keyof Bucketed>(
  into: Map<number, Bucketed>,
  key: Key,
  rows: NonNullable<ObservedSignals[Key]>
): void {
  for (const row of rows as ReadonlyArray<{ at: number }>) {
    const bucket = bucketOf(row.at);
    const signals = into.get(bucket) ?? {};
    into.set(bucket, signals);
    const list = (signals[key] ?? []) as unknown[];
    signals[key] = list as Bucketed[Key];
    list.push(row);
  }
}
