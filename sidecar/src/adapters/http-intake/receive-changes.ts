import { z } from 'zod';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Change, MAX_CHANGES_AT_ONCE, type ChangeAnswer } from '@incident-memory/contract';
import { changeOccurrences } from '../../domain/occurrences/change.ts';
import type { RawOccurrence } from '../../domain/occurrences/occurrence.ts';
import { NO_SIGNALS, type RawResource } from '../../domain/signals/raw-signals.ts';
import { organisationId, systemScope } from '../../domain/tenancy/scope.ts';
import { ApplicationError } from '../../platform/application-error.ts';
import type { GithubWebhook } from '../../platform/configuration/change-sources.ts';
import type { MachineCredential } from '../../platform/configuration/schema.ts';
import { plainProblem } from '../../platform/plain-problem.ts';
import type { Clock } from '../../ports/clock.ts';
import type { IngestSignals } from '../../usecases/intake/ingest-signals.ts';
import type { ReplayGuard } from '../webhooks/replay-guard.ts';
import type { MachineCredentials } from './machine-credentials.ts';
import { bodyBytes, bodyKind, readJsonBody } from './read-body.ts';

export interface ChangeIntake {
  readonly ingest: IngestSignals;
  readonly credentials: MachineCredentials;
  readonly githubWebhooks: readonly GithubWebhook[];
  readonly replays: ReplayGuard;
  readonly clock: Clock;
  readonly instance: string;
  readonly maxBodyBytes: number;
  readonly onHeard: (organisation: string, sender: string) => void;
}

/** Who tells something, known by a credential or a signature. */
export interface Teller {
  readonly id: string;
  readonly organisation: number;
}

/** `POST /intake/changes`: one change or a list, from a script. All of a request is taken or none of it. */
export async function receiveChanges(
  intake: ChangeIntake,
  request: FastifyRequest,
  { reply, credential }: { reply: FastifyReply; credential: MachineCredential | null }
): Promise<FastifyReply> {
  if (credential === null) {
    throw new ApplicationError('IM_CREDENTIAL_REJECTED');
  }
  bodyKind(request, ['json']);
  const bytes = await bodyBytes(request, intake.maxBodyBytes);
  const receivedAt = intake.clock.now();
  const occurrences = readChanges(readJsonBody(bytes)).flatMap((change) => changeOccurrences(change, receivedAt));
  const ids = await keep(intake, credential, { occurrences, bytes: bytes.length });
  return reply.send({ received: occurrences.length, ids } satisfies ChangeAnswer);
}

/** Stored or spooled when it returns the ids. */
export async function keep(
  { ingest, instance, onHeard }: ChangeIntake,
  teller: Teller,
  told: { occurrences: readonly RawOccurrence[]; resources?: readonly RawResource[]; bytes: number }
): Promise<string[]> {
  const organisation = organisationId(instance, teller.organisation);
  const raw = { ...NO_SIGNALS, occurrences: told.occurrences, resources: told.resources ?? [] };
  const kept = await ingest.ingest(systemScope(organisation), raw, { bytes: told.bytes, source: teller.id });
  if (!kept.ok) {
    throw new ApplicationError(kept.failure.code, { retryAfterSeconds: kept.failure.retryAfterSeconds });
  }
  onHeard(organisation, teller.id);
  return [...kept.value.occurrences];
}

const Changes = z.array(Change).max(MAX_CHANGES_AT_ONCE);

function readChanges(body: unknown): Change[] {
  const isList = Array.isArray(body);
  const parsed = Changes.safeParse(isList ? body : [body], { error: plainProblem });
  if (parsed.success) {
    return parsed.data;
  }
  const issue = parsed.error.issues[0];
  const keys = issue?.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : (issue?.path ?? []);
  const path = (isList ? keys : keys.slice(1)).map(String).join('.');
  throw new ApplicationError('IM_REQUEST_INVALID', {
    details: { problem: issue?.message ?? 'it does not fit' },
    ...(path === '' ? {} : { path }),
  });
}
