import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApplicationError } from '../../platform/application-error.ts';

const COMPATIBLE = /^application\/vnd\.elasticsearch\+(?:x-nd)?json/i;
const COMPATIBLE_WITH = /application\/vnd\.elasticsearch\+json;\s*compatible-with=(\d{1,2})/i;
const TAKEN: ReadonlySet<string> = new Set([
  'application/x-ndjson',
  'application/json',
  'application/vnd.elasticsearch+x-ndjson',
  'application/vnd.elasticsearch+json',
]);

/** As bytes, since Fastify would add a charset to text, which clients do not expect there. */
export function answerJson(request: FastifyRequest, reply: FastifyReply, text: string): FastifyReply {
  return reply.type(answerType(request)).send(Buffer.from(text));
}

/** Clients that ask for a version's form of the answer want to read it in the answer's type. */
function answerType({ headers }: FastifyRequest): string {
  const version = COMPATIBLE_WITH.exec(headers.accept ?? '')?.[1];
  if (version !== undefined) {
    return `application/vnd.elasticsearch+json;compatible-with=${version}`;
  }
  return COMPATIBLE.test(headers.accept ?? '') ? 'application/vnd.elasticsearch+json' : 'application/json';
}

/** Throws IM_REQUEST_MEDIA_TYPE. JSON and lines of JSON are taken for each other, as rsyslog and others send them. */
export function expectJson({ headers }: FastifyRequest): void {
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!TAKEN.has(type)) {
    throw new ApplicationError('IM_REQUEST_MEDIA_TYPE', { details: { accepted: [...TAKEN].join(', ') } });
  }
}
