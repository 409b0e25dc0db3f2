import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApplicationError } from '../../platform/application-error.ts';
import type { MachineCredential } from '../../platform/configuration/schema.ts';
import { InFlight } from '../../usecases/intake/in-flight.ts';
import { takeBodiesAsBytes } from './read-body.ts';
import { receiveLogs, type LogIntake } from './receive-logs.ts';
import { isSigned, receiveWebhook, type WebhookIntake } from './receive-webhook.ts';

export interface IntakeOptions {
  readonly logs: LogIntake;
  readonly webhooks: WebhookIntake;
  /** False while starting and stopping: senders keep what they have and come again. */
  readonly accepts: () => boolean;
  /** Of all bodies that are being received. */
  readonly maxInFlightBytes: number;
}

/** `credential`: who sends, known before the body is read; null where only the signed body can tell. */
interface Intake {
  readonly identify: (request: FastifyRequest) => MachineCredential | null;
  readonly handler: (
    request: FastifyRequest,
    about: { reply: FastifyReply; credential: MachineCredential | null }
  ) => Promise<FastifyReply>;
}

const OTHER_METHODS = ['GET', 'PUT', 'PATCH', 'DELETE'];
const COME_AGAIN_SECONDS = 2;
const BUSY_RETRY_SECONDS = 1;
const MAX_REQUESTS_AT_ONCE = 1000;

/**
 * Where machines send. Each address takes POST alone. A credential is asked for before the body is read, and the bodies
 * that arrive at once are bounded together: a stranger cannot make us hold or read what they send.
 */
export function registerIntake(
  app: FastifyInstance,
  { logs, webhooks, accepts, maxInFlightBytes }: IntakeOptions
): void {
  const arriving = new InFlight({ maxBytes: maxInFlightBytes, maxBatches: MAX_REQUESTS_AT_ONCE });
  void app.register(async (scoped) => {
    takeBodiesAsBytes(scoped);
    scoped.addHook('onRequest', async () => {
      if (!accepts()) {
        throw new ApplicationError('IM_SHUTTING_DOWN', { retryAfterSeconds: COME_AGAIN_SECONDS });
      }
    });
    const take = (url: string, { identify, handler }: Intake): void => {
      const credentials = new WeakMap<FastifyRequest, MachineCredential | null>();
      scoped.post(url, {
        onRequest: async (request, reply) => {
          const credential = identify(request);
          credentials.set(request, credential);
          const unannounced = credential === null ? logs.maxBodyBytes : 0;
          const leave = arriving.enter(Math.min(announcedBytes(request) ?? unannounced, logs.maxBodyBytes));
          if (leave === null) {
            throw new ApplicationError('IM_INTAKE_BUSY', { retryAfterSeconds: BUSY_RETRY_SECONDS });
          }
          reply.raw.once('finish', leave).once('close', leave);
        },
        handler: (request, reply) => handler(request, { reply, credential: credentials.get(request) ?? null }),
      });
      scoped.route({
        method: OTHER_METHODS,
        url,
        handler: async (_request, reply) => {
          reply.header('allow', 'POST');
          throw new ApplicationError('IM_REQUEST_METHOD', { details: { allowed: 'POST' } });
        },
      });
    };
    const alerts = (request: FastifyRequest) => webhooks.credentials.identify(request, 'alerts');
    take('/intake/otlp/v1/logs', {
      identify: (request) => logs.credentials.identify(request, 'logs'),
      handler: (request, about) => receiveLogs(logs, request, about),
    });
    take('/intake/alerts/grafana', {
      identify: (request) => (isSigned(request) ? null : alerts(request)),
      handler: (request, about) => receiveWebhook(webhooks, request, about),
    });
    take('/intake/alerts/alertmanager', {
      identify: alerts,
      handler: (request, about) => receiveWebhook(webhooks, request, about),
    });
  });
}

function announcedBytes({ headers }: FastifyRequest): number | null {
  const length = Number(headers['content-length']);
  return Number.isSafeInteger(length) && length >= 0 ? length : null;
}
