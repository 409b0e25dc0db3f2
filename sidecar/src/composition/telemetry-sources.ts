import { ElasticsearchTelemetrySource } from '../adapters/telemetry-elasticsearch/elasticsearch-telemetry-source.ts';
import { GrafanaServer } from '../adapters/telemetry-grafana/grafana-server.ts';
import { GrafanaTelemetrySource } from '../adapters/telemetry-grafana/grafana-telemetry-source.ts';
import { organisationId } from '../domain/tenancy/scope.ts';
import { createOutbound } from '../platform/outbound-http.ts';
import type { Core } from './core.ts';
import { connectionOptions } from './open-stores.ts';
import type { WatchedSource } from './poll-ticker.ts';

/** After a longer absence, what others keep is not asked for again: it would use up the budget of the hour. */
const GRAFANA_CATCH_UP_HOURS = 0.5;

/** Everything that is asked by the sidecar itself; each is expected to speak from now on. */
export function telemetrySources(core: Core): WatchedSource[] {
  return [...elasticsearchSources(core), ...grafanaSources(core)];
}

function elasticsearchSources({ configuration, clock, sources }: Core): WatchedSource[] {
  return configuration.telemetry.map((settings) => {
    const organisation = organisationId(configuration.instance, settings.organisation);
    const { name, index, preset, fields, only, traces, metrics } = settings;
    const kind = 'elasticsearch' as const;
    sources.expect(organisation, { name, kind });
    return {
      organisation,
      kind,
      everySeconds: configuration.detection.pollEverySeconds,
      source: new ElasticsearchTelemetrySource({
        ...connectionOptions(settings),
        ...{ organisation, name, index, preset, fields, only, traces, metrics, clock },
      }),
    };
  });
}

function grafanaSources({ configuration, clock, sources, redact }: Core): WatchedSource[] {
  return configuration.grafana.flatMap((settings) => {
    const { url, token, caFile, requestTimeoutSeconds, datasources } = settings;
    const organisation = organisationId(configuration.instance, settings.organisation);
    const server = new GrafanaServer({
      ...{ url, clock, redact },
      token: token ?? '',
      orgId: settings.grafanaOrganisation ?? settings.organisation,
      outbound: createOutbound({ origins: [url], timeoutSeconds: requestTimeoutSeconds, caFile }),
    });
    return datasources.map((datasource) => {
      const name = `${settings.name}/${datasource.uid}`;
      const kind = 'grafana' as const;
      sources.expect(organisation, { name, kind, restricted: datasource.restricted });
      return {
        organisation,
        kind,
        everySeconds: settings.pollEverySeconds,
        maxCatchUpHours: GRAFANA_CATCH_UP_HOURS,
        source: new GrafanaTelemetrySource({ ...datasource, ...{ name, organisation, server, clock, redact } }),
      };
    });
  });
}
