import type { FastifyInstance } from 'fastify';
import { answerOnce } from '../adapters/http/answer-once.ts';
import { buildServer } from '../adapters/http/build-server.ts';
import { registerHealth, type Readiness } from '../adapters/http/register-health.ts';
import { registerRoutes } from '../adapters/http/register-routes.ts';
import { alarmRoutes } from '../adapters/http/routes/detection/alarm-routes.ts';
import { askRoutes } from '../adapters/http/routes/ask-routes.ts';
import { demoRoutes } from '../adapters/http/routes/demo-routes.ts';
import { detectorRoutes } from '../adapters/http/routes/detection/detector-routes.ts';
import { evidenceRoutes } from '../adapters/http/routes/detection/evidence-routes.ts';
import { incidentRoutes } from '../adapters/http/routes/incident-routes.ts';
import { maintenanceRoutes } from '../adapters/http/routes/detection/maintenance-routes.ts';
import { attemptRoutes } from '../adapters/http/routes/memory/attempt-routes.ts';
import { keepingRoutes } from '../adapters/http/routes/memory/keeping-routes.ts';
import { importRoutes } from '../adapters/http/routes/memory/import-routes.ts';
import { memoryRoutes } from '../adapters/http/routes/memory/memory-routes.ts';
import { sessionRoutes } from '../adapters/http/routes/memory/session-routes.ts';
import { recallRoutes } from '../adapters/http/routes/memory/recall-routes.ts';
import { metricRoutes } from '../adapters/http/routes/metric-routes.ts';
import { occurrenceRoutes } from '../adapters/http/routes/occurrence-routes.ts';
import { overviewRoutes } from '../adapters/http/routes/overview-routes.ts';
import { previewRoutes } from '../adapters/http/routes/detection/preview-routes.ts';
import { serviceRoutes } from '../adapters/http/routes/service-routes.ts';
import { settingsRoutes } from '../adapters/http/routes/settings-routes.ts';
import { sourceRoutes, type SourceDependencies } from '../adapters/http/routes/source-routes.ts';
import { templateRoutes } from '../adapters/http/routes/template-routes.ts';
import { trafficRoutes } from '../adapters/http/routes/traffic-routes.ts';
import { StreamServer } from '../adapters/http/stream-server.ts';
import { settingViews, type Origins } from '../platform/configuration/settings-of.ts';
import type { DemoInjection } from '../ports/demo-injection.ts';
import type { Spool } from '../ports/spool.ts';
import { AnswerQuestion } from '../usecases/answer-question.ts';
import { ErrorSamples, type SourcesOf } from '../usecases/read-error-samples.ts';
import { StandingIncidents } from '../usecases/detection/standing-incidents.ts';
import type { StandingAlarms } from '../usecases/detection/standing-alarms.ts';
import type { ServiceStates } from '../usecases/detection/service-states.ts';
import type { Detectors } from './build-detectors.ts';
import type { ImportParts } from './build-imports.ts';
import type { KeepingParts } from './build-keeping.ts';
import type { MemoryParts } from './build-memory.ts';
import type { SessionParts } from './build-sessions.ts';
import { buildReplay } from './build-replay.ts';
import type { Core } from './core.ts';

interface Parts {
  readonly core: Core;
  readonly states: ServiceStates;
  readonly signals: Pick<StandingAlarms, 'graph'>;
  readonly detectors: Detectors;
  readonly memory: MemoryParts;
  readonly keeping: KeepingParts;
  readonly sessions: SessionParts;
  readonly imports: ImportParts;
  readonly spool: Pick<Spool, 'status'>;
  readonly sourcesOf: SourcesOf;
  readonly tables: SourceDependencies['tables'];
  readonly demo: DemoInjection | null;
  readonly origins: Origins;
  readonly readiness: () => Promise<Readiness>;
  readonly accepts: () => boolean;
}

/** What Grafana talks to, with health and metrics beside it. */
export function buildV1({
  core,
  states,
  signals,
  detectors,
  memory,
  keeping,
  sessions,
  imports,
  spool,
  sourcesOf,
  tables,
  demo,
  origins,
  readiness,
  accepts,
}: Parts): {
  app: FastifyInstance;
  streams: StreamServer;
} {
  const { configuration, stores, clock, ids, logger, ledger, feed, sources, metrics, redact, version } = core;
  const { requests, sharedKey, previousSharedKey, instance, detection } = configuration;
  const { sharing } = configuration.memory;
  const app = buildServer({
    logger,
    ids,
    limits: { maxBodyBytes: requests.maxBodyBytes, receiveTimeoutSeconds: requests.timeoutSeconds },
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const labels = { method: request.method, route, status: String(reply.statusCode) };
    metrics.requestSeconds.observe(labels, reply.elapsedTime / 1000);
    logger.debug({ ...labels, requestId: request.id, milliseconds: Math.round(reply.elapsedTime) }, 'answered');
  });
  const replay = buildReplay(core);
  const streams = new StreamServer({ feed, clock, version });
  const samples = new ErrorSamples({ logs: stores.logs, sourcesOf, redact });
  registerHealth(app, {
    readiness,
    metrics: () => {
      metrics.openStreams.set(streams.openStreams);
      metrics.spoolBytes.set(spool.status().bytes);
      metrics.spoolLostBytes.set(spool.status().lostBytes);
      return metrics.registry.metrics();
    },
  });
  registerRoutes(app, {
    identity: {
      sharedKeys: [sharedKey, ...(previousSharedKey === null ? [] : [previousSharedKey])],
      instance,
      sharing,
    },
    answerOnce: answerOnce(stores.idempotency, clock),
    accepts,
    answerTimeoutSeconds: requests.timeoutSeconds,
    handlers: {
      ...overviewRoutes({
        stores,
        standing: new StandingIncidents({ incidents: stores.incidents, clock }),
        states,
        sources,
        spool,
        clock,
        evaluateEverySeconds: detection.evaluateEverySeconds,
        version,
        confidence: memory.confidence,
        quiet: { stores, modes: detectors.modes, expected: detectors.planned, alarms: signals },
        demo: demo !== null,
        feed,
        streams,
      }),
      ...incidentRoutes({ ledger, stores, samples, clock, redact }),
      ...serviceRoutes({ stores, states, clock }),
      ...templateRoutes(stores),
      ...trafficRoutes(stores),
      ...metricRoutes(stores),
      ...occurrenceRoutes(stores),
      ...sourceRoutes({ sources, tables, clock }),
      ...askRoutes({ questions: new AnswerQuestion({ stores, samples }), clock }),
      ...settingsRoutes({ views: settingViews(configuration, origins), stores, sources, sourcesOf, clock }),
      ...demoRoutes({ demo }),
      ...alarmRoutes({ ...detectors, incidents: stores.incidents, clock, redact }),
      ...detectorRoutes({ ...detectors, redact }),
      ...maintenanceRoutes({ ...detectors, redact }),
      ...previewRoutes({ ...replay, clock }),
      ...evidenceRoutes({ ledger, incidents: stores.incidents, ...replay }),
      ...memoryRoutes({
        ...{ ...memory, stores, ids, clock, sharing },
        onRated: (helped) => metrics.memoryVerdicts.inc({ verdict: helped ? 'helped' : 'misled' }),
      }),
      ...keepingRoutes({ ...keeping, ledger: memory.ledger, redact }),
      ...sessionRoutes({ ...sessions, stores }),
      ...importRoutes({ ...imports, clock, isEnabled: memory.isEnabled }),
      ...attemptRoutes({
        ...{ ...memory, incidents: ledger },
        onSuggestion: (how) => metrics.suggestionsUsed.inc({ how }),
      }),
      ...recallRoutes({ ...memory, incidents: ledger, stores, clock }),
    },
  });
  return { app, streams };
}
