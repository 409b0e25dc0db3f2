import type { Capabilities } from '@incident-memory/contract';
import type { RiskyChange } from '../../../domain/occurrences/risky-changes.ts';
import { readOverview, type OverviewDependencies } from '../../../usecases/read-overview.ts';
import type { LiveFeed } from '../../../ports/live-feed.ts';
import type { Stores } from '../../../ports/stores/stores.ts';
import { openApiDocument } from '../openapi-document.ts';
import { instant, presentIncident } from '../present/present-incident.ts';
import { presentOccurrence } from '../present/present-occurrence.ts';
import type { Handlers } from '../call.ts';
import type { StreamServer } from '../stream-server.ts';

interface Dependencies extends OverviewDependencies {
  readonly stores: Pick<Stores, 'kind'>;
  readonly version: string;
  readonly demo: boolean;
  readonly feed: LiveFeed;
  readonly streams: StreamServer;
}

export function overviewRoutes(
  dependencies: Dependencies
): Pick<Handlers, 'capabilities' | 'openapi' | 'overview' | 'stream'> {
  const { version, demo, stores, clock, streams } = dependencies;
  const document = openApiDocument(version);
  const features: Capabilities['features'] = [
    'incidents',
    'rates',
    'logs',
    'ask',
    'stream',
    ...(demo ? (['demo'] as const) : []),
  ];
  return {
    capabilities: ({ reader }) => ({
      version,
      contract: 1,
      store: stores.kind,
      features,
      me: { login: reader.login, role: reader.role, organisation: reader.scope.organisation },
    }),
    openapi: ({ reply }) => reply.type('application/json').send(document),
    stream: ({ reader, request, reply }) => streams.open(reader.scope, request, reply),
    overview: async ({ reader }) => {
      const { incidentsAsOf, quiet, ...overview } = await readOverview(dependencies, reader.scope);
      const now = clock.now();
      return {
        ...overview,
        ...(incidentsAsOf === null ? {} : { incidentsAsOf: instant(incidentsAsOf) }),
        at: instant(now),
        quiet: quiet === null ? null : { ...quiet, riskyChanges: quiet.riskyChanges.map(presentRisk) },
        incidents: overview.incidents.map((record) => presentIncident(record, now)),
        detection: {
          ...overview.detection,
          lastCheckAt: overview.detection.lastCheckAt === null ? null : instant(overview.detection.lastCheckAt),
        },
        demo,
      };
    },
  };
}

function presentRisk({ change, why }: RiskyChange) {
  return { change: presentOccurrence(change), why };
}
