import { createHmac } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROUTE_IDS, ROUTES, type RouteId } from '@incident-memory/contract';
import { systemScope } from '../../src/domain/tenancy/scope.ts';
import { otlpProtobuf } from '../support/otlp/otlp-protobuf.ts';
import {
  errorCode,
  GITHUB_SECRET,
  grafanaContext,
  INTAKE_TOKEN,
  send,
  SHARED_KEY,
  startSidecar,
  WEBHOOK_SECRET,
  type Answer,
  type RunningSidecar,
} from '../support/processes/running-sidecar.ts';
import { secretChanges } from '../support/secret-changes.ts';
import { until } from '../support/until.ts';
import { validBody, validPath } from '../support/valid-requests.ts';

/** Two whole sidecars are started, and told of everything there is. */
jest.setTimeout(60_000);

/**
 * Two secrets are sent through every way in, in every place where a sender can put text: one known by its maker's
 * form, one by the name before it. Afterwards they are searched wherever anything can be read.
 */
const CANARY = 'ghp_0123456789abcdefghijklmnopqrstuvwxyz';
const NAMED = 'kanarienvogel77';
const DAY_MS = 24 * 60 * 60 * 1000;
const CANARIES = [CANARY, NAMED, Buffer.from(CANARY).toString('base64').slice(0, 40)];
const SAID = `cannot log in with ${CANARY} and password=${NAMED}`;
const OUR_SECRETS = [SHARED_KEY, WEBHOOK_SECRET, GITHUB_SECRET, INTAKE_TOKEN];

function found(text: string, secrets: readonly string[] = CANARIES): string[] {
  return secrets.flatMap((secret) => {
    const at = text.indexOf(secret);
    return at === -1 ? [] : [text.slice(Math.max(0, at - 80), at + 20)];
  });
}

const string = (stringValue: string) => ({ stringValue });

function otlp(): unknown {
  const record = (body: unknown) => ({
    timeUnixNano: `${Date.now()}000000`,
    severityText: `ERROR ${CANARY}`,
    traceId: CANARY,
    spanId: CANARY,
    eventName: SAID,
    body,
    attributes: [
      { key: 'exception.type', value: string(`Failure ${CANARY}`) },
      { key: 'exception.message', value: string(SAID) },
      { key: 'exception.stacktrace', value: string(`Failure\n  at login(${CANARY})\n  password=${NAMED}`) },
      { key: CANARY, value: string(CANARY) },
    ],
  });
  const bodies = [
    string(SAID),
    null,
    { bytesValue: Buffer.from(CANARY).toString('base64') },
    { arrayValue: { values: [string(SAID)] } },
    {
      kvlistValue: {
        values: [
          { key: 'password', value: string(NAMED) },
          { key: CANARY, value: string('x') },
        ],
      },
    },
  ];
  return {
    resourceLogs: ['payment', `payment ${CANARY}`, `password=${NAMED}`].map((service) => ({
      resource: {
        attributes: [
          { key: 'service.name', value: string(service) },
          { key: 'host', value: string(CANARY) },
        ],
      },
      schemaUrl: CANARY,
      scopeLogs: [{ scope: { name: CANARY }, logRecords: bodies.map(record) }],
    })),
    [CANARY]: CANARY,
  };
}

const secretAttributes = [
  { key: CANARY, value: string(CANARY) },
  { key: 'password', value: string(NAMED) },
  { key: 'peer.service', value: string(`peer ${CANARY}`) },
  { key: 'exception.message', value: string(SAID) },
];
const secretResource = {
  attributes: [
    { key: 'service.name', value: string(`traced ${CANARY}`) },
    { key: 'k8s.pod.name', value: string(`pod ${CANARY}`) },
    { key: 'host.name', value: string(`password=${NAMED}`) },
  ],
};

function spans(): unknown {
  const time = `${Date.now()}000000`;
  const span = (kind: number) => ({
    traceId: 'a'.repeat(32),
    spanId: `${kind}`.repeat(16),
    name: SAID,
    kind,
    startTimeUnixNano: time,
    endTimeUnixNano: time,
    traceState: CANARY,
    attributes: secretAttributes,
    events: [{ name: 'exception', attributes: secretAttributes }, { name: CANARY }],
    status: { code: 2, message: SAID },
  });
  const scopeSpans = [{ scope: { name: CANARY }, spans: [span(2), span(3), span(4)] }];
  return { resourceSpans: [{ resource: secretResource, schemaUrl: CANARY, scopeSpans }] };
}

function metrics(): unknown {
  const dataPoints = [{ timeUnixNano: `${Date.now()}000000`, asDouble: 1, attributes: secretAttributes }];
  const metric = { name: `requests ${CANARY}`, unit: CANARY, description: SAID, gauge: { dataPoints } };
  const scopeMetrics = [{ scope: { name: CANARY }, metrics: [metric] }];
  return { resourceMetrics: [{ resource: secretResource, scopeMetrics }] };
}

/** The second has a key twice, the third a time that is none. */
function documents(): string {
  const sound = {
    '@timestamp': new Date().toISOString(),
    message: SAID,
    service: { name: `documents ${CANARY}` },
    host: { name: CANARY },
    log: { level: CANARY },
    error: { type: CANARY, message: SAID, stack_trace: SAID },
    trace: { id: CANARY },
    kubernetes: { pod: { name: `pod ${CANARY}` } },
    [CANARY]: CANARY,
  };
  const ids = { trace: { id: 'a'.repeat(32) }, span: { id: 'b'.repeat(16), name: SAID, duration: { us: 5 } } };
  const span = { ...sound, ...ids, processor: { event: 'span' }, service: { target: { name: CANARY } } };
  const metric = { ...sound, metricset: { name: CANARY }, [`x ${CANARY}`]: 1, password: NAMED };
  const bodies = [
    JSON.stringify(sound),
    `{"${CANARY}":1,"${CANARY}":2}`,
    JSON.stringify({ ...sound, '@timestamp': SAID }),
    JSON.stringify({ password: NAMED, [CANARY]: CANARY }),
    JSON.stringify(span),
    JSON.stringify(metric),
  ];
  return bodies.map((body) => `{"create":{"_index":"logs"}}\n${body}\n`).join('');
}

function alerts(service: string): string {
  const labels = { alertname: `many ${CANARY}`, service, severity: CANARY, token: NAMED };
  const alert = {
    status: 'firing',
    labels,
    annotations: { summary: SAID, description: SAID },
    startsAt: new Date().toISOString(),
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: `http://prometheus.example/graph?password=${NAMED}&g0.expr=${CANARY}`,
    fingerprint: `${service.length}-${CANARY}`,
    dashboardURL: CANARY,
  };
  return JSON.stringify({ alerts: [alert], commonLabels: labels, message: SAID, externalURL: CANARY });
}

function signature(body: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  return {
    'x-grafana-alerting-signature': createHmac('sha256', WEBHOOK_SECRET).update(`${timestamp}:${body}`).digest('hex'),
    'x-grafana-alerting-timestamp': timestamp,
  };
}

/** Everything that a sender or a person can say, rightly and wrongly; gives the answers. */
async function sayEverywhere(running: RunningSidecar): Promise<Answer[]> {
  const bearer = { authorization: `Bearer ${INTAKE_TOKEN}` };
  const logs = `${running.intake}/intake/otlp/v1/logs`;
  const grafana = `${running.intake}/intake/alerts/grafana`;
  const raw = async (body: Buffer, headers: Record<string, string>): Promise<Answer> => {
    const response = await fetch(logs, {
      method: 'POST',
      body: new Uint8Array(body),
      headers: { ...bearer, ...headers },
    });
    return { status: response.status, headers: response.headers, body: await response.text() };
  };
  const firing = alerts('checkout');
  const bulk = `${running.intake}/compat/elasticsearch/_bulk`;
  const taken = [
    await send(logs, { body: otlp(), headers: bearer }),
    await raw(gzipSync(JSON.stringify(otlp())), { 'content-type': 'application/json', 'content-encoding': 'gzip' }),
    await raw(otlpProtobuf([{ service: `binary ${CANARY}`, message: SAID }]), {
      'content-type': 'application/x-protobuf',
    }),
    await send(`${running.intake}/intake/otlp/v1/traces`, { body: spans(), headers: bearer }),
    await send(`${running.intake}/intake/otlp/v1/metrics`, { body: metrics(), headers: bearer }),
    await send(bulk, { body: documents(), headers: bearer }),
    await send(grafana, { body: firing, headers: signature(firing) }),
    await send(`${running.intake}/intake/alerts/alertmanager`, { body: alerts(`cart ${CANARY}`), headers: bearer }),
  ];
  const changes = secretChanges({ canary: CANARY, named: NAMED, said: SAID });
  const tell = ({ path: address, body, headers }: (typeof changes.taken)[number]) =>
    send(`${running.intake}${address}`, { body, headers: { ...bearer, ...headers } });
  for (const change of changes.taken) {
    taken.push(await tell(change));
  }
  expect(taken.map(({ status }) => status)).toEqual(taken.map(() => 200));

  const wrong = { alerts: [{ status: CANARY, labels: { [CANARY]: 1 } }] };
  const refused = [
    await send(logs, { body: otlp(), headers: { authorization: `Bearer ${CANARY}` } }),
    await send(logs, { body: `{"${CANARY}":1,"${CANARY}":2}`, headers: bearer }),
    await send(logs, { body: { resourceLogs: [{ [CANARY]: 1, scopeLogs: CANARY }] }, headers: bearer }),
    await send(logs, { body: `${CANARY}`, headers: bearer }),
    await send(`${running.intake}/intake/otlp/v1/traces`, { body: { resourceSpans: [CANARY] }, headers: bearer }),
    await send(`${running.intake}/intake/otlp/v1/metrics`, { body: { resourceMetrics: CANARY }, headers: bearer }),
    await send(grafana, { body: wrong, headers: bearer }),
    await send(grafana, { body: wrong, headers: { 'x-grafana-alerting-signature': CANARY } }),
    await send(`${running.v1}/v1/overview`, { headers: { 'x-incident-memory-key': CANARY } }),
    await send(`${running.v1}/v1/overview`, {
      headers: { 'x-incident-memory-key': SHARED_KEY, 'x-grafana-context': `{"OrgID":"${CANARY}"}` },
    }),
    await running.ask({}, { path: `/v1/incidents?${CANARY}=1&state=${CANARY}&sort=${CANARY}` }),
    await running.ask({}, { path: `/v1/incidents/${CANARY}` }),
    await running.ask({}, { path: '/v1/ask', body: { [CANARY]: CANARY } }),
    await running.ask({}, { path: `/v1/${CANARY}` }),
  ];
  for (const change of changes.refused) {
    refused.push(await tell(change));
  }
  refused.forEach((answer) => expect(errorCode(answer)).toBeDefined());
  const refusedDocuments = [
    await send(bulk, { body: `{"${CANARY}":{}}\n{}\n`, headers: bearer }),
    await send(bulk, { body: `{"create":{"_index":"x","${CANARY}":1}}\n{}\n`, headers: bearer }),
    await send(`${bulk}?pipeline=${CANARY}`, { body: documents(), headers: bearer }),
    await send(bulk, { body: documents(), headers: { authorization: `ApiKey ${CANARY}` } }),
    await send(`${running.intake}/compat/elasticsearch/${CANARY}/_search`, { body: '{}', headers: bearer }),
  ];
  expect(refusedDocuments.map(({ status }) => status)).toEqual([400, 200, 400, 401, 404]);
  return [...taken, ...refused, ...refusedDocuments];
}

async function actEverywhere(running: RunningSidecar): Promise<Answer[]> {
  const bodies = {
    notes: { text: SAID },
    dismiss: { reason: SAID },
    reopen: { reason: SAID },
    confirm: { cause: SAID, fix: SAID, fixKind: 'other', didNotHelp: SAID, prevention: SAID },
  };
  const fix = { kind: 'other', words: SAID, target: SAID, exact: SAID, undo: SAID };
  const context = { service: SAID, [CANARY]: 'x' };
  const labels = { owner: SAID, id: SAID, [CANARY]: 'x' };
  const told = {
    ...Object.fromEntries(Object.entries(bodies).map(([action, body]) => [`/v1/incidents/1/${action}`, body])),
    '/v1/incidents/1/attempts': { fix, context, role: SAID },
    '/v1/incidents/1/reject': { fix, reason: SAID },
    '/v1/memories': { title: SAID, text: SAID, labels },
    '/v1/recall': { text: SAID },
  };
  const answers: Answer[] = [];
  for (const [path, body] of Object.entries(told)) {
    answers.push(await running.ask({}, { path, body, headers: { 'idempotency-key': path.replaceAll('/', '-') } }));
  }
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  return answers;
}

/** What is asked for by an id that only this house gives. */
const NOT_THERE = new Set<RouteId>(['readForgetProof', 'listSessionMemories']);

/** Every route that reads, what is measured, and what the stores give that no route shows. */
async function readEverywhere(running: RunningSidecar): Promise<string> {
  const texts: string[] = [];
  const { body: notes } = await running.ask({}, { path: '/v1/memories?kind=note' });
  for (const id of ROUTE_IDS.filter((one) => one !== 'stream' && ROUTES[one].method === 'GET')) {
    for (const number of ['1', '2']) {
      const path = validPath(id, number).replace(`/memories/${number}`, `/memories/${String(notes.items[0].id)}`);
      const answer = await running.ask({}, { path });
      expect({ id, status: answer.status }).toEqual({ id, status: NOT_THERE.has(id) ? 404 : 200 });
      texts.push(JSON.stringify(answer.body));
    }
  }
  texts.push(JSON.stringify((await running.ask({}, { path: '/v1/ask', body: validBody('ask', '1') })).body));
  texts.push(await (await fetch(`${running.v1}/metrics`)).text());
  const range = { from: 0, to: Date.now() + 60_000, limit: 200 };
  const scope = systemScope('main:1');
  const { lines } = await running.stores.logs.search(scope, range);
  const { events } = await running.stores.events.search(scope, { ...range, of: 'incidents' });
  const { traffic, occurrences } = running.stores;
  const counted = [
    await traffic.operations(scope, { ...range, stepMs: null }),
    await traffic.calls(scope, { ...range, stepMs: null }),
    await running.stores.metrics.series(scope, { ...range, stepMs: 3_600_000, maxSeries: 100 }),
    await occurrences.relations(scope, { limit: 100 }),
    (await occurrences.list(scope, { ...range, to: Date.now() + DAY_MS })).occurrences,
  ];
  expect([lines, events, ...counted].map((list) => list.length > 0)).toEqual(Array(7).fill(true));
  texts.push(JSON.stringify([lines, events, counted]), running.log.join('\n'));
  return texts.join('\n');
}

function bytesUnder(folder: string): string {
  return readdirSync(folder, { recursive: true })
    .map((name) => path.join(folder, String(name)))
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file, 'latin1'))
    .join('\n');
}

describe.each(['memory', 'sqlite'] as const)('a secret that was sent, over %s', (kind) => {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'incident-memory-canary-'));
  let running: RunningSidecar;
  let answers: string;
  beforeAll(async () => {
    running = await startSidecar({ configuration: { dataFolder, store: { kind }, logLevel: 'trace' } });
    const told = await sayEverywhere(running);
    await until('both incidents', async () => {
      const { body } = await running.ask({}, { path: '/v1/incidents' });
      return body.items.length >= 2;
    });
    const acted = await actEverywhere(running);
    answers = JSON.stringify([...told, ...acted].map(({ body, headers }) => [body, [...headers]]));
  });
  afterAll(async () => {
    await running.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  it('is in no answer to who sent it', () => {
    expect(found(answers)).toEqual([]);
    expect(found(answers, OUR_SECRETS)).toEqual([]);
  });

  it('is in nothing that can be read, where its mark stands instead', async () => {
    const everything = await readEverywhere(running);
    expect(found(everything)).toEqual([]);
    expect(found(everything, OUR_SECRETS)).toEqual([]);
    expect(everything).toContain('[secret:github-token]');
    expect(everything).toContain('password=[secret:password]');
  });

  it('is heard by no page', async () => {
    const abort = new AbortController();
    const headers = { 'x-incident-memory-key': SHARED_KEY, 'x-grafana-context': grafanaContext({}) };
    const response = await fetch(`${running.v1}/v1/stream`, { headers, signal: abort.signal });
    const reader = response.body?.getReader();
    await reader?.read();
    await running.ask({}, { path: '/v1/incidents/2/notes', body: { text: SAID } });
    let heard = '';
    while (!heard.includes('"incident"')) {
      heard += new TextDecoder().decode((await reader?.read())?.value);
    }
    abort.abort();
    expect(found(heard)).toEqual([]);
  });

  it('is in no byte of the data folder, running or stopped', async () => {
    expect(found(bytesUnder(dataFolder))).toEqual([]);
    await running.sidecar.stop();
    const bytes = bytesUnder(dataFolder);
    expect(found(bytes)).toEqual([]);
    expect(found(bytes, OUR_SECRETS)).toEqual([]);
    expect(bytes.includes('[secret:github-token]')).toBe(kind === 'sqlite');
  });
});
