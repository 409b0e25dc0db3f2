import net from 'node:net';
import {
  errorCode,
  grafanaContext,
  INTAKE_TOKEN,
  SHARED_KEY,
  startSidecar,
  type RunningSidecar,
} from '../../support/processes/running-sidecar.ts';
import { until } from '../../support/until.ts';

/** Two sidecars stop one after the other, each within its own seconds. */
jest.setTimeout(30_000);

/** Who cannot say who they are costs next to nothing; who can does not cost the others. */
let running: RunningSidecar;
let slow: RunningSidecar;
beforeAll(async () => {
  slow = await startSidecar({ configuration: { requests: { timeoutSeconds: 1 } } });
  running = await startSidecar({ configuration: { intake: { maxBodyBytes: 100_000, maxInFlightBytes: 250_000 } } });
});
afterAll(async () => {
  await running.stop();
  await slow.stop();
});

const open: net.Socket[] = [];
afterEach(() => open.splice(0).forEach((socket) => socket.destroy()));

/** Sends a head without the body that it announces; gives what comes back. */
function connect(address: string, head: string): { answer: () => string } {
  let received = '';
  const socket = net.connect(Number(new URL(address).port), '127.0.0.1', () => socket.write(head));
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString('utf8');
  });
  socket.on('error', () => undefined);
  open.push(socket);
  return { answer: () => received };
}

function head(line: string, headers: Record<string, string>): string {
  const fields = Object.entries({ host: 'x', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${line} HTTP/1.1\r\n${fields.join('')}\r\n`;
}

const announced = { 'content-type': 'application/json', 'content-length': '90000' };
const grafana = (login = 'ada') => ({
  'x-incident-memory-key': SHARED_KEY,
  'x-grafana-context': grafanaContext({ login, role: 'Viewer' }),
});

describe('a body', () => {
  it.each([
    ['of an unknown address for Grafana', () => running.v1, '/nothing', '404'],
    ['of an unknown address for machines', () => running.intake, '/nothing', '404'],
    ['without the shared key', () => running.v1, '/v1/ask', '502'],
    ['of logs without a credential', () => running.intake, '/intake/otlp/v1/logs', '401'],
    ['of spans without a credential', () => running.intake, '/intake/otlp/v1/traces', '401'],
    ['of metrics without a credential', () => running.intake, '/intake/otlp/v1/metrics', '401'],
    ['of documents without a credential', () => running.intake, '/compat/elasticsearch/_bulk', '401'],
    ['of anything in place of documents', () => running.intake, '/compat/elasticsearch/x/_search', '401'],
    ['of alerts without a credential', () => running.intake, '/intake/alerts/alertmanager', '401'],
    ['of an unsigned webhook', () => running.intake, '/intake/alerts/grafana', '401'],
    ['of changes without a credential', () => running.intake, '/intake/changes', '401'],
    ["of Kubernetes' events without a credential", () => running.intake, '/intake/kubernetes/events', '401'],
    ['of an unsigned webhook of GitHub', () => running.intake, '/intake/changes/github', '401'],
  ])('%s is answered before it comes', async (_, address, path, status) => {
    const { answer } = connect(address(), head(`POST ${path}`, announced));
    await until('an answer', async () => answer() !== '');
    expect(answer()).toContain(`HTTP/1.1 ${status} `);
  });

  it.each<[string, Record<string, string>]>([
    ['announced', announced],
    ['unannounced', { 'content-type': 'application/json', 'transfer-encoding': 'chunked' }],
  ])('that only itself can prove is taken within a bound of all (%s)', async (_, headers) => {
    const one = () =>
      connect(running.intake, head('POST /intake/alerts/grafana', { ...headers, 'x-grafana-alerting-signature': 'a' }));
    const waiting = [one(), one(), one(), one()];
    const answered = () => waiting.map(({ answer }) => answer()).filter((answer) => answer !== '');
    await until('two answers', async () => answered().length === 2);
    answered().forEach((answer) => expect(answer).toMatch(/HTTP\/1.1 429 [\s\S]*retry-after: 1/i));
    open.splice(0).forEach((socket) => socket.destroy());
    await until('room again', async () => {
      const answer = await running.sendLines([{ service: 'payment' }], INTAKE_TOKEN);
      return answer.status === 200;
    });
  });
});

describe('the stream of changes', () => {
  it('is refused as HEAD, so that the connection serves the next request', async () => {
    const { answer } = connect(
      running.v1,
      head('HEAD /v1/stream', grafana()) + head('GET /v1/capabilities', grafana())
    );
    await until('both answers', async () => answer().includes('"contract":1'));
    expect(answer()).toMatch(/^HTTP\/1.1 405 [\s\S]*HTTP\/1.1 200 /);
  });

  it('is opened a bounded number of times by one reader, and others still get theirs', async () => {
    const mine = Array.from({ length: 100 }, () => connect(running.v1, head('GET /v1/stream', grafana())));
    await until('all open', async () => mine.every(({ answer }) => answer().includes('"hello"')));
    expect(mine[0]?.answer()).toContain('x-content-type-options: nosniff');
    const [oneMore, another] = [grafana(), grafana('grace')].map((who) =>
      connect(running.v1, head('GET /v1/stream', who))
    );
    await until('answers', async () => oneMore?.answer() !== '' && another?.answer() !== '');
    expect(oneMore?.answer()).toContain('HTTP/1.1 429 ');
    expect(another?.answer()).toContain('HTTP/1.1 200 ');
  });
});

describe('a reader', () => {
  it('is known by a name in UTF-8, as Grafana sends it', async () => {
    const { answer } = connect(running.v1, head('GET /v1/capabilities', grafana('jürgen')));
    await until('an answer', async () => answer().includes('"login"'));
    expect(answer()).toContain('"login":"jürgen"');
  });

  it('with two contexts is none', async () => {
    const twice = head('GET /v1/capabilities', grafana()).replace(
      '\r\n\r\n',
      `\r\nX-Grafana-Context: ${grafanaContext({ role: 'Admin' })}\r\n\r\n`
    );
    const { answer } = connect(running.v1, twice);
    await until('an answer', async () => answer() !== '');
    expect(answer()).toContain('HTTP/1.1 502 ');
  });

  it('whose answer takes too long is told so, and the others go on', async () => {
    const list = jest.spyOn(slow.stores.incidents, 'list').mockReturnValue(new Promise(() => undefined));
    const answer = await slow.ask({}, { path: '/v1/incidents' });
    list.mockRestore();
    expect([answer.status, errorCode(answer), answer.body.error.message]).toEqual([
      503,
      'IM_TIMEOUT',
      'The answer took longer than 1 s and was given up.',
    ]);
    expect((await slow.ask({}, { path: '/v1/incidents' })).status).toBe(200);
  });

  it('cannot fill the store with answers to questions', async () => {
    const remember = jest.spyOn(running.stores.idempotency, 'remember');
    const range = { from: Date.now() - 60_000, to: Date.now() };
    const body = { panel: { title: 'errors', dashboard: null, dashboardUid: null }, ...range, series: [] };
    const headers = { 'idempotency-key': 'one' };
    expect((await running.ask({ role: 'Viewer' }, { path: '/v1/ask', body, headers })).status).toBe(200);
    expect(remember).not.toHaveBeenCalled();
  });

  it('who asks about a century is answered from a few totals, not from a row for each ten seconds', async () => {
    const counts = jest.spyOn(running.stores.statistics, 'counts');
    const range = { from: Date.UTC(2000, 0, 1), to: Date.UTC(2100, 0, 1) };
    const body = { panel: { title: 'errors', dashboard: null, dashboardUid: null }, ...range, series: [] };
    const answer = await running.ask({ role: 'Viewer' }, { path: '/v1/ask', body });
    expect(answer.body.rates).toMatchObject([{ service: 'payment' }]);
    const steps = counts.mock.calls.map(([, { from, to, stepMs }]) => Math.ceil((to - from) / stepMs));
    expect(steps.length).toBeGreaterThan(0);
    expect(Math.max(...steps)).toBeLessThanOrEqual(12);
  });

  it('gets no more rates than can be held, of however many services', async () => {
    const services = Array.from({ length: 150 }, (_, number) => ({ service: `service-${number}` }));
    await running.sendLines(services);
    const to = Date.now();
    const rates = (stepSeconds: number) =>
      running.ask({}, { path: `/v1/services/rates?from=${to - 4900 * 10_000}&to=${to}&stepSeconds=${stepSeconds}` });
    const refused = await rates(10);
    expect([refused.status, errorCode(refused), refused.body.error.path]).toEqual([
      400,
      'IM_REQUEST_INVALID',
      'query.stepSeconds',
    ]);
    expect((await rates(60)).status).toBe(200);
  });
});
