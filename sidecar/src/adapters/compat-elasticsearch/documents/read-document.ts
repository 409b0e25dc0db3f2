import type { RawLine } from '../../../domain/signals/raw-line.ts';
import type { RawPoint, RawResource, RawSignals, RawSpan } from '../../../domain/signals/raw-signals.ts';
import { DOCUMENT_FIELDS, LINE_FIELDS, METRIC_FIELDS, SPAN_FIELDS, slotsOf, type Values } from './field-names.ts';
import { emptyValues, readFields, type JsonObject } from './field-tree.ts';
import type { DocumentProblem, KnownDocument, ReadFrom } from './known-document.ts';
import { readLine } from './read-line.ts';
import { readPoints } from './read-points.ts';
import { ResourceCollector, serviceOf } from './read-resource.ts';
import { isOtelSpan, readApmSpan, readOtelSpan } from './read-span.ts';
import { readTime } from './read-time.ts';

/** `ignored`: acknowledged and of no use to us, which the sender is told as a `noop`. */
export type DocumentFate = 'taken' | 'ignored' | DocumentProblem;

const TIMES = slotsOf(LINE_FIELDS.time);
const [TIMESTAMP] = TIMES;
const [EVENT] = slotsOf(SPAN_FIELDS.event);
const [METRICSET] = slotsOf(METRIC_FIELDS.metricset);
const [METRICS] = slotsOf(METRIC_FIELDS.metrics);

/** Reads documents, one after the other, into the shape that every intake uses. */
export class DocumentReader {
  private readonly lines: RawLine[] = [];
  private readonly spans: RawSpan[] = [];
  private readonly points: RawPoint[] = [];
  private readonly resources = new ResourceCollector();
  private readonly values = emptyValues(DOCUMENT_FIELDS);
  private finerTime = false;

  /** Nothing of a document with a problem is kept. */
  take(document: JsonObject, from: ReadFrom): DocumentFate {
    const { values } = this;
    readFields(document, DOCUMENT_FIELDS, values);
    const at = timeOf(values);
    if (typeof at === 'object' && at !== null) {
      return at;
    }
    const service = serviceOf(values);
    const fate = this.takeAs({ document, values, at, service, ...from });
    if (fate === 'taken') {
      this.resources.take(values, service);
      this.finerTime ||= at !== null && at % 1000 !== 0;
    }
    return fate;
  }

  /** Whether a document told its time finer than to the second: the same bytes again are then the same events again. */
  get hasFineTime(): boolean {
    return this.finerTime;
  }

  signals(): RawSignals {
    const { lines, spans, points } = this;
    const resources: readonly RawResource[] = this.resources.all();
    return { lines, spans, points, occurrences: [], resources };
  }

  private takeAs(about: KnownDocument): DocumentFate {
    const { values } = about;
    const event = values[EVENT ?? -1];
    if (event === 'transaction' || event === 'span') {
      return this.takeSpan(readApmSpan(about, event));
    }
    if (event === 'metric' || values[METRICSET ?? -1] !== undefined || isMetrics(values[METRICS ?? -1])) {
      const points = readPoints(about);
      points.forEach((point) => this.points.push(point));
      return points.length === 0 ? 'ignored' : 'taken';
    }
    if (isOtelSpan(values)) {
      return this.takeSpan(readOtelSpan(about));
    }
    this.lines.push(readLine(about));
    return 'taken';
  }

  private takeSpan(span: RawSpan | DocumentProblem): DocumentFate {
    if ('problem' in span) {
      return span;
    }
    this.spans.push(span);
    return 'taken';
  }
}

function isMetrics(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `@timestamp` must be a time, as for Elasticsearch; what else is called a time may be anything. */
function timeOf(values: Values): number | null | DocumentProblem {
  const told = values[TIMESTAMP ?? -1];
  if (told !== undefined) {
    return readTime(told) ?? { problem: 'expected a time in ISO 8601 or since 1970', field: '@timestamp' };
  }
  for (const slot of TIMES) {
    const at = values[slot] === undefined ? null : readTime(values[slot]);
    if (at !== null) {
      return at;
    }
  }
  return null;
}
