import type { OccurrenceKind, OccurrenceStage } from '@incident-memory/contract';
import type { RawOccurrence } from '../occurrence.ts';
import { detailsOf } from './kubernetes-facts.ts';
import type { KubernetesDeployment } from './kubernetes-objects.ts';
import { serviceOfObject } from './service-of-object.ts';

/** A deployment tells of its last roll-out for ever: older than this was no news when the watch began. */
const NEWS_MS = 24 * 60 * 60 * 1000;

interface Rollout {
  readonly kind: OccurrenceKind;
  readonly stage: OccurrenceStage;
  readonly says: string;
}

const STARTED: Rollout = { kind: 'deploy', stage: 'started', says: 'roll-out began' };
const ROLLOUTS: Readonly<Record<string, Rollout>> = {
  NewReplicaSetCreated: STARTED,
  FoundNewReplicaSet: STARTED,
  ReplicaSetUpdated: STARTED,
  NewReplicaSetAvailable: { kind: 'deploy', stage: 'completed', says: 'rolled out' },
  ProgressDeadlineExceeded: { kind: 'failed-rollout', stage: 'failed', says: 'roll-out got stuck' },
};

type Images = KubernetesDeployment['images'];

/** What must be remembered of a deployment: its objects say how it is, not how it was. */
export interface KnownDeployment {
  /** Revision and stage that were told last: the conditions say them again with every change. */
  readonly told: string | null;
  /** What ran before the roll-out that is under way: the images of the last one that came to its end. */
  readonly live: Images | null;
  readonly replicas: number | null;
}

export const UNKNOWN_DEPLOYMENT: KnownDeployment = { told: null, live: null, replicas: null };

/** Roll-outs and changes of size, each told once, and what to remember for the next time. */
export function deploymentOccurrences(
  deployment: KubernetesDeployment,
  { known, cluster, now }: { known: KnownDeployment; cluster: string | null; now: number }
): { occurrences: RawOccurrence[]; known: KnownDeployment } {
  const { namespace, name, revision, progress, replicas } = deployment;
  const about = {
    service: serviceOfObject({ kind: 'Deployment', ...deployment }),
    actor: null,
    url: null,
    details: detailsOf({ cluster, namespace, deployment: name, revision, message: progress?.message ?? null }),
  };
  const rollout = rolloutOf(deployment);
  const told = rollout === null ? known.told : `${revision}/${rollout.stage}`;
  const isNew = rollout !== null && told !== known.told && (progress?.at ?? now) > now - NEWS_MS;
  const occurrences = [...(isNew ? [rolledOut(deployment, rollout, known)] : []), ...scaled(deployment, known)];
  return {
    occurrences: occurrences.map((occurrence) => ({ ...about, ...occurrence })),
    known: { told, live: rollout?.stage === 'completed' ? deployment.images : known.live, replicas },
  };
}

type Told = Omit<RawOccurrence, 'service' | 'actor' | 'url' | 'details'>;

/** Null while the status still speaks of what was wanted before. */
function rolloutOf({ progress, isObserved }: KubernetesDeployment): Rollout | null {
  const isKnown = isObserved && progress !== null && Object.hasOwn(ROLLOUTS, progress.reason);
  return isKnown ? (ROLLOUTS[progress.reason] ?? null) : null;
}

function rolledOut(deployment: KubernetesDeployment, { kind, stage, says }: Rollout, { live }: KnownDeployment): Told {
  const { uid, name, revision, progress } = deployment;
  const [before, after] = versions(deployment.images, live);
  const again = before !== null && before === after ? ' (same version again)' : '';
  const key = `deployment/${uid}/rollout/${revision}/${stage}`;
  return { key, kind, stage, at: progress?.at ?? null, title: `${name}: ${says}${again}`, before, after };
}

function scaled({ uid, name, generation, replicas }: KubernetesDeployment, known: KnownDeployment): Told[] {
  if (known.replicas === null || replicas === null || known.replicas === replicas) {
    return [];
  }
  return [
    {
      key: `deployment/${uid}/scaled/${generation}`,
      kind: 'scaling',
      stage: 'completed',
      // Kubernetes does not say when: now.
      at: null,
      title: `${name}: scaled from ${known.replicas} to ${replicas}`,
      before: String(known.replicas),
      after: String(replicas),
    },
  ];
}

/** The images that changed, or all of them; the container stands before its image where there are several. */
function versions(images: Images, live: Images | null): readonly [string | null, string | null] {
  const earlier = new Map(live?.map(({ container, image }) => [container, image]));
  const changed = live === null ? [] : images.filter(({ container, image }) => earlier.get(container) !== image);
  const shown = changed.length > 0 ? changed : images;
  const say = (imageOf: (one: Images[number]) => string | undefined): string | null => {
    const texts = shown.flatMap((one) => {
      const image = imageOf(one);
      return image === undefined ? [] : [images.length > 1 ? `${one.container}=${image}` : image];
    });
    return texts.length === 0 ? null : texts.join(', ');
  };
  return [say(({ container }) => earlier.get(container)), say(({ image }) => image)];
}
