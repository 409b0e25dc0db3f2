import { ElasticsearchTelemetrySource } from '../../adapters/telemetry-elasticsearch/elasticsearch-telemetry-source.ts';
import { GrafanaServer } from '../../adapters/telemetry-grafana/grafana-server.ts';
import { GrafanaTelemetrySource } from '../../adapters/telemetry-grafana/grafana-telemetry-source.ts';
import { organisationId } from '../../domain/tenancy/scope.ts';
import { createOutbound } from '../../platform/outbound/outbound-http.ts';
import type { Core } from '../core.ts';
import { connectionOptions } from '../open-stores.ts';
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
    const { name, index, preset, fields, only, restricted, traces, metrics } = settings;
    const kind = 'elasticsearch' as const;
    sources.expect(organisation, { name, kind, restricted });
    const source = new ElasticsearchTelemetrySource({
      ...connectionOptions(settings),
      ...{ organisation, name, index, preset, fields, only, restricted, traces, metrics, clock },
    });
    return {
      organisation,
      kind,
      everySeconds: configuration.detection.pollEverySeconds,
      source,
      close: () => source.close(),
    };
  });
}

function grafanaSources({ configuration, clock, sources, redact }: Core): WatchedSource[] {
  return configuration.grafana.flatMap((settings) => {
    const { url, token, caFile, requestTimeoutSeconds, datasources } = settings;
    const organisation = organisationId(configuration.instance, settings.organisation);
    const outbound = createOutbound({ origins: [url], timeoutSeconds: requestTimeoutSeconds, caFile });
    let closing: Promise<void> | null = null;
    const server = new GrafanaServer({
      ...{ url, outbound, clock, redact },
      token: token ?? '',
      orgId: settings.grafanaOrganisation ?? settings.organisation,
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
        close: () => (closing ??= outbound.close()),
        source: new GrafanaTelemetrySource({
          ...datasource,
          ...{ name, organisation, server, clock, redact },
          onRestricted: () => sources.expect(organisation, { name, kind, restricted: true }),
        }),
      };
    });
  });
}
