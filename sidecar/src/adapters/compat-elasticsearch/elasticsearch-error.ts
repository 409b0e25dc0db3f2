import type { FastifyReply, FastifyRequest } from 'fastify';
import { ERRORS, type ErrorCode } from '@incident-memory/contract';
import { redact } from '../../domain/redaction/redact.ts';
import type { ApplicationError } from '../../platform/application-error.ts';
import { mapError } from '../http/error-mapper.ts';
import { answerJson } from './media-types.ts';

/** What Elasticsearch calls the nearest thing; senders decide by the status, and show type and reason. */
const TYPES: Partial<Readonly<Record<ErrorCode, string>>> = {
  IM_CREDENTIAL_REJECTED: 'security_exception',
  IM_REQUEST_MALFORMED: 'parse_exception',
  IM_REQUEST_TOO_LARGE: 'content_too_long_exception',
  IM_REQUEST_TOO_MANY: 'content_too_long_exception',
  IM_REQUEST_MEDIA_TYPE: 'media_type_header_exception',
  IM_ROUTE_UNKNOWN: 'resource_not_found_exception',
  IM_COMPATIBILITY_NOT_OFFERED: 'resource_not_found_exception',
  IM_INTAKE_BUSY: 'es_rejected_execution_exception',
  IM_SPOOL_FULL: 'unavailable_shards_exception',
  IM_STORE_UNAVAILABLE: 'unavailable_shards_exception',
  IM_SHUTTING_DOWN: 'node_closed_exception',
  IM_INTERNAL: 'exception',
};
const OTHERWISE = 'illegal_argument_exception';

/** Errors in Elasticsearch's form, since its clients show nothing else; our code and sentences are the reason. */
export function answerElasticsearchError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const mapped = mapError(error, request);
  if (ERRORS[mapped.code].retryable && repeatsOnlyWhatIsNotAnswered(request)) {
    reply.hijack();
    request.raw.socket.destroy();
    return reply;
  }
  if (mapped.retryAfterSeconds !== undefined) {
    reply.header('retry-after', String(Math.ceil(mapped.retryAfterSeconds)));
  }
  if (mapped.status === 401) {
    reply.header('www-authenticate', ['Basic realm="incident-memory", charset="UTF-8"', 'ApiKey', 'Bearer']);
  }
  const cause = { type: TYPES[mapped.code] ?? OTHERWISE, reason: reasonOf(mapped, request.id) };
  const body = { error: { root_cause: [cause], ...cause }, status: mapped.status };
  return answerJson(request, reply.code(mapped.status), JSON.stringify(body));
}

/**
 * rsyslog's omelasticsearch (seen with 8.2302) gives up a batch that is answered 429 or 503, whatever its settings, and
 * repeats for as long as it is told to what is not answered at all. It is the sender that does not name itself.
 */
export function repeatsOnlyWhatIsNotAnswered({ headers }: FastifyRequest): boolean {
  return headers['user-agent'] === undefined;
}

export function reasonOf(mapped: ApplicationError, requestId: string): string {
  const { code, message, action, path } = mapped.toBody(requestId).error;
  return redact(`${code}${path === undefined ? '' : ` at [${path}]`}: ${message} ${action} (${requestId})`);
}
