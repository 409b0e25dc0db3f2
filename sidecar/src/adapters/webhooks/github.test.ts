import { createHmac } from 'node:crypto';
import { readGithub, type GithubMapping } from './read-github.ts';
import { verifyGithubSignature } from './verify-signature.ts';

const SHA = '0123456789abcdef0123456789abcdef01234567';
const MAPPING: GithubMapping = { service: null, repositories: [] };
const repository = { name: 'checkout', full_name: 'shop/checkout', default_branch: 'main', pushed_at: 1_795_262_400 };

function deploymentBody(more: Record<string, unknown> = {}, status?: Record<string, unknown>) {
  const deployment = {
    id: 7,
    sha: SHA,
    ref: 'v1.4.2',
    task: 'deploy',
    environment: 'production',
    description: null,
    created_at: '2026-11-21T12:00:00Z',
    creator: { login: 'ada' },
    payload: {},
    ...more,
  };
  const deployment_status = { state: 'success', created_at: '2026-11-21T12:05:00Z', log_url: '', ...status };
  return {
    action: 'created',
    repository,
    deployment,
    sender: { login: 'bot' },
    ...(status ? { deployment_status } : {}),
  };
}

function pushBody(more: Record<string, unknown> = {}) {
  return {
    ref: 'refs/heads/main',
    before: 'f'.repeat(40),
    after: SHA,
    deleted: false,
    compare: 'https://github.com/shop/checkout/compare/a...b',
    head_commit: { message: 'Retry once\n\nand no more', url: 'https://github.com/shop/checkout/commit/0' },
    repository,
    sender: { login: 'ada' },
    ...more,
  };
}

function pullRequestBody(more: Record<string, unknown> = {}) {
  const pull_request = {
    number: 42,
    title: 'Retry once',
    html_url: 'https://github.com/shop/checkout/pull/42',
    merged: true,
    merged_at: '2026-11-21T12:00:00Z',
    merge_commit_sha: SHA,
    base: { ref: 'main' },
    user: { login: 'ada' },
    merged_by: { login: 'grace' },
    ...more,
  };
  return { action: 'closed', repository, pull_request };
}

function read(event: string, body: unknown, mapping: GithubMapping = MAPPING) {
  const result = readGithub(event, body, mapping);
  if (!result.ok) {
    throw new Error(JSON.stringify(result.failure));
  }
  return result.value;
}

describe('a deployment on GitHub', () => {
  it.each([
    ['queued', 'planned'],
    ['in_progress', 'started'],
    ['success', 'completed'],
    ['failure', 'failed'],
    ['error', 'failed'],
  ])('that is %s is %s', (state, stage) => {
    expect(read('deployment_status', deploymentBody({}, { state }))).toMatchObject([
      {
        kind: 'deploy',
        stage,
        service: 'checkout',
        at: Date.parse('2026-11-21T12:05:00Z'),
        title: 'checkout v1.4.2 to production',
        after: 'v1.4.2',
        actor: 'ada',
        url: null,
      },
    ]);
  });

  it('is planned when it is created, and tells which commit', () => {
    const [planned] = read('deployment', deploymentBody({ ref: SHA }));
    expect(planned).toMatchObject({
      stage: 'planned',
      after: SHA.slice(0, 12),
      at: Date.parse('2026-11-21T12:00:00Z'),
    });
    expect(planned?.details).toEqual([
      ['repository', 'shop/checkout'],
      ['environment', 'production'],
      ['commit', SHA],
    ]);
  });

  it('that another one replaced changes nothing', () => {
    expect(read('deployment_status', deploymentBody({}, { state: 'inactive' }))).toEqual([]);
    expect(read('deployment_status', deploymentBody({}, { state: 'constructor' }))).toEqual([]);
  });

  it('whose task is to roll back says so', () => {
    expect(read('deployment_status', deploymentBody({ task: 'rollback' }, {}))).toMatchObject([
      { stage: 'rolled-back' },
    ]);
  });

  it('has one key a stage, so that the order of deliveries changes nothing', () => {
    const key = (state: string) => read('deployment_status', deploymentBody({}, { state }))[0]?.key;
    expect(key('success')).toBe(key('success'));
    expect(key('success')).not.toBe(key('in_progress'));
  });
});

describe('the service', () => {
  const configured = { service: 'storefront', repositories: [{ name: 'Shop/Checkout', service: 'checkout-api' }] };
  it.each([
    ['as configured for the repository', configured, {}, 'checkout-api'],
    ['as configured for all', { ...configured, repositories: [] }, { service: 'told' }, 'storefront'],
    ['as the payload says', MAPPING, { service: 'told' }, 'told'],
    ['as the payload says in a text', MAPPING, '{"service":"told"}', 'told'],
    ['of the repository where the payload is no JSON', MAPPING, 'service=told', 'checkout'],
    ['of the repository where the payload is another thing', MAPPING, { service: { a: 1 } }, 'checkout'],
  ])('is %s', (_, mapping, payload, service) => {
    expect(read('deployment', deploymentBody({ payload }), mapping)[0]?.service).toBe(service);
  });
});

describe('a merge to the default branch', () => {
  it('is told apart from a deploy', () => {
    expect(read('push', pushBody())).toMatchObject([
      { kind: 'deploy', stage: 'merged', at: 1_795_262_400_000, title: 'merged: Retry once', before: 'ffffffffffff' },
    ]);
  });

  it('is one, whether the push or the pull request tells it', () => {
    const [pushed] = read('push', pushBody());
    const [requested] = read('pull_request', pullRequestBody());
    expect(requested).toMatchObject({ key: pushed?.key, title: 'merged: Retry once (#42)', actor: 'grace' });
  });

  it.each<[string, string, unknown]>([
    ['a push to another branch', 'push', pushBody({ ref: 'refs/heads/topic' })],
    ['a tag', 'push', pushBody({ ref: 'refs/tags/main' })],
    ['a branch that is deleted', 'push', pushBody({ deleted: true, head_commit: null })],
    ['a pull request that is opened', 'pull_request', { ...pullRequestBody(), action: 'opened' }],
    ['one that is closed without merging', 'pull_request', pullRequestBody({ merged: false })],
    ['one into another branch', 'pull_request', pullRequestBody({ base: { ref: 'topic' } })],
    ['a ping', 'ping', { zen: 'Keep it logically awesome.', hook_id: 1 }],
    ['an event that we know nothing about', 'star', { action: 'created' }],
  ])('is not %s', (_, event, body) => {
    expect(read(event, body)).toEqual([]);
  });
});

it.each([
  ['nothing', 'push', null, ''],
  ['a deployment without an id', 'deployment', deploymentBody({ id: 'x' }), 'deployment.id'],
  ['a time that is none', 'deployment', deploymentBody({ created_at: 'today' }), 'deployment.created_at'],
  ['no repository', 'push', pushBody({ repository: {} }), 'repository.name'],
])('%s is refused at its path', (_, event, body, path) => {
  expect(readGithub(event, body, MAPPING)).toMatchObject({ ok: false, failure: { path } });
});

describe("GitHub's signature", () => {
  const body = Buffer.from('{"zen":"Design for failure."}');
  const digest = (secret: string) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  const secrets = ['the-new-secret-of-ours', 'the-old-secret-of-ours'];

  /** From GitHub's documentation, "Validating webhook deliveries". */
  it('is the one of their documentation', () => {
    expect(
      verifyGithubSignature(
        {
          body: Buffer.from('Hello, World!'),
          signature: 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
        },
        ["It's a Secret to Everybody"]
      )
    ).toBeNull();
  });

  it('holds with each of the secrets, while both sides change over', () => {
    expect(secrets.map((secret) => verifyGithubSignature({ body, signature: digest(secret) }, secrets))).toEqual([
      null,
      null,
    ]);
  });

  it.each([
    ['none', undefined, 'missing'],
    ['another secret', digest('another-secret'), 'not made with the secret'],
    ['no prefix', digest('the-new-secret-of-ours').slice(7), 'not made with the secret'],
    ['the old algorithm', digest('the-new-secret-of-ours').replace('sha256', 'sha1'), 'not made with the secret'],
    ['more behind it', `${digest('the-new-secret-of-ours')}zz`, 'not made with the secret'],
    ['nothing behind the prefix', 'sha256=', 'not made with the secret'],
  ])('with %s does not', (_, signature, problem) => {
    expect(verifyGithubSignature({ body, signature }, secrets)).toBe(problem);
  });
});
