import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ChangeAnswer } from '@incident-memory/contract';
import { ApplicationError } from '../../platform/application-error.ts';
import type { GithubWebhook } from '../../platform/configuration/change-sources.ts';
import { readGithub } from '../webhooks/read-github.ts';
import { verifyGithubSignature } from '../webhooks/verify-signature.ts';
import { bodyBytes, bodyKind, readJsonBody } from './read-body.ts';
import { keep, type ChangeIntake } from './receive-changes.ts';

/** Digests over the body are made for whoever sends one, with each secret: what is larger than this is no webhook. */
const MAX_SIGNED_BYTES = 2 * 1024 * 1024;
const SIGNATURE_HEADER = 'x-hub-signature-256';
/** GitHub gives up on a delivery long before; people press "Redeliver" on what failed, which was not remembered. */
const REPLAY_WINDOW_MS = 60 * 60 * 1000;

/**
 * `POST /intake/changes/github`. Only the signature says who sends. The delivery's id is not signed, so what was taken
 * once is known by its signature too; told again later it would change nothing, since its occurrences keep their ids.
 */
export async function receiveGithub(
  intake: ChangeIntake,
  request: FastifyRequest,
  { reply }: { reply: FastifyReply }
): Promise<FastifyReply> {
  bodyKind(request, ['json']);
  const limitBytes = Math.min(intake.maxBodyBytes, MAX_SIGNED_BYTES);
  const bytes = await bodyBytes(request, limitBytes);
  if (bytes.length > limitBytes) {
    throw new ApplicationError('IM_REQUEST_TOO_LARGE', { details: { limitBytes } });
  }
  const { webhook, marks } = signer(intake, request, bytes);
  const event = header(request, 'x-github-event');
  if (event === undefined) {
    throw new ApplicationError('IM_REQUEST_INVALID', {
      details: { problem: 'the header that names the event is missing' },
      path: 'headers.x-github-event',
    });
  }
  const read = readGithub(event, readJsonBody(bytes), webhook);
  if (!read.ok) {
    const { problem, path } = read.failure;
    throw new ApplicationError('IM_REQUEST_INVALID', { details: { problem }, ...(path === '' ? {} : { path }) });
  }
  const ids = await keep(intake, webhook, { occurrences: read.value, bytes: bytes.length });
  const now = intake.clock.now();
  marks.forEach((mark) => intake.replays.remember(mark, { now, until: now + REPLAY_WINDOW_MS }));
  return reply.send({ received: read.value.length, ids } satisfies ChangeAnswer);
}

/** Before the body is read: without a signature it is nobody's. */
export function requireSignature(request: FastifyRequest): void {
  if (header(request, SIGNATURE_HEADER) === undefined) {
    throw rejected('missing');
  }
}

function signer(
  { githubWebhooks, replays, clock }: ChangeIntake,
  request: FastifyRequest,
  body: Buffer
): { webhook: GithubWebhook; marks: string[] } {
  const signature = header(request, SIGNATURE_HEADER);
  const checked = githubWebhooks.map((webhook) => ({
    webhook,
    problem: verifyGithubSignature({ body, signature }, webhook.secrets),
  }));
  const webhook = checked.find(({ problem }) => problem === null)?.webhook;
  if (webhook === undefined) {
    throw rejected(checked[0]?.problem ?? 'no webhook secret is configured');
  }
  const delivery = header(request, 'x-github-delivery');
  const marks = [`${signature?.toLowerCase()}`, ...(delivery === undefined ? [] : [`${webhook.id} ${delivery}`])];
  if (marks.some((mark) => replays.isReplay(mark, clock.now()))) {
    throw rejected('it was used before');
  }
  return { webhook, marks };
}

function rejected(problem: string): ApplicationError {
  return new ApplicationError('IM_SIGNATURE_REJECTED', { details: { problem } });
}

const MAX_HEADER_LENGTH = 200;

function header({ headers }: FastifyRequest, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value.slice(0, MAX_HEADER_LENGTH) : undefined;
}
