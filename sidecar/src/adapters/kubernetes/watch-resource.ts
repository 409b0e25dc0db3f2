import type { Clock } from '../../ports/clock.ts';
import type { KubernetesApi, ResourceAddress, WatchEvent } from './kubernetes-api.ts';
import { KubernetesProblem, VersionGone } from './kubernetes-problem.ts';
import { pause, pauseMs } from './pause.ts';
import { SeenVersions, versionOf } from './seen-versions.ts';

export interface WatchDependencies {
  /** A new one for each try: addresses, certificates and tokens may have changed. Throws KubernetesProblem. */
  readonly connect: () => { api: KubernetesApi; close: () => Promise<void> };
  readonly clock: Clock;
  readonly random: () => number;
  /** Where an earlier watch came to; null begins with a list. */
  readonly resume: ResumePoint;
  /** Resolves when the objects are safe; what it throws is tried again with the same objects. */
  readonly take: (events: readonly WatchEvent[]) => Promise<void>;
  /** The cluster spoke: objects, or that there are none. */
  readonly onHeard: () => void;
  /** Everything that is there was taken. */
  readonly onListed: () => void;
  readonly onProblem: (error: unknown) => void;
}

export interface ResumePoint {
  load(server: string): Promise<string | null>;
  save(server: string, version: string): Promise<void>;
}

const SAVE_EVERY_MS = 10_000;
/** A watch that is ended sooner without a word is not ended in order; a few times it may be a server that restarts. */
const SHORTEST_WATCH_MS = 5_000;
const EARLY_ENDS_TOLERATED = 3;

class EndedEarly extends KubernetesProblem {}

/**
 * Everything that happens to one kind of object, once: a list of what is, then what happens from its version on, for as
 * long as the signal lets it. Each portion is safe before the version moves on, so what breaks in between is told again
 * and nothing is left out. A version that the cluster forgot means a new list, from which what is known is left out.
 */
export class WatchResource {
  private readonly resource: ResourceAddress;
  private readonly dependencies: WatchDependencies;
  private readonly seen = new SeenVersions();
  private version: string | null = null;
  private isResumed = false;
  private savedAt = 0;
  private attempt = 0;

  constructor(resource: ResourceAddress, dependencies: WatchDependencies) {
    this.resource = resource;
    this.dependencies = dependencies;
  }

  /** Runs until the signal ends it; never throws. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, random, onProblem } = this.dependencies;
    while (!signal.aborted) {
      try {
        await this.runOnce(signal);
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        if (error instanceof VersionGone) {
          this.version = null;
        } else if (!(error instanceof EndedEarly) || this.attempt >= EARLY_ENDS_TOLERATED) {
          onProblem(error);
        }
        const retryAfterSeconds = error instanceof KubernetesProblem ? error.retryAfterSeconds : null;
        await pause(clock, pauseMs(this.attempt, { random, retryAfterSeconds }), signal);
        this.attempt += 1;
      }
    }
  }

  private async runOnce(signal: AbortSignal): Promise<void> {
    const { api, close } = this.dependencies.connect();
    try {
      await this.resume(api);
      while (!signal.aborted) {
        this.version ??= await this.listAll(api, signal);
        await this.watch(api, { from: this.version, signal });
      }
    } finally {
      await this.save(api, true);
      await close();
    }
  }

  /** Once: later our own version is newer, or was forgotten by the cluster. */
  private async resume({ server }: KubernetesApi): Promise<void> {
    if (!this.isResumed) {
      this.version = await this.dependencies.resume.load(server);
      this.isResumed = true;
    }
  }

  private async listAll(api: KubernetesApi, signal: AbortSignal): Promise<string> {
    let page = await api.list(this.resource, { next: null, signal });
    for (;;) {
      await this.take(page.items.map((object) => ({ type: 'ADDED', object })));
      this.dependencies.onHeard();
      if (page.next === null) {
        this.dependencies.onListed();
        return page.resourceVersion;
      }
      page = await api.list(this.resource, { next: page.next, signal });
    }
  }

  private async watch(api: KubernetesApi, { from, signal }: { from: string; signal: AbortSignal }): Promise<void> {
    const { clock, onHeard } = this.dependencies;
    const startedAt = clock.now();
    let heard = 0;
    for await (const events of api.watch(this.resource, { from, signal })) {
      await this.take(events);
      this.version = events.map(({ object }) => versionOf(object)).findLast((one) => one !== null) ?? this.version;
      heard += events.length;
      this.attempt = events.length > 0 ? 0 : this.attempt;
      onHeard();
      await this.save(api, false);
    }
    if (heard === 0 && clock.now() - startedAt < SHORTEST_WATCH_MS && !signal.aborted) {
      throw new EndedEarly('the cluster ends each watch at once');
    }
    onHeard();
  }

  private async take(events: readonly WatchEvent[]): Promise<void> {
    const news = events.filter(({ type, object }) => type !== 'BOOKMARK' && this.seen.isNew(type, object));
    if (news.length > 0) {
      await this.dependencies.take(news);
      news.forEach(({ type, object }) => this.seen.remember(type, object));
    }
  }

  /** What could not be saved costs a list after the next start, no more. */
  private async save({ server }: KubernetesApi, isLast: boolean): Promise<void> {
    const now = this.dependencies.clock.now();
    if (this.version === null || (!isLast && now - this.savedAt < SAVE_EVERY_MS)) {
      return;
    }
    this.savedAt = now;
    await this.dependencies.resume.save(server, this.version).catch(() => undefined);
  }
}
