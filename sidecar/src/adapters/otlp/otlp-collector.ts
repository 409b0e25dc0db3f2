import type { RawLine } from '../../domain/signals/raw-line.ts';
import type { RawPoint, RawResource, RawSignals, RawSpan } from '../../domain/signals/raw-signals.ts';
import { cutAt } from '../../domain/signals/service-names.ts';
import { digestOf } from './metric-stream.ts';
import { textOf, type OtlpValue, type TextPair } from './otlp-value.ts';

/** More are no batch that anybody sends: a few packed kilobytes can hold millions of empty ones. */
export const MAX_RECORDS = 50_000;
export const TOO_MANY_RECORDS = `it holds more than ${MAX_RECORDS} records: send smaller batches`;
/** Resources and scopes: one of each around each record is the most that anybody needs. */
const MAX_HOLDERS = 2 * MAX_RECORDS;
export const TOO_MANY_HOLDERS = `it holds more than ${MAX_HOLDERS} resources and scopes: send smaller batches`;
/** Ten labels for each of the most points; pairs of a few bytes each would otherwise fill the memory. */
const MAX_LABELS_IN_ALL = 10 * MAX_RECORDS;
/** As many attributes as OpenTelemetry's SDKs put on anything unless they are told otherwise. */
const MAX_ATTRIBUTES = 128;
/** Far behind what is kept of them, so that redaction sees whole secrets. */
const ATTRIBUTE_MAX_LENGTH = 1000;
/** What resources say comes again with every request, so that those of an odd one may be left out. */
const MAX_RESOURCES = 10_000;

export interface OtlpRead {
  readonly signals: RawSignals;
  /** Spans that cannot be told from others, since they have no ids. */
  readonly rejectedSpans: number;
}

/** What one request holds, within the bounds of a request. Knows no encoding. */
export class OtlpCollector {
  readonly lines: RawLine[] = [];
  readonly spans: RawSpan[] = [];
  readonly points: RawPoint[] = [];
  readonly resources: RawResource[] = [];
  readonly receivedAt: number;
  rejectedSpans = 0;
  private records = 0;
  private holders = 0;
  private labels = 0;

  constructor(receivedAt: number) {
    this.receivedAt = receivedAt;
  }

  /** To be asked before a record is read; where it says no, the request is refused. */
  admit(): boolean {
    this.records += 1;
    return this.records <= MAX_RECORDS && this.labels <= MAX_LABELS_IN_ALL;
  }

  /** As `admit`, before what holds records is read. */
  admitHolder(): boolean {
    this.holders += 1;
    return this.holders <= MAX_HOLDERS;
  }

  takeResource(resource: OtlpAttributes): void {
    const { service, pairs } = resource;
    this.labels += pairs.length;
    if (pairs.length > (service === null ? 0 : 1) && this.resources.length < MAX_RESOURCES) {
      this.resources.push({ service, attributes: pairs });
    }
  }

  takePoint(point: RawPoint): void {
    this.labels += point.labels.length;
    this.points.push(point);
  }

  read(): OtlpRead {
    const { lines, spans, points, resources, rejectedSpans } = this;
    return { signals: { lines, spans, points, resources, occurrences: [] }, rejectedSpans };
  }
}

export const SERVICE_NAME_ATTRIBUTE = 'service.name';

/** Attributes that are kept as text: of a resource, or the labels of a point. */
export class OtlpAttributes {
  readonly pairs: TextPair[] = [];
  service: string | null = null;
  private digested: string | null = null;

  /** Of all of them in whatever order; made once, since a resource may hold thousands of scopes. */
  get digest(): string {
    this.digested ??= digestOf([...this.pairs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
    return this.digested;
  }

  add(key: string, value: OtlpValue): void {
    if (key === SERVICE_NAME_ATTRIBUTE) {
      this.service = textOf(value);
    }
    if (key !== '' && this.pairs.length < MAX_ATTRIBUTES) {
      this.pairs.push([cutAt(key, ATTRIBUTE_MAX_LENGTH), cutAt(textOf(value), ATTRIBUTE_MAX_LENGTH)]);
    }
  }
}
