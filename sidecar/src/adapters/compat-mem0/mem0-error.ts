import type { FastifyReply, FastifyRequest } from 'fastify';
import { redact } from '../../domain/redaction/redact.ts';
import { mapError } from '../http/error-mapper.ts';

/**
 * Errors as mem0's clients read them: by status, and `detail` as their sentence; its API also says `error`. Ours come
 * with what to do, and with our code.
 */
export function answerMem0Error(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const mapped = mapError(error, request);
  if (mapped.retryAfterSeconds !== undefined) {
    reply.header('retry-after', String(Math.ceil(mapped.retryAfterSeconds)));
  }
  if (mapped.status === 401) {
    reply.header('www-authenticate', 'Token');
  }
  const { code, message, action, path } = mapped.toBody(request.id).error;
  const detail = redact(`${path === undefined ? '' : `${path}: `}${message} ${action}`);
  return reply
    .code(mapped.status)
    .type('application/json; charset=utf-8')
    .send({ detail, error: detail, code, request_id: request.id });
}
