import type { DetectorId } from '@incident-memory/contract';
import type { Alarm } from '../../../domain/detection/alarms/alarm.ts';
import { PRODUCT_DETECTORS } from '../../../domain/detection/watching/product-detectors.ts';
import { SignalWatch } from '../../../domain/detection/watching/signal-watch.ts';
import { bucketStart } from '../../../domain/signals/service-counts.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import { replaySignals, type PastStores } from '../../detection/watching/replay-signals.ts';
import { BandSteps } from './band-steps.ts';
import { spreadMetrics, spreadOperations, spreadTemplates } from './spread-rolled-up.ts';

export interface PastWanted {
  readonly services: readonly string[];
  readonly detectors: ReadonlySet<DetectorId>;
  readonly metric?: string | undefined;
  /** From here on it is looked at to know what is usual. */
  readonly learnFrom: number;
  readonly from: number;
  readonly to: number;
  /** How many points of a band are wanted at most. */
  readonly points: number;
}

export interface PastSeen {
  /** Raised or standing in [from, to), in order of time. */
  readonly alarms: readonly Alarm[];
  readonly bands: BandSteps;
  /** How far it came: `to`, unless there was no more time. */
  readonly lookedTo: number;
}

export interface ReplayDependencies {
  readonly stores: PastStores;
  readonly clock: { now(): number };
  /** What is older is kept by five minutes. */
  readonly fineMs: number;
}

/** Each piece is one reading of the store; in between others have their turn. */
const PIECE_MS = 60 * 60_000;

/**
 * Runs the detectors of the product over the stored past, as they would have run: the same code, nothing tuned. What is
 * not asked for is off and costs nothing. Stops where `until` is reached. May throw StoreUnavailable.
 */
export async function replayPast(
  { stores, clock, fineMs }: ReplayDependencies,
  scope: Scope,
  { wanted, until }: { wanted: PastWanted; until: number }
): Promise<PastSeen> {
  const watch = new SignalWatch({ makers: PRODUCT_DETECTORS });
  const past = onlyOf(stores, wanted, clock.now() - fineMs);
  const bands = new BandSteps(wanted);
  const alarms = new Map<string, Alarm>();
  let at = bucketStart(wanted.learnFrom);
  while (at < wanted.to && clock.now() < until) {
    const to = Math.min(at + PIECE_MS, wanted.to);
    await replaySignals(
      {
        stores: past,
        watch,
        clock,
        pieceMs: PIECE_MS,
        context: {
          modeOf: (detector) => (wanted.detectors.has(detector) ? 'live' : 'off'),
          heldBack: () => null,
          onStep: (step) => bands.take(step),
        },
        onChanges: ({ raised, changed, ended }) =>
          [...raised, ...changed, ...ended].forEach((alarm) => alarms.set(alarm.id, alarm)),
      },
      scope,
      { from: at, to }
    );
    at = to;
  }
  const seen = [...alarms.values()].filter(
    ({ at: raisedAt, endedAt }) => raisedAt < wanted.to && (endedAt === null || endedAt >= wanted.from)
  );
  return { alarms: seen.sort((one, other) => one.at - other.at), bands, lookedTo: at };
}

const NEEDS_TEMPLATES: readonly DetectorId[] = ['new-message', 'message-surge'];
const NEEDS_METRICS: readonly DetectorId[] = ['metric', 'exhaustion'];

/** The stores as far as these services and detectors need them. */
function onlyOf(
  { statistics, traffic, metrics, templates }: ReplayDependencies['stores'],
  { services, detectors, metric }: PastWanted,
  fineFrom: number
): PastStores {
  const needs = (some: readonly DetectorId[]) => some.some((detector) => detectors.has(detector));
  return {
    statistics: { counts: (scope, query) => statistics.counts(scope, { ...query, services }) },
    traffic: {
      calls: async () => [],
      operations: async (scope, query) =>
        spreadOperations(await traffic.operations(scope, { ...query, services }), fineFrom),
    },
    metrics: {
      series: async (scope, query) =>
        needs(NEEDS_METRICS)
          ? spreadMetrics(
              await metrics.series(scope, {
                ...query,
                services,
                // What fills up is told by more than one metric.
                ...(metric === undefined || detectors.has('exhaustion') ? {} : { metrics: [metric] }),
              }),
              fineFrom
            )
          : [],
    },
    templates: {
      counts: async (scope, query) =>
        needs(NEEDS_TEMPLATES) ? spreadTemplates(await templates.counts(scope, { ...query, services }), fineFrom) : [],
    },
  };
}
