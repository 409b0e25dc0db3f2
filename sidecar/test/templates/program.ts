/**
 * Log sets whose truth is known because we write them: a program is a list of format strings with weights, and each
 * line knows which format it came from. Formats are invented after the manner of programs of that kind.
 *
 * What counts as one template: one format string. An optional part that brings words of its own is another format (so
 * is it in the corrected labels of public collections), a value that is empty, longer, or a list is not. A word that
 * tells a state (up, down) is part of the format; a name, however few there are, is a value.
 */
export interface Program {
  readonly name: string;
  /** How often, and the format with its `{values}`: of `values` below, or of draw-value.ts. */
  readonly formats: ReadonlyArray<readonly [number, string]>;
  /** Drawn unevenly: the first most often. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
}

export interface GeneratedSet {
  readonly name: string;
  readonly lines: readonly string[];
  /** Which format each line came from. */
  readonly assignments: readonly number[];
  readonly formats: readonly string[];
}
