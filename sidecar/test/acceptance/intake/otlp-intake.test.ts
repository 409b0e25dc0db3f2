import { systemScope } from '../../../src/domain/tenancy/scope.ts';
import { OTLP_EXAMPLES } from '../../support/otlp/otlp-examples.ts';
import { encodeOtlp } from '../../support/otlp/otlp-encoder.ts';
import {
  errorCode,
  INTAKE_TOKEN,
  OTHER_INTAKE_TOKEN,
  send,
  startSidecar,
  type RunningSidecar,
} from '../../support/processes/running-sidecar.ts';

let running: RunningSidecar;
beforeAll(async () => {
  running = await startSidecar();
});
afterAll(() => running.stop());

const TYPES = { json: 'application/json', protobuf: 'application/x-protobuf' } as const;

async function post(
  path: string,
  body: Buffer | string,
  { type, token = INTAKE_TOKEN }: { type: string; token?: string }
) {
  const headers = { 'content-type': type, authorization: `Bearer ${token}` };
  const response = await fetch(`${running.intake}${path}`, { method: 'POST', headers, body: Buffer.from(body) });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: Buffer.from(await response.arrayBuffer()),
  };
}

/** How much an organisation holds of each kind. */
async function held(organisation: string): Promise<number[]> {
  const scope = systemScope(organisation);
  const span = { from: 0, to: Date.now() + 3_600_000 };
  const { logs, traffic, metrics, occurrences } = running.stores;
  const { lines } = await logs.search(scope, { ...span, limit: 200 });
  const operations = await traffic.operations(scope, { ...span, stepMs: null });
  const series = await metrics.series(scope, { ...span, stepMs: 3_600_000, maxSeries: 100 });
  const relations = await occurrences.relations(scope, { limit: 100 });
  return [lines, operations, series, relations].map(({ length }) => length);
}

describe.each(OTLP_EXAMPLES)('$path', ({ path, json, protobuf }) => {
  it('answers in the encoding of the request', async () => {
    expect(await post(path, JSON.stringify(json), { type: 'application/json; charset=utf-8' })).toEqual({
      status: 200,
      type: expect.stringContaining(TYPES.json),
      body: Buffer.from('{"partialSuccess":{}}'),
    });
    const taken = { status: 200, type: TYPES.protobuf, body: Buffer.alloc(0) };
    expect(await post(path, protobuf, { type: TYPES.protobuf })).toEqual(taken);
    expect(await post(path, Buffer.alloc(0), { type: TYPES.protobuf })).toEqual(taken);
  });

  it('says what does not fit, and that nothing was stored', async () => {
    const before = await held('main:1');
    const [resources = ''] = Object.keys(json);
    const wrong = await send(`${running.intake}${path}`, {
      body: { [resources]: [{}, { resource: 1 }] },
      headers: { authorization: `Bearer ${INTAKE_TOKEN}` },
    });
    expect([wrong.status, errorCode(wrong), wrong.body.error.path]).toEqual([
      400,
      'IM_REQUEST_INVALID',
      `${resources}[1].resource`,
    ]);
    const cut = await post(path, protobuf.subarray(0, -1), { type: TYPES.protobuf });
    expect([cut.status, JSON.parse(cut.body.toString())]).toMatchObject([
      400,
      { error: { code: 'IM_REQUEST_MALFORMED' } },
    ]);
    expect(await held('main:1')).toEqual(before);
  });

  it('stores for the organisation of the credential and no other', async () => {
    const before = await held('main:1');
    await post(path, JSON.stringify(json), { type: TYPES.json, token: OTHER_INTAKE_TOKEN });
    expect(await held('main:1')).toEqual(before);
  });
});

it('the other organisation has what was sent for it', async () => {
  expect((await held('main:2')).map((count) => count > 0)).toEqual([true, true, true, true]);
});

describe('spans without ids', () => {
  const request = {
    resourceSpans: [{ scopeSpans: [{ spans: [{ name: 'a' }, { name: 'b', traceId: '0'.repeat(32) }] }] }],
  };
  const sentence = 'spans without a trace id and a span id of their own belong to no trace and were left out';

  it('are left out, and the sender is told how many', async () => {
    const path = '/intake/otlp/v1/traces';
    const inJson = await post(path, JSON.stringify(request), { type: TYPES.json });
    expect(JSON.parse(inJson.body.toString())).toEqual({
      partialSuccess: { rejectedSpans: '2', errorMessage: sentence },
    });
    const inProtobuf = await post(path, encodeOtlp('traces', request), { type: TYPES.protobuf });
    const partialSuccess = Buffer.concat([Buffer.from([0x08, 2, 0x12, sentence.length]), Buffer.from(sentence)]);
    expect(inProtobuf.body).toEqual(Buffer.concat([Buffer.from([0x0a, partialSuccess.length]), partialSuccess]));
  });
});
