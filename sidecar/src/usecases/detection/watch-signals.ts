import type { Alarm, AlarmRecord } from '../../domain/detection/alarms/alarm.ts';
import { NO_CALLS, type CallGraph } from '../../domain/detection/grouping/call-graph.ts';
import type { ServiceHealth } from '../../domain/detection/recovery/service-health.ts';
import type { AlarmChanges } from '../../domain/detection/watching/alarms/alarm-book.ts';
import { BUCKET_MS } from '../../domain/detection/watching/streams/bucket-ring.ts';
import type { DetectorMakers } from '../../domain/detection/watching/detector-makers.ts';
import type { ObservedSignals } from '../../domain/detection/watching/streams/observed-signals.ts';
import { PRODUCT_DETECTORS } from '../../domain/detection/watching/product-detectors.ts';
import type { SavedService } from '../../domain/detection/watching/service-watch.ts';
import { SignalWatch, type WatchContext, type WatchStatus } from '../../domain/detection/watching/signal-watch.ts';
import { systemScope, type OrganisationId, type Scope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import type { PolledSignals } from '../../ports/telemetry-source.ts';
import type { DetectorModes } from './detector-modes.ts';
import type { ExpectedTimes } from './expected-times.ts';
import type { StandingAlarms } from './standing-alarms.ts';
import { KeepWatchState } from './watching/keep-watch-state.ts';
import { replaySignals, type PastStores } from './watching/replay-signals.ts';
import { standingInStore } from './watching/standing-in-store.ts';

export interface WatchSignalsDependencies {
  readonly stores: PastStores & Pick<Stores, 'alarms' | 'settings'>;
  readonly clock: Clock;
  readonly modes: DetectorModes;
  readonly expected: ExpectedTimes;
  /** Alarms or state could not be written; both are tried again. */
  readonly onFailure: (organisation: OrganisationId, error: unknown) => void;
  /** What was learnt of services cannot be used (`error` says why, where stepping one failed): they are learnt anew. */
  readonly onForgotten?: (organisation: OrganisationId, forgotten: Forgotten) => void;
  readonly makers?: DetectorMakers;
  /** A longer past that nobody looked at is not looked at any more: levels and seasons stay as they were. */
  readonly maxReplayHours?: number;
}

export interface Forgotten {
  readonly services: readonly string[];
  readonly error: unknown;
}

const DEFAULT_MAX_REPLAY_HOURS = 6;
/** Where nothing was ever learnt, the detectors begin with the last hour, and tell nothing of it. */
const FIRST_REPLAY_MS = 60 * 60 * 1000;
/** Some twenty seconds of one core: with many services the past that is looked at again is shorter. */
const MOST_REPLAYED_STEPS = 1_000_000;
/** Who did not judge for so long has no turn. */
const JUDGING_MS = 15_000;
/** What cannot be written waits; the oldest goes, whatever is down for days. */
const MOST_UNSAVED = 5000;

interface Watched {
  readonly scope: Scope;
  readonly keeping: KeepWatchState;
  readonly context: WatchContext;
  readonly watch: SignalWatch;
  /** What the store does not know yet, by id. */
  readonly unsaved: Map<string, Alarm>;
  judgedAt: number;
}

/** Steps the detectors of every organisation over what comes in, and keeps what they raise. */
export class WatchSignals implements StandingAlarms {
  private readonly dependencies: WatchSignalsDependencies;
  private readonly watched = new Map<OrganisationId, Watched>();

  constructor(dependencies: WatchSignalsDependencies) {
    this.dependencies = dependencies;
  }

  /** What was acknowledged to whoever sends by itself. */
  observe(scope: Scope, signals: ObservedSignals, source = 'push'): void {
    this.watchedOf(scope).watch.observe(signals, { source, now: this.dependencies.clock.now(), whole: null });
  }

  /** Whole values of a source that is asked, about [from, to): they replace what it said before. */
  observeWhole(
    scope: Scope,
    { source, from, to }: { source: string; from: number; to: number },
    { counts, traffic, metrics }: Pick<PolledSignals, 'counts' | 'traffic' | 'metrics'>
  ): void {
    const signals = { counts, ...(traffic ?? {}), ...(metrics === null ? {} : { metrics }) };
    const now = this.dependencies.clock.now();
    this.watchedOf(scope).watch.observe(signals, { source, now, whole: { from, to } });
  }

  async evaluate(scope: Scope, now: number): Promise<readonly Alarm[]> {
    const watched = this.watchedOf(scope);
    watched.judgedAt = now;
    this.note(watched, watched.watch.evaluate(now, watched.context));
    try {
      await this.saveAlarms(watched);
      await watched.keeping.save(watched.watch, now);
    } catch (error) {
      // Whatever it was: the fixed rules are judged in the same check, and they go on.
      this.dependencies.onFailure(scope.organisation, error);
    }
    return watched.watch.standing().filter(({ mode, heldBack }) => mode === 'live' && heldBack === null);
  }

  async assigned(scope: Scope, incident: { id: string; number: number }, ids: readonly string[]): Promise<void> {
    const own = systemScope(scope.organisation);
    const { alarms } = this.dependencies.stores;
    const present = new Map(
      this.watchedOf(scope)
        .watch.standing()
        .map((alarm) => [alarm.id, alarm])
    );
    const records: AlarmRecord[] = [];
    for (const id of ids) {
      const alarm = present.get(id) ?? (await alarms.get(own, id));
      if (alarm !== null) {
        records.push({ ...recordOf(alarm), incident: { id: incident.id, number: incident.number } });
      }
    }
    if (records.length > 0) {
      await alarms.save(own, records);
    }
  }

  health(scope: Scope, service: string, _now: number): ServiceHealth | null {
    return this.watched.get(scope.organisation)?.watch.healthOf(service) ?? null;
  }

  graph(scope: Scope, now: number): CallGraph {
    return this.watched.get(scope.organisation)?.watch.graph(now) ?? NO_CALLS;
  }

  untaught(scope: Scope, services: ReadonlySet<string>): void {
    this.watchedOf(scope).watch.leaveUntaught(services, this.dependencies.clock.now());
  }

  /**
   * After a start and before intake is opened, or when another sidecar's turn was taken over: detectors are as if this
   * process had watched all along. Throws what the store throws; then call it again.
   */
  async rebuild(scope: Scope, now: number): Promise<void> {
    const own = systemScope(scope.organisation);
    const watched = this.newWatched(own);
    const { watch } = watched;
    const { stores, clock } = this.dependencies;
    const kept = await watched.keeping.read();
    const standing = await standingInStore(stores.alarms, own);
    watch.alarms.restore(standing);
    const saved = kept.filter((service) => watch.restoreService(service));
    watch.restoredAt(now);
    if (saved.length < kept.length) {
      const services = kept.filter((one) => !saved.includes(one)).map(({ service }) => service);
      this.dependencies.onForgotten?.(own.organisation, { services, error: null });
    }
    const from = this.replayFrom(saved, now);
    const { context } = watched;
    const isFirst = saved.length === 0;
    await replaySignals(
      {
        ...{ stores, watch, clock, context },
        onChanges: (changes) => this.note(watched, isFirst ? { ...changes, raised: [], changed: [] } : changes),
      },
      own,
      { from, to: now }
    );
    watch.endOrphans(now);
    this.note(watched, watch.evaluate(now, context));
    if (isFirst) {
      watch.alarms.all().forEach((alarm) => watched.unsaved.set(alarm.id, alarm));
    }
    await this.saveAlarms(watched);
    this.watched.set(own.organisation, watched);
  }

  /** At an orderly end: whoever comes next need not look at anything again. Where another sidecar judges, its word stands. */
  async saveAll(): Promise<void> {
    const judgedSince = this.dependencies.clock.now() - JUDGING_MS;
    for (const watched of this.watched.values()) {
      if (watched.judgedAt >= judgedSince) {
        await this.saveAlarms(watched);
        await watched.keeping.saveAll(watched.watch);
      }
    }
  }

  status(scope: Scope): WatchStatus | null {
    return this.watched.get(scope.organisation)?.watch.status() ?? null;
  }

  private replayFrom(
    saved: ReadonlyArray<Pick<SavedService, 'lines' | 'requests' | 'metricsTo'>>,
    now: number
  ): number {
    if (saved.length === 0) {
      return now - FIRST_REPLAY_MS;
    }
    const closedTo = saved.flatMap(({ lines, requests, metricsTo }) => [lines.closedTo, requests.closedTo, metricsTo]);
    const oldest = Math.min(...closedTo.filter((bucket) => bucket !== null)) * BUCKET_MS;
    const longest = (this.dependencies.maxReplayHours ?? DEFAULT_MAX_REPLAY_HOURS) * 3_600_000;
    const affordable = Math.floor(MOST_REPLAYED_STEPS / saved.length) * BUCKET_MS;
    return Math.min(now, Math.max(oldest, now - Math.min(longest, affordable)));
  }

  private note({ unsaved }: Watched, { raised, changed, ended }: AlarmChanges): void {
    for (const alarm of [...raised, ...changed, ...ended]) {
      unsaved.set(alarm.id, alarm);
    }
    for (const oldest of unsaved.keys()) {
      if (unsaved.size <= MOST_UNSAVED) {
        break;
      }
      unsaved.delete(oldest);
    }
  }

  private async saveAlarms({ scope, unsaved }: Watched): Promise<void> {
    if (unsaved.size === 0) {
      return;
    }
    const saving = [...unsaved.values()];
    await this.dependencies.stores.alarms.save(scope, saving.map(recordOf));
    for (const alarm of saving) {
      if (unsaved.get(alarm.id) === alarm) {
        unsaved.delete(alarm.id);
      }
    }
  }

  private watchedOf(scope: Scope): Watched {
    const known = this.watched.get(scope.organisation);
    if (known !== undefined) {
      return known;
    }
    const watched = this.newWatched(systemScope(scope.organisation));
    this.watched.set(scope.organisation, watched);
    return watched;
  }

  private newWatched(scope: Scope): Watched {
    const { modes, expected, stores, onForgotten, makers = PRODUCT_DETECTORS } = this.dependencies;
    return {
      scope,
      keeping: new KeepWatchState(stores.settings, scope),
      context: {
        modeOf: (detector) => modes.modeOf(scope, detector),
        heldBack: (alarm, now) => expected.heldBack(scope, alarm, now),
        onBroken: (service, error) => onForgotten?.(scope.organisation, { services: [service], error }),
      },
      watch: new SignalWatch({ makers }),
      unsaved: new Map(),
      judgedAt: Number.NEGATIVE_INFINITY,
    };
  }
}

/** The incident and the verdict that the store knows stay as they are. */
function recordOf(alarm: Alarm): AlarmRecord {
  return { incident: null, verdict: null, ...alarm };
}
