import { roleAllows, ROLES, ROUTE_IDS, ROUTES, type Route, type RouteId } from '@incident-memory/contract';
import {
  errorCode,
  grafanaContext,
  send,
  SHARED_KEY,
  startSidecar,
  type RunningSidecar,
} from '../support/processes/running-sidecar.ts';
import { until } from '../support/until.ts';
import { validBody, validPath } from '../support/valid-requests.ts';

let running: RunningSidecar;
let incident: string;

beforeAll(async () => {
  running = await startSidecar();
  await running.sendLines(Array.from({ length: 120 }, () => ({ service: 'payment' })));
  incident = await until('an incident of the first organisation', async () => {
    const { body } = await running.ask({}, { path: '/v1/incidents' });
    return body.items[0]?.id as string | undefined;
  });
  // Its memory has the same UUID, and begins with the first attempt.
  await running.ask({}, { path: `/v1/incidents/${incident}/attempts`, body: validBody('beginAttempt', incident) });
}, 30_000);
afterAll(() => running.stop());

const STREAM: RouteId = 'stream';
const routes = ROUTE_IDS.filter((id) => id !== STREAM).map((id) => [id, ROUTES[id] as Route] as const);

function request(id: RouteId, reference: string) {
  const { method } = ROUTES[id];
  return { method, path: validPath(id, reference), ...(method === 'POST' ? { body: validBody(id, reference) } : {}) };
}

describe('every route asks for its role', () => {
  it.each(routes.flatMap(([id, route]) => ROLES.map((role) => [route.method, route.path, role, id] as const)))(
    '%s %s as %s',
    async (_method, _path, role, id) => {
      const { status, body } = await running.ask({ role }, request(id, 'inc_00000000-0000-7000-8000-000000000000'));
      if (roleAllows(role, ROUTES[id].role)) {
        expect([200, 404, 409]).toContain(status);
      } else {
        expect({ status, code: errorCode({ status, body, headers: new Headers() }) }).toEqual({
          status: 403,
          code: 'IM_ROLE_INSUFFICIENT',
        });
      }
    }
  );

  it('somebody without a role in the organisation reads nothing', async () => {
    expect((await running.ask({ role: 'None' }, { path: '/v1/overview' })).status).toBe(403);
  });
});

describe('nothing crosses from one organisation to another', () => {
  it.each(
    routes
      .filter(([, route]) => route.path.includes(':incident'))
      .map(([id, route]) => [route.method, route.path, id] as const)
  )('%s %s', async (_method, _path, id) => {
    for (const reference of [incident, 'INC-1', '1']) {
      const answer = await running.ask({ organisation: 2 }, request(id, reference));
      expect({ status: answer.status, code: errorCode(answer) }).toEqual({ status: 404, code: 'IM_INCIDENT_UNKNOWN' });
    }
  });

  it.each(
    routes
      .filter(([, route]) => route.method === 'GET' && !route.path.includes(':incident'))
      .map(([id, route]) => [route.path, id] as const)
  )('GET %s tells nothing of it', async (_path, id) => {
    const { body } = await running.ask({ organisation: 2 }, request(id, incident));
    if (id !== 'openapi') {
      expect(JSON.stringify(body)).not.toContain('payment');
    }
    expect(JSON.stringify(body)).not.toContain(incident);
  });

  it('bulk acknowledgement of a foreign incident is refused, and the incident stays as it was', async () => {
    const answer = await running.ask(
      { organisation: 2 },
      { path: '/v1/incidents/acknowledge', body: { incidents: [incident] } }
    );
    expect(answer.body).toMatchObject({ acknowledged: [], refused: [{ incident }] });
    const own = await running.ask({}, { path: `/v1/incidents/${incident}` });
    expect(own.body.acknowledged).toBeNull();
  });

  it('a question about a foreign spike finds nothing', async () => {
    const { body } = await running.ask({ organisation: 2 }, request('ask', incident));
    expect(body).toMatchObject({ incidents: [], samples: [], rates: [] });
  });

  it('an idempotency key of somebody else gives none of their answers', async () => {
    const note = {
      path: '/v1/incidents/1/notes',
      body: { text: 'mine' },
      headers: { 'idempotency-key': 'shared-key-name' },
    };
    expect((await running.ask({ login: 'ada' }, note)).status).toBe(200);
    expect((await running.ask({ login: 'ada', organisation: 2 }, note)).status).toBe(404);
  });

  it('a stream hears nothing of it', async () => {
    const abort = new AbortController();
    const response = await fetch(`${running.v1}/v1/stream`, {
      headers: { 'x-incident-memory-key': SHARED_KEY, 'x-grafana-context': grafanaContext({ organisation: 2 }) },
      signal: abort.signal,
    });
    const reader = response.body?.getReader();
    const first = new TextDecoder().decode((await reader?.read())?.value);
    await running.ask({}, { path: `/v1/incidents/${incident}/notes`, body: { text: 'heard?' } });
    const more = reader?.read().then(({ value }) => new TextDecoder().decode(value));
    const heard = await Promise.race([more, new Promise<string>((resolve) => setTimeout(() => resolve(''), 300))]);
    abort.abort();
    await more?.catch(() => undefined);
    expect(`${first}${heard}`).not.toContain('"incident"');
  });
});

describe('the shared key', () => {
  it.each([
    ['no key', {}],
    ['another key', { 'x-incident-memory-key': 'not-the-key-at-all' }],
    ['the beginning of the key', { 'x-incident-memory-key': SHARED_KEY.slice(0, -1) }],
  ])('%s is answered 502, never 401, since Grafana would end the session', async (_, headers) => {
    const answer = await send(`${running.v1}/v1/overview`, {
      headers: { 'x-grafana-context': grafanaContext({}), ...headers },
    });
    expect({ status: answer.status, code: errorCode(answer) }).toEqual({ status: 502, code: 'IM_PROXY_KEY_REJECTED' });
  });

  it.each([
    ['none', {}],
    ['no JSON', { 'x-grafana-context': '{' }],
    ['no organisation', { 'x-grafana-context': '{"OrgRole":"Admin"}' }],
    ['a negative organisation', { 'x-grafana-context': '{"OrgRole":"Admin","OrgID":-1}' }],
  ])('with %s as context nobody is believed', async (_, headers) => {
    const answer = await send(`${running.v1}/v1/overview`, {
      headers: { 'x-incident-memory-key': SHARED_KEY, ...headers },
    });
    expect(errorCode(answer)).toBe('IM_PROXY_CONTEXT_MISSING');
  });

  it('is taken in its old and its new form while both sides change over', async () => {
    const rotating = await startSidecar({ configuration: { previousSharedKey: 'the-shared-key-before' } });
    try {
      for (const key of [SHARED_KEY, 'the-shared-key-before']) {
        const headers = { 'x-incident-memory-key': key, 'x-grafana-context': grafanaContext({}) };
        expect((await send(`${rotating.v1}/v1/overview`, { headers })).status).toBe(200);
      }
    } finally {
      await rotating.stop();
    }
  });

  it('guards unknown addresses too, which then are 404', async () => {
    expect((await send(`${running.v1}/v1/nothing`)).status).toBe(502);
    const answer = await running.ask({}, { path: '/v1/nothing' });
    expect({ status: answer.status, code: errorCode(answer) }).toEqual({ status: 404, code: 'IM_ROUTE_UNKNOWN' });
  });

  it('a wrong method is answered with the right ones', async () => {
    const answer = await running.ask({}, { method: 'DELETE', path: '/v1/incidents' });
    expect({ status: answer.status, allow: answer.headers.get('allow') }).toEqual({ status: 405, allow: 'GET' });
  });
});

describe('the interface', () => {
  it('is described route by route, and nothing else is served', async () => {
    const { body } = await running.ask({}, { path: '/v1/openapi.json' });
    const described = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`)
    );
    const registered = ROUTE_IDS.map((id) => `${ROUTES[id].method} ${ROUTES[id].path.replace(/:(\w+)/g, '{$1}')}`);
    expect(described.sort()).toEqual(registered.sort());
  });

  it('answers what its schemas promise', async () => {
    const note = await running.ask({}, { path: '/v1/memories', body: validBody('remember', incident) });
    const forgetting = { memories: [note.body.id], reason: 'a drill' };
    const proof = await running.ask({}, { path: '/v1/memory/forget', body: forgetting });
    const asked = await running.ask({}, { path: '/v1/query', body: validBody('query', incident) });
    const paths: Partial<Record<RouteId, string>> = {
      readForgetProof: `/v1/memory/proofs/${proof.body.id}`,
      listSessionMemories: `/v1/sessions/${asked.body.session}/memories`,
    };
    for (const [id, route] of routes.filter(([, { method }]) => method === 'GET')) {
      const path = paths[id];
      const { status, body } = await running.ask({}, path === undefined ? request(id, incident) : { path });
      expect({ id, status }).toEqual({ id, status: 200 });
      const parsed = route.answer?.safeParse(body);
      expect({ id, issues: parsed?.error?.issues }).toEqual({ id, issues: undefined });
    }
  });

  it('is served as registered, in the order of the table', () => {
    expect(running.sidecar.routes()).toEqual(
      expect.arrayContaining(ROUTE_IDS.map((id) => `${ROUTES[id].method} ${ROUTES[id].path}`))
    );
  });
});
