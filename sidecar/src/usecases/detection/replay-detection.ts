import { everyRecord } from '../every-record.ts';
import { loadPast } from '../../domain/detection/counting/load-past.ts';
import { OLDEST_OPENING_MS } from '../../domain/detection/deciding/decide-opening.ts';
import type { DetectionSettings } from '../../domain/detection/detection-settings.ts';
import { STATISTICS_STEP_MS, bucketStart, type ServiceCounts } from '../../domain/signals/service-counts.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { OrganisationWatch, type WatchLedger } from './organisation-watch.ts';

export interface PastDependencies {
  readonly stores: Pick<Stores, 'statistics' | 'incidents'>;
  readonly ledger: WatchLedger;
  readonly settings: DetectionSettings;
}

/** Coarse enough that an hour of five thousand services is read in one go. */
const HISTORY_STEP_MS = 300_000;
/** Counts are read from the store in pieces of this length. */
const PIECE_MS = 600_000;
const CLOSED_PAGE = 200;
/** An alarm may stand for long after a person has said that it does not matter; one older than this opens nothing. */
const REMEMBERED_CLOSINGS_MS = OLDEST_OPENING_MS;

/** A watch that knows, from the store, what it would know had it counted up to `at`. */
export async function watchFromStore(
  { stores, ledger, settings }: PastDependencies,
  scope: Scope,
  at: number
): Promise<OrganisationWatch> {
  const watch = new OrganisationWatch(scope, ledger, settings);
  const recentFrom = bucketStart(at - (settings.windowSeconds + settings.allowedLatenessSeconds) * 1000);
  // Steps end where the fine buckets begin, or a moment before.
  const historyTo = bucketStart(recentFrom, HISTORY_STEP_MS);
  const historyFrom = historyTo - settings.baselineSeconds * 1000;
  const [recent, history] = await Promise.all([
    stores.statistics.counts(scope, { from: recentFrom, to: at, stepMs: STATISTICS_STEP_MS }),
    stores.statistics.counts(scope, { from: historyFrom, to: historyTo, stepMs: HISTORY_STEP_MS }),
  ]);
  await watch.refresh(at);
  loadPast(watch.detection, { at, recent, history, historyStepMs: HISTORY_STEP_MS, underWay: watch.underWay() });
  await noteClosed({ stores, watch }, at - REMEMBERED_CLOSINGS_MS);
  return watch;
}

/**
 * Looks at a past that nobody looked at, step by step, as it would have been looked at then: what came and went
 * becomes an incident with its own start, and moves on. What was decided before is found in the ledger.
 */
export async function replayDetection(
  dependencies: PastDependencies,
  scope: Scope,
  { from, to }: { from: number; to: number }
): Promise<void> {
  const begin = bucketStart(from);
  // The past does not come closer by waiting.
  const settings = { ...dependencies.settings, settleMilliseconds: 0 };
  const watch = await watchFromStore({ ...dependencies, settings }, scope, begin);
  for (let piece = begin; piece < to; piece += PIECE_MS) {
    const pieceTo = Math.min(piece + PIECE_MS, to);
    const counts = await dependencies.stores.statistics.counts(scope, {
      from: piece,
      to: pieceTo,
      stepMs: STATISTICS_STEP_MS,
    });
    const byBucket = groupByTime(counts);
    for (let bucket = piece; bucket < pieceTo; bucket += STATISTICS_STEP_MS) {
      const now = bucket + STATISTICS_STEP_MS;
      watch.detection.add(
        'stored',
        (byBucket.get(bucket) ?? []).map((count) => ({ ...count, widthMs: STATISTICS_STEP_MS })),
        now
      );
      await watch.evaluate(now);
    }
  }
}

/** What people closed since then must not be opened again by what led to it. */
async function noteClosed(
  { stores, watch }: { stores: Pick<Stores, 'incidents'>; watch: OrganisationWatch },
  since: number
): Promise<void> {
  const closed = everyRecord((place) =>
    stores.incidents.list(watch.scope, {
      ...{ states: ['resolved', 'dismissed'], from: since, sort: '-updatedAt', limit: CLOSED_PAGE },
      ...place,
    })
  );
  for await (const record of closed) {
    watch.noteClosed(record);
  }
}

function groupByTime(counts: readonly ServiceCounts[]): Map<number, ServiceCounts[]> {
  const grouped = new Map<number, ServiceCounts[]>();
  for (const count of counts) {
    const group = grouped.get(count.at);
    if (group === undefined) {
      grouped.set(count.at, [count]);
    } else {
      group.push(count);
    }
  }
  return grouped;
}
