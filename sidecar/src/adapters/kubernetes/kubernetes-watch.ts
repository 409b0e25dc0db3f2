import type { Result } from '../../domain/result.ts';
import { NO_SIGNALS, type RawSignals } from '../../domain/signals/raw-signals.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import { createOutbound } from '../../platform/outbound/outbound-http.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SettingsStore } from '../../ports/stores/settings-store.ts';
import { StoreUnavailable } from '../../ports/stores/store-failure.ts';
import type { OpenAccess } from './access/cluster-access.ts';
import { ClusterTeller, type WatchedKind } from './cluster-teller.ts';
import { KubernetesApi, type ResourceAddress, type WatchEvent } from './kubernetes-api.ts';
import { KubernetesProblem } from './kubernetes-problem.ts';
import { Countdown } from './countdown.ts';
import { pause } from './pause.ts';
import { WatchResource, type ResumePoint } from './watch-resource.ts';

export interface KubernetesWatchOptions {
  readonly name: string;
  readonly cluster: string;
  readonly scope: Scope;
  readonly namespaces: readonly string[];
  readonly resources: readonly WatchedKind[];
  readonly access: OpenAccess;
  readonly clock: Clock;
  readonly random: () => number;
  readonly settings: SettingsStore;
  readonly ingest: (
    raw: RawSignals,
    about: { bytes: number; source: string }
  ) => Promise<Result<unknown, { code: string; retryAfterSeconds: number }>>;
  readonly onHeard: () => void;
  /** A sentence for whoever looks at the sources, and the cause for the log. */
  readonly onProblem: (sentence: string, error: unknown) => void;
}

const TIMEOUT_SECONDS = 30;
const UNEXPECTED = 'the watch failed; the log of the sidecar has the cause';
const WATCHED_KINDS: readonly WatchedKind[] = ['pods', 'deployments', 'events'];
const PATHS: Readonly<Record<WatchedKind, string>> = {
  events: '/api/v1',
  pods: '/api/v1',
  deployments: '/apis/apps/v1',
};

/** Everything of one cluster that is worth telling, from when it is started until it is stopped. */
export class KubernetesWatch {
  private readonly options: KubernetesWatchOptions;
  private readonly teller: ClusterTeller;
  private readonly problems = new Map<string, string>();
  private running: { stop: AbortController; ended: Promise<unknown> } | null = null;

  constructor(options: KubernetesWatchOptions) {
    const { cluster, resources } = options;
    this.options = options;
    this.teller = new ClusterTeller({
      cluster,
      isWatching: (kind) => resources.includes(kind) && ![...this.problems.keys()].some((path) => path.endsWith(kind)),
    });
  }

  /** Nothing where it runs already. */
  start(): void {
    if (this.running !== null) {
      return;
    }
    const stop = new AbortController();
    const pods = new Countdown(this.addresses('pods').length, stop.signal);
    const watches = WATCHED_KINDS.flatMap((kind) =>
      this.addresses(kind).map(async (resource) => {
        // The labels of pods tell to which service an event belongs.
        await (kind === 'events' ? pods.ended : null);
        await this.watchOf(kind, resource, kind === 'pods' ? pods : null).run(stop.signal);
      })
    );
    this.running = { stop, ended: Promise.all(watches) };
  }

  /** What is under way is finished; another sidecar may go on from there. */
  async stop(): Promise<void> {
    const { running } = this;
    this.running = null;
    running?.stop.abort();
    await running?.ended;
  }

  private addresses(kind: WatchedKind): ResourceAddress[] {
    const { namespaces, resources } = this.options;
    const within = namespaces.length === 0 ? [''] : namespaces.map((namespace) => `/namespaces/${namespace}`);
    const wanted = resources.includes(kind) ? within : [];
    return wanted.map((place) => ({ path: `${PATHS[kind]}${place}/${kind}`, name: kind }));
  }

  private watchOf(kind: WatchedKind, resource: ResourceAddress, listed: Countdown | null): WatchResource {
    const { clock, random } = this.options;
    return new WatchResource(resource, {
      connect: () => this.connect(),
      clock,
      random,
      resume: kind === 'events' ? this.resumePoint(resource) : FROM_THE_START,
      take: (events) => this.take(kind, events),
      onHeard: () => this.heard(resource),
      onListed: () => listed?.count(resource.path),
      onProblem: (error) => {
        listed?.count(resource.path);
        this.failed(resource, error);
      },
    });
  }

  private connect(): { api: KubernetesApi; close: () => Promise<void> } {
    const access = this.options.access();
    if (!access.ok) {
      throw new KubernetesProblem(access.failure);
    }
    const { server, tls } = access.value;
    const outbound = createOutbound({ origins: [server], timeoutSeconds: TIMEOUT_SECONDS, tls });
    return { api: new KubernetesApi({ access: access.value, outbound }), close: () => outbound.close() };
  }

  /** Where intake is full the watch waits, and the cluster with it: what is not taken is not passed over. */
  private async take(kind: WatchedKind, events: readonly WatchEvent[]): Promise<void> {
    const { clock, ingest, name } = this.options;
    const { occurrences, resources, takeBack } = this.teller.tell(kind, events, clock.now());
    if (occurrences.length + resources.length === 0) {
      return;
    }
    const raw = { ...NO_SIGNALS, occurrences, resources };
    const about = { bytes: (occurrences.length + resources.length) * BYTES_OF_ONE, source: name };
    const signal = this.running?.stop.signal ?? AbortSignal.abort();
    try {
      for (;;) {
        const taken = await ingest(raw, about);
        if (taken.ok) {
          return;
        }
        await pause(clock, taken.failure.retryAfterSeconds * 1000, signal);
        if (signal.aborted) {
          throw new KubernetesProblem('the watch was stopped while intake was full');
        }
      }
    } catch (error) {
      takeBack();
      throw error;
    }
  }

  private heard({ path }: ResourceAddress): void {
    this.problems.delete(path);
    this.tellHealth(null);
  }

  private failed({ path }: ResourceAddress, error: unknown): void {
    const isTold = error instanceof KubernetesProblem || error instanceof StoreUnavailable;
    this.problems.set(path, isTold ? error.message : UNEXPECTED);
    this.tellHealth(error);
  }

  /** One of several watches that fails makes the whole a source with a problem. */
  private tellHealth(error: unknown): void {
    const [problem] = this.problems.values();
    if (problem === undefined) {
      this.options.onHeard();
    } else if (error !== null) {
      this.options.onProblem(problem, error);
    }
  }

  private resumePoint({ path }: ResourceAddress): ResumePoint {
    const { settings, scope, name } = this.options;
    const key = `kubernetes.${name}.${path}`;
    return {
      load: async (server) => {
        const saved = (await settings.read(scope, key)) as { server: string; version: string } | null;
        return saved?.server === server ? saved.version : null;
      },
      save: (server, version) => settings.write(scope, key, { server, version }),
    };
  }
}

/** What one occurrence or resource holds in memory, about. */
const BYTES_OF_ONE = 2000;

/** Pods and deployments are listed at each start: labels, and what ran before a roll-out, are known from nowhere else. */
const FROM_THE_START: ResumePoint = { load: () => Promise.resolve(null), save: () => Promise.resolve() };
