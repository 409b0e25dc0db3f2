import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { openMemoryStores } from '../../../src/adapters/store-memory/open-memory-stores.ts';
import { systemScope } from '../../../src/domain/tenancy/scope.ts';
import { makeCertificates } from '../../support/kubernetes/certificates.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { ReplayedApiServer } from '../../support/kubernetes/replayed-api-server.ts';
import { startSidecar, type RunningSidecar } from '../../support/processes/running-sidecar.ts';
import { until } from '../../support/until.ts';

const PODS = '/api/v1/pods';
const EVENTS = '/api/v1/events';
const TOKEN = 'a-token-that-no-screen-may-show';
const CANARY = 'ghp_0123456789abcdefghijklmnopqrstuvwxyz';

jest.setTimeout(30_000);

let folder: string;
let server: ReplayedApiServer;
let running: RunningSidecar | null = null;
let kubeconfig: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'kubernetes-watch-'));
  const certificates = makeCertificates(folder);
  server = new ReplayedApiServer({ ...certificates.server, ca: certificates.ca, requestCert: true });
  const address = await server.start();
  kubeconfig = path.join(folder, 'config');
  const data = (bytes: Buffer) => bytes.toString('base64');
  const user = {
    token: TOKEN,
    'client-certificate-data': data(certificates.client.cert),
    'client-key-data': data(certificates.client.key),
  };
  const cluster = { server: address, 'certificate-authority-data': data(certificates.ca) };
  writeFileSync(
    kubeconfig,
    stringify({
      'current-context': 'tests',
      contexts: [
        { name: 'tests', context: { cluster: 'tests', user: 'tests' } },
        { name: 'strange', context: { cluster: 'strange', user: 'tests' } },
      ],
      clusters: [
        { name: 'tests', cluster },
        { name: 'strange', cluster: { server: address } },
      ],
      users: [{ name: 'tests', user }],
    })
  );
});
afterEach(async () => {
  await running?.stop();
  running = null;
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** After so long each sidecar took its turn and knows whether the watch is its own. */
const TURN_MS = 2_500;

async function start(more: Record<string, unknown> = {}): Promise<RunningSidecar> {
  const clock = new FakeClock(Date.now());
  const kubernetes = [{ name: 'eu-1', organisation: 1, cluster: 'europe', kubeconfig, ...more }];
  running = await startSidecar({ configuration: { kubernetes }, clock });
  await clock.advance(TURN_MS);
  return running;
}

async function source(of: RunningSidecar, organisation = 1) {
  const { body } = await of.ask({ organisation }, { path: '/v1/overview' });
  return body.sources.find(({ name }: { name: string }) => name === 'eu-1');
}

async function occurrences(of: RunningSidecar, organisation = 1) {
  const query = { from: 0, to: Date.now() + 60_000, limit: 100 };
  return (await of.stores.occurrences.list(systemScope(`main:${organisation}`), query)).occurrences;
}

const pod = (uid: string) => ({
  kind: 'Pod',
  metadata: {
    ...{ uid, name: 'payment-7d9f8b6c5d-x2x9z', namespace: 'shop' },
    ownerReferences: [{ kind: 'ReplicaSet', name: 'payment-7d9f8b6c5d', controller: true }],
  },
  spec: { nodeName: 'node-1' },
  status: {
    containerStatuses: [
      {
        ...{ name: 'app', image: 'shop/payment:1', restartCount: 4 },
        state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m0s' } },
        lastState: { terminated: { reason: 'OOMKilled', exitCode: 137, finishedAt: new Date().toISOString() } },
      },
    ],
  },
});

it('a cluster is watched over TLS with an authority of its own, and shown as a fresh source', async () => {
  server.put(PODS, pod('p-1'));
  server.put(EVENTS, {
    kind: 'Event',
    metadata: { uid: 'e-1', namespace: 'shop' },
    involvedObject: { kind: 'Pod', namespace: 'shop', name: 'payment-7d9f8b6c5d-x2x9z', uid: 'p-1' },
    type: 'Warning',
    reason: 'FailedMount',
    message: `cannot mount: token ${CANARY} password=kanarienvogel77`,
    firstTimestamp: new Date().toISOString(),
    lastTimestamp: new Date().toISOString(),
  });
  const house = await start();
  const all = await until('three occurrences', async () => {
    const found = await occurrences(house);
    return found.length >= 3 && found;
  });
  expect(all.map(({ kind, service }) => `${kind} of ${service}`).sort()).toEqual([
    'crash-loop of payment',
    'kubernetes of payment',
    'oom-killed of payment',
  ]);
  expect(all.find(({ kind }) => kind === 'oom-killed')?.details).toEqual(
    expect.arrayContaining([
      ['cluster', 'europe'],
      ['namespace', 'shop'],
      ['pod', 'payment-7d9f8b6c5d-x2x9z'],
      ['node', 'node-1'],
      ['restarts', '4'],
    ])
  );
  expect(await source(house)).toMatchObject({ kind: 'kubernetes', state: 'fresh', problem: null });
  expect(await occurrences(house, 2)).toEqual([]);
  expect(await source(house, 2)).toBeUndefined();
  const everything = JSON.stringify([all, house.log, await house.ask({}, { path: '/v1/settings' })]);
  expect([CANARY, 'kanarienvogel77', TOKEN].filter((secret) => everything.includes(secret))).toEqual([]);
  expect(everything).toContain('[secret:');
});

it.each<[string, Record<string, unknown>, string]>([
  ['an authority that nobody knows', { context: 'strange' }, 'does not answer'],
  ['a context that is not there', { context: 'nowhere' }, 'has no cluster for the context'],
  ['a file that is not there', { kubeconfig: '/nowhere/config' }, 'cannot be read'],
])('a cluster with %s is shown as a failing source that says why', async (_, more, sentence) => {
  const house = await start(more);
  const failing = await until('the problem', async () => {
    const status = await source(house);
    return status.problem !== null && status;
  });
  expect(failing).toMatchObject({ state: 'failing', problem: expect.stringContaining(sentence) });
  expect(JSON.stringify([failing, house.log])).not.toContain(TOKEN);
});

it('a watch ends with the sidecar', async () => {
  const house = await start();
  await until('the watches', () => server.watches === 3);
  await house.stop();
  running = null;
  await until('the end of all', () => server.watches === 0);
});

it('of two sidecars over one store one watches; when it ends the other goes on where it was', async () => {
  const stores = { ...openMemoryStores(), kind: 'elasticsearch' as const };
  const kubernetes = [{ name: 'eu-1', organisation: 1, cluster: 'europe', kubeconfig, resources: ['events'] }];
  const clock = new FakeClock(Date.now());
  const first = await startSidecar({ configuration: { kubernetes }, stores, clock });
  await clock.advance(TURN_MS);
  await until('the watch of the first', () => server.watches === 1);
  running = await startSidecar({ configuration: { kubernetes }, stores, clock });
  const second = running;
  const asked = server.requests.length;
  await clock.advance(2 * TURN_MS);
  // What it asked by now would have been heard before this is answered.
  expect(await source(second)).toMatchObject({ state: 'never' });
  expect([server.watches, server.requests.length]).toEqual([1, asked]);
  await first.stop();
  await clock.advance(TURN_MS);
  await until('the watch of the second', () => server.watches === 1 && server.requests.length > asked);
  expect(server.requests.slice(asked)).toEqual([expect.stringContaining('watch=1')]);
  expect(await source(second)).toMatchObject({ state: 'fresh' });
});
