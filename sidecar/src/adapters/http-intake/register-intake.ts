import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { InFlight } from '../../usecases/intake/in-flight.ts';
import { openDoor } from './intake-door.ts';
import type { ChangeIntake } from './receive-changes.ts';
import { receiveOtlp, type OtlpIntake } from './receive-otlp.ts';
import { takeChanges } from './register-changes.ts';
import { OTLP_SIGNALS } from '../otlp/read-otlp.ts';
import { isSigned, receiveWebhook, type WebhookIntake } from './receive-webhook.ts';

export interface IntakeOptions {
  readonly changes: ChangeIntake;
  readonly otlp: OtlpIntake;
  readonly webhooks: WebhookIntake;
  /** False while starting and stopping: senders keep what they have and come again. */
  readonly accepts: () => boolean;
  /** All bodies that are being received, whichever door they came through. */
  readonly arriving: InFlight;
}

/** Where machines send. Each address takes POST alone. */
export function registerIntake(
  app: FastifyInstance,
  { otlp, webhooks, changes, accepts, arriving }: IntakeOptions
): void {
  void app.register(async (scoped) => {
    const take = openDoor(scoped, { accepts, arriving, maxBodyBytes: otlp.maxBodyBytes });
    const alerts = (request: FastifyRequest) => webhooks.credentials.identify(request, 'alerts');
    for (const signal of OTLP_SIGNALS) {
      take(`/intake/otlp/v1/${signal}`, {
        identify: (request) => otlp.credentials.identify(request, 'logs'),
        handler: (request, about) => receiveOtlp(otlp, request, { ...about, signal }),
      });
    }
    take('/intake/alerts/grafana', {
      identify: (request) => (isSigned(request) ? null : alerts(request)),
      handler: (request, about) => receiveWebhook(webhooks, request, about),
    });
    take('/intake/alerts/alertmanager', {
      identify: alerts,
      handler: (request, about) => receiveWebhook(webhooks, request, about),
    });
    takeChanges(take, changes);
  });
}
