export interface MinedTemplate {
  readonly id: string;
  /** Words and marks as they stand in the messages, with `<*>` for what varies. */
  readonly text: string;
}

export interface TemplateMerge {
  readonly from: string;
  readonly into: string;
  /** Of the template that was merged. */
  readonly text: string;
}

/** What others should keep. */
export interface TemplateChanges {
  readonly templates: readonly MinedTemplate[];
  /** In the order in which they happened. Counts under `from` are read as counts of `into`. */
  readonly merges: readonly TemplateMerge[];
  /** Lines that no template of their own had room for. */
  readonly dropped: number;
}
