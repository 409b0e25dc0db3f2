import { cutAt } from '../domain/signals/service-names.ts';
import type { LogLine } from '../domain/signals/log-line.ts';
import type { Scope } from '../domain/tenancy/scope.ts';
import type { LogStore } from '../ports/stores/signals/log-store.ts';
import type { TelemetrySource } from '../ports/telemetry-source.ts';

export interface SampleQuery {
  readonly services?: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

/** Cut far behind what is shown before redaction, so that no half secret is shown. */
const LOOKED_AT_LENGTH = 64 * 1024;
const SHOWN_LENGTH = 8 * 1024;

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
    const fetched = answers.flat().map((line) => this.cleaned(line));
    return [...lines, ...fetched].sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1)).slice(0, query.limit);
  }

  /** Every text of it: what was indexed elsewhere went past our intake. */
  private cleaned(line: LogLine): LogLine {
    const clean = (text: string) => cutAt(this.redact(cutAt(text, LOOKED_AT_LENGTH)), SHOWN_LENGTH);
    const optional = (text: string | null) => (text === null ? null : clean(text));
    return {
      ...line,
      service: clean(line.service),
      message: clean(line.message),
      errorType: optional(line.errorType),
      stack: optional(line.stack),
      traceId: optional(line.traceId),
    };
  }
}
