import type { z } from 'zod';
import type {
  KubernetesContainer,
  KubernetesDeployment,
  KubernetesEvent,
  KubernetesPod,
} from '../../domain/occurrences/kubernetes/kubernetes-objects.ts';
import { fail, succeed, type Result } from '../../domain/result.ts';
import { plainProblem } from '../../platform/plain-problem.ts';
import { DeploymentObject, EventObject, PodObject } from './object-schemas.ts';

export interface ObjectProblem {
  readonly problem: string;
  readonly path: string;
}

type Read<Value> = Result<Value, ObjectProblem>;

const CONTAINER_PATH = /^spec\.(?:initContainers|containers|ephemeralContainers)\{([^{}]{1,253})\}$/;
const REVISION = 'deployment.kubernetes.io/revision';

export function readEvent(told: unknown): Read<KubernetesEvent & { cluster: string | null }> {
  const parsed = parsedAs(EventObject, told);
  if (!parsed.ok) {
    return parsed;
  }
  const event = parsed.value;
  const { metadata, series } = event;
  const about = event.involvedObject ?? event.regarding;
  const source = event.source ?? event.deprecatedSource;
  const firstAt = timeOf(event.firstTimestamp ?? event.deprecatedFirstTimestamp ?? event.eventTime ?? event.timestamp);
  const lastAt = timeOf(series?.lastObservedTime ?? event.lastTimestamp ?? event.deprecatedLastTimestamp) ?? firstAt;
  const reporter = event.reportingComponent || event.reportingController || source?.component || null;
  const kind = about?.kind || 'Object';
  const name = about?.name ?? '';
  const message = event.message || event.note || '';
  return succeed({
    // No cluster leaves it out, senders may: then what it says is what it is known by.
    uid: metadata?.uid || [about?.namespace, kind, name, event.reason, message].join('/'),
    type: event.type || (event.severity === 'error' ? 'Warning' : 'Normal'),
    reason: event.reason,
    message,
    about: {
      kind,
      namespace: about?.namespace || null,
      name,
      uid: about?.uid || null,
      container: CONTAINER_PATH.exec(about?.fieldPath ?? '')?.[1] ?? null,
      labels: about?.labels ?? {},
      annotations: about?.annotations ?? {},
    },
    count: Math.max(1, series?.count ?? event.count ?? event.deprecatedCount ?? 1),
    firstAt: firstAt ?? lastAt ?? timeOf(metadata?.creationTimestamp),
    lastAt: lastAt ?? timeOf(metadata?.creationTimestamp),
    node: nodeOf({ kind, name, host: source?.host, reporter, instance: event.reportingInstance }),
    reporter,
    cluster: event.clusterName || null,
  });
}

/** The kubelet reports from its node; other reporters' hosts are where the control plane runs. */
function nodeOf(told: {
  kind: string;
  name: string;
  host: string | null | undefined;
  reporter: string | null;
  instance: string | null | undefined;
}): string | null {
  if (told.kind === 'Node') {
    return told.name;
  }
  return told.reporter === 'kubelet' ? told.host || told.instance || null : null;
}

export function readPod(told: unknown): Read<KubernetesPod> {
  const parsed = parsedAs(PodObject, told);
  if (!parsed.ok) {
    return parsed;
  }
  const { metadata, spec, status } = parsed.value;
  const owners = metadata.ownerReferences ?? [];
  const owner = owners.find(({ controller }) => controller === true) ?? owners[0];
  return succeed({
    uid: metadata.uid ?? '',
    namespace: metadata.namespace || null,
    name: metadata.name ?? '',
    node: spec?.nodeName || null,
    labels: metadata.labels ?? {},
    annotations: metadata.annotations ?? {},
    owner: owner === undefined ? null : { kind: owner.kind, name: owner.name },
    startedAt: timeOf(status?.startTime ?? metadata.creationTimestamp),
    isBeingDeleted: metadata.deletionTimestamp != null,
    reason: status?.reason || null,
    message: status?.message || null,
    containers: [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].map(containerOf),
  });
}

type Statuses = NonNullable<NonNullable<z.output<typeof PodObject>['status']>['containerStatuses']>;

function containerOf({ name, image, restartCount, state, lastState }: Statuses[number]): KubernetesContainer {
  const ended = state?.terminated ?? lastState?.terminated;
  return {
    name,
    image: image ?? '',
    restarts: restartCount ?? 0,
    waiting: state?.waiting?.reason ? { reason: state.waiting.reason, message: state.waiting.message ?? '' } : null,
    ended:
      ended == null ? null : { reason: ended.reason ?? '', exitCode: ended.exitCode, at: timeOf(ended.finishedAt) },
  };
}

export function readDeployment(told: unknown): Read<KubernetesDeployment> {
  const parsed = parsedAs(DeploymentObject, told);
  if (!parsed.ok) {
    return parsed;
  }
  const { metadata, spec, status } = parsed.value;
  const generation = metadata.generation ?? 0;
  const progress = status?.conditions?.find(({ type }) => type === 'Progressing');
  return succeed({
    uid: metadata.uid ?? '',
    namespace: metadata.namespace || null,
    name: metadata.name ?? '',
    labels: metadata.labels ?? {},
    annotations: metadata.annotations ?? {},
    generation,
    isObserved: (status?.observedGeneration ?? 0) >= generation,
    replicas: spec.replicas ?? null,
    revision: metadata.annotations?.[REVISION] ?? '',
    images: (spec.template?.spec?.containers ?? []).map(({ name, image }) => ({ container: name, image: image ?? '' })),
    progress: !progress?.reason
      ? null
      : {
          reason: progress.reason,
          message: progress.message ?? '',
          at: timeOf(progress.lastUpdateTime ?? progress.lastTransitionTime),
        },
  });
}

function timeOf(text: string | null | undefined): number | null {
  return text ? Date.parse(text) : null;
}

function parsedAs<Schema extends z.ZodType>(schema: Schema, told: unknown): Read<z.output<Schema>> {
  const parsed = schema.safeParse(told, { error: plainProblem });
  if (parsed.success) {
    return succeed(parsed.data);
  }
  const issue = parsed.error.issues[0];
  return fail({ problem: issue?.message ?? 'it does not fit', path: (issue?.path ?? []).map(String).join('.') });
}
