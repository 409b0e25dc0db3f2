/**
 * The PromQL of the presets, asked of a real Prometheus: `PROMETHEUS=/path/to/prometheus node prometheus-presets-cli.ts`.
 * An exporter counts up at known rates, Prometheus scrapes it every second, the stand-in for Grafana hands queries on,
 * fills `$__rate_interval` in and makes frames of the answers. Takes 45 seconds; no part of the usual test run.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { GrafanaServer } from '../../../src/adapters/telemetry-grafana/grafana-server.ts';
import { GrafanaTelemetrySource } from '../../../src/adapters/telemetry-grafana/grafana-telemetry-source.ts';
import { PROMETHEUS_PRESETS } from '../../../src/adapters/telemetry-grafana/presets/prometheus.ts';
import { quantile } from '../../../src/domain/traffic/latency-sketch.ts';
import { createOutbound } from '../../../src/platform/outbound/outbound-http.ts';
import { systemClock } from '../../../src/platform/system-clock.ts';
import { seriesFrame, startFakeGrafana, TOKEN, type QueryAnswer } from './fake-grafana.ts';
import { ORGANISATION, SYSTEM } from './grafana-sources.ts';

const RUN_MS = 40_000;
const SCRAPED_EVERY = '1s';
const RATE_INTERVAL = '4s';

const begun = Date.now();

/** So many a second since the beginning. */
function counter(name: string, labels: Record<string, string>, perSecond: number): string {
  const told = Object.entries(labels).map(([key, value]) => `${key}="${value}"`);
  return `${name}{${told.join(',')}} ${((Date.now() - begun) / 1000) * perSecond}`;
}

/** Half of them within 100 ms, all within 500 (in seconds). */
function histogram(
  name: string,
  labels: Record<string, string>,
  { perSecond, unit }: { perSecond: number; unit: number }
) {
  return [
    counter(`${name}_bucket`, { ...labels, le: String(0.1 * unit) }, perSecond / 2),
    counter(`${name}_bucket`, { ...labels, le: String(0.5 * unit) }, perSecond),
    counter(`${name}_bucket`, { ...labels, le: '+Inf' }, perSecond),
    counter(`${name}_count`, labels, perSecond),
  ];
}

function exposition(): string {
  const http = { service_name: 'cart', http_request_method: 'GET', http_route: '/cart' };
  const server = { span_name: 'GET /cart', span_kind: 'SPAN_KIND_SERVER' };
  const graph = { client: 'cart', server: 'payment' };
  const OK = { status_code: 'STATUS_CODE_UNSET' };
  const FAILED = { status_code: 'STATUS_CODE_ERROR' };
  const lines = [
    ...histogram(
      'http_server_request_duration_seconds',
      { ...http, http_response_status_code: '200' },
      { perSecond: 8, unit: 1 }
    ),
    ...histogram(
      'http_server_request_duration_seconds',
      { ...http, http_response_status_code: '503' },
      { perSecond: 2, unit: 1 }
    ),
    counter('traces_spanmetrics_calls_total', { service: 'cart', ...server, ...OK }, 8),
    counter('traces_spanmetrics_calls_total', { service: 'cart', ...server, ...FAILED }, 2),
    counter(
      'traces_spanmetrics_calls_total',
      { service: 'cart', ...server, ...OK, span_kind: 'SPAN_KIND_CLIENT' },
      100
    ),
    ...histogram('traces_spanmetrics_latency', { service: 'cart', ...server, ...OK }, { perSecond: 10, unit: 1 }),
    counter('traces_span_metrics_calls_total', { service_name: 'cart', ...server, ...OK }, 8),
    counter('traces_span_metrics_calls_total', { service_name: 'cart', ...server, ...FAILED }, 2),
    ...histogram(
      'traces_span_metrics_duration_milliseconds',
      { service_name: 'cart', ...server, ...OK },
      { perSecond: 10, unit: 1000 }
    ),
    counter('traces_service_graph_request_total', graph, 10),
    counter('traces_service_graph_request_failed_total', graph, 2),
    ...histogram('traces_service_graph_request_client_seconds', graph, { perSecond: 10, unit: 1 }),
    'process_resident_memory_bytes{service_name="cart"} 1000000',
    counter('process_cpu_seconds_total', { service_name: 'cart' }, 0.25),
  ];
  return `${lines.join('\n')}\n`;
}

async function listen(answer: () => string): Promise<{ port: number; stop: () => void }> {
  const server = createServer((_, outgoing) => outgoing.end(answer()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => void (server.closeAllConnections(), server.close()),
  };
}

/** As the data source of Grafana hands it on, and makes frames of what comes back. */
async function askPrometheus(url: string, asked: { expr: string; from: string; to: string }): Promise<QueryAnswer> {
  const query = new URLSearchParams({
    query: asked.expr.replaceAll('$__rate_interval', RATE_INTERVAL),
    start: String(Number(asked.from) / 1000),
    end: String(Number(asked.to) / 1000),
    step: '10',
  });
  const answer = await fetch(`${url}/api/v1/query_range?${query}`);
  const body = (await answer.json()) as {
    error?: string;
    data?: { result: Array<{ metric: Record<string, string>; values: Array<[number, string]> }> };
  };
  if (!answer.ok || body.data === undefined) {
    return { error: body.error ?? 'nothing', status: answer.status };
  }
  return {
    frames: body.data.result.map(({ metric, values }) =>
      seriesFrame(
        values.map(([at, value]) => [at * 1000, Number.isFinite(Number(value)) ? Number(value) : null]),
        { labels: metric }
      )
    ),
  };
}

const folder = mkdtempSync(path.join(tmpdir(), 'incident-memory-prometheus-'));
const exporter = await listen(exposition);
const free = await listen(() => '');
free.stop();
const url = `http://127.0.0.1:${free.port}`;
writeFileSync(
  path.join(folder, 'prometheus.yml'),
  `global: { scrape_interval: ${SCRAPED_EVERY} }\n` +
    `scrape_configs: [{ job_name: shop, static_configs: [{ targets: ['127.0.0.1:${exporter.port}'] }] }]\n`
);
const prometheus = spawn(
  process.env.PROMETHEUS ?? 'prometheus',
  [
    `--config.file=${folder}/prometheus.yml`,
    `--storage.tsdb.path=${folder}/data`,
    `--web.listen-address=127.0.0.1:${free.port}`,
  ],
  { stdio: 'ignore' }
);
const grafana = await startFakeGrafana({
  dataSources: [{ uid: 'prom', type: 'prometheus', name: 'Prometheus' }],
  answer: ({ expr }, { body }) =>
    askPrometheus(url, { expr: String(expr), from: body?.from ?? '', to: body?.to ?? '' }),
});
const outbound = createOutbound({ origins: [grafana.url], timeoutSeconds: 10 });
const common = { clock: systemClock, redact: (text: string) => text };
const server = new GrafanaServer({ url: grafana.url, token: TOKEN, orgId: 1, outbound, ...common });
let failed = 0;
try {
  await pause(RUN_MS);
  const to = Date.now();
  for (const preset of Object.keys(PROMETHEUS_PRESETS)) {
    const source = new GrafanaTelemetrySource({
      ...{ name: preset, organisation: ORGANISATION, uid: 'prom', type: null, presets: [preset], queries: [], server },
      serviceLabel: preset === 'tempo-span-metrics' ? 'service' : null,
      restricted: false,
      budget: { queriesPerMinute: 100, bytesPerHour: 1e9 },
      ...common,
    });
    const { traffic, metrics, problems } = await source.poll(SYSTEM, { from: to - 25_000, to });
    const whole = traffic?.operations.filter(({ operation }) => operation === '') ?? [];
    const rows = [...whole, ...(traffic?.calls ?? []).map((call) => ({ ...call, requests: call.calls }))];
    for (const { requests, errors, latency } of rows) {
      const isRight =
        Math.abs(requests - 100) <= 3 && Math.abs(errors - 20) <= 2 && Math.abs((quantile(latency, 0.4) ?? 0) - 50) < 3;
      failed += isRight ? 0 : 1;
      process.stdout.write(
        `${preset}: ${requests} requests, ${errors} failed, p40 ${quantile(latency, 0.4)} ms ${isRight}\n`
      );
    }
    for (const { metric, last } of metrics ?? []) {
      process.stdout.write(`${preset}: ${metric} ${last}\n`);
    }
    const isTold = rows.length > 0 || (metrics ?? []).length > 0;
    failed += isTold && problems.length === 0 ? 0 : 1;
    if (!isTold || problems.length > 0) {
      process.stdout.write(`${preset}: nothing came back. ${problems.join('; ')}\n`);
    }
  }
} finally {
  await outbound.close();
  await grafana.stop();
  exporter.stop();
  await new Promise((resolve) => {
    prometheus.once('exit', resolve);
    prometheus.kill();
  });
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed === 0 ? 0 : 1;
