import {
  deploymentOccurrences,
  UNKNOWN_DEPLOYMENT,
  type KnownDeployment,
} from '../../domain/occurrences/kubernetes/deployment-occurrences.ts';
import { eventOccurrence } from '../../domain/occurrences/kubernetes/event-occurrence.ts';
import type { KubernetesEvent } from '../../domain/occurrences/kubernetes/kubernetes-objects.ts';
import { podOccurrences } from '../../domain/occurrences/kubernetes/pod-occurrences.ts';
import { resourceOfEvent, resourceOfPod } from '../../domain/occurrences/kubernetes/resource-of-object.ts';
import { serviceOfObject } from '../../domain/occurrences/kubernetes/service-of-object.ts';
import type { RawOccurrence } from '../../domain/occurrences/occurrence.ts';
import type { RawResource } from '../../domain/signals/raw-signals.ts';
import { readDeployment, readEvent, readPod } from '../kubernetes-objects/read-objects.ts';
import { BoundedMemory } from './bounded-memory.ts';
import type { WatchEvent } from './kubernetes-api.ts';

export type WatchedKind = 'events' | 'pods' | 'deployments';

interface Told {
  readonly occurrences: readonly RawOccurrence[];
  readonly resources: readonly RawResource[];
}

/** `takeBack`: it was kept nowhere and will be told again. */
export interface ToldByCluster extends Told {
  readonly takeBack: () => void;
}

/** Of each kind: as many pods as Kubernetes promises for one cluster. Beyond it the oldest are forgotten. */
const MAX_REMEMBERED = 150_000;
const MAX_TOLD = 20_000;
const NOTHING: Told = { occurrences: [], resources: [] };

/**
 * What the objects of one cluster tell, taken together. What a pod or a deployment says better itself is not told by
 * its events too, as long as it is watched; and an event, which has no labels, belongs to the service of its pod.
 */
export class ClusterTeller {
  private readonly cluster: string;
  private readonly isWatching: (kind: WatchedKind) => boolean;
  private readonly services = new BoundedMemory<string>(MAX_REMEMBERED);
  private readonly deployments = new BoundedMemory<KnownDeployment>(MAX_REMEMBERED);
  /** In which words an occurrence was told: a pod repeats how its containers ended with whatever else changes in it. */
  private readonly told = new BoundedMemory<string>(MAX_TOLD);

  constructor({ cluster, isWatching }: { cluster: string; isWatching: (kind: WatchedKind) => boolean }) {
    this.cluster = cluster;
    this.isWatching = isWatching;
  }

  tell(kind: WatchedKind, events: readonly WatchEvent[], now: number): ToldByCluster {
    const undo: Array<() => void> = [];
    const told = events.map((event) => this.tellOne(kind, event, { now, undo }));
    const occurrences = told.flatMap((one) => one.occurrences);
    return {
      occurrences: occurrences.filter((occurrence) => this.isNews(occurrence, undo)),
      resources: told.flatMap((one) => one.resources),
      takeBack: () => undo.toReversed().forEach((step) => step()),
    };
  }

  /** An object that cannot be read is left out: it is of a version that we do not know, and the rest is not. */
  private tellOne(kind: WatchedKind, { type, object }: WatchEvent, about: About): Told {
    if (type === 'DELETED') {
      return NOTHING;
    }
    switch (kind) {
      case 'events':
        return this.tellEvent(object);
      case 'pods':
        return this.tellPod(object, about);
      case 'deployments':
        return this.tellDeployment(object, about);
    }
  }

  private tellEvent(object: unknown): Told {
    const read = readEvent(object);
    const occurrence = read.ok && !this.isToldByItself(read.value) ? eventOccurrence(read.value, this.cluster) : null;
    if (!read.ok || occurrence === null) {
      return NOTHING;
    }
    const service = this.services.get(read.value.about.uid ?? '');
    const resource = resourceOfEvent(read.value, this.cluster);
    const known = service === undefined ? {} : { service };
    return {
      occurrences: [{ ...occurrence, ...known }],
      resources: resource === null ? [] : [{ ...resource, ...known }],
    };
  }

  private isToldByItself({ about, reason, message }: KubernetesEvent): boolean {
    if (reason === 'ScalingReplicaSet') {
      return about.kind === 'Deployment' && this.isWatching('deployments');
    }
    return about.kind === 'Pod' && isToldByPods(reason, message) && this.isWatching('pods');
  }

  private tellPod(object: unknown, { now, undo }: About): Told {
    const read = readPod(object);
    if (!read.ok) {
      return NOTHING;
    }
    const pod = read.value;
    const service = serviceOfObject({ kind: 'Pod', ...pod });
    if (service !== null) {
      undo.push(this.services.set(pod.uid, service));
    }
    return {
      occurrences: podOccurrences(pod, { cluster: this.cluster, now }),
      resources: [resourceOfPod(pod, this.cluster)],
    };
  }

  private tellDeployment(object: unknown, { now, undo }: About): Told {
    const read = readDeployment(object);
    if (!read.ok) {
      return NOTHING;
    }
    const before = this.deployments.get(read.value.uid) ?? UNKNOWN_DEPLOYMENT;
    const { occurrences, known } = deploymentOccurrences(read.value, { known: before, cluster: this.cluster, now });
    undo.push(this.deployments.set(read.value.uid, known));
    return { occurrences, resources: [] };
  }

  private isNews(occurrence: RawOccurrence, undo: Array<() => void>): boolean {
    const words = JSON.stringify(occurrence);
    const isNews = this.told.get(occurrence.key) !== words;
    undo.push(this.told.set(occurrence.key, words));
    return isNews;
  }
}

interface About {
  readonly now: number;
  readonly undo: Array<() => void>;
}

/** Crash loops and images that cannot be pulled stand in the status of the pod, with restarts and exit code. */
function isToldByPods(reason: string, message: string): boolean {
  return reason === 'BackOff' || (reason === 'Failed' && /ErrImagePull|ImagePullBackOff|pull image/i.test(message));
}
