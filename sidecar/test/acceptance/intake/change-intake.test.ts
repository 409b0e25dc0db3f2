import { createHash, createHmac } from 'node:crypto';
import { systemScope } from '../../../src/domain/tenancy/scope.ts';
import { errorCode, send, startSidecar, type RunningSidecar } from '../../support/processes/running-sidecar.ts';

const TOKEN = 'a-token-for-changes';
const OTHER_TOKEN = 'a-token-for-changes-of-others';
const LOGS_TOKEN = 'a-token-for-logs-only';
const SECRETS = ['the-new-secret-of-github', 'the-old-secret-of-github'];
const OTHER_SECRET = 'the-secret-of-the-other-organisation';
const SHA = '0123456789abcdef0123456789abcdef01234567';

let running: RunningSidecar;
beforeAll(async () => {
  const credential = (id: string, organisation: number, about: { token: string; kinds: string[] }) => ({
    ...{ id, organisation, kinds: about.kinds },
    sha256: createHash('sha256').update(about.token).digest('hex'),
  });
  running = await startSidecar({
    configuration: {
      machineCredentials: [
        credential('ci', 1, { token: TOKEN, kinds: ['changes'] }),
        credential('other-ci', 2, { token: OTHER_TOKEN, kinds: ['changes'] }),
        credential('collector', 1, { token: LOGS_TOKEN, kinds: ['logs', 'alerts'] }),
      ],
      githubWebhooks: [
        {
          id: 'github',
          secrets: SECRETS,
          organisation: 1,
          repositories: [{ name: 'checkout', service: 'checkout-api' }],
        },
        { id: 'other-github', secrets: [OTHER_SECRET], organisation: 2 },
      ],
      intake: { maxBodyBytes: 100_000 },
    },
  });
});
afterAll(() => running.stop());

async function kept(organisation = 1) {
  const query = { from: 0, to: Date.now() + 60_000, limit: 200 };
  return (await running.stores.occurrences.list(systemScope(`main:${organisation}`), query)).occurrences;
}

const tell = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  send(`${running.intake}${path}`, { body, headers: { authorization: `Bearer ${TOKEN}`, ...headers } });

describe('a deploy script', () => {
  it('tells a change, several at once, and the same one twice', async () => {
    const deploy = { kind: 'deploy', title: 'payment 1.4.2', service: 'payment', key: 'run-1' };
    const first = await tell('/intake/changes', deploy);
    expect(first).toMatchObject({ status: 200, body: { received: 1, ids: [expect.stringMatching(/^occ_/)] } });
    const again = await tell('/intake/changes', [
      { ...deploy, stage: 'rolled-back', details: { reason: 'errors' } },
      { kind: 'feature-flag', title: 'new basket', services: ['web', 'basket'], before: false, after: true },
    ]);
    expect(again.body.ids[0]).toBe(first.body.ids[0]);
    expect(again.body.received).toBe(3);
    const all = await kept();
    expect(all.filter(({ id }) => id === first.body.ids[0])).toMatchObject([
      { source: 'ci', service: 'payment', stage: 'rolled-back', details: [['reason', 'errors']] },
    ]);
    expect(all.filter(({ kind }) => kind === 'feature-flag').map(({ service }) => service)).toEqual(
      expect.arrayContaining(['web', 'basket'])
    );
  });

  it('reaches its own organisation alone', async () => {
    const headers = { authorization: `Bearer ${OTHER_TOKEN}` };
    await tell(
      '/intake/changes',
      { kind: 'deploy', title: 'of the others', service: 'payment', key: 'run-1' },
      headers
    );
    expect((await kept(2)).map(({ title }) => title)).toEqual(['of the others']);
    expect((await kept(1)).map(({ title }) => title)).not.toContain('of the others');
  });

  it.each<[string, unknown, string | undefined]>([
    ['an unknown kind', { kind: 'lunch', title: 'x' }, 'kind'],
    ['an unknown key', { kind: 'deploy', title: 'x', version: '1' }, 'version'],
    ['no title', { kind: 'deploy' }, 'title'],
    ['an empty title', { kind: 'deploy', title: '' }, 'title'],
    ['a title that is null', { kind: 'deploy', title: null }, 'title'],
    ['a variable that was not set', { kind: 'deploy', title: 'x', service: '' }, 'service'],
    ['seconds for milliseconds', { kind: 'deploy', title: 'x', at: 1_795_262_400 }, 'at'],
    ['the end of time', { kind: 'deploy', title: 'x', at: '9999-12-31T23:59:60Z' }, 'at'],
    ['a script for a link', { kind: 'deploy', title: 'x', url: 'javascript:alert(1)' }, 'url'],
    ['nested details', { kind: 'deploy', title: 'x', details: { a: { b: 1 } } }, 'details.a'],
    ['the second of a list', [{ kind: 'deploy', title: 'x' }, { kind: 'deploy' }], '1.title'],
    ['nothing', null, undefined],
    ['a text', '"deploy"', undefined],
    ['a key twice', '{"kind":"deploy","kind":"deploy","title":"x"}', 'kind'],
    ['a prototype', '{"kind":"deploy","title":"x","__proto__":{}}', '__proto__'],
    ['half of a surrogate pair', String.raw`{"kind":"deploy","title":"\ud800"}`, 'title'],
    ['deep nesting', `${'['.repeat(100)}${']'.repeat(100)}`, expect.anything() as never],
    ['no JSON', 'deploy payment', undefined],
  ])('is told what does not fit: %s', async (_, body, path) => {
    const before = await kept();
    const answer = await tell('/intake/changes', body);
    expect(answer.status).toBe(400);
    expect(['IM_REQUEST_INVALID', 'IM_REQUEST_MALFORMED']).toContain(errorCode(answer));
    expect(answer.body.error.path).toEqual(path);
    expect(await kept()).toEqual(before);
  });

  it('needs a credential for changes', async () => {
    const body = { kind: 'deploy', title: 'x' };
    for (const token of [LOGS_TOKEN, 'unknown', '']) {
      for (const path of ['/intake/changes', '/intake/kubernetes/events']) {
        const answer = await tell(path, body, { authorization: `Bearer ${token}` });
        expect([answer.status, errorCode(answer)]).toEqual([401, 'IM_CREDENTIAL_REJECTED']);
      }
    }
    const lines = await running.sendLines([{ service: 'payment' }], TOKEN);
    expect([lines.status, errorCode(lines)]).toEqual([401, 'IM_CREDENTIAL_REJECTED']);
  });

  it('is refused what is too large, and told the right type', async () => {
    expect((await tell('/intake/changes', ' '.repeat(200_000))).status).toBe(413);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await tell('/intake/changes', 'a=b', form)).toMatchObject({ status: 415 });
  });
});

describe('GitHub', () => {
  let deliveries = 0;
  const deployment = (state: string, id = 7) => ({
    deployment: { id, sha: SHA, ref: 'v2', environment: 'production', created_at: '2026-11-21T12:00:00Z' },
    deployment_status: { state, created_at: new Date().toISOString() },
    repository: { name: 'checkout', full_name: 'shop/checkout', default_branch: 'main' },
  });

  function delivered(
    body: unknown,
    { event = 'deployment_status', secret = SECRETS[0] ?? '', id = `d-${++deliveries}` } = {}
  ) {
    const text = JSON.stringify(body);
    return {
      body: text,
      headers: {
        'x-github-event': event,
        'x-github-delivery': id,
        'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`,
      },
    };
  }
  const github = ({ body, headers }: { body: string; headers: Record<string, string> }) =>
    send(`${running.intake}/intake/changes/github`, { body, headers });

  it('tells a deployment, signed with the new secret or the old one', async () => {
    const [success, progress] = [deployment('success'), deployment('in_progress')];
    expect((await github(delivered(success))).body).toMatchObject({ received: 1 });
    expect((await github(delivered(progress, { secret: SECRETS[1] ?? '' }))).body).toMatchObject({ received: 1 });
    const stages = (await kept()).filter(({ source }) => source === 'github');
    expect(stages.map(({ service, stage }) => `${service} ${stage}`).sort()).toEqual([
      'checkout-api completed',
      'checkout-api started',
    ]);
  });

  it('is answered when it knocks, and where the event is no change', async () => {
    expect(await github(delivered({ zen: 'x', hook_id: 1 }, { event: 'ping' }))).toMatchObject({
      status: 200,
      body: { received: 0, ids: [] },
    });
    expect((await github(delivered({ action: 'created' }, { event: 'star' }))).status).toBe(200);
  });

  it('may not send a delivery twice, under its id or another', async () => {
    const webhook = delivered(deployment('failure', 8), { id: 'once' });
    expect((await github(webhook)).status).toBe(200);
    const sameId = delivered(deployment('failure', 9), { id: 'once' });
    const sameBody = { ...webhook, headers: { ...webhook.headers, 'x-github-delivery': 'made-up' } };
    const upperCase = {
      ...sameBody,
      headers: {
        ...sameBody.headers,
        'x-hub-signature-256': `sha256=${webhook.headers['x-hub-signature-256'].slice(7).toUpperCase()}`,
      },
    };
    for (const replay of [webhook, sameId, sameBody, upperCase]) {
      const answer = await github(replay);
      expect([answer.status, errorCode(answer)]).toEqual([401, 'IM_SIGNATURE_REJECTED']);
    }
    expect((await kept()).filter(({ stage }) => stage === 'failed')).toHaveLength(1);
  });

  it('that was refused may come again with the same delivery', async () => {
    const wrong = delivered({ ...deployment('success', 10), repository: {} }, { id: 'again' });
    const answer = await github(wrong);
    expect([answer.status, answer.body.error.path]).toEqual([400, 'repository.name']);
    expect((await github(delivered(deployment('success', 10), { id: 'again' }))).status).toBe(200);
  });

  it('reaches the organisation of its secret alone', async () => {
    expect((await github(delivered(deployment('success', 11), { secret: OTHER_SECRET }))).status).toBe(200);
    expect((await kept(2)).map(({ source }) => source)).toContain('other-github');
    expect((await kept(1)).map(({ source }) => source)).not.toContain('other-github');
  });

  it.each<[string, () => ReturnType<typeof delivered>]>([
    ['another secret', () => delivered(deployment('success', 12), { secret: 'a-secret-of-nobody' })],
    [
      'another body',
      () => ({ ...delivered(deployment('success', 12)), body: JSON.stringify(deployment('failure', 12)) }),
    ],
    [
      'no signature',
      () => {
        const { body, headers } = delivered(deployment('success', 12));
        return { body, headers: { ...headers, 'x-hub-signature-256': '' } };
      },
    ],
  ])('with %s is refused', async (_, made) => {
    const before = await kept();
    const answer = await github(made());
    expect([answer.status, errorCode(answer)]).toEqual([401, 'IM_SIGNATURE_REJECTED']);
    expect(await kept()).toEqual(before);
  });

  it('gets nothing by a credential instead of a signature', async () => {
    const answer = await tell('/intake/changes/github', deployment('success', 13));
    expect(errorCode(answer)).toBe('IM_SIGNATURE_REJECTED');
  });
});

describe('Kubernetes', () => {
  const at = new Date().toISOString();
  const event = (uid: string, more: Record<string, unknown> = {}) => ({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `payment.${uid}`, namespace: 'shop', uid },
    involvedObject: {
      kind: 'Pod',
      namespace: 'shop',
      name: 'payment-7d9f8b6c5d-x2x9z',
      fieldPath: 'spec.containers{app}',
    },
    reason: 'BackOff',
    message: 'Back-off restarting failed container app in pod payment-7d9f8b6c5d-x2x9z',
    type: 'Warning',
    count: 4,
    firstTimestamp: at,
    lastTimestamp: at,
    source: { component: 'kubelet', host: 'node-1' },
    ...more,
  });
  const noise = event('noise', { type: 'Normal', reason: 'Pulled', message: 'Container image already present' });
  const path = '/intake/kubernetes/events?cluster=eu-1';

  it.each<[string, unknown, Record<string, string>]>([
    ['one object', event('u-1'), {}],
    ['a list as kubectl prints it', { apiVersion: 'v1', kind: 'List', items: [event('u-2'), noise] }, {}],
    ['a list', [noise, event('u-3')], {}],
    [
      'lines',
      [noise, event('u-4')].map((one) => JSON.stringify(one)).join('\n'),
      { 'content-type': 'application/x-ndjson' },
    ],
    ['lines that are announced as JSON', `${JSON.stringify(noise)}\n${JSON.stringify(event('u-5'))}\n`, {}],
    ['an event of a watch', { type: 'ADDED', object: event('u-6') }, {}],
    ['an event in a log line', { message: JSON.stringify(event('u-7')), host: 'x' }, {}],
    ['an event of an exporter, without its kind', { ...event('u-8'), kind: undefined, clusterName: 'eu-1' }, {}],
    [
      'an event of events.k8s.io',
      {
        apiVersion: 'events.k8s.io/v1',
        kind: 'Event',
        metadata: { uid: 'u-9' },
        eventTime: at,
        note: 'Back-off restarting failed container app',
        type: 'Warning',
        reason: 'BackOff',
        regarding: { kind: 'Pod', namespace: 'shop', name: 'payment-7d9f8b6c5d-x2x9z' },
        reportingController: 'kubelet',
        reportingInstance: 'node-1',
        series: { count: 4, lastObservedTime: at },
      },
      {},
    ],
  ])('is read as %s', async (_, body, headers) => {
    const answer = await tell(path, body, headers);
    expect(answer).toMatchObject({ status: 200, body: { ids: [expect.stringMatching(/^occ_/)] } });
    expect((await kept()).find(({ id }) => id === answer.body.ids[0])).toMatchObject({
      kind: 'crash-loop',
      service: 'payment',
      details: expect.arrayContaining([
        ['cluster', 'eu-1'],
        ['namespace', 'shop'],
        ['pod', 'payment-7d9f8b6c5d-x2x9z'],
        ['node', 'node-1'],
        ['count', '4'],
      ]),
    });
  });

  it("is read as Flux' notification controller posts it", async () => {
    const answer = await tell(path, {
      involvedObject: { kind: 'Kustomization', name: 'webapp', namespace: 'apps', uid: 'k-1' },
      metadata: { 'kustomize.toolkit.fluxcd.io/revision': 'main@sha1:731f7ead' },
      severity: 'error',
      reason: 'HealthCheckFailed',
      message: 'timeout waiting for Deployment/apps/webapp',
      reportingController: 'kustomize-controller',
      timestamp: at,
    });
    expect((await kept()).find(({ id }) => id === answer.body.ids[0])).toMatchObject({
      kind: 'failed-rollout',
      service: 'webapp',
      at: Date.parse(at),
    });
  });

  it('tells pods too, and where they run', async () => {
    const pod = {
      kind: 'Pod',
      metadata: {
        ...{ name: 'cart-7d9f8b6c5d-x2x9z', namespace: 'shop', uid: 'p-1' },
        ownerReferences: [{ kind: 'ReplicaSet', name: 'cart-7d9f8b6c5d', controller: true }],
      },
      spec: { nodeName: 'node-2' },
      status: {
        containerStatuses: [
          {
            name: 'app',
            restartCount: 2,
            state: { running: {} },
            lastState: { terminated: { reason: 'OOMKilled', exitCode: 137, finishedAt: at } },
          },
        ],
      },
    };
    const answer = await tell(path, { kind: 'List', items: [pod] });
    expect((await kept()).find(({ id }) => id === answer.body.ids[0])).toMatchObject({
      kind: 'oom-killed',
      service: 'cart',
    });
    const relations = await running.stores.occurrences.relations(systemScope('main:1'), { limit: 200 });
    expect(relations.map(({ from, relation, to }) => `${from.name} ${relation} ${to.name}`)).toEqual(
      expect.arrayContaining([
        'eu-1/shop/cart-7d9f8b6c5d-x2x9z runs-on eu-1/node-2',
        'eu-1/shop/cart-7d9f8b6c5d-x2x9z owned-by eu-1/shop/cart',
      ])
    );
  });

  it.each<[string, unknown, string, string | undefined]>([
    ['an event about nothing', { reason: 'BackOff' }, 'IM_REQUEST_INVALID', 'involvedObject'],
    ['a time that is none', event('x', { lastTimestamp: 'now' }), 'IM_REQUEST_INVALID', 'lastTimestamp'],
    ['one of a list', [event('x'), 7], 'IM_REQUEST_INVALID', '[1]'],
    ['one of a List', { kind: 'List', items: [event('x', { reason: 7 })] }, 'IM_REQUEST_INVALID', 'items[0].reason'],
    ['one of the lines', `${JSON.stringify(event('x'))}\n{"a":1,"a":2}`, 'IM_REQUEST_MALFORMED', '[1].a'],
    ['no JSON', 'BackOff', 'IM_REQUEST_MALFORMED', undefined],
  ])('is told what does not fit: %s', async (_, body, code, where) => {
    const before = await kept();
    const answer = await tell(path, body);
    expect([answer.status, errorCode(answer), answer.body.error.path]).toEqual([400, code, where]);
    expect(await kept()).toEqual(before);
  });
});

it('shows who told changes among the sources', async () => {
  const { body } = await running.ask({}, { path: '/v1/overview' });
  expect(body.sources).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: 'ci', kind: 'changes', state: 'fresh' }),
      expect.objectContaining({ name: 'github', kind: 'changes', state: 'fresh' }),
    ])
  );
});
