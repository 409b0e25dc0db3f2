import { GrafanaServer, type GrafanaServerOptions } from '../../../src/adapters/telemetry-grafana/grafana-server.ts';
import {
  GrafanaTelemetrySource,
  type GrafanaTelemetryOptions,
} from '../../../src/adapters/telemetry-grafana/grafana-telemetry-source.ts';
import { redact } from '../../../src/domain/redaction/redact.ts';
import { createOutbound } from '../../../src/platform/outbound/outbound-http.ts';
import { FakeClock } from '../fake-clock.ts';
import { TOKEN } from './fake-grafana.ts';

export const ORGANISATION = 'main:1';
export const SYSTEM = { organisation: ORGANISATION, teams: 'every', user: null } as const;
export const NOON = Date.UTC(2026, 2, 1, 12);

export interface GrafanaHouse {
  readonly clock: FakeClock;
  readonly server: GrafanaServer;
  source(options: Partial<GrafanaTelemetryOptions> & { uid: string }): GrafanaTelemetrySource;
  close(): Promise<void>;
}

/** Sources as the sidecar builds them, at noon, towards one Grafana. */
export function grafanaHouse(url: string, options: Partial<GrafanaServerOptions> = {}): GrafanaHouse {
  const clock = new FakeClock(NOON);
  const outbound = createOutbound({ origins: [url], timeoutSeconds: 5 });
  const server = new GrafanaServer({ url, token: TOKEN, orgId: 1, outbound, clock, redact, ...options });
  return {
    clock,
    server,
    source: (more) =>
      new GrafanaTelemetrySource({
        name: `grafana/${more.uid}`,
        organisation: ORGANISATION,
        type: null,
        presets: [],
        queries: [],
        serviceLabel: null,
        restricted: false,
        budget: { queriesPerMinute: 60, bytesPerHour: 1_000_000 },
        server,
        clock,
        redact,
        ...more,
      }),
    close: () => outbound.close(),
  };
}
