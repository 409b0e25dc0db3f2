import { z } from 'zod';
import { serviceOfAlert } from '../../domain/alerts/alert-service.ts';
import { severityOfAlert } from '../../domain/alerts/alert-severity.ts';
import type { IncomingAlert } from '../../domain/alerts/incoming-alert.ts';
import { fail, succeed, type Result } from '../../domain/result.ts';
import { webLink } from '../../domain/signals/web-link.ts';
import { plainProblem } from '../../platform/plain-problem.ts';

/** Both senders go on adding keys, so unknown ones are no error; what we read is checked. */
const Labels = z.record(z.string().max(500), z.string().max(10_000)).default({});

const Alert = z.object({
  status: z.enum(['firing', 'resolved']),
  labels: Labels,
  annotations: Labels,
  startsAt: z.iso.datetime({ offset: true }),
  endsAt: z.iso.datetime({ offset: true }).nullish(),
  generatorURL: z.string().max(10_000).nullish(),
  fingerprint: z.string().min(1).max(200),
});

/** Grafana's webhook is Alertmanager's with more in it; one reader serves both. */
const Webhook = z.object({ alerts: z.array(Alert).max(1000) });

export interface WebhookOptions {
  readonly serviceLabels: readonly string[];
  readonly redact: (text: string) => string;
}

export interface WebhookProblem {
  readonly problem: string;
  readonly path: string;
}

const MAX_TEXT = 500;
const MAX_SERVICE = 200;
/** Go's zero time, which says "not ended". */
const ZERO_YEAR = '0001-';

export function readWebhook(body: unknown, options: WebhookOptions): Result<IncomingAlert[], WebhookProblem> {
  const parsed = Webhook.safeParse(body, { error: plainProblem });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return fail({ problem: issue?.message ?? 'it does not fit', path: (issue?.path ?? []).map(String).join('.') });
  }
  return succeed(parsed.data.alerts.map((alert) => incoming(alert, options)));
}

function incoming(alert: z.output<typeof Alert>, { serviceLabels, redact }: WebhookOptions): IncomingAlert {
  const { labels, annotations } = alert;
  const tidy = (text: string, maxLength: number) =>
    redact(text)
      .replace(/\p{Cc}+/gu, ' ')
      .toWellFormed()
      .slice(0, maxLength);
  const name = tidy(labels['alertname'] ?? 'unnamed alert', MAX_SERVICE) || 'unnamed alert';
  return {
    fingerprint: tidy(alert.fingerprint, MAX_SERVICE),
    name,
    status: alert.status,
    service: tidy(serviceOfAlert(labels, serviceLabels) ?? name, MAX_SERVICE) || name,
    startedAt: Date.parse(alert.startsAt),
    endedAt: alert.endsAt == null || alert.endsAt.startsWith(ZERO_YEAR) ? null : Date.parse(alert.endsAt),
    severity: severityOfAlert(labels),
    link: webLink(alert.generatorURL ?? null, redact),
    summary: tidy(annotations['summary'] ?? annotations['description'] ?? name, MAX_TEXT),
  };
}
