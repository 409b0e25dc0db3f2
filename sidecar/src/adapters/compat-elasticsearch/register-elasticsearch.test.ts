import { createHash } from 'node:crypto';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { FakeClock } from '../../../test/support/fake-clock.ts';
import { fixedIds } from '../../../test/support/fixed-ids.ts';
import { fail, succeed, type Result } from '../../domain/result.ts';
import { createLogger } from '../../platform/logger.ts';
import { InFlight } from '../../usecases/intake/in-flight.ts';
import { buildServer } from '../http/build-server.ts';
import { MachineCredentials } from '../http-intake/machine-credentials.ts';
import { RecentRequests } from './recent-requests.ts';
import { registerElasticsearch } from './register-elasticsearch.ts';

const TOKEN = 'a-token-of-tests';
const BULK = '{"index":{"_index":"logs"}}\n{"message":"one"}\n{"index":{"_index":"logs"}}\nnull\n';

interface Failure {
  readonly code: 'IM_INTAKE_BUSY' | 'IM_SPOOL_FULL';
  readonly retryAfterSeconds: number;
}

let app: FastifyInstance;
let answer: Result<unknown, Failure>;
let accepts = true;

beforeAll(async () => {
  const clock = new FakeClock(Date.UTC(2026, 10, 21));
  const sha256 = createHash('sha256').update(TOKEN).digest('hex');
  app = buildServer({
    logger: createLogger('fatal'),
    ids: fixedIds(),
    limits: { maxBodyBytes: 100_000, receiveTimeoutSeconds: 10 },
  });
  registerElasticsearch(app, {
    accepts: () => accepts,
    arriving: new InFlight({ maxBytes: 1_000_000, maxBatches: 10 }),
    maxBodyBytes: 100_000,
    prefix: '',
    intake: {
      ingest: { ingest: async () => answer },
      credentials: new MachineCredentials([
        { id: 'tests', sha256, organisation: 1, team: null, kinds: ['logs'], role: 'Editor', person: null },
      ]),
      recent: new RecentRequests(clock),
      clock,
      instance: 'main',
      maxBodyBytes: 100_000,
      onHeard: () => undefined,
    },
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => app.close());
beforeEach(() => {
  answer = succeed(undefined);
  accepts = true;
});

/** Node says nothing of itself unless told to, as rsyslog does not. */
function send(path: string, name: string | null): Promise<{ status: number; retryAfter?: string; body: unknown }> {
  const { port } = app.server.address() as AddressInfo;
  const headers = {
    authorization: `Basic ${Buffer.from(`anyone:${TOKEN}`).toString('base64')}`,
    'content-type': 'application/json; charset=utf-8',
    ...(name === null ? {} : { 'user-agent': name }),
  };
  return new Promise((resolve, reject) => {
    const sending = request({ port, host: '127.0.0.1', path, method: 'POST', headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          ...(response.headers['retry-after'] === undefined ? {} : { retryAfter: response.headers['retry-after'] }),
          body: JSON.parse(text) as unknown,
        })
      );
    });
    sending.on('error', reject);
    sending.end(BULK);
  });
}

describe('what cannot be taken just now', () => {
  it('because too much comes in is asked for again, document by document', async () => {
    answer = fail({ code: 'IM_INTAKE_BUSY', retryAfterSeconds: 1 });
    const busy = { type: 'es_rejected_execution_exception', reason: expect.stringContaining('IM_INTAKE_BUSY') };
    expect(await send('/_bulk', 'a client')).toMatchObject({
      status: 200,
      body: {
        errors: true,
        items: [
          { index: { _index: 'logs', status: 429, error: busy } },
          { index: { status: 400, error: { type: 'document_parsing_exception' } } },
        ],
      },
    });
  });

  it.each<[string, () => void, number, string]>([
    [
      'because nothing can be stored',
      () => (answer = fail({ code: 'IM_SPOOL_FULL', retryAfterSeconds: 30 })),
      503,
      'IM_SPOOL_FULL',
    ],
    ['because the sidecar stops', () => (accepts = false), 503, 'IM_SHUTTING_DOWN'],
  ])('%s is refused with when to come again', async (_, given, status, code) => {
    given();
    expect(await send('/_bulk', 'a client')).toMatchObject({
      status,
      retryAfter: expect.stringMatching(/^\d+$/),
      body: { status, error: { reason: expect.stringContaining(code), root_cause: [{}] } },
    });
  });

  it.each<[string, () => void]>([
    ['too much comes in', () => (answer = fail({ code: 'IM_INTAKE_BUSY', retryAfterSeconds: 1 }))],
    ['nothing can be stored', () => (answer = fail({ code: 'IM_SPOOL_FULL', retryAfterSeconds: 30 }))],
    ['the sidecar stops', () => (accepts = false)],
  ])('because %s is not answered to a sender that would give it up', async (_, given) => {
    given();
    await expect(send('/_bulk', null)).rejects.toMatchObject({ code: 'ECONNRESET' });
    answer = succeed(undefined);
    accepts = true;
    expect(await send('/_bulk', null)).toMatchObject({
      status: 200,
      body: { items: [{ index: { status: 201 } }, {}] },
    });
  });

  it('leaves no room taken behind', async () => {
    answer = fail({ code: 'IM_SPOOL_FULL', retryAfterSeconds: 30 });
    for (let attempt = 0; attempt < 30; attempt += 1) {
      await send('/_bulk', null).catch(() => undefined);
    }
    answer = succeed(undefined);
    const answers = await Promise.all(Array.from({ length: 10 }, () => send('/_bulk', 'a client')));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
  });
});
