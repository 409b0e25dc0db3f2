import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { inClusterAccess } from './in-cluster-access.ts';
import { kubeconfigAccess } from './kubeconfig-access.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kubernetes-access-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

function kubeconfig({ cluster = {}, user = {}, more = {} }: Record<string, Record<string, unknown>> = {}): string {
  return write(
    'config',
    stringify({
      'current-context': 'prod',
      contexts: [
        { name: 'prod', context: { cluster: 'eu', user: 'watcher' } },
        { name: 'lost', context: { cluster: 'nowhere', user: 'watcher' } },
      ],
      clusters: [{ name: 'eu', cluster: { server: 'https://10.0.0.1:6443/', ...cluster } }],
      users: [{ name: 'watcher', user: { token: 'hunter2hunter2', ...user } }],
      ...more,
    })
  );
}

function opened(file: string, context: string | null = null) {
  const access = kubeconfigAccess(file, context);
  if (!access.ok) {
    throw new Error(access.failure);
  }
  return access.value;
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('a kubeconfig', () => {
  it('gives the current context, or the one that is named', () => {
    const access = opened(kubeconfig());
    expect([access.server, access.authorization()]).toEqual(['https://10.0.0.1:6443', 'Bearer hunter2hunter2']);
    expect(kubeconfigAccess(kubeconfig(), 'lost')).toEqual({
      ok: false,
      failure: expect.stringContaining('no cluster for the context "lost"'),
    });
  });

  it('gives certificates, as data or from files beside it', () => {
    write('ca.crt', 'the authority');
    const cluster = { 'certificate-authority': 'ca.crt', 'tls-server-name': 'kubernetes' };
    const user = { 'client-certificate-data': base64('ours'), 'client-key-data': base64('its key'), token: undefined };
    const { tls, authorization } = opened(kubeconfig({ cluster, user }));
    expect(authorization()).toBeNull();
    expect(tls).toEqual({
      ca: Buffer.from('the authority'),
      cert: Buffer.from('ours'),
      key: Buffer.from('its key'),
      servername: 'kubernetes',
    });
  });

  it('reads a token file anew each time, since tokens are rotated', () => {
    write('token', 'first\n');
    const { authorization } = opened(kubeconfig({ user: { tokenFile: 'token' } }));
    expect(authorization()).toBe('Bearer first');
    write('token', 'second\n');
    expect(authorization()).toBe('Bearer second');
  });

  it.each<[string, () => string, string]>([
    ['a program', () => kubeconfig({ user: { exec: { command: 'aws' } } }), 'credential plugins'],
    ['an old plugin', () => kubeconfig({ user: { 'auth-provider': { name: 'gcp' } } }), 'credential plugins'],
    ['a password', () => kubeconfig({ user: { username: 'admin', password: 'x' } }), 'user name and password'],
    [
      'no check of certificates',
      () => kubeconfig({ cluster: { 'insecure-skip-tls-verify': true } }),
      'certificate-authority',
    ],
    ['a proxy', () => kubeconfig({ cluster: { 'proxy-url': 'http://proxy' } }), 'proxy-url'],
    ['a file that is missing', () => kubeconfig({ user: { tokenFile: 'nowhere' } }), 'cannot be read'],
    ['another server', () => kubeconfig({ cluster: { server: 'ftp://x' } }), 'clusters.0.cluster.server'],
    ['no YAML', () => write('config', 'token: hunter2hunter2: ['), 'cannot be read'],
    ['another file', () => write('config', 'hunter2hunter2'), 'is no kubeconfig'],
    ['nothing', () => path.join(folder, 'nowhere'), 'ENOENT'],
  ])('with %s is refused with a sentence that holds no secret', (_, made, sentence) => {
    const access = kubeconfigAccess(made(), null);
    expect(access).toEqual({ ok: false, failure: expect.stringContaining(sentence) });
    expect(JSON.stringify(access)).not.toContain('hunter2');
  });
});

describe('within a cluster', () => {
  it('the service account of the pod is used, its token read anew each time', () => {
    write('ca.crt', 'the authority');
    write('token', 'first');
    const access = inClusterAccess({ KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443' }, folder);
    expect(access).toMatchObject({
      ok: true,
      value: { server: 'https://[fd00::1]:443', tls: { ca: Buffer.from('the authority') } },
    });
    write('token', 'second');
    expect(access.ok && access.value.authorization()).toBe('Bearer second');
  });

  it('a pod without a token is told what to set', () => {
    expect(inClusterAccess({ KUBERNETES_SERVICE_HOST: '10.0.0.1' }, folder)).toEqual({
      ok: false,
      failure: expect.stringContaining('automountServiceAccountToken'),
    });
    expect(inClusterAccess({}, folder)).toEqual({ ok: false, failure: expect.stringContaining('kubeconfig') });
  });
});
