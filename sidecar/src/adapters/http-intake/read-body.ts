import { gunzip } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApplicationError } from '../../platform/application-error.ts';
import { readJsonBytes } from '../../platform/strict-json.ts';

/** Bodies arrive as they were sent, since signatures are over bytes and protobuf is no text. */
export function takeBodiesAsBytes(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

/** `lines`: JSON, one value a line. */
export type BodyKind = 'json' | 'lines' | 'protobuf';

const MEDIA_TYPES: Readonly<Record<string, BodyKind>> = {
  'application/json': 'json',
  'application/x-ndjson': 'lines',
  'application/ndjson': 'lines',
  'application/jsonl': 'lines',
  'application/x-protobuf': 'protobuf',
  'application/protobuf': 'protobuf',
};

/** Throws IM_REQUEST_MEDIA_TYPE where it is none of the accepted. */
export function bodyKind<Kind extends BodyKind>(request: FastifyRequest, accepted: readonly Kind[]): Kind {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const told = Object.hasOwn(MEDIA_TYPES, type) ? MEDIA_TYPES[type] : undefined;
  const kind = accepted.find((one) => one === told);
  if (kind === undefined) {
    const types = Object.keys(MEDIA_TYPES).filter((name) => accepted.some((one) => one === MEDIA_TYPES[name]));
    throw new ApplicationError('IM_REQUEST_MEDIA_TYPE', { details: { accepted: types.join(', ') } });
  }
  return kind;
}

/** The bytes of the body, unpacked within the bound: a small archive of a huge text ends there. */
export async function bodyBytes(request: FastifyRequest, maxBytes: number): Promise<Buffer> {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity') {
    return body;
  }
  if (encoding !== 'gzip') {
    throw new ApplicationError('IM_REQUEST_MEDIA_TYPE', { details: { accepted: 'content-encoding gzip or none' } });
  }
  return new Promise((resolve, reject) => {
    gunzip(body, { maxOutputLength: maxBytes }, (error, unpacked) => {
      if (error === null) {
        resolve(unpacked);
      } else if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
        reject(new ApplicationError('IM_REQUEST_TOO_LARGE', { details: { limitBytes: maxBytes } }));
      } else {
        reject(new ApplicationError('IM_REQUEST_MALFORMED', { details: { problem: 'it is no gzip' } }));
      }
    });
  });
}

export function readJsonBody(bytes: Buffer): unknown {
  const read = readJsonBytes(bytes);
  if (!read.ok) {
    const { problem, path } = read.failure;
    throw new ApplicationError('IM_REQUEST_MALFORMED', { details: { problem }, ...(path === '' ? {} : { path }) });
  }
  return read.value;
}
