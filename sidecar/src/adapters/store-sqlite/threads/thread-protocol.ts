/** What goes between the main thread and a thread of the store; everything in it can be copied between threads. */
export interface Call {
  readonly id: number;
  readonly operation: string;
  readonly input: unknown;
}

/** `code` is SQLite's where SQLite refused; without it the failure is a bug. */
export interface Problem {
  readonly message: string;
  readonly code: string | null;
}

export type Outcome =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly problem: Problem };

export type ToThread = { readonly kind: 'calls'; readonly calls: readonly Call[] } | { readonly kind: 'close' };

export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'outcomes'; readonly outcomes: readonly Outcome[] };

/** One input, one output, both plain: what a thread can be asked to do. */
export type Operations = Readonly<Record<string, (input: never) => unknown>>;

/** Looks at what the error has rather than at its class: the native part may throw with a class of another realm. */
export function problemOf(error: unknown): Problem {
  if (typeof error !== 'object' || error === null) {
    return { message: String(error), code: null };
  }
  const message = 'message' in error ? String(error.message) : String(error);
  const code = 'code' in error ? String(error.code) : '';
  return { message, code: code.startsWith('SQLITE') ? code : null };
}

export function perform(operations: Operations, call: Call): unknown {
  const operation = operations[call.operation];
  if (operation === undefined) {
    throw new Error(`the store has no operation ${call.operation}`);
  }
  return operation(call.input as never);
}
