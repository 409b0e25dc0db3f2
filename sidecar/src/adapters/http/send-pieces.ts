import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyReply } from 'fastify';

interface Sending {
  readonly type: string;
  /** Under which it is saved. */
  readonly name: string;
  readonly pieces: AsyncGenerator<string, void>;
}

/**
 * An answer of any length, as fast as its reader takes it: what is not read is not made. The first piece is waited for,
 * so that a failure can be told; one that comes later ends the connection, since a short answer must not look whole. The
 * time that answers may take does not hold for it.
 */
export async function sendPieces(reply: FastifyReply, { type, name, pieces }: Sending): Promise<FastifyReply> {
  const first = await pieces.next();
  reply.header('content-type', type).header('content-disposition', `attachment; filename="${name}"`);
  for (const [header, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) {
      reply.raw.setHeader(header, value);
    }
  }
  reply.hijack();
  reply.raw.writeHead(200);
  const all = async function* () {
    if (first.done !== true) {
      yield first.value;
      yield* pieces;
    }
  };
  await pipeline(Readable.from(all(), { objectMode: false }), reply.raw).catch((error: unknown) => {
    reply.log.warn({ err: error }, 'an export ended before its end');
    reply.raw.destroy();
  });
  return reply;
}
