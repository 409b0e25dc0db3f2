/** What a team has come to know of one signature so far; kept while a history is told, in order of time. */
export interface SignatureMemory {
  /** Counted for each cause. */
  readonly occurrences: Map<string, number>;
  /** The last incident of each cause, by its id. */
  readonly lastOfCause: Map<string, string>;
  lastTitle: string | null;
  /** As which the last one came back. */
  relapsedAs: string | null;
  /** The last attempt that cured, by the fix. */
  readonly cured: Map<string, { readonly incident: string; readonly attempt: string; readonly cause: string }>;
  /** How often a fix failed. */
  readonly failed: Map<string, number>;
}

export function newSignatureMemory(): SignatureMemory {
  return {
    occurrences: new Map(),
    lastOfCause: new Map(),
    lastTitle: null,
    relapsedAs: null,
    cured: new Map(),
    failed: new Map(),
  };
}
