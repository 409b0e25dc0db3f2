import type { LogLine } from '../domain/signals/log-line.ts';
import type { Scope } from '../domain/tenancy/scope.ts';
import type { LogStore } from '../ports/log-store.ts';
import type { TelemetrySource } from '../ports/telemetry-source.ts';

export interface SampleQuery {
  readonly services?: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

/** Where the lines of an organisation lie outside our own store. */
export type SourcesOf = (organisation: string) => readonly TelemetrySource[];

/** Error lines around a time, newest first: from our own store, and fetched anew (and redacted) where they live elsewhere. */
export class ErrorSamples {
  private readonly logs: LogStore;
  private readonly sourcesOf: SourcesOf;
  private readonly redact: (text: string) => string;

  constructor({ logs, sourcesOf, redact }: { logs: LogStore; sourcesOf: SourcesOf; redact: (text: string) => string }) {
    this.logs = logs;
    this.sourcesOf = sourcesOf;
    this.redact = redact;
  }

  async read(scope: Scope, query: SampleQuery): Promise<LogLine[]> {
    const own = this.logs.search(scope, { ...query, levels: ['error', 'fatal'] });
    const services = query.services;
    const elsewhere =
      services === undefined
        ? []
        : this.sourcesOf(scope.organisation).map((source) => source.samples(scope, { ...query, services }));
    const [{ lines }, ...answers] = await Promise.all([own, ...elsewhere.map((answer) => answer.catch(() => []))]);
    const fetched = answers.flat().map((line) => ({
      ...line,
      message: this.redact(line.message),
      stack: line.stack === null ? null : this.redact(line.stack),
    }));
    return [...lines, ...fetched].sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1)).slice(0, query.limit);
  }
}
