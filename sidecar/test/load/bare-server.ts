/** A bare Fastify route that takes a body and answers: what the machine and the framework give at most. */
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';

const app = Fastify({ bodyLimit: 16 * 1024 * 1024 });
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
app.post('/intake/otlp/v1/logs', (_request, reply) => reply.type('application/json').send('{"partialSuccess":{}}'));
await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}\n`);
