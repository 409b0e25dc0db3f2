import { ElasticsearchTelemetrySource } from '../adapters/telemetry-elasticsearch/elasticsearch-telemetry-source.ts';
import { organisationId } from '../domain/tenancy/scope.ts';
import type { WatchedSource } from './background.ts';
import type { Core } from './core.ts';
import { connectionOptions } from './open-stores.ts';

/** Everything that is asked by the sidecar itself; each is expected to speak from now on. */
export function telemetrySources(core: Core): WatchedSource[] {
  return elasticsearchSources(core);
}

function elasticsearchSources({ configuration, clock, sources }: Core): WatchedSource[] {
  return configuration.telemetry.map((settings) => {
    const organisation = organisationId(configuration.instance, settings.organisation);
    sources.expect(organisation, { name: settings.name, kind: 'elasticsearch' });
    const { name, index, preset, fields, only, traces, metrics } = settings;
    return {
      organisation,
      source: new ElasticsearchTelemetrySource({
        ...connectionOptions(settings),
        ...{ organisation, name, index, preset, fields, only, traces, metrics, clock },
      }),
    };
  });
}
