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

export function problemOf(error: unknown): Problem {
  if (error instanceof Error) {
    const code =
      'code' in error && typeof error.code === 'string' && error.code.startsWith('SQLITE') ? error.code : null;
    return { message: error.message, code };
  }
  return { message: String(error), code: null };
}

export function perform(operations: Operations, call: Call): unknown {
  const operation = operations[call.operation];
  if (operation === undefined) {
    throw new Error(`the store has no operation ${call.operation}`);
  }
  return operation(call.input as never);
}
