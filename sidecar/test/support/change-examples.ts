import { createHmac } from 'node:crypto';

/** Requests that are right in themselves: what tests of bad input, tenancy and secrets start from. */
const AT = '2026-11-21T12:00:00Z';

export const CHANGE = {
  kind: 'deploy',
  stage: 'completed',
  at: AT,
  services: ['payment', 'cart'],
  title: 'payment 1.4.2',
  before: '1.4.1',
  after: 2,
  actor: 'ada',
  url: 'https://ci.example/runs/42',
  details: { environment: 'production', replicas: 3 },
  key: 'run-42',
};

export const KUBERNETES_EVENT = {
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: 'payment.17f', namespace: 'shop', uid: 'e-1', resourceVersion: '7', creationTimestamp: AT },
  involvedObject: {
    ...{ kind: 'Pod', namespace: 'shop', name: 'payment-7d9f8b6c5d-x2x9z', uid: 'p-1' },
    ...{ fieldPath: 'spec.containers{app}', labels: { app: 'payment' } },
  },
  reason: 'BackOff',
  message: 'Back-off restarting failed container app in pod payment-7d9f8b6c5d-x2x9z',
  type: 'Warning',
  count: 4,
  firstTimestamp: AT,
  lastTimestamp: AT,
  series: { count: 4, lastObservedTime: '2026-11-21T12:00:00.000001Z' },
  source: { component: 'kubelet', host: 'node-1' },
};

export const KUBERNETES_POD = {
  kind: 'Pod',
  metadata: {
    ...{ name: 'payment-7d9f8b6c5d-x2x9z', namespace: 'shop', uid: 'p-1', labels: { app: 'payment' } },
    ownerReferences: [{ kind: 'ReplicaSet', name: 'payment-7d9f8b6c5d', controller: true }],
  },
  spec: { nodeName: 'node-1' },
  status: {
    startTime: AT,
    containerStatuses: [
      {
        ...{ name: 'app', image: 'shop/payment:1', restartCount: 4 },
        state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m0s' } },
        lastState: { terminated: { reason: 'OOMKilled', exitCode: 137, finishedAt: AT } },
      },
    ],
  },
};

export const KUBERNETES_DEPLOYMENT = {
  kind: 'Deployment',
  metadata: {
    ...{ name: 'payment', namespace: 'shop', uid: 'd-1', generation: 2 },
    annotations: { 'deployment.kubernetes.io/revision': '2' },
  },
  spec: { replicas: 3, template: { spec: { containers: [{ name: 'app', image: 'shop/payment:1' }] } } },
  status: {
    observedGeneration: 2,
    conditions: [{ type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated', message: '', lastUpdateTime: AT }],
  },
};

const SHA = '0123456789abcdef0123456789abcdef01234567';
const repository = { name: 'checkout', full_name: 'shop/checkout', default_branch: 'main', pushed_at: 1_795_262_400 };
const deployment = {
  ...{ id: 7, sha: SHA, ref: 'v2', task: 'deploy', environment: 'production', description: 'x', created_at: AT },
  ...{ creator: { login: 'ada' }, payload: '{"service":"checkout-api"}' },
};

export const GITHUB_EVENTS: Readonly<Record<string, unknown>> = {
  deployment: { deployment, repository, sender: { login: 'ada' } },
  deployment_status: { deployment, repository, deployment_status: { state: 'success', created_at: AT, log_url: '' } },
  push: {
    ...{ ref: 'refs/heads/main', before: SHA, after: SHA, deleted: false, repository, sender: { login: 'ada' } },
    ...{ compare: 'https://github.com/shop/checkout/compare/a...b', head_commit: { message: 'Retry once', url: '' } },
  },
  pull_request: {
    ...{ action: 'closed', repository },
    pull_request: {
      ...{ number: 42, title: 'Retry once', html_url: 'https://github.com/shop/checkout/pull/42', merged: true },
      ...{ merged_at: AT, merge_commit_sha: SHA, base: { ref: 'main' }, user: { login: 'ada' }, merged_by: null },
    },
  },
};

export function githubHeaders(
  body: string,
  { event, secret }: { event: string; secret: string }
): Record<string, string> {
  return {
    'x-github-event': event,
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  };
}
