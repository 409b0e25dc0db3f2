import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { fail, succeed, type Result } from '../../../domain/result.ts';
import type { OutboundTls } from '../../../platform/outbound/outbound-http.ts';
import type { AccessProblem, ClusterAccess } from './cluster-access.ts';

const Cluster = z.object({
  server: z.url({ protocol: /^https?$/ }),
  'certificate-authority': z.string().optional(),
  'certificate-authority-data': z.string().optional(),
  'tls-server-name': z.string().optional(),
  'insecure-skip-tls-verify': z.boolean().optional(),
  'proxy-url': z.string().optional(),
});
const User = z.object({
  token: z.string().optional(),
  tokenFile: z.string().optional(),
  'client-certificate': z.string().optional(),
  'client-certificate-data': z.string().optional(),
  'client-key': z.string().optional(),
  'client-key-data': z.string().optional(),
  username: z.string().optional(),
  exec: z.unknown().optional(),
  'auth-provider': z.unknown().optional(),
});
const Kubeconfig = z.object({
  'current-context': z.string().optional(),
  contexts: z.array(z.object({ name: z.string(), context: z.object({ cluster: z.string(), user: z.string() }) })),
  clusters: z.array(z.object({ name: z.string(), cluster: Cluster })),
  users: z.array(z.object({ name: z.string(), user: User.nullish() })),
});
type Cluster = z.output<typeof Cluster>;
type User = z.output<typeof User>;

/**
 * Access as a kubeconfig file describes it: token, token file or client certificate. Plugins that are programs (`exec`,
 * as cloud vendors write them) are never run: a service account with a token of its own serves a watch better.
 */
export function kubeconfigAccess(file: string, context: string | null): Result<ClusterAccess, AccessProblem> {
  const read = readKubeconfig(file);
  if (!read.ok) {
    return read;
  }
  const { contexts, clusters, users } = read.value;
  const name = context ?? read.value['current-context'];
  const chosen = contexts.find((one) => one.name === name)?.context;
  const cluster = clusters.find((one) => one.name === chosen?.cluster)?.cluster;
  const user = users.find((one) => one.name === chosen?.user)?.user ?? {};
  if (cluster === undefined) {
    return fail(`${file} has no cluster for the context "${name ?? ''}"`);
  }
  const problem = unsupported(cluster, user);
  if (problem !== null) {
    return fail(`${file}, context "${name ?? ''}": ${problem}`);
  }
  const folder = path.dirname(file);
  try {
    return succeed({
      server: cluster.server.replace(/\/+$/, ''),
      tls: tlsOf(cluster, user, folder),
      authorization: authorizationOf(user, folder),
    });
  } catch (error) {
    const { code, path: missing } = error as NodeJS.ErrnoException;
    return fail(`${file} names a file that cannot be read: ${missing ?? 'unknown'} (${code ?? 'unknown'})`);
  }
}

function readKubeconfig(file: string): Result<z.output<typeof Kubeconfig>, AccessProblem> {
  let tree: unknown;
  try {
    tree = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    // The parser's own sentence quotes the file, and secrets stand in it.
    return fail(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'no YAML'})`);
  }
  const parsed = Kubeconfig.safeParse(tree);
  const where = parsed.error?.issues[0]?.path.map(String).join('.') ?? '';
  return parsed.success ? succeed(parsed.data) : fail(`${file} is no kubeconfig: ${where || 'it'} does not fit`);
}

const INSTEAD = 'use a token, a tokenFile or a client certificate of a service account';

function unsupported(cluster: Cluster, user: User): string | null {
  if (user.exec != null || user['auth-provider'] != null) {
    return `credential plugins (exec, auth-provider) are not run: ${INSTEAD}`;
  }
  if (user.username !== undefined) {
    return `user name and password are not taken: ${INSTEAD}`;
  }
  if (cluster['insecure-skip-tls-verify'] === true) {
    return 'insecure-skip-tls-verify is not taken: name the certificate-authority';
  }
  return cluster['proxy-url'] === undefined ? null : 'proxy-url is not supported';
}

function tlsOf(cluster: Cluster, user: User, folder: string): OutboundTls {
  const ca = contentOf(cluster['certificate-authority-data'], cluster['certificate-authority'], folder);
  const cert = contentOf(user['client-certificate-data'], user['client-certificate'], folder);
  const key = contentOf(user['client-key-data'], user['client-key'], folder);
  const servername = cluster['tls-server-name'];
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(servername === undefined ? {} : { servername }),
  };
}

function contentOf(data: string | undefined, file: string | undefined, folder: string): Buffer | undefined {
  if (data !== undefined && data !== '') {
    return Buffer.from(data, 'base64');
  }
  return file === undefined || file === '' ? undefined : readFileSync(path.resolve(folder, file));
}

/** As kubectl does: the file goes before a token that stands in the kubeconfig. */
function authorizationOf({ token, tokenFile }: User, folder: string): () => string | null {
  if (tokenFile !== undefined && tokenFile !== '') {
    const file = path.resolve(folder, tokenFile);
    const read = () => `Bearer ${readFileSync(file, 'utf8').trim()}`;
    read();
    return read;
  }
  return () => (token === undefined || token === '' ? null : `Bearer ${token}`);
}
