import type { BoundedTable } from '@incident-memory/contract';
import type { FastifyInstance } from 'fastify';
import { RecentRequests } from '../adapters/compat-elasticsearch/recent-requests.ts';
import { COMPATIBLE_PREFIX, registerElasticsearch } from '../adapters/compat-elasticsearch/register-elasticsearch.ts';
import { buildServer } from '../adapters/http/build-server.ts';
import { MachineCredentials } from '../adapters/http-intake/machine-credentials.ts';
import { registerIntake } from '../adapters/http-intake/register-intake.ts';
import { ReplayGuard } from '../adapters/webhooks/replay-guard.ts';
import { systemScope } from '../domain/tenancy/scope.ts';
import type { MachineCredential } from '../platform/configuration/schema.ts';
import type { Spool } from '../ports/spool.ts';
import type { DetectOutages } from '../usecases/detection/detect-outages.ts';
import type { WatchSignals } from '../usecases/detection/watch-signals.ts';
import { InFlight } from '../usecases/intake/in-flight.ts';
import { IngestSignals } from '../usecases/intake/ingest-signals.ts';
import { ReceiveAlerts } from '../usecases/intake/receive-alerts.ts';
import { registerClients, type ClientSettings } from './build-clients.ts';
import type { MemoryParts } from './build-memory.ts';
import type { Core } from './core.ts';

interface Parts {
  readonly core: Core;
  readonly memory: MemoryParts;
  readonly profiles: ClientSettings['profiles'];
  readonly detection: DetectOutages;
  readonly signals: Pick<WatchSignals, 'observe'>;
  readonly spool: Spool;
  readonly extraCredentials: readonly MachineCredential[];
  readonly accepts: () => boolean;
}

export interface IntakeServers {
  readonly intake: FastifyInstance;
  /** For senders that take an address without a path; null where it is not wanted. */
  readonly elasticsearch: FastifyInstance | null;
  /** What is bounded in an organisation, and how full it is. */
  readonly tables: (organisation: string) => readonly BoundedTable[];
  /** For what is watched rather than sent. */
  readonly ingest: Pick<IngestSignals, 'ingest' | 'settle'>;
}

const MAX_REQUESTS_AT_ONCE = 1000;

/** What machines talk to. */
export function buildIntake({
  core,
  memory,
  profiles,
  detection,
  signals,
  spool,
  extraCredentials,
  accepts,
}: Parts): IntakeServers {
  const { configuration, stores, clock, ids, logger, ledger, metrics, sources, redact } = core;
  const { intake, instance, requests, grafanaWebhooks, githubWebhooks, alerts } = configuration;
  const limits = { maxBodyBytes: intake.maxBodyBytes, receiveTimeoutSeconds: requests.timeoutSeconds };
  const server = (): FastifyInstance => buildServer({ logger, ids, limits });
  const app = server();
  const credentials = new MachineCredentials([...configuration.machineCredentials, ...extraCredentials]);
  const ingest = new IngestSignals({
    signals: stores.signals,
    templates: stores.templates,
    occurrences: stores.occurrences,
    spool,
    clock,
    ids,
    redact,
    ownPrefixes: intake.ownCode,
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
      onKept: (scope, batch) => signals.observe(scope, batch),
      onAccepted: ({ lines, spans, points, spooled }) => {
        metrics.lines.inc(lines);
        metrics.spans.inc(spans);
        metrics.points.inc(points);
        metrics.spooledBatches.inc(spooled ? 1 : 0);
      },
      onRefused: (code) => metrics.refusedBatches.inc({ code }),
    },
  });
  const arriving = new InFlight({ maxBytes: intake.maxInFlightBytes, maxBatches: MAX_REQUESTS_AT_ONCE });
  const door = { accepts, arriving, maxBodyBytes: intake.maxBodyBytes };
  const onHeard = (organisation: string, sender: string): void =>
    sources.heard(organisation, { name: sender, kind: 'push', at: clock.now() });
  registerIntake(app, {
    accepts,
    arriving,
    otlp: {
      ingest,
      credentials,
      clock,
      instance,
      maxBodyBytes: intake.maxBodyBytes,
      onHeard,
    },
    changes: {
      ingest,
      credentials,
      githubWebhooks,
      replays: new ReplayGuard(),
      clock,
      instance,
      maxBodyBytes: intake.maxBodyBytes,
      onHeard: (organisation, sender) =>
        sources.heard(organisation, { name: sender, kind: 'changes', at: clock.now() }),
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
  const documents = {
    ingest,
    recent: new RecentRequests<Awaited<ReturnType<typeof ingest.ingest>>>(clock),
    credentials,
    clock,
    instance,
    maxBodyBytes: intake.maxBodyBytes,
    onHeard,
  };
  registerElasticsearch(app, { ...door, intake: documents, prefix: COMPATIBLE_PREFIX });
  registerClients(app, { core, memory, profiles, credentials, door });
  const elasticsearch = configuration.listen.elasticsearchPort === null ? null : server();
  if (elasticsearch !== null) {
    registerElasticsearch(elasticsearch, { ...door, intake: documents, prefix: '' });
  }
  return { intake: app, elasticsearch, ingest, tables: (organisation) => ingest.tables(systemScope(organisation)) };
}
