import { DETECTION_DEFAULTS, type DetectionSettings } from '../../domain/detection/detection-settings.ts';
import type { ObservedCount } from '../../domain/detection/counting/observed-count.ts';
import { summariseServices } from '../../domain/detection/summarise-services.ts';
import { systemScope, type OrganisationId, type Scope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import type { LiveFeed } from '../../ports/live-feed.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import type { LookOut } from './look-out.ts';
import { OrganisationWatch, type WatchLedger } from './organisation-watch.ts';
import { replayDetection, watchFromStore } from './replay-detection.ts';
import type { ServiceState, ServiceStates } from './service-states.ts';

export interface DetectOutagesDependencies {
  readonly stores: Pick<Stores, 'statistics' | 'incidents' | 'settings'>;
  readonly ledger: WatchLedger;
  readonly feed: Pick<LiveFeed, 'subscribe'>;
  readonly clock: Clock;
  readonly settings?: DetectionSettings;
  /** Without it the fixed rules alone decide. */
  readonly lookOut?: LookOut;
  /** A longer past that nobody looked at is not looked at any more. */
  readonly maxReplayHours?: number;
  /** One organisation could not be evaluated; it is tried again at the next tick. */
  readonly onFailure: (organisation: OrganisationId, error: unknown) => void;
}

const DEFAULT_MAX_REPLAY_HOURS = 6;
const EVALUATED_TO_KEY = 'detection.evaluated-to';
/** How far evaluation came is written this often; what lies in between is looked at twice after a crash. */
const SAVE_EVERY_MS = 30_000;

interface Watched {
  watch: OrganisationWatch;
  savedAt: number;
  unsubscribe: () => void;
}

/** Watches every organisation that sends something, and opens, widens, moves on and brings back their incidents. */
export class DetectOutages implements ServiceStates {
  private readonly dependencies: DetectOutagesDependencies;
  private readonly settings: DetectionSettings;
  private readonly watched = new Map<OrganisationId, Watched>();
  private checkedAt: number | null = null;
  private missed = 0;

  constructor(dependencies: DetectOutagesDependencies) {
    this.dependencies = dependencies;
    this.settings = dependencies.settings ?? DETECTION_DEFAULTS;
  }

  /** Counts of lines that are on disk; answers how many lines came too late to be looked at. */
  observe(scope: Scope, counts: Iterable<ObservedCount>, source = 'push'): { lateLines: number } {
    return this.watchedOf(scope).watch.detection.add(source, counts, this.dependencies.clock.now());
  }

  /** Whole values of a polled source, which replace what it said before about the same buckets. */
  observeWhole(scope: Scope, source: string, counts: Iterable<ObservedCount>): { lateLines: number } {
    return this.watchedOf(scope).watch.detection.set(source, counts, this.dependencies.clock.now());
  }

  /** One check of everything. An organisation that fails holds up no other and is decided again at the next tick. */
  async tick({ now, missed }: { now: number; missed: number }): Promise<void> {
    this.missed += missed;
    for (const [organisation, watched] of this.watched) {
      try {
        await this.evaluate(watched.watch, now);
        await this.saveProgress(watched, now);
      } catch (error) {
        watched.watch.readAgain();
        this.dependencies.onFailure(organisation, error);
      }
    }
    this.checkedAt = now;
  }

  /**
   * After a start and before intake is opened: detection is as if this process had never stopped. What came and went
   * while nobody looked is looked at as of then. Throws what the store throws; then call it again.
   */
  async rebuild(scope: Scope, now: number): Promise<void> {
    const own = systemScope(scope.organisation);
    const evaluatedTo = await this.evaluatedTo(own);
    if (evaluatedTo !== null && evaluatedTo < now - this.settings.allowedLatenessSeconds * 1000) {
      await this.replay(own, { from: evaluatedTo, to: now });
    }
    const watch = await watchFromStore(this.past(), own, now);
    await this.dependencies.lookOut?.rebuild(own, now);
    this.install(own, watch);
  }

  /** Looks at a past that was not complete when it was the present. */
  async replay(scope: Scope, { from, to }: { from: number; to: number }): Promise<void> {
    const own = systemScope(scope.organisation);
    const longest = (this.dependencies.maxReplayHours ?? DEFAULT_MAX_REPLAY_HOURS) * 3_600_000;
    const lateness = this.settings.allowedLatenessSeconds * 1000;
    await replayDetection(this.past(), own, { from: Math.max(from - lateness, to - longest), to });
    this.watched.get(own.organisation)?.watch.readAgain();
  }

  serviceStates(scope: Scope, now: number): ServiceState[] {
    const watch = this.watched.get(scope.organisation)?.watch;
    return watch === undefined ? [] : summariseServices(watch.detection, watch.underWay(), now);
  }

  /** Services that were let go in all organisations, since more came than are watched. */
  servicesLetGo(): number {
    return [...this.watched.values()].reduce((sum, { watch }) => sum + watch.detection.services.evicted, 0);
  }

  lastCheckAt(): number | null {
    return this.checkedAt;
  }

  checksMissed(): number {
    return this.missed;
  }

  /** Listens to nothing any more. */
  close(): void {
    for (const { unsubscribe } of this.watched.values()) {
      unsubscribe();
    }
    this.watched.clear();
  }

  private async evaluate(watch: OrganisationWatch, now: number): Promise<void> {
    const { lookOut } = this.dependencies;
    if (lookOut === undefined) {
      await watch.evaluate(now);
      return;
    }
    const outlook = await lookOut.look(watch.scope, { now, underWay: watch.underWay() });
    await watch.evaluate(now, outlook, lookOut.kept(watch.scope));
  }

  private past() {
    const { stores, ledger } = this.dependencies;
    return { stores, ledger, settings: this.settings };
  }

  private watchedOf(scope: Scope): Watched {
    const known = this.watched.get(scope.organisation);
    if (known !== undefined) {
      return known;
    }
    const own = systemScope(scope.organisation);
    return this.install(own, new OrganisationWatch(own, this.dependencies.ledger, this.settings));
  }

  private install(scope: Scope, watch: OrganisationWatch): Watched {
    this.watched.get(scope.organisation)?.unsubscribe();
    const unsubscribe = this.dependencies.feed.subscribe(scope, (message) => {
      if (message.type === 'incident') {
        watch.incidentChanged(message);
      }
    });
    const watched = { watch, savedAt: Number.NEGATIVE_INFINITY, unsubscribe };
    this.watched.set(scope.organisation, watched);
    return watched;
  }

  private async saveProgress(watched: Watched, now: number): Promise<void> {
    if (Math.abs(now - watched.savedAt) >= SAVE_EVERY_MS) {
      await this.dependencies.stores.settings.write(watched.watch.scope, EVALUATED_TO_KEY, { at: now });
      watched.savedAt = now;
    }
  }

  private async evaluatedTo(scope: Scope): Promise<number | null> {
    const saved = await this.dependencies.stores.settings.read(scope, EVALUATED_TO_KEY);
    const at = typeof saved === 'object' && saved !== null && 'at' in saved ? saved.at : null;
    return typeof at === 'number' && Number.isFinite(at) ? at : null;
  }
}
