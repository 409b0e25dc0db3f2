import type { FastifyInstance } from 'fastify';
import { buildServer } from '../adapters/http/build-server.ts';
import { MachineCredentials } from '../adapters/http-intake/machine-credentials.ts';
import { registerIntake } from '../adapters/http-intake/register-intake.ts';
import { ReplayGuard } from '../adapters/webhooks/replay-guard.ts';
import type { MachineCredential } from '../platform/configuration/schema.ts';
import type { Spool } from '../ports/spool.ts';
import type { DetectOutages } from '../usecases/detection/detect-outages.ts';
import { IngestLogs } from '../usecases/intake/ingest-logs.ts';
import { ReceiveAlerts } from '../usecases/intake/receive-alerts.ts';
import type { Core } from './core.ts';

interface Parts {
  readonly core: Core;
  readonly detection: DetectOutages;
  readonly spool: Spool;
  readonly extraCredentials: readonly MachineCredential[];
  readonly accepts: () => boolean;
}

/** What machines talk to. */
export function buildIntake({ core, detection, spool, extraCredentials, accepts }: Parts): FastifyInstance {
  const { configuration, stores, clock, ids, logger, ledger, metrics, sources, redact } = core;
  const { intake, instance, requests, grafanaWebhooks, alerts } = configuration;
  const app = buildServer({
    logger,
    ids,
    limits: { maxBodyBytes: intake.maxBodyBytes, receiveTimeoutSeconds: requests.timeoutSeconds },
  });
  const credentials = new MachineCredentials([...configuration.machineCredentials, ...extraCredentials]);
  const ingest = new IngestLogs({
    signals: stores.signals,
    spool,
    clock,
    ids,
    redact,
    limits: {
      maxInFlightBytes: intake.maxInFlightBytes,
      keepInfoShare: intake.keepInfoShare,
      lateAfterMs: configuration.detection.allowedLatenessSeconds * 1000,
    },
    listeners: {
      onCounted: (scope, counts, late) => {
        detection.observe(scope, counts);
        metrics.lateLines.inc(late);
      },
      onAccepted: ({ lines, spooled }) => {
        metrics.lines.inc(lines);
        metrics.spooledBatches.inc(spooled ? 1 : 0);
      },
      onRefused: (code) => metrics.refusedBatches.inc({ code }),
    },
  });
  registerIntake(app, {
    accepts,
    maxInFlightBytes: intake.maxInFlightBytes,
    logs: {
      ingest,
      credentials,
      clock,
      instance,
      maxBodyBytes: intake.maxBodyBytes,
      onHeard: (organisation, sender) => sources.heard(organisation, { name: sender, kind: 'push', at: clock.now() }),
    },
    webhooks: {
      alerts: new ReceiveAlerts({ ledger, incidents: stores.incidents, clock }),
      credentials,
      grafanaWebhooks,
      replays: new ReplayGuard(),
      clock,
      instance,
      maxBodyBytes: intake.maxBodyBytes,
      toleranceSeconds: intake.clockToleranceSeconds,
      serviceLabels: alerts.serviceLabels,
      redact,
      onReceived: (organisation, { sender, firing, resolved }) => {
        metrics.alerts.inc({ status: 'firing' }, firing);
        metrics.alerts.inc({ status: 'resolved' }, resolved);
        sources.heard(organisation, { name: sender, kind: 'alerts', at: clock.now() });
      },
    },
  });
  return app;
}
