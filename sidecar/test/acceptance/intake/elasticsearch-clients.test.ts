import { Client } from '@elastic/elasticsearch';
import { Client as Client8 } from 'elasticsearch8';
import { systemScope } from '../../../src/domain/tenancy/scope.ts';
import { INTAKE_TOKEN, startSidecar, type RunningSidecar } from '../../support/processes/running-sidecar.ts';

let running: RunningSidecar;
beforeAll(async () => {
  running = await startSidecar({ configuration: { listen: { port: 0, intakePort: 0, elasticsearchPort: 0 } } });
});
afterAll(() => running.stop());

async function linesOf(service: string, organisation = 'main:1') {
  const range = { services: [service], from: Date.now() - 60_000, to: Date.now() + 60_000, limit: 200 };
  return (await running.stores.logs.search(systemScope(organisation), range)).lines;
}

/** ECS documents; the third of them is none that Elasticsearch would take either. */
function documents(service: string, count: number) {
  return Array.from({ length: count }, (_, number) => ({
    '@timestamp': number === 2 ? 'yesterday' : new Date().toISOString(),
    message: `payment refused, password=hunter${number}two`,
    log: { level: 'error' },
    'service.name': service,
    error: { type: 'Refused', stack_trace: 'Refused\n  at pay (pay.js:1:1)' },
  }));
}

const VERSIONS = [
  ['9', Client],
  ['8', Client8 as unknown as typeof Client],
] as const;
const PLACES = [
  ['with a path', () => `${running.intake}/compat/elasticsearch`],
  ['on a listener of its own', () => running.elasticsearch ?? ''],
] as const;
const AUTHORISATIONS = [
  ['an API key', { apiKey: INTAKE_TOKEN }],
  ['an API key with an id', { apiKey: { id: 'anyone', api_key: INTAKE_TOKEN } }],
  ['a bearer token', { bearer: INTAKE_TOKEN }],
  ['a user and password', { username: 'anyone', password: INTAKE_TOKEN }],
] as const;

describe.each(VERSIONS)("Elasticsearch's own client, version %s", (version, AnyClient) => {
  describe.each(PLACES)('%s', (place, node) => {
    it.each(AUTHORISATIONS)('its bulk helper sends with %s', async (name, auth) => {
      const client = new AnyClient({ node: node(), auth });
      const service = `shop ${version} ${place} ${name}`;
      const dropped: unknown[] = [];
      const stats = await client.helpers.bulk({
        datasource: documents(service, 5),
        onDocument: () => ({ index: { _index: 'logs-shop-default' } }),
        onDrop: ({ status, error }) => void dropped.push({ status, error }),
      });
      expect(stats).toMatchObject({ total: 5, successful: 4, failed: 1, retry: 0 });
      expect(dropped).toMatchObject([
        { status: 400, error: { type: 'document_parsing_exception', reason: expect.stringContaining('[@timestamp]') } },
      ]);
      expect(await linesOf(service)).toHaveLength(4);
      expect((await linesOf(service))[0]).toMatchObject({
        level: 'error',
        message: expect.stringMatching(/^payment refused, password=\[secret:password\]$/),
        errorType: 'Refused',
        stack: 'Refused\n  at pay (pay.js:1:1)',
      });
      await client.close();
    });

    it('asks who is there and how it is, and sends single documents', async () => {
      const client = new AnyClient({ node: node(), auth: { apiKey: INTAKE_TOKEN } });
      expect((await client.info()).tagline).toBe('You Know, for Search');
      expect(await client.ping()).toBe(true);
      expect((await client.cluster.health()).status).toBe('green');
      const service = `single ${version} ${place}`;
      const [document] = documents(service, 1);
      expect(await client.index({ index: 'logs', document })).toMatchObject({ result: 'created', _index: 'logs' });
      expect(await client.create({ index: 'logs', id: 'a', document })).toMatchObject({ result: 'created', _id: 'a' });
      expect(await linesOf(service)).toHaveLength(2);
      await expect(client.search({ index: 'logs' })).rejects.toMatchObject({
        statusCode: 404,
        message: expect.stringContaining('IM_COMPATIBILITY_NOT_OFFERED'),
      });
      await client.close();
    });

    it('is told in its own form that it is not known', async () => {
      const client = new AnyClient({ node: node(), auth: { apiKey: 'wrong' } });
      await expect(client.bulk({ operations: [{ index: { _index: 'x' } }, {}] })).rejects.toMatchObject({
        statusCode: 401,
        message: expect.stringContaining('security_exception'),
      });
      await client.close();
    });
  });
});
