import { z } from 'zod';
import { OrgId, Secret, Slug } from './scalars.ts';

const Service = z.string().min(1).max(200);

/** A webhook of GitHub: of a repository, an organisation or an app. */
export const GithubWebhook = z.strictObject({
  id: Slug,
  /** The first is GitHub's now; a second one is still taken while both sides change over. */
  secrets: z.array(Secret).min(1).max(2),
  organisation: OrgId,
  team: z.string().max(100).nullable().default(null),
  /** Of all repositories that are not named below; without it the payload's, or the repository's own name. */
  service: Service.nullable().default(null),
  /** `name` with or without its owner: `checkout` or `shop/checkout`. */
  repositories: z
    .array(z.strictObject({ name: z.string().min(1).max(200), service: Service }))
    .max(1000)
    .default([]),
});
export type GithubWebhook = z.infer<typeof GithubWebhook>;

/** A cluster whose events, pods and deployments are watched. */
export const KubernetesCluster = z.strictObject({
  name: Slug,
  organisation: OrgId,
  /** Null: the service account of the pod in which the sidecar runs. */
  kubeconfig: z.string().min(1).nullable().default(null),
  /** Null: the file's current one. */
  context: z.string().min(1).nullable().default(null),
  /** How the cluster is called where people read. */
  cluster: z.string().min(1).max(100),
  /** Empty: all of them, which takes a ClusterRole. */
  namespaces: z
    .array(z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/))
    .max(50)
    .default([]),
  /** What of it: an account that may see less is told here, so that the rest is not missed. */
  resources: z
    .array(z.enum(['events', 'pods', 'deployments']))
    .min(1)
    .default(['events', 'pods', 'deployments']),
});
export type KubernetesCluster = z.infer<typeof KubernetesCluster>;
