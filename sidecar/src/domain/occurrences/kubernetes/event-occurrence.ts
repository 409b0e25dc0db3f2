import type { OccurrenceKind, OccurrenceStage } from '@incident-memory/contract';
import type { RawOccurrence } from '../occurrence.ts';
import { detailsOf, seriesKey, seriesTime } from './kubernetes-facts.ts';
import type { KubernetesEvent } from './kubernetes-objects.ts';
import { serviceOfObject } from './service-of-object.ts';

interface Meaning {
  readonly kind: OccurrenceKind;
  readonly stage: OccurrenceStage;
  readonly before?: string;
  readonly after?: string;
}

const FAILED = { stage: 'failed' } as const;

/** Told by type Normal and all the same no everyday noise. */
const NORMAL_BUT_TELLING = new Set([
  'NodeNotReady',
  'NodeHasInsufficientMemory',
  'NodeHasDiskPressure',
  'NodeHasInsufficientPID',
  'NodeNotSchedulable',
]);

const MEANINGS: Readonly<Record<string, Meaning>> = {
  OOMKilling: { kind: 'oom-killed', ...FAILED },
  OOMKilled: { kind: 'oom-killed', ...FAILED },
  SystemOOM: { kind: 'oom-killed', ...FAILED },
  CrashLoopBackOff: { kind: 'crash-loop', ...FAILED },
  ErrImagePull: { kind: 'image-pull', ...FAILED },
  ImagePullBackOff: { kind: 'image-pull', ...FAILED },
  InspectFailed: { kind: 'image-pull', ...FAILED },
  InvalidImageName: { kind: 'image-pull', ...FAILED },
  ErrImageNeverPull: { kind: 'image-pull', ...FAILED },
  Evicted: { kind: 'eviction', ...FAILED },
  EvictedByVPA: { kind: 'eviction', ...FAILED },
  Preempted: { kind: 'eviction', ...FAILED },
  Preempting: { kind: 'eviction', ...FAILED },
  ProgressDeadlineExceeded: { kind: 'failed-rollout', ...FAILED },
  // Argo CD and Flux tell their deploys as events of their own objects.
  OperationStarted: { kind: 'deploy', stage: 'started' },
  InstallSucceeded: { kind: 'deploy', stage: 'completed' },
  UpgradeSucceeded: { kind: 'deploy', stage: 'completed' },
  RollbackSucceeded: { kind: 'deploy', stage: 'rolled-back' },
  InstallFailed: { kind: 'failed-rollout', ...FAILED },
  UpgradeFailed: { kind: 'failed-rollout', ...FAILED },
  RollbackFailed: { kind: 'failed-rollout', ...FAILED },
};

/** Of Flux: said when something was applied; its `ReconciliationSucceeded` only says that it looked. */
const OF_KUSTOMIZATIONS: Readonly<Record<string, Meaning>> = {
  Progressing: { kind: 'deploy', stage: 'started' },
  ReconciliationFailed: { kind: 'failed-rollout', ...FAILED },
  HealthCheckFailed: { kind: 'failed-rollout', ...FAILED },
};

/** Kinds whose pods cannot be created: quota, admission, a service account that is not there. */
const CREATES_PODS = new Set(['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Deployment']);
const PULL = /\bimage\b|ErrImage|ImagePull|InvalidImage/i;
const SCALED = /^Scaled (?:up|down) replica set \S{1,253}(?: from (\d{1,9}))? to (\d{1,9})/;
const NEW_SIZE = /^New size: (\d{1,9})/;

/**
 * What an event means for the service it is about; null for everyday noise. One that is repeated is one occurrence an
 * hour: told once for good, what goes on for days would be missing from the last hour.
 */
export function eventOccurrence(event: KubernetesEvent, cluster: string | null): RawOccurrence | null {
  const meaning = meaningOf(event);
  if (meaning === null) {
    return null;
  }
  const { about, reason, message, count, firstAt, lastAt, node, reporter } = event;
  return {
    key: seriesKey(`event/${event.uid}`, lastAt ?? firstAt),
    kind: meaning.kind,
    stage: meaning.stage,
    at: seriesTime(firstAt, lastAt),
    service: serviceOfObject(about),
    title: `${about.name}: ${message === '' ? reason : message}`,
    before: meaning.before ?? null,
    after: meaning.after ?? null,
    actor: null,
    url: null,
    details: detailsOf({
      cluster,
      namespace: about.namespace,
      [about.kind.toLowerCase()]: about.name,
      container: about.container,
      node,
      reason,
      count: count > 1 ? count : null,
      'first seen': count > 1 ? firstAt : null,
      'last seen': count > 1 ? lastAt : null,
      reporter,
    }),
  };
}

function meaningOf(event: KubernetesEvent): Meaning | null {
  const { reason, message, about, type } = event;
  const isPull = PULL.test(message);
  switch (reason) {
    case 'BackOff':
      return { kind: isPull ? 'image-pull' : 'crash-loop', ...FAILED };
    case 'Failed':
      return { kind: isPull ? 'image-pull' : 'kubernetes', ...FAILED };
    case 'FailedCreate':
      return { kind: CREATES_PODS.has(about.kind) ? 'failed-rollout' : 'kubernetes', ...FAILED };
    case 'TaintManagerEviction':
      return message.startsWith('Cancel') ? null : { kind: 'eviction', ...FAILED };
    case 'OperationCompleted':
      return /succeeded/i.test(message)
        ? { kind: 'deploy', stage: 'completed' }
        : { kind: 'failed-rollout', ...FAILED };
    case 'ScalingReplicaSet':
      return scaled(message);
    case 'SuccessfulRescale': {
      const size = NEW_SIZE.exec(message)?.[1];
      return { kind: 'scaling', stage: 'completed', ...(size === undefined ? {} : { after: size }) };
    }
    case 'Killing':
      // Said of every pod that ends; only a failed probe is news.
      return /probe/i.test(message) ? { kind: 'kubernetes', ...FAILED } : null;
  }
  const meanings = about.kind === 'Kustomization' ? OF_KUSTOMIZATIONS : MEANINGS;
  const known = Object.hasOwn(meanings, reason) ? meanings[reason] : undefined;
  const isTelling = type === 'Warning' || NORMAL_BUT_TELLING.has(reason);
  return known ?? (isTelling ? { kind: 'kubernetes', ...FAILED } : null);
}

/** From nothing: a new version begins to roll out. Else a step of it, or someone scaled; the event does not say which. */
function scaled(message: string): Meaning {
  const [, before, after] = SCALED.exec(message) ?? [];
  const sizes = { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
  return before === '0' ? { kind: 'deploy', stage: 'started' } : { kind: 'scaling', stage: 'completed', ...sizes };
}
