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
import { NO_SIGNALS, type RawSignals } from '../../domain/signals/raw-signals.ts';
import { readDeployment, readEvent, readPod } from '../kubernetes-objects/read-objects.ts';
import type { WatchEvent } from './kubernetes-api.ts';

export type WatchedKind = 'events' | 'pods' | 'deployments';

/** Of each kind: as many pods as Kubernetes promises for one cluster. Beyond it the oldest are forgotten. */
const MAX_REMEMBERED = 150_000;
const MAX_TOLD = 20_000;

/**
 * What the objects of one cluster tell, taken together. What a pod or a deployment says better itself is not told by
 * its events too, as long as it is watched; and an event, which has no labels, belongs to the service of its pod.
 */
export class ClusterTeller {
  private readonly cluster: string;
  private readonly isWatching: (kind: WatchedKind) => boolean;
  private readonly services = new Map<string, string>();
  private readonly deployments = new Map<string, KnownDeployment>();
  private readonly told = new Map<string, string>();

  constructor({ cluster, isWatching }: { cluster: string; isWatching: (kind: WatchedKind) => boolean }) {
    this.cluster = cluster;
    this.isWatching = isWatching;
  }

  /** Objects that cannot be read are left out: they are of a version that we do not know, and the rest is not. */
  tell(kind: WatchedKind, { type, object }: WatchEvent, now: number): Pick<RawSignals, 'occurrences' | 'resources'> {
    switch (kind) {
      case 'events':
        return type === 'DELETED' ? NO_SIGNALS : this.tellEvent(object);
      case 'pods':
        return this.tellPod(type, object, now);
      case 'deployments':
        return this.tellDeployment(type, object, now);
    }
  }

  private tellEvent(object: unknown) {
    const read = readEvent(object);
    const occurrence = read.ok && !this.isToldByItself(read.value) ? eventOccurrence(read.value, this.cluster) : null;
    if (!read.ok || occurrence === null) {
      return NO_SIGNALS;
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
    const isOfContainer = about.kind === 'Pod' && about.container !== null;
    return isOfContainer && isToldByPods(reason, message) && this.isWatching('pods');
  }

  /** A pod repeats how its containers ended with whatever else changes in it. */
  private isNews(occurrence: RawOccurrence): boolean {
    const words = JSON.stringify(occurrence);
    const isNews = this.told.get(occurrence.key) !== words;
    remember(this.told, { key: occurrence.key, value: words, most: MAX_TOLD });
    return isNews;
  }

  private tellPod(type: string, object: unknown, now: number) {
    const read = readPod(object);
    if (!read.ok) {
      return NO_SIGNALS;
    }
    const pod = read.value;
    if (type === 'DELETED') {
      this.services.delete(pod.uid);
      return NO_SIGNALS;
    }
    const service = serviceOfObject({ kind: 'Pod', ...pod });
    if (service !== null) {
      remember(this.services, { key: pod.uid, value: service, most: MAX_REMEMBERED });
    }
    return {
      occurrences: podOccurrences(pod, { cluster: this.cluster, now }).filter((one) => this.isNews(one)),
      resources: [resourceOfPod(pod, this.cluster)],
    };
  }

  private tellDeployment(type: string, object: unknown, now: number) {
    const read = readDeployment(object);
    if (!read.ok) {
      return NO_SIGNALS;
    }
    const { uid } = read.value;
    if (type === 'DELETED') {
      this.deployments.delete(uid);
      return NO_SIGNALS;
    }
    const before = this.deployments.get(uid) ?? UNKNOWN_DEPLOYMENT;
    const { occurrences, known } = deploymentOccurrences(read.value, { known: before, cluster: this.cluster, now });
    remember(this.deployments, { key: uid, value: known, most: MAX_REMEMBERED });
    return { occurrences, resources: [] };
  }
}

/** Crash loops and images that cannot be pulled stand in the status of the pod, with restarts and exit code. */
function isToldByPods(reason: string, message: string): boolean {
  return reason === 'BackOff' || (reason === 'Failed' && /ErrImagePull|ImagePullBackOff|pull image/i.test(message));
}

function remember<Value>(
  known: Map<string, Value>,
  { key, value, most }: { key: string; value: Value; most: number }
): void {
  known.delete(key);
  known.set(key, value);
  for (const oldest of known.keys()) {
    if (known.size <= most) {
      break;
    }
    known.delete(oldest);
  }
}
