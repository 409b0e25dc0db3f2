import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Result } from '../../domain/result.ts';
import type { RawSignals } from '../../domain/signals/raw-signals.ts';
import { organisationId, systemScope, type Scope } from '../../domain/tenancy/scope.ts';
import { ApplicationError } from '../../platform/application-error.ts';
import type { MachineCredential } from '../../platform/configuration/schema.ts';
import type { Clock } from '../../ports/clock.ts';
import type { MachineCredentials } from '../http-intake/machine-credentials.ts';
import { bodyBytes } from '../http-intake/read-body.ts';
import { bulkAnswer, busyAnswer, idOf, itemAnswer, itemError } from './bulk/bulk-answer.ts';
import type { BulkItem } from './bulk/bulk-item.ts';
import { readBulk, readSingle, type BulkRead } from './bulk/read-bulk.ts';
import { reasonOf, repeatsOnlyWhatIsNotAnswered } from './elasticsearch-error.ts';
import { filtered, pathFilter } from './filter-path.ts';
import { answerJson, expectJson } from './media-types.ts';
import type { RecentRequests } from './recent-requests.ts';

interface IngestFailure {
  readonly code: 'IM_INTAKE_BUSY' | 'IM_SPOOL_FULL';
  readonly retryAfterSeconds: number;
}
type Ingested = Result<unknown, IngestFailure>;

export interface DocumentIntake {
  readonly ingest: {
    ingest(scope: Scope, raw: RawSignals, about: { bytes: number; source: string }): Promise<Ingested>;
  };
  readonly credentials: MachineCredentials;
  readonly recent: RecentRequests<Ingested>;
  readonly clock: Clock;
  readonly instance: string;
  readonly maxBodyBytes: number;
  /** Told who was heard, for the freshness of sources. */
  readonly onHeard: (organisation: string, sender: string) => void;
}

interface Sent {
  readonly credential: MachineCredential;
  /** From the address, where it names one. */
  readonly index: string | null;
}

interface Kept {
  readonly digest: string;
  readonly read: BulkRead;
  readonly failure: ApplicationError | null;
}

export async function receiveBulk(
  intake: DocumentIntake,
  request: FastifyRequest,
  { reply, ...sent }: Sent & { reply: FastifyReply }
): Promise<FastifyReply> {
  const began = intake.clock.now();
  const { digest, read, failure } = await keep(intake, request, {
    ...sent,
    readBody: (body) => readBulk(body, sent.index),
  });
  const tookMs = Math.max(0, intake.clock.now() - began);
  const answer =
    failure === null
      ? bulkAnswer(read.items, { digest, tookMs })
      : busyAnswer(read.items, { tookMs, reason: reasonOf(failure, request.id) });
  return sendAnswer(request, reply, answer);
}

export async function receiveDocument(
  intake: DocumentIntake,
  request: FastifyRequest,
  { reply, id, ...sent }: Sent & { reply: FastifyReply; id: string | null }
): Promise<FastifyReply> {
  const { digest, read, failure } = await keep(intake, request, {
    ...sent,
    readBody: (body) => readSingle(body, { index: sent.index ?? '', id }),
  });
  if (failure !== null) {
    throw failure;
  }
  const [item] = read.items;
  if (item === undefined || typeof item.outcome === 'object') {
    return refuseDocument(request, reply, item);
  }
  const status = item.outcome === 'taken' ? 201 : 200;
  return sendAnswer(request, reply.code(status), itemAnswer(item, idOf(item, digest, 0)));
}

/** Reads the body and puts what can be read where it survives; a failure is that there is too much at once. */
async function keep(
  intake: DocumentIntake,
  request: FastifyRequest,
  about: Sent & { readBody: (body: Buffer) => ReturnType<typeof readBulk> }
): Promise<Kept> {
  expectJson(request);
  expectNoPipeline(request);
  const body = await bodyBytes(request, intake.maxBodyBytes);
  const read = about.readBody(body);
  if (!read.ok) {
    throw 'problem' in read.failure
      ? new ApplicationError('IM_REQUEST_MALFORMED', { details: { problem: read.failure.problem } })
      : new ApplicationError('IM_REQUEST_TOO_MANY', { details: { limit: read.failure.tooManyDocuments } });
  }
  const organisation = organisationId(intake.instance, about.credential.organisation);
  const digest = digestOf([organisation, request.url], body);
  const ingested = await ingestOnce(intake, read.value, {
    scope: systemScope(organisation),
    bytes: body.length,
    source: about.credential.id,
    digest,
  });
  if (ingested.ok) {
    intake.onHeard(organisation, about.credential.id);
    return { digest, read: read.value, failure: null };
  }
  const { code, retryAfterSeconds } = ingested.failure;
  const failure = new ApplicationError(code, { retryAfterSeconds });
  if (code !== 'IM_INTAKE_BUSY' || repeatsOnlyWhatIsNotAnswered(request)) {
    throw failure;
  }
  return { digest, read: read.value, failure };
}

async function ingestOnce(
  { ingest, recent }: DocumentIntake,
  { signals, isItsOwnIdentity }: BulkRead,
  { scope, bytes, source, digest }: { scope: Scope; bytes: number; source: string; digest: string }
): Promise<Ingested> {
  if (!isItsOwnIdentity) {
    return ingest.ingest(scope, signals, { bytes, source });
  }
  const ingested = await recent.once(digest, () => ingest.ingest(scope, signals, { bytes, source }));
  if (!ingested.ok) {
    recent.forget(digest);
  }
  return ingested;
}

/** What an ingest pipeline would remove or hide would be stored here as it came. */
function expectNoPipeline(request: FastifyRequest): void {
  const { pipeline } = request.query as { pipeline?: unknown };
  if (pipeline !== undefined && pipeline !== '' && pipeline !== '_none') {
    throw new ApplicationError('IM_REQUEST_INVALID', {
      details: { problem: 'there are no ingest pipelines here: prepare documents before they are sent' },
      path: 'query.pipeline',
    });
  }
}

const DIGEST_LENGTH = 27;

function digestOf(about: readonly string[], body: Buffer): string {
  const hash = createHash('sha256').update(JSON.stringify(about)).update(body);
  return hash.digest('base64url').slice(0, DIGEST_LENGTH);
}

function refuseDocument(request: FastifyRequest, reply: FastifyReply, item: BulkItem | undefined): FastifyReply {
  if (item === undefined || typeof item.outcome !== 'object') {
    throw new ApplicationError('IM_REQUEST_MALFORMED', { details: { problem: 'it is empty' } });
  }
  const cause = itemError(item.outcome);
  const body = { error: { root_cause: [cause], ...cause }, status: 400 };
  return answerJson(request, reply.code(400), JSON.stringify(body));
}

function sendAnswer(request: FastifyRequest, reply: FastifyReply, answer: string): FastifyReply {
  const filter = pathFilter((request.query as { filter_path?: unknown }).filter_path);
  const body = filter === null ? answer : JSON.stringify(filtered(JSON.parse(answer), filter));
  return answerJson(request, reply, body);
}
