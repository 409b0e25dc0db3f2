import { gzipSync } from 'node:zlib';
import { systemScope } from '../../../src/domain/tenancy/scope.ts';
import {
  INTAKE_TOKEN,
  OTHER_INTAKE_TOKEN,
  send,
  startSidecar,
  type RunningSidecar,
} from '../../support/processes/running-sidecar.ts';
import { until } from '../../support/until.ts';

let running: RunningSidecar;
beforeAll(async () => {
  running = await startSidecar({ configuration: { intake: { maxBodyBytes: 100_000 } } });
});
afterAll(() => running.stop());

const NDJSON = 'application/x-ndjson';
const address = (path: string) => `${running.intake}/compat/elasticsearch${path}`;
const authorised = (token = INTAKE_TOKEN) => ({ authorization: `ApiKey ${token}`, 'content-type': NDJSON });

function lines(service: string, ...more: object[]): string {
  const documents = more.length === 0 ? [{ message: 'refused' }] : more;
  return documents.map((one) => `{"create":{"_index":"logs"}}\n${JSON.stringify({ service, ...one })}\n`).join('');
}

async function linesOf(service: string, organisation = 'main:1') {
  const range = { services: [service], from: Date.now() - 3_600_000, to: Date.now() + 3_600_000, limit: 200 };
  return (await running.stores.logs.search(systemScope(organisation), range)).lines;
}

const bulk = (body: string, headers: Record<string, string> = authorised(), query = '') =>
  send(address(`/_bulk${query}`), { method: 'POST', body, headers });

describe('an Elasticsearch-compatible intake', () => {
  it('says on every answer that it is one, and speaks the version it is asked in', async () => {
    const type = 'application/vnd.elasticsearch+json; compatible-with=9';
    const asked = { ...authorised(), accept: type };
    const answers = [
      await send(address(''), { headers: asked }),
      await send(address('/'), { headers: asked }),
      await send(address('/_license'), { headers: asked }),
      await send(address('/_cluster/health'), { headers: asked }),
      await bulk(lines('shop'), {
        ...asked,
        'content-type': 'application/vnd.elasticsearch+x-ndjson; compatible-with=9',
      }),
      await bulk('nonsense\n', asked),
      await send(address('/_search'), { method: 'POST', body: '{}', headers: asked }),
      await send(address('/_bulk'), { method: 'DELETE', headers: asked }),
      await send(address('/_bulk'), { method: 'POST', body: '', headers: { accept: type } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 400, 404, 405, 401]);
    for (const { headers } of answers) {
      expect(headers.get('x-elastic-product')).toBe('Elasticsearch');
      expect(headers.get('content-type')).toContain('application/vnd.elasticsearch+json;compatible-with=9');
    }
    expect((await send(address('/'), { headers: authorised() })).headers.get('content-type')).toContain(
      'application/json'
    );
    expect((await send(address('/'), { method: 'HEAD', headers: authorised() })).status).toBe(200);
    expect((await send(address('/_cat/health'), { headers: authorised() })).body).toBe('green\n');
  });

  it('acknowledges what senders set up before they send, and says that it has no effect', async () => {
    for (const path of ['/_index_template/logs', '/_ilm/policy/logs', '/_data_stream/logs']) {
      expect((await send(address(path), { method: 'HEAD', headers: authorised() })).status).toBe(404);
      const answer = await send(address(path), { method: 'PUT', body: '{}', headers: authorised() });
      expect([answer.status, answer.body, answer.headers.get('warning')]).toEqual([
        200,
        { acknowledged: true },
        expect.stringContaining('without effect'),
      ]);
    }
    const pipeline = await send(address('/_ingest/pipeline/hide'), {
      method: 'PUT',
      body: '{}',
      headers: authorised(),
    });
    expect(pipeline).toMatchObject({ status: 404, body: { error: { root_cause: [{}] }, status: 404 } });
  });

  it('stores into the organisation of the credential and no other', async () => {
    await bulk(lines('tenant'), authorised(OTHER_INTAKE_TOKEN));
    expect([await linesOf('tenant'), await linesOf('tenant', 'main:2')]).toMatchObject([[], [{ message: 'refused' }]]);
  });

  it.each([
    ['nothing', undefined],
    ['a wrong key', 'ApiKey wrong'],
    ['a wrong password', `Basic ${Buffer.from('anyone:wrong').toString('base64')}`],
  ])('with %s for a credential is a real 401 that says how to be known', async (_, authorization) => {
    const headers = { 'content-type': NDJSON, ...(authorization === undefined ? {} : { authorization }) };
    for (const path of ['/_bulk', '/', '/logs/_doc', '/anything/else']) {
      const method = path === '/' ? 'GET' : 'POST';
      const answer = await send(address(path), {
        method,
        headers,
        ...(method === 'GET' ? {} : { body: lines('nobody') }),
      });
      expect(answer).toMatchObject({ status: 401, body: { status: 401, error: { type: 'security_exception' } } });
      expect(answer.headers.get('www-authenticate')).toContain('Basic realm=');
    }
    expect(await linesOf('nobody')).toEqual([]);
  });

  it('takes gzip, and stops a small archive of a huge text at the bound', async () => {
    const post = async (bytes: Buffer) => {
      const headers = { ...authorised(), 'content-encoding': 'gzip' };
      const response = await fetch(address('/_bulk'), { method: 'POST', body: bytes, headers });
      return { status: response.status, body: (await response.json()) as { error?: { reason: string } } };
    };
    expect((await post(gzipSync(lines('packed')))).status).toBe(200);
    expect(await linesOf('packed')).toHaveLength(1);
    const bomb = await post(gzipSync(Buffer.alloc(50_000_000, 0x0a)));
    expect([bomb.status, bomb.body.error?.reason]).toEqual([413, expect.stringContaining('IM_REQUEST_TOO_LARGE')]);
  });

  it.each([
    ['too much', 'x'.repeat(200_000), NDJSON, '', 413, 'IM_REQUEST_TOO_LARGE'],
    ['plain text', 'x\n', 'text/plain', '', 415, 'IM_REQUEST_MEDIA_TYPE'],
    ['nothing', '', NDJSON, '', 400, 'IM_REQUEST_MALFORMED'],
    ['a body that is cut off', lines('cut').slice(0, -5), NDJSON, '', 400, 'IM_REQUEST_MALFORMED'],
    ['no actions', '{"message":"x"}\n{"message":"y"}\n', NDJSON, '', 400, 'line 1'],
    ['a pipeline in the address', lines('cut'), NDJSON, '?pipeline=hide', 400, 'at [query.pipeline]'],
  ])('refuses %s in its own form and stores nothing', async (_, body, type, query, status, reason) => {
    const answer = await bulk(body, { ...authorised(), 'content-type': type }, query);
    expect(answer).toMatchObject({ status, body: { status, error: { reason: expect.stringContaining(reason) } } });
    expect(await linesOf('cut')).toEqual([]);
  });

  it('takes what can be read of a request and says of the rest why not', async () => {
    const body = `${lines('mixed')}{"update":{"_index":"logs","_id":"1"}}\n{"doc":{}}\n{"index":{"_index":"logs"}}\n{"@timestamp":{}}\n${lines('mixed')}`;
    expect(await bulk(body)).toMatchObject({
      status: 200,
      body: {
        took: expect.any(Number),
        errors: true,
        items: [
          { create: { _index: 'logs', _id: expect.any(String), status: 201, result: 'created' } },
          { update: { status: 400, error: { type: 'illegal_argument_exception' } } },
          { index: { status: 400, error: { reason: expect.stringContaining('[@timestamp]') } } },
          { create: { status: 201 } },
        ],
      },
    });
    expect(await linesOf('mixed')).toHaveLength(2);
  });

  it('answers with as much as it is asked for', async () => {
    const answer = await bulk(lines('asked'), authorised(), '?filter_path=errors,items.*.status');
    expect(answer.body).toEqual({ errors: false, items: [{ create: { status: 201 } }] });
  });

  it('counts a request once that comes again because its answer was lost', async () => {
    const timed = lines('twice', { '@timestamp': '2026-11-21T12:00:00.123Z', message: 'x' });
    const now = timed.replace('2026-11-21T12:00:00.123Z', new Date().toISOString().replace(/\d{3}Z$/, '123Z'));
    const [first, second] = [await bulk(now), await bulk(now)];
    expect(second.body.items).toEqual(first.body.items);
    expect(await linesOf('twice')).toHaveLength(1);
    await bulk(now, authorised(OTHER_INTAKE_TOKEN));
    expect(await linesOf('twice', 'main:2')).toHaveLength(1);
    await bulk(lines('beats'));
    await bulk(lines('beats'));
    expect(await linesOf('beats')).toHaveLength(2);
  });

  it('takes single documents at all their addresses', async () => {
    const body = JSON.stringify({ service: 'single', message: 'x' });
    const sent: Array<[string, string]> = [
      ['POST', '/logs/_doc'],
      ['PUT', '/logs/_doc/a'],
      ['POST', '/logs/_create/b'],
      ['PUT', '/logs/_create/c'],
    ];
    const answers = [];
    for (const [method, path] of sent) {
      answers.push(
        await send(address(path), { method, body, headers: { ...authorised(), 'content-type': 'application/json' } })
      );
    }
    expect(answers).toMatchObject(
      ['', 'a', 'b', 'c'].map((id) => ({
        status: 201,
        body: { _index: 'logs', result: 'created', ...(id === '' ? {} : { _id: id }) },
      }))
    );
    expect(await linesOf('single')).toHaveLength(4);
    const refused = await send(address('/logs/_doc'), { method: 'POST', body: '[]', headers: authorised() });
    expect(refused).toMatchObject({
      status: 400,
      body: { status: 400, error: { type: 'document_parsing_exception' } },
    });
  });

  it('is written to unchanged by a line to incident: errors sent so open one', async () => {
    const at = new Date().toISOString();
    const burst = Array.from({ length: 150 }, (_, n) => ({ '@timestamp': at, level: 'error', message: `failed ${n}` }));
    await bulk(lines('orders', ...burst));
    const page = async () => (await running.ask({ role: 'Viewer' }, { path: '/v1/incidents?state=open' })).body.items;
    expect(await until('the incident', async () => ((await page()) as unknown[]).length > 0 && page())).toMatchObject([
      { service: 'orders' },
    ]);
  });

  it("reads APM's calls and Metricbeat's numbers as what they are", async () => {
    const at = new Date(Date.now() - 5000).toISOString();
    const trace = { id: '0af7651916cd43dd8448eb211c80319c' };
    const called = { id: '00f067aa0ba902b7' };
    const documents = [
      {
        processor: { event: 'span' },
        event: { outcome: 'failure' },
        service: { name: 'web' },
        trace,
        span: {
          ...called,
          name: 'GET /cart',
          duration: { us: 20_000 },
          destination: { service: { resource: 'cart' } },
        },
      },
      {
        processor: { event: 'transaction' },
        service: { name: 'cart' },
        trace,
        parent: called,
        transaction: { id: 'b7ad6b7169203331', name: 'GET /cart', type: 'request', duration: { us: 12_000 } },
        event: { outcome: 'failure' },
      },
      { metricset: { name: 'cpu' }, service: { name: 'cart' }, system: { cpu: { total: { pct: 0.5 } } } },
    ];
    const answer = await bulk(
      documents.map((one) => `{"create":{"_index":"apm"}}\n${JSON.stringify({ '@timestamp': at, ...one })}\n`).join('')
    );
    expect(answer.body).toMatchObject({ errors: false });
    const scope = systemScope('main:1');
    const range = { services: ['cart'], from: Date.now() - 600_000, to: Date.now() + 60_000, stepMs: 10_000 };
    expect(await running.stores.traffic.operations(scope, range)).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ service: 'cart', operation: 'GET /cart', requests: 1, errors: 1 }),
      ])
    );
    expect(await running.stores.traffic.calls(scope, range)).toMatchObject([
      { caller: 'web', callee: 'cart', origin: 'spans', calls: 1, errors: 1 },
    ]);
    expect(await running.stores.metrics.names(scope, { ...range, limit: 10 })).toMatchObject([
      { metric: 'system.cpu.total.pct' },
    ]);
    expect(await linesOf('cart')).toEqual([]);
  });

  it('hides secrets in documents, and in what it says of them', async () => {
    const secret = 'ghp_0123456789abcdefghijklmnopqrstuvwxyz';
    const answer = await bulk(
      lines('hiding', { message: `token ${secret}`, error: { type: secret, stack_trace: `at ${secret}` } }) +
        `{"index":{"_index":"logs"}}\n{"${secret}":{"a":1,"a":2}}\n{"index":{"_index":"logs"}}\n{"x":1,"${secret}":"y"}\n`
    );
    expect(answer.body.items).toMatchObject([{}, { index: { status: 400 } }, {}]);
    expect(JSON.stringify(answer.body)).not.toContain(secret);
    const range = { from: Date.now() - 60_000, to: Date.now() + 60_000, limit: 200 };
    const stored = JSON.stringify(await running.stores.logs.search(systemScope('main:1'), range));
    expect(stored).toContain('[secret:github-token]');
    expect(stored).not.toContain(secret);
    expect(running.log.join('\n')).not.toContain(secret);
  });
});
