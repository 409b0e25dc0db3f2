import type { RawOccurrence } from '../occurrence.ts';
import { detailsOf, seriesKey } from './kubernetes-facts.ts';
import type { KubernetesContainer, KubernetesPod } from './kubernetes-objects.ts';
import { serviceOfObject } from './service-of-object.ts';

/** A pod tells how a container ended long after it did: older than this was no news when the watch began. */
const NEWS_MS = 24 * 60 * 60 * 1000;
const SIGKILL_EXIT_CODE = 137;
const IMAGE_REASONS = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'ErrImageNeverPull',
  'InvalidImageName',
  'ImageInspectError',
  'RegistryUnavailable',
]);

type Told = Pick<RawOccurrence, 'key' | 'kind' | 'at' | 'title'> & { reason: string; message?: string };

/**
 * What the status of a pod says that no event does: that a container was killed for want of memory, that it crashes
 * again and again, and how often it was restarted. The same state gives the same occurrences however often it is told.
 */
export function podOccurrences(
  pod: KubernetesPod,
  { cluster, now }: { cluster: string | null; now: number }
): RawOccurrence[] {
  const ended = pod.containers.flatMap((container) => [...endings(pod, container), ...waits(pod, container)]);
  const evicted = pod.reason === 'Evicted' ? [eviction(pod)] : [];
  return [...ended, ...evicted]
    .filter(({ at }) => at === null || at > now - NEWS_MS)
    .map(({ container, reason, message, ...told }) => ({
      ...told,
      stage: 'failed',
      service: serviceOfObject({ kind: 'Pod', ...pod }),
      before: null,
      after: null,
      actor: null,
      url: null,
      details: detailsOf({
        cluster,
        namespace: pod.namespace,
        pod: pod.name,
        container: container?.name ?? null,
        node: pod.node,
        reason,
        restarts: container?.restarts ?? null,
        'exit code': container?.ended?.exitCode ?? null,
        image: container?.image ?? null,
        message: message ?? null,
      }),
    }));
}

function endings(pod: KubernetesPod, container: KubernetesContainer): Array<Told & { container: KubernetesContainer }> {
  const { ended, restarts, name } = container;
  if (ended === null) {
    return [];
  }
  const again = restarts > 0 ? `, restart ${restarts}` : '';
  const about = { at: ended.at, reason: ended.reason, container };
  if (ended.reason === 'OOMKilled') {
    const title = `${pod.name}: container ${name} ran out of memory and was killed${again}`;
    return [{ ...about, key: keyOf(pod, container, 'oom-killed'), kind: 'oom-killed', title }];
  }
  // Who deletes a pod that does not stop in time kills it too.
  if (ended.exitCode === SIGKILL_EXIT_CODE && !pod.isBeingDeleted) {
    const title = `${pod.name}: container ${name} was killed (exit code 137: want of memory of the node, a probe, or a person)${again}`;
    return [{ ...about, key: keyOf(pod, container, 'killed'), kind: 'kubernetes', title }];
  }
  return [];
}

function waits(pod: KubernetesPod, container: KubernetesContainer): Array<Told & { container: KubernetesContainer }> {
  const { waiting, ended, name, image, restarts } = container;
  const about = { reason: waiting?.reason ?? '', message: waiting?.message ?? '', container };
  if (waiting?.reason === 'CrashLoopBackOff') {
    const code = ended === null ? '' : ` with exit code ${ended.exitCode}`;
    const title = `${pod.name}: container ${name} keeps crashing${code}, ${restarts} restarts`;
    return [{ ...about, at: ended?.at ?? null, key: keyOf(pod, container, 'crash-loop'), kind: 'crash-loop', title }];
  }
  if (waiting !== null && IMAGE_REASONS.has(waiting.reason)) {
    const title = `${pod.name}: the image ${image} cannot be pulled`;
    const at = ended?.at ?? pod.startedAt;
    return [{ ...about, at, key: `pod/${pod.uid}/${name}/image-pull/${image}`, kind: 'image-pull', title }];
  }
  return [];
}

function eviction(pod: KubernetesPod): Told & { container: null } {
  const title = `${pod.name}: evicted${pod.message === null ? '' : `: ${pod.message}`}`;
  const last = pod.containers.map(({ ended }) => ended?.at ?? 0).reduce((a, b) => Math.max(a, b), 0);
  const at = last > 0 ? last : pod.startedAt;
  return { key: `pod/${pod.uid}/evicted`, kind: 'eviction', at, title, reason: 'Evicted', container: null };
}

function keyOf(pod: KubernetesPod, { name, ended }: KubernetesContainer, what: string): string {
  return seriesKey(`pod/${pod.uid}/${name}/${what}`, ended?.at ?? null);
}
