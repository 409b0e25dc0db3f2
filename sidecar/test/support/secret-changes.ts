import {
  githubHeaders,
  GITHUB_EVENTS,
  KUBERNETES_DEPLOYMENT,
  KUBERNETES_EVENT,
  KUBERNETES_POD,
} from './change-examples.ts';
import { GITHUB_SECRET } from './processes/running-sidecar.ts';

interface Secrets {
  /** Known by its maker's form. */
  readonly canary: string;
  /** Known by the name before it. */
  readonly named: string;
  /** A sentence with both. */
  readonly said: string;
}

interface SecretRequest {
  readonly path: string;
  readonly body: string;
  readonly headers: Record<string, string>;
}

/** Every request that tells changes, with secrets wherever a sender can put text. */
export function secretChanges({ canary, named, said }: Secrets): { taken: SecretRequest[]; refused: SecretRequest[] } {
  const request = (path: string, body: unknown): SecretRequest => ({ path, body: JSON.stringify(body), headers: {} });
  const github = (event: string, told: unknown): SecretRequest => {
    const body = JSON.stringify(withSecrets(told, said));
    return { path: '/intake/changes/github', body, headers: githubHeaders(body, { event, secret: GITHUB_SECRET }) };
  };
  const change = {
    kind: 'configuration',
    service: `payment ${canary}`,
    title: said,
    before: canary,
    after: `password=${named}`,
    actor: canary,
    url: `https://ci.example/?token=${named}&x=${canary}`,
    details: { DB_PASSWORD: named, [`x ${canary}`]: said, setting: canary },
    key: canary,
  };
  const setting = { kind: 'configuration', title: 'DB_PASSWORD', service: 'payment', before: named, after: named };
  const objects = [KUBERNETES_EVENT, KUBERNETES_POD, KUBERNETES_DEPLOYMENT].map((object) => withSecrets(object, said));
  return {
    taken: [
      request('/intake/changes', [change, setting]),
      request(`/intake/kubernetes/events?cluster=${canary}`, { kind: 'List', items: objects }),
      ...Object.entries(GITHUB_EVENTS).map(([event, told]) => github(event, told)),
    ],
    refused: [
      request('/intake/changes', { ...change, kind: canary }),
      request('/intake/changes', { ...change, [canary]: canary }),
      request('/intake/changes', { ...change, url: `javascript:${canary}` }),
      { path: '/intake/changes', body: `{"${canary}":1,"${canary}":2}`, headers: {} },
      request(`/intake/kubernetes/events?${canary}=1`, KUBERNETES_EVENT),
      request('/intake/kubernetes/events', { reason: canary, [canary]: said }),
      { path: '/intake/changes/github', body: said, headers: { 'x-hub-signature-256': `sha256=${canary}` } },
    ],
  };
}

/** What tells the reader of an object what it is and when; all other texts are what someone wrote. */
const FORM = /^(?:kind|type|reason|\w*At|\w*_at|\w*Time\w*|\w*imestamp|action|state|status|ref|default_branch|name)$/;

function withSecrets(value: unknown, said: string, name = ''): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => withSecrets(item, said, name));
  }
  if (value instanceof Object) {
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withSecrets(child, said, key)]));
  }
  return typeof value === 'string' && !FORM.test(name) ? `${value} ${said}` : value;
}
