import { systemClock } from '../../../src/platform/system-clock.ts';
import {
  ElasticsearchTelemetrySource,
  type ElasticsearchTelemetryOptions,
} from '../../../src/adapters/telemetry-elasticsearch/elasticsearch-telemetry-source.ts';
import { randomIndexPrefix } from './elasticsearch-server.ts';

/** Writes what a log shipper would have written, without the product's own code. */
export class LogIndices {
  readonly prefix = randomIndexPrefix();
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  name(suffix: string): string {
    return `${this.prefix}-${suffix}`;
  }

  async create(suffix: string, properties: object = {}): Promise<string> {
    const index = this.name(suffix);
    await this.ask('PUT', index, { mappings: { properties }, settings: { number_of_replicas: 0 } });
    return index;
  }

  /** Visible to searches when it returns. */
  async write(index: string, documents: readonly object[]): Promise<void> {
    const lines = documents.flatMap((document) => ['{"index":{}}', JSON.stringify(document)]);
    const answer = await fetch(`${this.url}/${index}/_bulk?refresh=true`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: `${lines.join('\n')}\n`,
    });
    const body = await answer.text();
    if (!answer.ok || !body.includes('"errors":false')) {
      throw new Error(`bulk to ${index} answered ${answer.status}: ${body.slice(0, 2000)}`);
    }
  }

  async removeAll(): Promise<void> {
    const found = await fetch(`${this.url}/${this.prefix}-*/_alias`);
    await Promise.all(Object.keys((await found.json()) as object).map((index) => this.ask('DELETE', index)));
  }

  private async ask(method: string, path: string, body?: object): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const content = body === undefined ? {} : { headers, body: JSON.stringify(body) };
    const answer = await fetch(`${this.url}/${path}`, { method, ...content });
    if (!answer.ok) {
      throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    }
  }
}

export const ORGANISATION = 'main:1';
export const SYSTEM = { organisation: ORGANISATION, teams: 'every', user: null } as const;

export function telemetrySource(
  url: string,
  options: Pick<ElasticsearchTelemetryOptions, 'index'> & Partial<ElasticsearchTelemetryOptions>
): ElasticsearchTelemetrySource {
  return new ElasticsearchTelemetrySource({
    name: 'shop-logs',
    organisation: ORGANISATION,
    urls: [url],
    auth: { kind: 'none' },
    requestTimeoutSeconds: 20,
    majorVersion: 9,
    preset: 'ecs',
    clock: systemClock,
    ...options,
  });
}

const EXACT = { type: 'keyword' };

/** As the ECS templates of Elastic map it. */
export const ECS_MAPPING = {
  '@timestamp': { type: 'date' },
  message: { type: 'text' },
  log: { properties: { level: EXACT } },
  service: { properties: { name: EXACT } },
  error: { properties: { type: EXACT, stack_trace: { type: 'text' } } },
  trace: { properties: { id: EXACT } },
};

/** As the OpenTelemetry collector's exporter lays it out. */
export const OTEL_MAPPING = {
  '@timestamp': { type: 'date_nanos' },
  severity_text: EXACT,
  severity_number: { type: 'byte' },
  body: { properties: { text: { type: 'text' } } },
  resource: { properties: { attributes: { type: 'flattened' } } },
  attributes: { type: 'flattened' },
  trace_id: EXACT,
};

export function ecsLine(at: string | number, service: string | null, more: { level?: string; message?: string } = {}) {
  return {
    '@timestamp': at,
    message: more.message ?? 'payment was refused',
    log: { level: more.level ?? 'error' },
    ...(service === null ? {} : { service: { name: service } }),
  };
}

export function otelLine(at: string, service: string, more: { number?: number; text?: string; body?: string } = {}) {
  return {
    '@timestamp': at,
    ...(more.text === undefined ? {} : { severity_text: more.text }),
    ...(more.number === undefined ? {} : { severity_number: more.number }),
    body: { text: more.body ?? 'payment was refused' },
    resource: { attributes: { 'service.name': service } },
    attributes: { 'exception.type': 'PaymentError', 'exception.stacktrace': 'at pay\nat cart' },
    trace_id: '0af7651916cd43dd8448eb211c80319c',
  };
}
