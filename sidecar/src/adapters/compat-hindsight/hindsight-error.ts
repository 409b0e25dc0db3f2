import type { FastifyReply, FastifyRequest } from 'fastify';
import { redact } from '../../domain/redaction/redact.ts';
import { mapError } from '../http/error-mapper.ts';

/** Errors as Hindsight's clients read them: by status, with `detail` as the sentence. */
export function answerHindsightError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const mapped = mapError(error, request);
  if (mapped.retryAfterSeconds !== undefined) {
    reply.header('retry-after', String(Math.ceil(mapped.retryAfterSeconds)));
  }
  if (mapped.status === 401) {
    reply.header('www-authenticate', 'Bearer');
  }
  const { code, message, action, path } = mapped.toBody(request.id).error;
  const detail = redact(`${path === undefined ? '' : `${path}: `}${message} ${action}`);
  return reply
    .code(mapped.status)
    .type('application/json; charset=utf-8')
    .send({ detail, code, request_id: request.id });
}
