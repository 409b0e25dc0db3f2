import type { Steps } from '../../domain/imports/steps.ts';

/** Lets others have their turn, where it is due. */
export type Pause = () => Promise<void> | undefined;

/** Drives work that is told in steps. */
export async function withPauses<Value>(steps: Steps<Value>, pause: Pause): Promise<Value> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      return step.value;
    }
    const waited = pause();
    if (waited !== undefined) {
      await waited;
    }
  }
}
