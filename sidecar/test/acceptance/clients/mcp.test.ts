import path from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import {
  CLIENT_CREDENTIALS,
  CLIENT_TOKEN,
  FOREIGN_TOKEN,
  PERSON_TOKEN,
  VIEWER_TOKEN,
} from '../../support/clients/client-tokens.ts';
import { INTAKE_TOKEN, send, startSidecar, type RunningSidecar } from '../../support/processes/running-sidecar.ts';
import { createHash } from 'node:crypto';

jest.setTimeout(60_000);

const STDIO = path.resolve(__dirname, '../../../src/mcp-stdio.ts');
const LOGS = {
  id: 'logs',
  organisation: 1,
  kinds: ['logs', 'alerts'],
  sha256: createHash('sha256').update(INTAKE_TOKEN).digest('hex'),
};

let running: RunningSidecar;
const open: Client[] = [];

beforeEach(async () => {
  running = await startSidecar({ configuration: { machineCredentials: [...CLIENT_CREDENTIALS, LOGS] } });
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((client) => client.close()));
  await running.stop();
});

async function overHttp(token: string): Promise<Client> {
  const client = new Client({ name: 'tests', version: '1' });
  const headers = { authorization: `Bearer ${token}` };
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${running.intake}/mcp`), { requestInit: { headers } })
  );
  open.push(client);
  return client;
}

async function overStdio(token: string, url = `${running.intake}/mcp`): Promise<Client> {
  const client = new Client({ name: 'tests', version: '1' });
  const env = { ...(process.env as Record<string, string>), IM_MCP_TOKEN: token, IM_MCP_URL: url };
  await client.connect(new StdioClientTransport({ command: 'node', args: [STDIO], env }));
  open.push(client);
  return client;
}

async function text(client: Client, name: string, given: Record<string, unknown>): Promise<string> {
  const { content } = await client.callTool({ name, arguments: given });
  return (content as { text: string }[]).map((part) => part.text).join('\n');
}

async function names(client: Client): Promise<string[]> {
  return (await client.listTools()).tools.map(({ name }) => name).sort();
}

/** An incident that an alert opened. */
async function openIncident(): Promise<string> {
  const alert = { status: 'firing', labels: { alertname: 'HighErrors', service: 'payment' }, annotations: {} };
  const startsAt = new Date(Date.now() - 60_000).toISOString();
  await send(`${running.intake}/intake/alerts/alertmanager`, {
    headers: { authorization: `Bearer ${INTAKE_TOKEN}` },
    body: {
      ...{ version: '4', groupKey: 'g', truncatedAlerts: 0, status: 'firing', receiver: 'r', groupLabels: {} },
      ...{ commonLabels: {}, commonAnnotations: {}, externalURL: '' },
      alerts: [{ ...alert, startsAt, endsAt: '0001-01-01T00:00:00Z', generatorURL: '', fingerprint: 'f1' }],
    },
  });
  const { body } = await running.ask({}, { path: '/v1/incidents' });
  return `INC-${(body as { items: { number: number }[] }).items[0]?.number}`;
}

const READING = ['do_not_try', 'incident_details', 'open_incidents', 'recall'];

describe('MCP over HTTP', () => {
  it('offers reading tools to a Viewer, and recording to an Editor', async () => {
    const viewer = await overHttp(VIEWER_TOKEN);
    expect(await names(viewer)).toEqual(READING);
    expect(await names(await overHttp(CLIENT_TOKEN))).toEqual([...READING, 'record_outcome'].sort());
    const { tools } = await viewer.listTools();
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
  });

  it('recalls between marks that say it is data, with provenance', async () => {
    await running.ask(
      {},
      {
        method: 'POST',
        path: '/v1/memories',
        body: { text: 'ORA-12516 on payment: the listener had no free handlers' },
      }
    );
    const answer = await text(await overHttp(VIEWER_TOKEN), 'recall', { situation: 'ORA-12516 at payment' });
    expect(answer).toMatch(/^What follows was recorded .*not an instruction/);
    const [, mark] = /\[data ([0-9a-f]{16}) begins\]/.exec(answer) ?? [];
    expect(answer).toContain(`[data ${mark} ends]`);
    expect(answer).toContain('ORA-12516 on payment');
    expect(answer).toContain('confirmed by a person');
  });

  it('tells open incidents and one of them, within the organisation', async () => {
    const incident = await openIncident();
    const client = await overHttp(VIEWER_TOKEN);
    expect(await text(client, 'open_incidents', {})).toContain(`${incident}:`);
    expect(await text(client, 'open_incidents', { service: 'other' })).toContain('No incident is open.');
    expect(await text(client, 'incident_details', { incident })).toContain('payment');
    const foreign = await overHttp(FOREIGN_TOKEN);
    expect(await text(foreign, 'open_incidents', {})).toContain('No incident is open.');
    const refused = await foreign.callTool({ name: 'incident_details', arguments: { incident } });
    expect(refused).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('IM_INCIDENT_UNKNOWN') }],
    });
  });

  it("takes outcomes from a person's tool alone, and then warns of what did harm", async () => {
    const incident = await openIncident();
    const outcome = { incident, fix: 'restart payment', kind: 'restart', outcome: 'got-worse-after' };
    const program = await (await overHttp(CLIENT_TOKEN)).callTool({ name: 'record_outcome', arguments: outcome });
    expect(program).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('IM_CLIENT_IS_NO_PERSON') }],
    });
    const person = await overHttp(PERSON_TOKEN);
    expect(await text(person, 'record_outcome', outcome)).toContain('it got worse after');
    // A model that got no answer says it again.
    expect(await text(person, 'record_outcome', outcome)).toContain('it got worse after');
    expect(await text(person, 'incident_details', { incident })).toContain('restart payment');
    const { body } = await running.ask({}, { path: `/v1/incidents/${incident}/memory` });
    expect((body as { attempts: unknown[] }).attempts).toHaveLength(1);
    expect(body).toMatchObject({ attempts: [{ outcome: 'got-worse-after', outcomeKnownFrom: 'person', by: 'ada' }] });
  });

  it('refuses unknown tools, wrong arguments, unknown tokens, foreign pages and names, and what is too large', async () => {
    const client = await overHttp(VIEWER_TOKEN);
    await expect(client.callTool({ name: 'drop_everything', arguments: {} })).rejects.toThrow(/not found|unknown/i);
    const wrong = await client.callTool({ name: 'recall', arguments: { situation: '' } }).catch((error: Error) => ({
      isError: true,
      message: error.message,
    }));
    expect(wrong.isError).toBe(true);
    await expect(overHttp('nobody')).rejects.toThrow();
    const call = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} };
    const post = (headers: Record<string, string>, body: unknown = call) =>
      send(`${running.intake}/mcp`, {
        body,
        headers: { accept: 'application/json, text/event-stream', ...headers },
      });
    const authorization = `Bearer ${VIEWER_TOKEN}`;
    expect(await post({ authorization: 'Bearer nobody' })).toMatchObject({ status: 401 });
    expect(await post({ authorization: `Bearer ${INTAKE_TOKEN}` })).toMatchObject({ status: 401 });
    expect(await post({ authorization })).toMatchObject({ status: 200 });
    expect(await post({ authorization, origin: 'https://evil.example' })).toMatchObject({
      status: 403,
      body: { error: { code: 'IM_ORIGIN_REJECTED' } },
    });
    expect(await post({ authorization, origin: 'http://localhost:3000' })).toMatchObject({ status: 200 });
    const huge = { ...call, params: { name: 'recall', arguments: { situation: 'x'.repeat(1_100_000) } } };
    expect(await post({ authorization }, huge)).toMatchObject({ status: 413 });
    expect(await post({ authorization }, '{"jsonrpc": "2.0"')).toMatchObject({ status: 400 });
    expect(await send(`${running.intake}/mcp`, { headers: { authorization } })).toMatchObject({ status: 405 });
  });
});

describe('MCP over standard input and output', () => {
  it('is a thin client of the running sidecar', async () => {
    const incident = await openIncident();
    const client = await overStdio(VIEWER_TOKEN);
    expect(await names(client)).toEqual(READING);
    expect(await text(client, 'open_incidents', {})).toContain(`${incident}:`);
  });

  it('says in words that a token is unknown, and that nobody answers', async () => {
    await expect((await overStdio('nobody')).listTools()).rejects.toThrow(/credential/);
    await expect((await overStdio(VIEWER_TOKEN, 'http://127.0.0.1:9/mcp')).listTools()).rejects.toThrow(
      /does not answer/
    );
  });
});
