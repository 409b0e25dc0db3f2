/** Time as the product sees it; tests move it by hand. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Runs the task once after the delay; the returned function cancels it. */
  schedule(delayMs: number, task: () => void): () => void;
}
