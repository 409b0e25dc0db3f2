import type { Names } from './kubernetes-objects.ts';

interface KnownObject {
  readonly kind: string;
  readonly name: string;
  readonly labels?: Names;
  readonly annotations?: Names;
  readonly owner?: { readonly kind: string; readonly name: string } | null;
}

/** OpenTelemetry's annotation first: it is what the service calls itself in its logs and spans. */
const ANNOTATION = 'resource.opentelemetry.io/service.name';
const LABELS = ['app.kubernetes.io/name', 'app', 'k8s-app'];

/** Kubernetes' generated names use consonants and digits that make no words (apimachinery: pkg/util/rand). */
const SAFE = '[bcdfghjklmnpqrstvwxz2456789]';
const OF_REPLICA_SET = new RegExp(`^(.+)-${SAFE}{6,10}$`);
const POD_OF_DEPLOYMENT = new RegExp(`^(.+)-${SAFE}{6,10}-${SAFE}{5}$`);
const POD_OF_OTHERS = new RegExp(`^(.+)-${SAFE}{5}$`);
const ORDINAL = /^(.+)-\d{1,4}$/;
/** The schedule of a cron job in minutes, or seconds in old clusters. */
const CRON_STAMP = /^(.+)-\d{8,10}$/;

const NAMED_AS_THEY_ARE = new Set([
  'Application',
  'CronJob',
  'DaemonSet',
  'Deployment',
  'Endpoints',
  'HelmRelease',
  'HorizontalPodAutoscaler',
  'Ingress',
  'Kustomization',
  'Rollout',
  'Service',
  'StatefulSet',
]);

/** The service that an object belongs to; null for nodes, volumes and what else belongs to none. */
export function serviceOfObject({
  kind,
  name,
  labels = {},
  annotations = {},
  owner = null,
}: KnownObject): string | null {
  const told = [valueOf(annotations, ANNOTATION), ...LABELS.map((label) => valueOf(labels, label))];
  const named = told.find((value) => value !== undefined && value !== '');
  if (named !== undefined) {
    return named;
  }
  if (owner !== null) {
    return serviceOfObject(owner) ?? serviceOfName(kind, name);
  }
  return serviceOfName(kind, name);
}

function serviceOfName(kind: string, name: string): string | null {
  switch (kind) {
    case 'Pod':
      return serviceOfPod(name);
    case 'ReplicaSet':
      return OF_REPLICA_SET.exec(name)?.[1] ?? name;
    case 'Job':
      return CRON_STAMP.exec(name)?.[1] ?? name;
    default:
      return NAMED_AS_THEY_ARE.has(kind) ? name : null;
  }
}

/** `payment-7d9f8b6c5d-x2x9z`, `db-0`, `report-29388960-abcde`, `agent-x2x9z`: without what was added. */
function serviceOfPod(name: string): string {
  const ofDeployment = POD_OF_DEPLOYMENT.exec(name)?.[1];
  if (ofDeployment !== undefined) {
    return CRON_STAMP.exec(ofDeployment)?.[1] ?? ofDeployment;
  }
  const ofOthers = POD_OF_OTHERS.exec(name)?.[1];
  if (ofOthers !== undefined) {
    return CRON_STAMP.exec(ofOthers)?.[1] ?? ofOthers;
  }
  return ORDINAL.exec(name)?.[1] ?? name;
}

/** Some senders replace the dots, which their stores take for paths. */
function valueOf(names: Names, name: string): string | undefined {
  const found = [name, name.replaceAll('.', '_')].find((key) => Object.hasOwn(names, key));
  return found === undefined ? undefined : names[found];
}
