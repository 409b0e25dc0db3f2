import { HindsightClient } from '@vectorize-io/hindsight-client';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { createHash } from 'node:crypto';
import { CLIENT_CREDENTIALS, CLIENT_TOKEN, VIEWER_TOKEN } from '../../support/clients/client-tokens.ts';
import { INTAKE_TOKEN, send, startSidecar, type RunningSidecar } from '../../support/processes/running-sidecar.ts';
import { until } from '../../support/until.ts';

jest.setTimeout(60_000);

const LOGS = {
  ...{ id: 'logs', organisation: 1, kinds: ['logs'] },
  sha256: createHash('sha256').update(INTAKE_TOKEN).digest('hex'),
};
const RESTART = { kind: 'restart', words: 'restart payment', target: 'payment' };
const SYMPTOM = 'connection pool exhausted';

let running: RunningSidecar;

beforeAll(async () => {
  running = await startSidecar({ configuration: { machineCredentials: [...CLIENT_CREDENTIALS, LOGS] } });
  const act = async (path: string, body: unknown = {}) => {
    const answer = await running.ask({}, { path, body });
    expect({ path, status: answer.status }).toMatchObject({ status: 200 });
    return answer.body;
  };
  await running.sendLines(
    Array.from({ length: 120 }, (_, index) => ({ service: 'payment', message: `${SYMPTOM} after ${index} ms` }))
  );
  const incident = await until('an incident', async () => {
    const { body } = await running.ask({}, { path: '/v1/incidents?service=payment&state=open' });
    return body.items[0]?.id as string | undefined;
  });
  for (let time = 1; time <= 2; time += 1) {
    const { attempts } = await act(`/v1/incidents/${incident}/attempts`, { fix: RESTART, appliedAt: Date.now() });
    await act(`/v1/incidents/${incident}/attempts/${attempts.at(-1).id}/outcome`, { outcome: 'got-worse-after' });
  }
  await act(`/v1/incidents/${incident}/confirm`, {
    cause: 'the connection pool was too small for the evening',
    fix: 'raise the pool size of payment to 50',
    fixKind: 'configuration',
    didNotHelp: '',
    prevention: '',
  });
  await until('that it is recalled', async () => {
    const { body } = await running.ask({}, { path: '/v1/recall', body: { text: SYMPTOM, service: 'payment' } });
    return body.doNotTry.length > 0 ? true : undefined;
  });
}, 60_000);

afterAll(() => running.stop());

const WARNING = /Do not try: restart payment/;

describe('a fix with a bad record is told as such', () => {
  it("to mem0's clients that look into the team's memory", async () => {
    const { body } = await send(`${running.intake}/compat/mem0/v3/memories/search/`, {
      headers: { authorization: `Token ${CLIENT_TOKEN}` },
      body: { query: `payment ${SYMPTOM}`, filters: { app_id: 'incident-memory' } },
    });
    expect(body.results[0].memory).toMatch(WARNING);
    expect(body.do_not_try[0]).toContain('restart payment');
  });

  it("to Hindsight's clients, before anything else, and in what is reflected", async () => {
    const baseUrl = `${running.intake}/compat/hindsight`;
    const client = new HindsightClient({ baseUrl, apiKey: VIEWER_TOKEN });
    const { results } = await client.recall('incident-memory', `payment ${SYMPTOM}`, { maxTokens: 1 });
    expect(results).toMatchObject([{ type: 'observation', text: expect.stringMatching(WARNING) }]);
    expect((await client.reflect('incident-memory', `payment ${SYMPTOM}`)).text).toMatch(WARNING);
  });

  it('to tools of MCP', async () => {
    const client = new Client({ name: 'tests', version: '1' });
    const requestInit = { headers: { authorization: `Bearer ${VIEWER_TOKEN}` } };
    await client.connect(new StreamableHTTPClientTransport(new URL(`${running.intake}/mcp`), { requestInit }));
    for (const name of ['recall', 'do_not_try']) {
      const answer = await client.callTool({ name, arguments: { situation: SYMPTOM, service: 'payment' } });
      expect(answer.content).toMatchObject([{ text: expect.stringMatching(WARNING) }]);
    }
    const { structuredContent } = await client.callTool({
      name: 'do_not_try',
      arguments: { situation: SYMPTOM, service: 'payment', fix: 'restart payment' },
    });
    expect(structuredContent).toMatchObject({ do_not_try: [{ fix: 'restart payment', verdict: 'do-not-try' }] });
    await client.close();
  });

  it('to whoever asks in words', async () => {
    const { body } = await running.ask(
      {},
      { path: '/v1/query', body: { text: `What helped when payment had ${SYMPTOM}?` } }
    );
    expect(body.answer).toMatch(WARNING);
    expect(body.doNotTry[0]).toContain('restart payment');
  });
});
