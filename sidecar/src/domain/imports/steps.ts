/**
 * Work on thousands of records in one process that answers others meanwhile: it is told step by step, and whoever drives
 * it decides when to let others have their turn.
 */
export type Steps<Value> = Generator<void, Value, void>;

/** All at once, for where nobody waits. */
export function finish<Value>(steps: Steps<Value>): Value {
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      return step.value;
    }
  }
}
