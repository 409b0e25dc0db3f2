import type { FastifyReply, FastifyRequest } from 'fastify';
import { organisationId, systemScope } from '../../domain/tenancy/scope.ts';
import { ApplicationError } from '../../platform/application-error.ts';
import type { GrafanaWebhook, MachineCredential } from '../../platform/configuration/schema.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ReceiveAlerts } from '../../usecases/intake/receive-alerts.ts';
import { readWebhook } from '../webhooks/read-webhook.ts';
import type { ReplayGuard } from '../webhooks/replay-guard.ts';
import { verifySignature } from '../webhooks/verify-signature.ts';
import type { MachineCredentials } from './machine-credentials.ts';
import { bodyBytes, bodyKind, readJsonBody } from './read-body.ts';

export interface WebhookIntake {
  readonly alerts: ReceiveAlerts;
  readonly credentials: MachineCredentials;
  readonly grafanaWebhooks: readonly GrafanaWebhook[];
  readonly replays: ReplayGuard;
  readonly clock: Clock;
  readonly instance: string;
  readonly maxBodyBytes: number;
  readonly toleranceSeconds: number;
  readonly serviceLabels: readonly string[];
  readonly redact: (text: string) => string;
  readonly onReceived: (organisation: string, received: { sender: string; firing: number; resolved: number }) => void;
}

/** The headers that our provisioned contact point names; Grafana lets an admin choose them. */
const SIGNATURE_HEADER = 'x-grafana-alerting-signature';
const TIMESTAMP_HEADER = 'x-grafana-alerting-timestamp';

interface KnownSender {
  readonly id: string;
  readonly organisation: number;
  readonly team: string | null;
  /** What must not be used again, where it was signed. */
  readonly signature: string | null;
}

/**
 * A webhook of Grafana or Alertmanager. Grafana may sign it; otherwise, and always for Alertmanager, a credential says
 * who sends. Answered when every alert in it is in the store.
 */
export async function receiveWebhook(
  intake: WebhookIntake,
  request: FastifyRequest,
  { reply, credential }: { reply: FastifyReply; credential: MachineCredential | null }
): Promise<FastifyReply> {
  bodyKind(request, ['json']);
  const bytes = await bodyBytes(request, intake.maxBodyBytes);
  const sender = credential === null ? signer(intake, request, bytes) : { ...credential, signature: null };
  const read = readWebhook(readJsonBody(bytes), { serviceLabels: intake.serviceLabels, redact: intake.redact });
  if (!read.ok) {
    const { problem, path } = read.failure;
    throw new ApplicationError('IM_REQUEST_INVALID', { details: { problem }, ...(path === '' ? {} : { path }) });
  }
  const organisation = organisationId(intake.instance, sender.organisation);
  await intake.alerts.receive({ scope: systemScope(organisation), name: sender.id, team: sender.team }, read.value);
  if (sender.signature !== null) {
    const now = intake.clock.now();
    // A timestamp may lie ahead by the tolerance and stays good for the tolerance after that.
    intake.replays.remember(sender.signature, { now, until: now + 2 * intake.toleranceSeconds * 1000 });
  }
  const firing = read.value.filter(({ status }) => status === 'firing').length;
  intake.onReceived(organisation, { sender: sender.id, firing, resolved: read.value.length - firing });
  return reply.send({ received: read.value.length });
}

/** Signed, whether rightly or not: then the body tells who sends. */
export function isSigned(request: FastifyRequest): boolean {
  return request.headers[SIGNATURE_HEADER] !== undefined;
}

function signer(intake: WebhookIntake, request: FastifyRequest, bytes: Buffer): KnownSender {
  const signature = String(request.headers[SIGNATURE_HEADER]);
  const timestamp = request.headers[TIMESTAMP_HEADER];
  const webhook = { body: bytes, signature, timestamp: typeof timestamp === 'string' ? timestamp : undefined };
  const now = intake.clock.now();
  const checked = intake.grafanaWebhooks.map((known) => {
    const toleranceMs = intake.toleranceSeconds * 1000;
    return { known, problem: verifySignature(webhook, { secrets: known.secrets, now, toleranceMs }) };
  });
  const fitting = checked.find(({ problem }) => problem === null)?.known;
  if (fitting === undefined) {
    const told =
      checked.find(({ problem }) => problem === 'outside the tolerated time')?.problem ?? checked[0]?.problem;
    throw new ApplicationError('IM_SIGNATURE_REJECTED', {
      details: { problem: told ?? 'no webhook secret is configured' },
    });
  }
  const digest = signature.toLowerCase();
  if (intake.replays.isReplay(digest, now)) {
    throw new ApplicationError('IM_SIGNATURE_REJECTED', { details: { problem: 'it was used before' } });
  }
  return { id: fitting.id, organisation: fitting.organisation, team: fitting.team, signature: digest };
}
