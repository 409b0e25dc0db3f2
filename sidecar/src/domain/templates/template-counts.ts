/** Lines of one template in one service and bucket of event time. */
export interface TemplateCounts {
  readonly service: string;
  readonly template: string;
  /** Start of the bucket, epoch milliseconds, a multiple of the step. */
  readonly at: number;
  readonly lines: number;
  readonly errors: number;
}

/** A template as it is kept. */
export interface TemplateRecord {
  readonly id: string;
  /** Its text with `<*>` for what varies. */
  readonly text: string;
  /** The template that it became part of, where it was merged. */
  readonly mergedInto: string | null;
}
