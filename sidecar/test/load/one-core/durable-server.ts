/** The least that a server does that keeps what it is sent: reads JSON, writes the bytes to a file, flushes, answers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';

const folder = mkdtempSync(join(tmpdir(), 'incident-memory-durable-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
process.once('SIGTERM', () => process.exit(0));
const file = await open(join(folder, 'bodies'), 'w');

const app = Fastify({ bodyLimit: 16 * 1024 * 1024 });
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
app.post('/intake/otlp/v1/logs', async (request, reply) => {
  const body = request.body as Buffer;
  JSON.parse(body.toString('utf8'));
  await file.write(body);
  await file.sync();
  return reply.type('application/json').send('{"partialSuccess":{}}');
});
await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}\n`);
