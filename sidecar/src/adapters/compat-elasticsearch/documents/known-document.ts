import type { Values } from './field-names.ts';
import type { JsonObject } from './field-tree.ts';

/** A place in a document that does not fit. */
export interface DocumentProblem {
  readonly problem: string;
  readonly field: string;
}

export interface ReadFrom {
  /** The text that the document was read from: what is shown where it has no message of its own. */
  readonly source: string;
  /** What the action line says of fields, as OpenTelemetry's exporter does. */
  readonly dynamicTemplates: JsonObject | null;
}

/** A document with what every kind of signal needs of it. */
export interface KnownDocument extends ReadFrom {
  readonly document: JsonObject;
  readonly values: Values;
  readonly at: number | null;
  readonly service: string | null;
}
