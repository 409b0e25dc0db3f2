/**
 * What Kubernetes tells of itself. Three kinds of objects, because none tells everything: events say why something was
 * done or could not be (and are forgotten by the cluster after an hour); the status of a pod alone says that a container
 * ran out of memory or how often it restarted; the conditions of a deployment alone say that a roll-out ended or got
 * stuck, for which the deployment controller writes no event (kubernetes/kubernetes: pkg/controller/deployment/progress.go).
 */
export type Names = Readonly<Record<string, string>>;

export interface KubernetesEvent {
  /** Stays the same while its count rises. */
  readonly uid: string;
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly about: EventSubject;
  readonly count: number;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  readonly node: string | null;
  /** kubelet, deployment-controller, … */
  readonly reporter: string | null;
}

export interface EventSubject {
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  readonly uid: string | null;
  readonly container: string | null;
  /** Where whoever sends the event looked them up; an event itself has none. */
  readonly labels: Names;
  readonly annotations: Names;
}

export interface KubernetesPod {
  readonly uid: string;
  readonly namespace: string | null;
  readonly name: string;
  readonly node: string | null;
  readonly labels: Names;
  readonly annotations: Names;
  readonly owner: { readonly kind: string; readonly name: string } | null;
  readonly startedAt: number | null;
  readonly isBeingDeleted: boolean;
  readonly reason: string | null;
  readonly message: string | null;
  readonly containers: readonly KubernetesContainer[];
}

export interface KubernetesContainer {
  readonly name: string;
  readonly image: string;
  readonly restarts: number;
  readonly waiting: { readonly reason: string; readonly message: string } | null;
  /** How it ended last: now, where it does not run, or before its last restart. */
  readonly ended: { readonly reason: string; readonly exitCode: number; readonly at: number | null } | null;
}

export interface KubernetesDeployment {
  readonly uid: string;
  readonly namespace: string | null;
  readonly name: string;
  readonly labels: Names;
  readonly annotations: Names;
  readonly generation: number;
  /** False while its status still speaks of an earlier generation. */
  readonly isObserved: boolean;
  readonly replicas: number | null;
  /** Rises with every roll-out, also with one that goes back. */
  readonly revision: string;
  readonly images: ReadonlyArray<{ readonly container: string; readonly image: string }>;
  readonly progress: { readonly reason: string; readonly message: string; readonly at: number | null } | null;
}
