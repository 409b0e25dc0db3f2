import path from 'node:path';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Readiness } from './adapters/http/register-health.ts';
import { FileSpool } from './adapters/spool-file/file-spool.ts';
import { buildBackground } from './composition/background/background.ts';
import { buildClientSettings } from './composition/build-clients.ts';
import { buildDetectors } from './composition/build-detectors.ts';
import { buildImports } from './composition/build-imports.ts';
import { buildIntake, type IntakeServers } from './composition/build-intake.ts';
import { buildKeeping } from './composition/build-keeping.ts';
import { buildMemory, type MemoryParts } from './composition/build-memory.ts';
import { buildReader } from './composition/build-reader.ts';
import { buildV1 } from './composition/build-v1.ts';
import { buildCore } from './composition/core.ts';
import { buildDemo } from './composition/demo.ts';
import { buildSessions } from './composition/build-sessions.ts';
import { buildSignalWatch } from './composition/build-signal-watch.ts';
import { detectionSettings } from './composition/detection-settings.ts';
import { kubernetesWatches } from './composition/background/kubernetes-watches.ts';
import { openStores } from './composition/open-stores.ts';
import { knownOrganisations } from './composition/organisations.ts';
import { telemetrySources } from './composition/background/telemetry-sources.ts';
import { systemScope } from './domain/tenancy/scope.ts';
import type { Configuration } from './platform/configuration/schema.ts';
import type { Origins } from './platform/configuration/settings-of.ts';
import { shutDown } from './platform/shutdown.ts';
import { createRedactor } from './domain/redaction/redact.ts';
import { systemClock } from './platform/system-clock.ts';
import type { Clock } from './ports/clock.ts';
import type { Stores } from './ports/stores/stores.ts';
import { DetectOutages } from './usecases/detection/detect-outages.ts';
import { DrainSpool } from './usecases/intake/drain-spool.ts';

export interface Sidecar {
  readonly stores: Stores;
  /** Opens everything in order; resolves when requests are taken. */
  start(): Promise<{ v1: string; intake: string; elasticsearch: string | null }>;
  /** False where patience ran out before all was finished. */
  stop(): Promise<boolean>;
  /** What is served to Grafana, as `METHOD /path`. */
  routes(): string[];
  /** For whoever asks from within the process, without a socket. */
  readonly servers: Omit<IntakeServers, 'tables' | 'ingest'> & { readonly v1: FastifyInstance };
}

interface Ingredients {
  readonly configuration: Configuration;
  readonly logger: Logger;
  readonly origins?: Origins;
  readonly clock?: Clock;
  /** Given by tests; otherwise opened as configured. */
  readonly stores?: Stores;
  /** The store cannot be used any more; only a new process helps. */
  readonly onStoreDeath?: (sentence: string) => void;
}

/** The composition root: with the files of `composition/` the only place that builds adapters. */
export async function composeSidecar(ingredients: Ingredients): Promise<Sidecar> {
  const { configuration, logger, origins = new Map(), onStoreDeath = () => undefined } = ingredients;
  const clock = ingredients.clock ?? systemClock;
  const { reader, close: closeReader } = buildReader(
    configuration.memory,
    (told) =>
      logger.warn(told, 'the endpoint for embeddings answers again, or no more: meanwhile the own table stands in'),
    createRedactor(configuration.redaction.personal)
  );
  const stores = ingredients.stores ?? (await openStores(configuration, { clock, onThreadDeath: onStoreDeath }));
  const core = buildCore({ configuration, stores, clock, logger });
  const organisations = knownOrganisations(configuration);
  const detectors = buildDetectors(core);
  const memory = buildMemory(core, { ...detectors, reader });
  const watchedSources = telemetrySources(core);
  const { signals, lookOut } = buildSignalWatch(core, detectors);
  const detection = new DetectOutages({
    stores,
    lookOut,
    ledger: core.ledger,
    feed: core.feed,
    clock,
    settings: detectionSettings(configuration),
    onFailure: (organisation, error) => {
      core.metrics.tickFailures.inc();
      logger.warn({ err: error, organisation }, 'an evaluation failed and is repeated');
    },
  });
  const spool = await FileSpool.open({
    folder: path.join(configuration.dataFolder, 'spool'),
    maxBytes: configuration.intake.spoolMaxBytes,
    onProblem: (sentence) => logger.warn({ spool: sentence }, 'the spool has a problem'),
  });
  const sessions = buildSessions(core, memory);
  const clients = buildClientSettings(core);
  const imports = buildImports(core, memory);
  const keeping = buildKeeping(core, {
    ...{ memory, spool },
    places: [sessions.place, clients.place, imports.nightly.place].filter((place) => place !== null),
  });
  const drain = new DrainSpool({
    spool,
    signals: stores.signals,
    clock,
    onRefused: (error, { organisation, batch }) =>
      logger.error(
        { err: error, organisation, batch: batch.id },
        'the store will never take a batch: it was set aside'
      ),
    onFailure: (error, nextAttemptMs) => logger.warn({ err: error, nextAttemptMs }, 'the spool waits for the store'),
  });
  let phase: 'starting' | 'ready' | 'stopping' = 'starting';
  const accepts = (): boolean => phase === 'ready';
  const demo = buildDemo(core, memory);
  const { intake, elasticsearch, tables, ingest } = buildIntake({
    core,
    memory,
    profiles: clients.profiles,
    detection,
    signals,
    spool,
    accepts,
    extraCredentials: demo === null ? [] : [demo.credential],
  });
  const sourcesOf = (organisation: string) =>
    watchedSources.filter((watched) => watched.organisation === organisation).map(({ source }) => source);
  const readiness = (): Promise<Readiness> => isReady(stores, phase);
  const { app: v1, streams } = buildV1({
    core,
    states: detection,
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
  });
  const routes = routesOf(v1);
  const background = buildBackground({
    core,
    ingest,
    detection,
    signals,
    detectors,
    memory,
    keeping,
    imports,
    organisations,
    watchedSources,
    watches: kubernetesWatches(core, ingest),
  });

  return {
    stores,
    routes: () => [...routes],
    servers: { v1, intake, elasticsearch },
    start: async () => {
      await drain.drainLeftovers();
      await detectors.begin(organisations);
      for (const organisation of organisations) {
        await core.ledger.repair(organisation, 0);
        await memory.ledger.repair(organisation, 0);
        await keeping.forget.finishOpen(organisation);
        await detection.rebuild(systemScope(organisation), clock.now());
      }
      const { listen } = configuration;
      const intakeAddress = await listenOn(intake, { host: listen.intakeHost, port: listen.intakePort });
      const elasticsearchAddress =
        elasticsearch === null
          ? null
          : await listenOn(elasticsearch, { host: listen.intakeHost, port: listen.elasticsearchPort ?? 0 });
      const v1Address = await listenOn(v1, { host: listen.host, port: listen.port });
      phase = 'ready';
      drain.start();
      background.start();
      void prepareRecall(memory, organisations);
      demo?.start(intakeAddress);
      return { v1: v1Address, intake: intakeAddress, elasticsearch: elasticsearchAddress };
    },
    stop: () => {
      phase = 'stopping';
      return shutDown(
        [
          { name: 'demo', run: () => demo?.stop() },
          { name: 'streams', run: () => streams.closeAll() },
          {
            name: 'requests',
            run: async () => void (await Promise.all([intake.close(), elasticsearch?.close(), v1.close()])),
          },
          { name: 'detectors', run: () => signals.saveAll() },
          { name: 'background', run: () => background.stop() },
          { name: 'spool', run: () => drain.stop() },
          { name: 'detection', run: () => detection.close() },
          { name: 'spool file', run: () => spool.close() },
          { name: 'model of meaning', run: closeReader },
          { name: 'store', run: () => stores.close() },
        ],
        logger
      );
    },
  };
}

/** Nobody waits for it; what fails here is done by the first question. */
async function prepareRecall(
  { isEnabled, search }: Pick<MemoryParts, 'isEnabled' | 'search'>,
  organisations: readonly string[]
): Promise<void> {
  for (const organisation of isEnabled ? organisations : []) {
    await search.prepare(systemScope(organisation)).catch(() => undefined);
  }
}

async function isReady(stores: Stores, phase: string): Promise<Readiness> {
  const store = await stores.check().then(
    () => [],
    () => ['the store']
  );
  const waitingFor = [...(phase === 'ready' ? [] : [`the sidecar, which is ${phase}`]), ...store];
  return { ready: waitingFor.length === 0, waitingFor };
}

async function listenOn(app: FastifyInstance, address: { host: string; port: number }): Promise<string> {
  await app.listen(address);
  const { port } = app.server.address() as AddressInfo;
  return `http://${address.host.includes(':') ? `[${address.host}]` : address.host}:${port}`;
}

function routesOf(app: FastifyInstance): Set<string> {
  const routes = new Set<string>();
  app.addHook('onRoute', ({ method, url }) => {
    [method].flat().forEach((one) => routes.add(`${one} ${url}`));
  });
  return routes;
}
