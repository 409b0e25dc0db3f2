import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorBody } from '@incident-memory/contract';
import { InvalidCursor } from '../../domain/paging/cursor.ts';
import { redact } from '../../domain/redaction/redact.ts';
import { StoreUnavailable } from '../../ports/stores/store-failure.ts';
import { TelemetryUnavailable } from '../../ports/telemetry-source.ts';
import { ApplicationError } from '../../platform/application-error.ts';

/** The one place where a failure becomes an answer. What is not expected is logged with its cause and told as IM_INTERNAL. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const mapped = mapError(error, request);
  if (mapped.retryAfterSeconds !== undefined) {
    reply.header('retry-after', String(Math.ceil(mapped.retryAfterSeconds)));
  }
  return reply.code(mapped.status).type('application/json; charset=utf-8').send(safeBody(mapped, request.id));
}

/** For answers in another protocol's form: the same code, and the same word in the log. */
export function mapError(error: unknown, request: FastifyRequest): ApplicationError {
  const mapped = toApplicationError(error, request);
  if (mapped.code === 'IM_INTERNAL') {
    request.log.error({ err: error, requestId: request.id }, 'unexpected failure');
  }
  return mapped;
}

/** Keys of what was sent stand in paths and problems, senders log our answers, and a secret may be such a key. */
function safeBody(mapped: ApplicationError, requestId: string): ErrorBody {
  const { error } = mapped.toBody(requestId);
  const path = error.path === undefined ? {} : { path: redact(error.path) };
  return { error: { ...error, ...path, message: redact(error.message) } };
}

function toApplicationError(error: unknown, request: FastifyRequest): ApplicationError {
  if (error instanceof ApplicationError) {
    return error;
  }
  if (error instanceof StoreUnavailable) {
    return new ApplicationError('IM_STORE_UNAVAILABLE', { retryAfterSeconds: 5, cause: error });
  }
  if (error instanceof TelemetryUnavailable) {
    return new ApplicationError('IM_TELEMETRY_UNAVAILABLE', {
      details: { problem: error.message },
      retryAfterSeconds: 10,
    });
  }
  if (error instanceof InvalidCursor) {
    return new ApplicationError('IM_REQUEST_INVALID', { details: { problem: error.message }, path: 'query.cursor' });
  }
  return fromFastify(error, request) ?? new ApplicationError('IM_INTERNAL', { cause: error });
}

/** Fastify's own refusals, by their codes. */
function fromFastify(error: unknown, request: FastifyRequest): ApplicationError | null {
  const { code, statusCode } = (error ?? {}) as { code?: string; statusCode?: number };
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new ApplicationError('IM_REQUEST_TOO_LARGE', {
        details: { limitBytes: request.routeOptions.bodyLimit ?? 'allowed' },
      });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new ApplicationError('IM_REQUEST_MEDIA_TYPE', { details: { accepted: 'application/json' } });
    case 'FST_ERR_HANDLER_TIMEOUT': {
      const seconds = (request.routeOptions.handlerTimeout ?? 0) / 1000;
      return new ApplicationError('IM_TIMEOUT', { details: { seconds }, retryAfterSeconds: 5 });
    }
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new ApplicationError('IM_REQUEST_MALFORMED', { details: { problem: 'its length does not fit' } });
  }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new ApplicationError('IM_REQUEST_MALFORMED', {
      details: { problem: 'it is not a request that can be read' },
    });
  }
  return null;
}
