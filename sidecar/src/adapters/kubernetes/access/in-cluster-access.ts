import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fail, succeed, type Result } from '../../../domain/result.ts';
import type { AccessProblem, ClusterAccess } from './cluster-access.ts';

export const SERVICE_ACCOUNT_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';

/** As a pod reaches the API server of its own cluster, by what Kubernetes puts into each pod. */
export function inClusterAccess(
  environment: Readonly<Record<string, string | undefined>>,
  folder: string = SERVICE_ACCOUNT_FOLDER
): Result<ClusterAccess, AccessProblem> {
  const host = environment['KUBERNETES_SERVICE_HOST'];
  const port = environment['KUBERNETES_SERVICE_PORT_HTTPS'] ?? environment['KUBERNETES_SERVICE_PORT'] ?? '443';
  if (host === undefined || host === '') {
    return fail('the sidecar does not run in a cluster: name a kubeconfig file');
  }
  const tokenFile = path.join(folder, 'token');
  const readToken = () => readFileSync(tokenFile, 'utf8').trim();
  try {
    const ca = readFileSync(path.join(folder, 'ca.crt'));
    readToken();
    return succeed({
      server: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
      tls: { ca },
      authorization: () => `Bearer ${readToken()}`,
    });
  } catch {
    return fail(
      `the pod has no service account token under ${folder}: set automountServiceAccountToken and serviceAccountName`
    );
  }
}
