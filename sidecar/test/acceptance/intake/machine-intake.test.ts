import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { systemScope } from '../../../src/domain/tenancy/scope.ts';
import {
  errorCode,
  INTAKE_TOKEN,
  OTHER_INTAKE_TOKEN,
  otlpBody,
  send,
  startSidecar,
  WEBHOOK_SECRET,
  type RunningSidecar,
} from '../../support/processes/running-sidecar.ts';
import { GRAFANA_FIRING, GRAFANA_RESOLVED } from '../../support/grafana-webhooks.ts';

let running: RunningSidecar;
beforeAll(async () => {
  running = await startSidecar({ configuration: { intake: { maxBodyBytes: 100_000 } } });
});
afterAll(() => running.stop());

const logs = () => `${running.intake}/intake/otlp/v1/logs`;
const bearer = { authorization: `Bearer ${INTAKE_TOKEN}` };

async function storedLines(organisation: string): Promise<number> {
  const range = { from: Date.now() - 3_600_000, to: Date.now() + 3_600_000, limit: 200 };
  return (await running.stores.logs.search(systemScope(organisation), range)).lines.length;
}

async function post(body: Uint8Array, headers: Record<string, string>) {
  const response = await fetch(logs(), { method: 'POST', body: Buffer.from(body), headers: { ...bearer, ...headers } });
  return { status: response.status, headers: response.headers, body: (await response.json()) as unknown };
}

describe('a machine that sends logs', () => {
  const body = otlpBody([{ service: 'payment' }]);
  const basic = (token: string) => Buffer.from(`anyone:${token}`).toString('base64');

  it.each([
    ['Bearer', `Bearer ${INTAKE_TOKEN}`],
    ['ApiKey', `ApiKey ${INTAKE_TOKEN}`],
    ['Token', `Token ${INTAKE_TOKEN}`],
    ['the password of Basic', `Basic ${basic(INTAKE_TOKEN)}`],
  ])('is known by %s', async (_, authorization) => {
    expect((await send(logs(), { body, headers: { authorization } })).status).toBe(200);
  });

  it.each([
    ['nothing', undefined],
    ['a wrong token', 'Bearer wrong'],
    ['an empty token', 'Bearer '],
    ['a wrong password', `Basic ${basic('wrong')}`],
    ['another scheme', `Digest ${INTAKE_TOKEN}`],
    ['the token alone', INTAKE_TOKEN],
  ])('with %s gets a real 401 and nothing is stored', async (_, authorization) => {
    const before = await storedLines('main:1');
    const answer = await send(logs(), { body, headers: authorization === undefined ? {} : { authorization } });
    expect([answer.status, errorCode(answer)]).toEqual([401, 'IM_CREDENTIAL_REJECTED']);
    expect(await storedLines('main:1')).toBe(before);
  });

  it('stores into the organisation of its credential and no other', async () => {
    const [ours, theirs] = [await storedLines('main:1'), await storedLines('main:2')];
    await send(logs(), { body, headers: { authorization: `Bearer ${OTHER_INTAKE_TOKEN}` } });
    expect([await storedLines('main:1'), await storedLines('main:2')]).toEqual([ours, theirs + 1]);
  });

  it('is told the path of what does not fit', async () => {
    const answer = await send(logs(), { body: { resourceLogs: [{ scopeLogs: 1 }] }, headers: bearer });
    expect(answer).toMatchObject({ status: 400, body: { error: { path: 'resourceLogs[0].scopeLogs' } } });
  });

  it('that sends a small archive of a huge text is stopped at the bound', async () => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    const bomb = gzipSync(Buffer.alloc(50_000_000, 0x20));
    expect(bomb.length).toBeLessThan(100_000);
    expect(await post(bomb, headers)).toMatchObject({ status: 413, body: { error: { code: 'IM_REQUEST_TOO_LARGE' } } });
  });

  it.each<[string, Uint8Array, Record<string, string>, number, string]>([
    ['too much', Buffer.alloc(200_000, 0x20), { 'content-type': 'application/json' }, 413, 'IM_REQUEST_TOO_LARGE'],
    ['plain text', Buffer.from('x'), { 'content-type': 'text/plain' }, 415, 'IM_REQUEST_MEDIA_TYPE'],
    [
      'an unknown encoding',
      Buffer.from('{}'),
      { 'content-type': 'application/json', 'content-encoding': 'br' },
      415,
      'IM_REQUEST_MEDIA_TYPE',
    ],
    [
      'gzip that is none',
      Buffer.from('{}'),
      { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      400,
      'IM_REQUEST_MALFORMED',
    ],
    [
      'protobuf that is cut off',
      Buffer.from([0x0a, 0x7f]),
      { 'content-type': 'application/x-protobuf' },
      400,
      'IM_REQUEST_MALFORMED',
    ],
  ])('that sends %s is refused', async (_, bytes, headers, status, code) => {
    expect(await post(bytes, headers)).toMatchObject({ status, body: { error: { code } } });
  });

  it('with another method is told the right one', async () => {
    const answer = await send(logs(), { method: 'GET' });
    expect([answer.status, errorCode(answer), answer.headers.get('allow')]).toEqual([405, 'IM_REQUEST_METHOD', 'POST']);
  });
});

describe("Grafana's webhook", () => {
  const grafana = () => `${running.intake}/intake/alerts/grafana`;

  function signed(body: string, { at = Date.now(), secret = WEBHOOK_SECRET } = {}) {
    const timestamp = String(Math.floor(at / 1000));
    const signature = createHmac('sha256', secret).update(`${timestamp}:${body}`).digest('hex');
    const headers: Record<string, string> = {
      'x-grafana-alerting-signature': signature,
      'x-grafana-alerting-timestamp': timestamp,
    };
    return { body, headers };
  }

  it('opens an incident, refuses the replay in every spelling, and moves the incident on when resolved', async () => {
    const firing = signed(GRAFANA_FIRING.body);
    expect((await send(grafana(), firing)).status).toBe(200);
    const signature = firing.headers['x-grafana-alerting-signature'] ?? '';
    for (const spelling of [signature, signature.toUpperCase(), `${signature}zz`, `${signature} `, `0x${signature}`]) {
      const headers = { ...firing.headers, 'x-grafana-alerting-signature': spelling };
      const replayed = await send(grafana(), { body: firing.body, headers });
      expect([replayed.status, errorCode(replayed)]).toEqual([401, 'IM_SIGNATURE_REJECTED']);
    }
    const page = await running.ask({ role: 'Viewer' }, { path: '/v1/incidents?state=open' });
    expect(page.body.items).toMatchObject([{ kind: 'alert', service: 'payment', alerts: [{ status: 'firing' }] }]);
    // Told again an interval later, with a new signature: the same incident.
    expect((await send(grafana(), signed(GRAFANA_FIRING.body, { at: Date.now() + 2000 }))).status).toBe(200);
    expect((await send(grafana(), signed(GRAFANA_RESOLVED.body))).status).toBe(200);
    const after = await running.ask({ role: 'Viewer' }, { path: '/v1/incidents' });
    expect(after.body.items).toMatchObject([{ state: 'awaiting-confirmation', alerts: [{ status: 'resolved' }] }]);
  });

  it.each([
    ['an old timestamp', () => signed(GRAFANA_FIRING.body, { at: Date.now() - 600_000 })],
    ['a timestamp ahead', () => signed(GRAFANA_FIRING.body, { at: Date.now() + 600_000 })],
    ['another secret', () => signed(GRAFANA_FIRING.body, { secret: 'another-secret' })],
    ['another body', () => ({ ...signed(GRAFANA_FIRING.body), body: GRAFANA_RESOLVED.body })],
  ])('with %s is refused', async (_, made) => {
    const answer = await send(grafana(), made());
    expect([answer.status, errorCode(answer)]).toEqual([401, 'IM_SIGNATURE_REJECTED']);
  });
});
