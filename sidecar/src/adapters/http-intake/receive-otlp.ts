import type { FastifyReply, FastifyRequest } from 'fastify';
import { organisationId, systemScope } from '../../domain/tenancy/scope.ts';
import { ApplicationError } from '../../platform/application-error.ts';
import type { MachineCredential } from '../../platform/configuration/schema.ts';
import type { Clock } from '../../ports/clock.ts';
import type { IngestSignals } from '../../usecases/intake/ingest-signals.ts';
import { otlpAnswer } from '../otlp/otlp-answer.ts';
import { readOtlpJson, readOtlpProtobuf, type OtlpSignal } from '../otlp/read-otlp.ts';
import type { MachineCredentials } from './machine-credentials.ts';
import { bodyBytes, bodyKind, readJsonBody } from './read-body.ts';

export interface OtlpIntake {
  readonly ingest: IngestSignals;
  readonly credentials: MachineCredentials;
  readonly clock: Clock;
  readonly instance: string;
  readonly maxBodyBytes: number;
  /** Told who was heard, for the freshness of sources. */
  readonly onHeard: (organisation: string, sender: string) => void;
}

const MEDIA_TYPES = { json: 'application/json', protobuf: 'application/x-protobuf' } as const;

/** OTLP over HTTP. Answers in the encoding it was asked in; errors are always our JSON, which exporters log. */
export async function receiveOtlp(
  intake: OtlpIntake,
  request: FastifyRequest,
  { signal, reply, credential }: { signal: OtlpSignal; reply: FastifyReply; credential: MachineCredential | null }
): Promise<FastifyReply> {
  if (credential === null) {
    throw new ApplicationError('IM_CREDENTIAL_REJECTED');
  }
  const encoding = bodyKind(request, ['json', 'protobuf']);
  const bytes = await bodyBytes(request, intake.maxBodyBytes);
  const receivedAt = intake.clock.now();
  const read =
    encoding === 'json'
      ? readOtlpJson(signal, readJsonBody(bytes), receivedAt)
      : readOtlpProtobuf(signal, bytes, receivedAt);
  if (!read.ok) {
    const { problem, path } = read.failure;
    const code = encoding === 'json' ? 'IM_REQUEST_INVALID' : 'IM_REQUEST_MALFORMED';
    throw new ApplicationError(code, { details: { problem }, ...(path === '' ? {} : { path }) });
  }
  const organisation = organisationId(intake.instance, credential.organisation);
  const ingested = await intake.ingest.ingest(systemScope(organisation), read.value.signals, {
    bytes: bytes.length,
    source: credential.id,
  });
  if (!ingested.ok) {
    throw new ApplicationError(ingested.failure.code, { retryAfterSeconds: ingested.failure.retryAfterSeconds });
  }
  intake.onHeard(organisation, credential.id);
  return reply.type(MEDIA_TYPES[encoding]).send(otlpAnswer(encoding, read.value));
}
