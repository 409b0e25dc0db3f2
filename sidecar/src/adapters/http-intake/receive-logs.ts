import type { FastifyReply, FastifyRequest } from 'fastify';
import { organisationId, systemScope } from '../../domain/tenancy/scope.ts';
import { ApplicationError } from '../../platform/application-error.ts';
import type { MachineCredential } from '../../platform/configuration/schema.ts';
import type { Clock } from '../../ports/clock.ts';
import type { IngestLogs } from '../../usecases/intake/ingest-logs.ts';
import { readOtlpJson } from '../otlp/read-json.ts';
import { readOtlpProtobuf } from '../otlp/read-protobuf.ts';
import type { MachineCredentials } from './machine-credentials.ts';
import { bodyBytes, bodyKind, readJsonBody } from './read-body.ts';

export interface LogIntake {
  readonly ingest: IngestLogs;
  readonly credentials: MachineCredentials;
  readonly clock: Clock;
  readonly instance: string;
  readonly maxBodyBytes: number;
  /** Told who was heard, for the freshness of sources. */
  readonly onHeard: (organisation: string, sender: string) => void;
}

/** An ExportLogsServiceResponse without a partial success is an empty message. */
const EMPTY_PROTOBUF = Buffer.alloc(0);

/** OTLP over HTTP. Answers in the encoding it was asked in; errors are always our JSON, which exporters log. */
export async function receiveLogs(
  intake: LogIntake,
  request: FastifyRequest,
  { reply, credential }: { reply: FastifyReply; credential: MachineCredential | null }
): Promise<FastifyReply> {
  if (credential === null) {
    throw new ApplicationError('IM_CREDENTIAL_REJECTED');
  }
  const kind = bodyKind(request, ['json', 'protobuf']);
  const bytes = await bodyBytes(request, intake.maxBodyBytes);
  const receivedAt = intake.clock.now();
  const read = kind === 'json' ? readOtlpJson(readJsonBody(bytes), receivedAt) : readOtlpProtobuf(bytes, receivedAt);
  if (!read.ok) {
    const { problem, path } = read.failure;
    const code = kind === 'json' ? 'IM_REQUEST_INVALID' : 'IM_REQUEST_MALFORMED';
    throw new ApplicationError(code, { details: { problem }, ...(path === '' ? {} : { path }) });
  }
  const organisation = organisationId(intake.instance, credential.organisation);
  const ingested = await intake.ingest.ingest(systemScope(organisation), read.value, bytes.length);
  if (!ingested.ok) {
    throw new ApplicationError(ingested.failure.code, { retryAfterSeconds: ingested.failure.retryAfterSeconds });
  }
  intake.onHeard(organisation, credential.id);
  return kind === 'json'
    ? reply.type('application/json').send('{"partialSuccess":{}}')
    : reply.type('application/x-protobuf').send(EMPTY_PROTOBUF);
}
