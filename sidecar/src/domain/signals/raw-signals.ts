import type { RawOccurrence } from '../occurrences/occurrence.ts';
import type { RawLine } from './raw-line.ts';

/** A call as a tracer told it: not redacted, not bounded, its time not yet believed. */
export interface RawSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** null for the first span of a trace. */
  readonly parentSpanId: string | null;
  readonly service: string | null;
  readonly operation: string;
  readonly kind: SpanKind;
  /** When it began, epoch milliseconds; null where the sender did not say. */
  readonly at: number | null;
  readonly milliseconds: number;
  readonly isError: boolean;
  /** Whom a client span called, as it says itself: peer.service, a database, a host, a queue. */
  readonly peer: string | null;
}
export type SpanKind = 'server' | 'client' | 'producer' | 'consumer' | 'internal';

/** One value of a metric. Sums may be cumulative (since `startedAt`) or an increase. */
export interface RawPoint {
  readonly service: string | null;
  /** Which process told it: a cumulative sum is compared with what the same one told before. Null where nobody says. */
  readonly stream: string | null;
  readonly metric: string;
  readonly unit: string;
  readonly kind: 'gauge' | 'increase' | 'cumulative';
  readonly at: number | null;
  /** When a cumulative sum began; a new value says that the process was restarted. Null where it is not told. */
  readonly startedAt: number | null;
  readonly labels: readonly (readonly [string, string])[];
  /** A single value has count 1 and equal sum, min and max; a histogram or summary has what it told. */
  readonly count: number;
  readonly sum: number;
  readonly min: number | null;
  readonly max: number | null;
}

/** What a sender said about where it runs: attributes as they came, of which few are read. */
export interface RawResource {
  readonly service: string | null;
  readonly attributes: readonly (readonly [string, string])[];
}

/** Everything that one request brought, whatever it spoke: each intake reads into this and nothing else. */
export interface RawSignals {
  readonly lines: readonly RawLine[];
  readonly spans: readonly RawSpan[];
  readonly points: readonly RawPoint[];
  readonly occurrences: readonly RawOccurrence[];
  readonly resources: readonly RawResource[];
}

export const NO_SIGNALS: RawSignals = { lines: [], spans: [], points: [], occurrences: [], resources: [] };
