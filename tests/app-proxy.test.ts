import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createWorkbench, type Workbench } from '../workbench/src/server/workbench';

const KEY = 'a shared key';
const PLUGIN = {
  id: 'incidentmemory-app',
  type: 'app',
  name: 'Incident Memory',
  info: { version: '1.0.0', logos: { small: 'img/logo.svg', large: 'img/logo.svg' } },
  routes: [
    { path: 'admin/*', url: '{{ .JsonData.sidecarUrl }}/admin', reqRole: 'Admin' },
    {
      path: 'v1/*',
      url: '{{ .JsonData.sidecarUrl }}/v1',
      headers: [{ name: 'X-Incident-Memory-Key', content: '{{ .SecureJsonData.apiKey }}' }],
    },
  ],
};
const PROVISIONING = `
apps:
  - type: incidentmemory-app
    jsonData: { sidecarUrl: '$TEST_SIDECAR' }
    secureJsonData: { apiKey: '\${TEST_KEY}' }
`;

/** What Grafana's app proxy was seen to do (the samples of a running Grafana), asked of the workbench's. */
describe('the app proxy of the workbench', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'incident-memory-proxy-'));
  let seen: Array<{ request: IncomingMessage; body: string }> = [];
  let answer: (response: ServerResponse) => void;
  let sidecar: http.Server;
  let workbench: Workbench;
  let proxy: string;

  beforeAll(async () => {
    sidecar = http.createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        seen.push({ request, body });
        answer(response);
      });
    });
    await new Promise<void>((resolve) => sidecar.listen(0, '127.0.0.1', resolve));
    mkdirSync(path.join(folder, 'dist'));
    mkdirSync(path.join(folder, 'provisioning', 'plugins'), { recursive: true });
    writeFileSync(path.join(folder, 'dist', 'plugin.json'), JSON.stringify(PLUGIN));
    writeFileSync(path.join(folder, 'provisioning', 'plugins', 'app.yaml'), PROVISIONING);
    const { port } = sidecar.address() as AddressInfo;
    workbench = createWorkbench({
      root: folder,
      bundle: folder,
      dist: path.join(folder, 'dist'),
      provisioning: path.join(folder, 'provisioning'),
      environment: { TEST_SIDECAR: `http://127.0.0.1:${port}`, TEST_KEY: KEY },
    });
    proxy = `${await workbench.listen(0)}/api/plugin-proxy/incidentmemory-app`;
  });
  beforeEach(() => {
    seen = [];
    answer = (response) => response.end('{}');
  });
  afterAll(async () => {
    await workbench.close();
    sidecar.closeAllConnections();
    await new Promise((resolve) => sidecar.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  });
  const headersSeen = () => seen[0]?.request.headers ?? {};
  const as = (choice: string) => ({ cookie: `workbench_session=${encodeURIComponent(choice)}` });

  it('forwards method, path, query and body, with the key of the route', async () => {
    const sent = await fetch(`${proxy}/v1/incidents/7/notes?x=1&y=a%20b`, { method: 'PUT', body: '{"text":"é"}' });
    expect(sent.status).toBe(200);
    expect(seen[0]?.request.method).toBe('PUT');
    expect(seen[0]?.request.url).toBe('/v1/incidents/7/notes?x=1&y=a%20b');
    expect(seen[0]?.body).toBe('{"text":"é"}');
    expect(headersSeen()['x-incident-memory-key']).toBe(KEY);
  });

  it('tells who asks, in which organisation and role', async () => {
    await fetch(`${proxy}/v1/overview`, { headers: as('as=vera&orgId=2') });
    expect(JSON.parse(String(headersSeen()['x-grafana-context']))).toMatchObject({
      Login: 'vera',
      OrgID: 2,
      OrgRole: 'Viewer',
      IsAnonymous: false,
      Teams: [],
    });
  });

  it('keeps cookies, credentials, keys and contexts of the browser to itself', async () => {
    await fetch(`${proxy}/v1/overview`, {
      headers: {
        ...as('as=vera'),
        authorization: 'Bearer stolen',
        'x-grafana-context': '{"OrgRole":"Admin"}',
        'x-grafana-id': 'forged',
        'x-incident-memory-key': 'guessed',
        origin: 'http://elsewhere.example',
      },
    });
    const { cookie, authorization, origin } = headersSeen();
    expect([cookie, authorization, origin, headersSeen()['x-grafana-id']]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(headersSeen()['x-incident-memory-key']).toBe(KEY);
    expect(String(headersSeen()['x-grafana-context'])).toContain('"OrgRole":"Viewer"');
  });

  it.each(['/healthz', '/v1', '/v2/overview', '/v1x/overview'])('has no route for %s', async (asked) => {
    expect((await fetch(proxy + asked)).status).toBe(404);
    expect(seen).toEqual([]);
  });

  it('asks for the role of the route', async () => {
    expect((await fetch(`${proxy}/admin/x`, { headers: as('as=eddie') })).status).toBe(403);
    expect((await fetch(`${proxy}/admin/x`, { headers: as('as=ada') })).status).toBe(200);
  });

  it('passes statuses on, forbids pages and cookies', async () => {
    answer = (response) =>
      response.writeHead(409, { 'set-cookie': 'a=b', 'x-request-id': 'req_1' }).end('{"error":{}}');
    const got = await fetch(`${proxy}/v1/overview`);
    expect(got.status).toBe(409);
    expect(got.headers.get('set-cookie')).toBeNull();
    expect(got.headers.get('x-request-id')).toBe('req_1');
    expect(got.headers.get('content-security-policy')).toBe('sandbox');
    expect(await got.text()).toBe('{"error":{}}');
  });

  it('lets events through one by one, and ends them when the browser leaves', async () => {
    let stream: ServerResponse | undefined;
    const left = new Promise<void>((resolve) => {
      answer = (response) => {
        stream = response;
        response.on('close', resolve);
        response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      };
    });
    const leaving = new AbortController();
    const got = await fetch(`${proxy}/v1/stream`, { signal: leaving.signal });
    const reader = got.body?.getReader();
    for (const event of ['data: 1\n\n', 'data: 2\n\n']) {
      stream?.write(event);
      expect(new TextDecoder().decode((await reader?.read())?.value)).toBe(event);
    }
    leaving.abort();
    await left;
  });

  it('answers 502 when the sidecar breaks off', async () => {
    answer = (response) => response.destroy();
    expect((await fetch(`${proxy}/v1/overview`)).status).toBe(502);
  });
});
