import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApplicationError } from '../../platform/application-error.ts';
import { takeBodiesAsBytes } from './read-body.ts';
import { receiveLogs, type LogIntake } from './receive-logs.ts';
import { receiveWebhook, type WebhookIntake } from './receive-webhook.ts';

export interface IntakeOptions {
  readonly logs: LogIntake;
  readonly webhooks: WebhookIntake;
  /** False while starting and stopping: senders keep what they have and come again. */
  readonly accepts: () => boolean;
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

const OTHER_METHODS = ['GET', 'PUT', 'PATCH', 'DELETE'];
const COME_AGAIN_SECONDS = 2;

/** Where machines send. Each address takes POST alone. */
export function registerIntake(app: FastifyInstance, { logs, webhooks, accepts }: IntakeOptions): void {
  void app.register(async (scoped) => {
    takeBodiesAsBytes(scoped);
    scoped.addHook('onRequest', async () => {
      if (!accepts()) {
        throw new ApplicationError('IM_SHUTTING_DOWN', { retryAfterSeconds: COME_AGAIN_SECONDS });
      }
    });
    const take = (url: string, handler: Handler): void => {
      scoped.post(url, handler);
      scoped.route({
        method: OTHER_METHODS,
        url,
        handler: async (_request, reply) => {
          reply.header('allow', 'POST');
          throw new ApplicationError('IM_REQUEST_METHOD', { details: { allowed: 'POST' } });
        },
      });
    };
    take('/intake/otlp/v1/logs', (request, reply) => receiveLogs(logs, request, reply));
    take('/intake/alerts/grafana', (request, reply) => receiveWebhook(webhooks, request, { reply, signed: true }));
    take('/intake/alerts/alertmanager', (request, reply) =>
      receiveWebhook(webhooks, request, { reply, signed: false })
    );
  });
}
